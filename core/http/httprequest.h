// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QList>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QUrl>

#include <utility>

namespace tocsin::http {

using HeaderPairs = QList<std::pair<QByteArray, QByteArray>>;

struct HttpRequest
{
    QByteArray method = "POST";
    QUrl url; // http or https; a user name in it is not sent
    HeaderPairs headers;
    QByteArray body;
    int timeoutMs = 10'000;         // from the look-up of the name to the last byte of the answer
    QList<QSslCertificate> trusted; // besides the system's authorities and the client's
    // The header that holds a secret stands apart, so that it cannot be logged with the others.
    QByteArray credentialName;   // "X-API-Key", "Authorization"; empty = none
    QByteArray credentialPrefix; // "Bearer "
    Secret credential;
};

struct HttpReply
{
    int status = 0;
    HeaderPairs headers;
    QByteArray body;  // cut at the client's limit
    bool cut = false; // there was more of it
    QUrl url;         // where it came from, behind redirects

    QByteArray header(QByteArrayView name) const; // the first one of that name in any case; null = none
};

// The request as it goes on the wire: Host, Content-Length and "Connection: close" are added where the
// headers do not say them. Through an HTTP proxy a plain one has the absolute form and the proxy's sign-in.
// Rejected: a header with a line break, or no http or https address.
Result<QByteArray> requestBytes(const HttpRequest &request, const QNetworkProxy &proxy);

// For logs and error texts: without user, query and fragment, which hold what the user looks for.
QString loggable(const QUrl &url);
// For logs: the value, or "(hidden)" for cookies, credentials and whatever looks like one by its name.
QByteArray loggable(QByteArrayView name, QByteArrayView value);

} // namespace tocsin::http
