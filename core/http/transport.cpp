// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/transport.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>

namespace tocsin::http {

using namespace Qt::StringLiterals;

Result<QNetworkProxy> proxyFrom(const QUrl &url, const Secret &password)
{
    constexpr quint16 usualPort = 8080;
    constexpr quint16 usualSocksPort = 1080;
    const bool socks = url.scheme() == "socks5"_L1;
    if (!socks && url.scheme() != "http"_L1)
        return fail(Error::Kind::Rejected, u"the proxy's address begins with http:// or socks5://"_s);
    if (url.host().isEmpty())
        return fail(Error::Kind::Rejected, u"the proxy's address names no host"_s);
    QNetworkProxy proxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                        quint16(url.port(socks ? usualSocksPort : usualPort)));
    if (!url.userName().isEmpty()) {
        proxy.setUser(url.userName());
        proxy.setPassword(QString::fromUtf8(password.reveal()));
    }
    return proxy;
}

bool isThisMachine(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
}

QNetworkProxy systemProxyFor(const QUrl &url)
{
    if (isThisMachine(url))
        return QNetworkProxy::NoProxy;
    const QList<QNetworkProxy> found = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    for (const QNetworkProxy &proxy : found) {
        const QNetworkProxy::ProxyType type = proxy.type();
        if (type == QNetworkProxy::HttpProxy || type == QNetworkProxy::Socks5Proxy ||
            type == QNetworkProxy::NoProxy)
            return proxy;
    }
    return QNetworkProxy::NoProxy;
}

} // namespace tocsin::http
