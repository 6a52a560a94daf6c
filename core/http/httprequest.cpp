// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httprequest.h"

#include <algorithm>
#include <array>

namespace tocsin::http {

using namespace Qt::StringLiterals;

namespace {

bool isName(QByteArrayView name, QByteArrayView other)
{
    return name.compare(other, Qt::CaseInsensitive) == 0;
}

bool has(const HeaderPairs &headers, QByteArrayView name)
{
    return std::ranges::any_of(headers, [name](const auto &pair) { return isName(pair.first, name); });
}

bool isOneLine(QByteArrayView text)
{
    return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

QByteArray authorityOf(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

QByteArray targetOf(const QUrl &url)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (!target.startsWith('/'))
        target.prepend('/');
    return url.hasQuery() ? target + '?' + url.query(QUrl::FullyEncoded).toLatin1() : target;
}

QByteArray proxySignIn(const QNetworkProxy &proxy)
{
    if (proxy.user().isEmpty())
        return {};
    const QByteArray pair = (proxy.user() + u':' + proxy.password()).toUtf8();
    return "Proxy-Authorization: Basic " + pair.toBase64() + "\r\n";
}

} // namespace

QByteArray HttpReply::header(QByteArrayView name) const
{
    const auto found =
        std::ranges::find_if(headers, [name](const auto &pair) { return isName(pair.first, name); });
    return found == headers.end() ? QByteArray() : found->second;
}

Result<QByteArray> requestBytes(const HttpRequest &request, const QNetworkProxy &proxy)
{
    const QString scheme = request.url.scheme();
    if ((scheme != "http"_L1 && scheme != "https"_L1) || request.url.host().isEmpty())
        return fail(Error::Kind::Rejected,
                    u"%1: give an http:// or https:// address"_s.arg(loggable(request.url)));
    const bool absolute = scheme == "http"_L1 && proxy.type() == QNetworkProxy::HttpProxy;
    const QByteArray authority = authorityOf(request.url);
    QByteArray bytes = request.method + ' ' + (absolute ? "http://" + authority : QByteArray()) +
                       targetOf(request.url) + " HTTP/1.1\r\n";
    if (!has(request.headers, "Host"))
        bytes += "Host: " + authority + "\r\n";
    for (const auto &[name, value] : request.headers) {
        if (!isOneLine(name) || !isOneLine(value))
            return fail(Error::Kind::Rejected,
                        u"the header %1 holds a line break"_s.arg(QString::fromLatin1(name.simplified())));
        bytes += name + ": " + value + "\r\n";
    }
    if (!request.credentialName.isEmpty()) {
        if (!isOneLine(request.credential.reveal()))
            return fail(Error::Kind::Rejected, u"the key holds a line break: paste it again"_s);
        bytes += request.credentialName + ": " + request.credentialPrefix;
        bytes += request.credential.reveal();
        bytes += "\r\n";
    }
    if (absolute)
        bytes += proxySignIn(proxy);
    const bool mayHaveBody = request.method != "GET" && request.method != "HEAD";
    if (!has(request.headers, "Content-Length") && (mayHaveBody || !request.body.isEmpty()))
        bytes += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    if (!has(request.headers, "Connection"))
        bytes += "Connection: close\r\n";
    return bytes + "\r\n" + request.body;
}

QString loggable(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QByteArray loggable(QByteArrayView name, QByteArrayView value)
{
    constexpr std::array parts = {"auth", "cookie", "key", "token", "secret", "password", "session"};
    const QByteArray lower = name.toByteArray().toLower();
    const bool hidden =
        std::ranges::any_of(parts, [&lower](const char *part) { return lower.contains(part); });
    return hidden ? QByteArray("(hidden)") : value.toByteArray();
}

} // namespace tocsin::http
