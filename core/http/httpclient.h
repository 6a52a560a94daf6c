// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QSslCertificate>
#include <QUrl>

#include <utility>

namespace tocsin::http {

struct HttpRequest
{
    QByteArray method = "POST";
    QUrl url; // http or https
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    int timeoutMs = 10'000;
    QList<QSslCertificate> trusted; // besides the system's authorities
};

struct HttpReply
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body; // cut at HttpClient::bodyLimit
};

// The one outgoing transport. TLS is always verified, redirects are never followed (the reply with its 3xx
// status is the answer), every request has a time limit. An answer of any status is a success of the
// transport. Errors: Transient (refused, timed out, reset), Rejected (URL, TLS). Lives on one thread.
class HttpClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpClient)

public:
    explicit HttpClient(QObject *parent = nullptr);
    ~HttpClient() override;

    void send(const HttpRequest &request, QObject *context, Handler<HttpReply> handler);

    static constexpr qint64 bodyLimit = 1024 * 1024;

private:
    QNetworkAccessManager m_network;
};

} // namespace tocsin::http
