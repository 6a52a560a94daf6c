// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/connectiontransport.h"

#include <QFile>

#include <algorithm>

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

constexpr int connectTimeoutMs = 15'000;

Result<QByteArray> contentsOf(const QString &path)
{
    constexpr qint64 most = 1024 * 1024;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Rejected, u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    return file.read(most);
}

} // namespace

Result<http::Transport> transportOf(const domain::Connection &connection, const Secret &proxyPassword,
                                    const Secret &passphrase)
{
    http::Transport transport;
    transport.bodyLimit = largestAnswer;
    transport.connectTimeoutMs = std::min(connectTimeoutMs, connection.timeoutMs);
    transport.followSameOrigin = true;
    if (connection.proxy == domain::ProxyMode::System)
        transport.proxyUse = http::Transport::ProxyUse::System;
    if (connection.proxy == domain::ProxyMode::Manual) {
        const Result<QNetworkProxy> proxy = http::proxyFrom(connection.proxyUrl, proxyPassword);
        if (!proxy)
            return tl::unexpected(proxy.error());
        transport.proxyUse = http::Transport::ProxyUse::Manual;
        transport.proxy = *proxy;
    }
    if (!connection.caFile.isEmpty()) {
        const auto trusted = contentsOf(connection.caFile).and_then([&](const QByteArray &bytes) {
            return http::readAuthorityText(bytes, connection.caFile);
        });
        if (!trusted)
            return tl::unexpected(trusted.error());
        transport.trusted = *trusted;
    }
    if (!connection.clientFile.isEmpty()) {
        const auto identity = contentsOf(connection.clientFile).and_then([&](const QByteArray &bytes) {
            return http::readClientIdentity(bytes, passphrase, connection.clientFile);
        });
        if (!identity)
            return tl::unexpected(identity.error());
        transport.identity = *identity;
    }
    return transport;
}

} // namespace tocsin::socmate
