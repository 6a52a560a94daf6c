// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpclient.h"

#include <QNetworkReply>
#include <QPointer>
#include <QSslConfiguration>

namespace tocsin::http {

using namespace Qt::StringLiterals;

namespace {

Error errorOf(const QNetworkReply &reply)
{
    const QString where = reply.url().toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    switch (reply.error()) {
    case QNetworkReply::SslHandshakeFailedError:
        return {Error::Kind::Rejected, u"%1: TLS failed: %2"_s.arg(where, reply.errorString())};
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return {Error::Kind::Rejected, u"%1: give an http:// or https:// address"_s.arg(where)};
    case QNetworkReply::OperationCanceledError:
        return {Error::Kind::Transient, u"%1 gave no answer in time"_s.arg(where)};
    case QNetworkReply::ConnectionRefusedError:
        return {Error::Kind::Transient, u"%1: nothing listens there"_s.arg(where)};
    default:
        return {Error::Kind::Transient, u"%1: %2"_s.arg(where, reply.errorString())};
    }
}

} // namespace

HttpClient::HttpClient(QObject *parent) : QObject(parent), m_network(this)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setAutoDeleteReplies(true);
}

HttpClient::~HttpClient()
{
    m_network.clearConnectionCache(); // connections that are kept alive end before their thread does
}

void HttpClient::send(const HttpRequest &request, QObject *context, Handler<HttpReply> handler)
{
    QNetworkRequest outgoing(request.url);
    outgoing.setTransferTimeout(request.timeoutMs);
    outgoing.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    outgoing.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    outgoing.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (const auto &[name, value] : request.headers)
        outgoing.setRawHeader(name, value);
    if (!request.trusted.isEmpty()) {
        QSslConfiguration tls = outgoing.sslConfiguration();
        tls.addCaCertificates(request.trusted);
        outgoing.setSslConfiguration(tls);
    }
    QNetworkReply *reply = m_network.sendCustomRequest(outgoing, request.method, request.body);
    connect(reply, &QNetworkReply::finished, this, [reply, guard = QPointer<QObject>(context), handler] {
        if (!guard)
            return;
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status == 0) {
            handler(tl::unexpected(errorOf(*reply)));
            return;
        }
        HttpReply answer;
        answer.status = status;
        const auto pairs = reply->rawHeaderPairs();
        for (const auto &pair : pairs)
            answer.headers.append({pair.first, pair.second});
        answer.body = reply->read(bodyLimit);
        handler(std::move(answer));
    });
}

} // namespace tocsin::http
