// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/wayout.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::ProxyMode;

namespace {

// One that is unusable leads nowhere, and in no case around it.
QNetworkProxy proxyOf(const QUrl &url)
{
    return http::proxyFrom(url, Secret()).value_or(QNetworkProxy(QNetworkProxy::HttpProxy));
}

QByteArray origin(const QUrl &url)
{
    return url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

// To the proxy itself: few of them let CONNECT through to plain HTTP.
void makeAbsolute(http::RawRequest &request, const QNetworkProxy &proxy)
{
    const qsizetype target = request.bytes.indexOf(' ') + 1;
    if (request.url.scheme() != "http"_L1 || proxy.type() != QNetworkProxy::HttpProxy || target == 0 ||
        request.bytes.mid(target, 1) != "/")
        return;
    request.bytes.insert(target, origin(request.url));
    request.proxy = QNetworkProxy::NoProxy;
    request.url.setHost(proxy.hostName());
    request.url.setPort(proxy.port());
}

void sendBy(const QNetworkProxy &proxy, const http::RawRequest &request, QObject *context,
            const Handler<http::RawAnswer> &handler)
{
    if (proxy.type() == QNetworkProxy::NoProxy) {
        http::RawExchange::start(request, context, handler);
        return;
    }
    if (const QHostAddress named(request.url.host()); !named.isNull() && request.mayConnect) {
        if (const Result<void> may = request.mayConnect(named); !may) {
            QMetaObject::invokeMethod(
                context, [handler, why = may.error()] { handler(tl::unexpected(why)); },
                Qt::QueuedConnection);
            return;
        }
    }
    http::RawRequest proxied = request;
    proxied.mayConnect = nullptr;
    proxied.anyAddress = true;
    proxied.proxy = proxy;
    makeAbsolute(proxied, proxy);
    http::RawExchange::start(proxied, context, handler);
}

} // namespace

void sendOut(const http::RawRequest &request, const AllowList &allowed, QObject *context,
             Handler<http::RawAnswer> handler)
{
    const std::optional<domain::ProxyPin> &pinned = allowed.proxy;
    if (!pinned || pinned->mode == ProxyMode::None || http::isThisMachine(request.url))
        return sendBy(QNetworkProxy::NoProxy, request, context, handler);
    if (pinned->mode == ProxyMode::Manual)
        return sendBy(proxyOf(pinned->url), request, context, handler);
    // A proxy script may ask the network: not on this thread.
    auto promise = std::make_shared<QPromise<QNetworkProxy>>();
    promise->start();
    promise->future().then(context,
                           [request, context, handler = std::move(handler)](const QNetworkProxy &proxy) {
                               sendBy(proxy, request, context, handler);
                           });
    QThreadPool::globalInstance()->start([promise, url = request.url] {
        promise->addResult(http::systemProxyFor(url));
        promise->finish();
    });
}

http::Transport transportTo(const QUrl &server, const std::optional<domain::ProxyPin> &pinned)
{
    using Use = http::Transport::ProxyUse;
    http::Transport transport;
    if (http::isThisMachine(server) || (pinned && pinned->mode == ProxyMode::None))
        return transport;
    const bool isManual = pinned && pinned->mode == ProxyMode::Manual;
    transport.proxyUse = isManual ? Use::Manual : Use::System;
    if (isManual)
        transport.proxy = proxyOf(pinned->url);
    return transport;
}

} // namespace tocsin::flows
