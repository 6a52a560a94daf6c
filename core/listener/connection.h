// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/capture.h"
#include "core/listener/datefield.h"
#include "core/listener/plainsocket.h"
#include "core/listener/plannedanswer.h"
#include "core/listener/requesthandler.h"
#include "core/listener/requestparser.h"

#include <QObject>
#include <QSslSocket>
#include <QTimer>

#include <deque>
#include <memory>

namespace tocsin::listener {

// What the connections of one engine have in common.
struct Shared
{
    qint64 unfinished = 0; // bytes that unfinished bodies hold, see Limits::unfinished
    DateField date;
    PlainReader::Buffer buffer;
};

// One accepted socket: reads requests, hands them over in order, writes the answers in the same order. Lives
// on the listener's thread and is owned by its Engine. Every limit but the count of connections is kept here.
class Connection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connection)

public:
    Connection(quint64 id, std::unique_ptr<QTcpSocket> socket, const Limits &limits, RequestHandler &handler,
               Shared &shared);
    ~Connection() override;

    // Plain HTTP: reads at once. With a configuration: looks at the client's hello for the server name, then
    // shakes hands.
    void start(const QSslConfiguration *tls, Micros now);
    enum class Place {
        None,  // nobody waits for it: the sender had left before its request was complete
        Now,   // it leaves with flush(), unless an earlier one is missing
        Later, // RequestHandler::held()
    };
    // Puts the answer in its place; flush() sends what is in order and due.
    Place answer(const Answer &answer);
    void flush();
    // Called a few times a second: time limits and slow readers.
    void tick(Micros now);
    // A request that has begun may finish; the connection closes after its answer.
    void drain();

    quint64 id() const { return m_id; }
    bool isIdle() const { return m_waiting.empty() && m_firstByte == 0; }

signals:
    void closed(quint64 id);
    void handshakeFailed(const QString &reason);

private:
    struct Waiting
    {
        quint32 sequence;
        std::shared_ptr<const Response> response;
        Persistence persistence;
        bool headOnly;
        bool isHeld = false;
        std::unique_ptr<PlannedAnswer> planned; // null: at once and whole
    };

    void onHello();
    void onEncrypted();
    void onReadyRead();
    bool wantsBytes() const;
    void take(QByteArrayView bytes);
    void onSenderEnd();
    void onDisconnected();
    void parse();
    void readOn();
    void takeTheRest();
    void sayContinue();
    void countHeld();
    qint64 unsent() const;
    void deliver(const Refusal *refusal);
    void refuse(int status, const QString &reason);
    domain::Capture capture(const Refusal *refusal);
    void sendDue();
    bool sendPlanned(Waiting &next, Persistence persistence, QByteArrayView date);
    void send(const QByteArray &bytes);
    static QByteArray plannedBytes(const Waiting &next, Persistence persistence, QByteArrayView date);
    void told(const Waiting &answered, Micros at);
    void dropWaiting();
    void closeSoon();

    const quint64 m_id;
    const Limits &m_limits;
    RequestHandler &m_handler;
    Shared &m_shared;
    qint64 m_held = 0; // part of Shared::unfinished that is ours
    std::unique_ptr<QTcpSocket> m_socket;
    std::unique_ptr<PlainReader> m_plain;                  // null under TLS
    QSslSocket *const m_ssl;                               // the same object when it can speak TLS, else null
    std::unique_ptr<QSslConfiguration> m_tlsConfiguration; // until the handshake begins
    RequestParser m_parser;
    QByteArray m_in;      // read and not yet used
    qsizetype m_used = 0; // front of m_in that is used
    std::deque<Waiting> m_waiting;
    std::unique_ptr<QTimer> m_pacer; // of the planned answer in front; made for the first one
    domain::TlsInfo m_tls;
    QByteArray m_peerAddress;
    QByteArray m_localAddress;
    quint16 m_peerPort = 0;
    quint16 m_localPort = 0;
    quint32 m_nextSequence = 0;
    Micros m_opened = 0;
    Micros m_firstByte = 0;
    Micros m_headRead = 0;
    Micros m_lastProgress = 0; // byte read or written
    Micros m_closingSince = 0;
    bool m_reading = true;
    bool m_draining = false;
    bool m_handshaking = false;
    bool m_gone = false;
    bool m_refused = false;      // the last request was; bytes of it may still come
    bool m_saidContinue = false; // to the request being read
};

} // namespace tocsin::listener
