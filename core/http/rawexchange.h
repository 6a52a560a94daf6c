// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/http/answerparser.h"
#include "core/http/clientidentity.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QPointer>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

namespace tocsin::http {

struct RawRequest
{
    QUrl url;                       // http or https; says where to connect, and nothing of it is sent
    QByteArray bytes;               // the whole request, head and body, as it goes on the wire
    bool headOnly = false;          // the method is HEAD
    int timeoutMs = 30'000;         // from the look-up of the name to the last byte of the answer
    qint64 keep = 64 * 1024;        // bytes of the answer's body; the rest is not read
    QList<QSslCertificate> trusted; // besides the system's authorities
    // Asked for every address that the host name stands for, before any connection is made; the connection is
    // then made to one of these addresses and no other, so that a name cannot change its meaning in between.
    std::function<Result<void>(const QHostAddress &)> mayConnect;
    // Instead of mayConnect, where the user has entered the server: whatever the name stands for.
    bool anyAddress = false;
    QNetworkProxy proxy = QNetworkProxy::NoProxy; // with anyAddress; looks the name up itself
    ClientIdentity identity;                      // shown to a server that asks for it
    int connectTimeoutMs = 0;    // for look-up, connection and handshake; 0 = no limit of its own
    bool tellUnanswered = false; // what fails after the request was written is Unanswered, not Transient
};

struct RawAnswer
{
    int status = 0;
    QByteArray head; // as received
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body; // at most RawRequest::keep
    bool cut = false;
    qint64 took = 0; // microseconds from the start of the connection to the end of the answer
};

// One request on a connection of its own, byte for byte as given: Qt's network access writes heads in
// its own way, which a replay must not, and repeats by itself what was lost, which a write must not. TLS is
// always verified, against the host of the URL; no redirect is followed; there is a time limit. An answer of
// any status is a success. Errors: Transient (refused, timed out, reset, name not found), Unanswered (see
// there), Rejected (URL, TLS, proxy), Forbidden (mayConnect said no).
// Belongs to the context object and deletes itself after the handler has run; deleting it cancels.
class RawExchange final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RawExchange)

public:
    static RawExchange *start(const RawRequest &request, QObject *context, Handler<RawAnswer> handler);
    ~RawExchange() override;

private:
    RawExchange(const RawRequest &request, QObject *context, Handler<RawAnswer> handler);
    void begin();
    void onAddresses(const QList<QHostAddress> &addresses);
    void connectToNext();
    void connectByName();
    QSslConfiguration tlsConfiguration() const;
    Error lost(const QString &why) const; // Transient, or Unanswered once the request is out
    void write();
    void read();
    void onError(QAbstractSocket::SocketError error);
    void onState(AnswerParser::State state);
    void finish(Result<RawAnswer> result);
    QString where() const;
    QString certificateHint() const;

    const RawRequest m_request;
    Handler<RawAnswer> m_handler;
    QList<QHostAddress> m_addresses; // still to be tried
    QSslSocket m_socket;
    QTimer m_limit;
    QTimer m_connectLimit;
    QElapsedTimer m_clock;
    AnswerParser m_parser;
    bool m_written = false;
    bool m_finished = false;
};

} // namespace tocsin::http
