// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/http/clientidentity.h"

#include <QList>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QUrl>

namespace tocsin::http {

// How one client reaches its servers.
struct Transport
{
    enum class ProxyUse : quint8 {
        None,
        System, // what the system or the environment says for the address; never for this machine itself
        Manual,
    };

    ProxyUse proxyUse = ProxyUse::None;
    QNetworkProxy proxy;            // with Manual
    QList<QSslCertificate> trusted; // besides the system's authorities
    ClientIdentity identity;        // shown to servers that ask for one
    qint64 bodyLimit = 1024 * 1024; // of an answer; what is beyond is not read
    int connectTimeoutMs = 0;       // of HttpRequest::timeoutMs; 0 = no limit of its own
    // GET and HEAD follow up to five redirects that stay on scheme, host and port. Every other redirect, and
    // any of a write, is Rejected: nothing is sent to where it points. Off: a 3xx answer is an answer.
    bool followSameOrigin = false;
};

// "http://user@host:port" (CONNECT, or the absolute form for plain HTTP) or "socks5://...". Rejected: another
// scheme, no host.
Result<QNetworkProxy> proxyFrom(const QUrl &url, const Secret &password);

// The system's choice for an address. May take seconds where a script decides; any thread.
QNetworkProxy systemProxyFor(const QUrl &url);
bool isThisMachine(const QUrl &url); // by name or loopback address

} // namespace tocsin::http
