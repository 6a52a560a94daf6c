// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/connection.h"

#include "core/listener/clienthello.h"
#include "core/listener/peerfacts.h"

#include <QSslConfiguration>

#include <utility>

namespace tocsin::listener {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 readBuffer = 256 * 1024;
constexpr qsizetype mostKept = 16 * 1024; // bytes that a connection keeps room for
constexpr Micros lingerMicros = 2 * microsPerSecond;

QString leftEarly()
{
    return u"the sender closed the connection before the request was complete"_s;
}

} // namespace

Connection::Connection(quint64 id, std::unique_ptr<QTcpSocket> socket, const Limits &limits,
                       RequestHandler &handler, Shared &shared)
    : m_id(id)
    , m_limits(limits)
    , m_handler(handler)
    , m_shared(shared)
    , m_socket(std::move(socket))
    , m_ssl(qobject_cast<QSslSocket *>(m_socket.get()))
    , m_parser(
          limits, [&handler](const domain::HttpMessage &message) { return handler.bodyCap(message); },
          RequestParser::Host::Needed)
{
    m_peerAddress = addressText(m_socket->peerAddress());
    m_localAddress = addressText(m_socket->localAddress());
    m_peerPort = m_socket->peerPort();
    m_localPort = m_socket->localPort();
    m_socket->setReadBufferSize(readBuffer);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &Connection::onDisconnected);
    const auto onWritten = [this] { m_lastProgress = wallClock(); };
    if (m_ssl)
        connect(m_ssl, &QSslSocket::encryptedBytesWritten, this, onWritten);
    else
        connect(m_socket.get(), &QTcpSocket::bytesWritten, this, onWritten);
}

Connection::~Connection()
{
    // An open socket says that it disconnects when it is destroyed; by then nobody may be told.
    m_socket->disconnect(this);
    m_shared.unfinished -= m_held;
}

// TLS keeps what it has encrypted in a buffer of its own, which a slow reader fills as well.
qint64 Connection::unsent() const
{
    return m_socket->bytesToWrite() + (m_ssl ? m_ssl->encryptedBytesToWrite() : 0);
}

void Connection::start(const QSslConfiguration *tls, Micros now)
{
    m_opened = m_lastProgress = now;
    if (!tls) {
        connect(m_socket.get(), &QTcpSocket::readyRead, this, &Connection::onReadyRead);
        m_plain = std::make_unique<PlainReader>(
            *m_socket, m_shared.buffer,
            PlainReader::Owner{
                [this] { return m_closingSince == 0 && (!m_waiting.empty() || unsent() > 0); },
                [this] { return wantsBytes(); },
                [this](QByteArrayView bytes) { take(bytes); },
            });
        connect(m_plain.get(), &PlainReader::endReached, this, &Connection::onSenderEnd);
        return;
    }
    m_handshaking = true;
    m_tlsConfiguration = std::make_unique<QSslConfiguration>(*tls);
    connect(m_ssl, &QSslSocket::encrypted, this, &Connection::onEncrypted);
    connect(m_ssl, &QSslSocket::readyRead, this, [this] {
        if (m_tlsConfiguration)
            onHello();
        else if (!m_handshaking)
            onReadyRead();
    });
}

void Connection::onHello()
{
    // Qt does not tell a server which name the client asked for, so the hello is looked at before TLS takes
    // it.
    const ClientHello hello = readClientHello(m_socket->peek(16 * 1024));
    if (hello.state == ClientHello::State::Partial)
        return;
    if (hello.state == ClientHello::State::NotTls) {
        emit handshakeFailed(u"the sender speaks plain http:// to an https:// listener"_s);
        m_socket->abort();
        return;
    }
    m_tls.sni = hello.serverName;
    m_ssl->setSslConfiguration(*m_tlsConfiguration);
    m_tlsConfiguration.reset();
    m_ssl->startServerEncryption();
}

void Connection::onEncrypted()
{
    m_handshaking = false;
    readTls(*m_ssl, m_tls);
    m_lastProgress = wallClock();
    if (m_socket->bytesAvailable() > 0)
        onReadyRead();
}

void Connection::onReadyRead()
{
    if (m_closingSince != 0) {
        m_socket->skip(m_socket->bytesAvailable()); // lingering: the answer must not be lost to a reset
        return;
    }
    if (wantsBytes())
        take(m_socket->readAll());
}

bool Connection::wantsBytes() const
{
    return m_closingSince == 0 && m_reading && m_waiting.size() < size_t(m_limits.pipelined);
}

void Connection::take(QByteArrayView bytes)
{
    m_lastProgress = wallClock();
    if (m_used > 0) {
        m_in.remove(0, m_used);
        m_used = 0;
    }
    m_in += bytes;
    parse();
}

void Connection::parse()
{
    while (m_reading && m_used < m_in.size() && m_waiting.size() < size_t(m_limits.pipelined)) {
        if (m_firstByte == 0)
            m_firstByte = m_lastProgress;
        m_used += m_parser.feed(QByteArrayView(m_in).sliced(m_used));
        if (m_parser.state() != RequestParser::State::Head && m_headRead == 0)
            m_headRead = m_lastProgress;
        else if (m_parser.state() == RequestParser::State::Head && m_used == m_in.size())
            m_firstByte = 0; // empty lines only: no request has begun, and the connection is idle
        if (m_parser.state() == RequestParser::State::Done) {
            deliver(nullptr);
        } else if (m_parser.state() == RequestParser::State::Failed) {
            deliver(&m_parser.refusal());
        } else {
            sayContinue();
            break;
        }
    }
    if (m_used == m_in.size()) {
        if (m_in.capacity() > mostKept)
            m_in.clear();
        else
            m_in.resize(0); // the next request finds its room
        m_used = 0;
    }
    countHeld();
}

void Connection::countHeld()
{
    const qint64 held = m_parser.heldBytes();
    m_shared.unfinished += held - m_held;
    m_held = held;
    if (m_shared.unfinished > m_limits.unfinished && m_held > m_limits.unfinishedShare())
        refuse(503,
               u"the unfinished requests of all senders have more than %1 bytes"_s.arg(m_limits.unfinished));
}

// RFC 9110 section 10.1.1. Answers to earlier requests go first, or the sender would take this for a part of
// theirs.
void Connection::sayContinue()
{
    if (m_gone || m_saidContinue || !m_waiting.empty() || m_used < m_in.size() || !m_parser.expectsContinue())
        return;
    m_saidContinue = true;
    m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
}

domain::Capture Connection::capture(const Refusal *refusal)
{
    domain::Capture capture;
    capture.message = m_parser.takeMessage();
    capture.chunkSizes = m_parser.takeChunkSizes();
    if (refusal) {
        capture.completeness =
            refusal->truncated ? domain::Completeness::Truncated : domain::Completeness::Malformed;
        capture.reason = refusal->reason;
    }
    capture.peerAddress = m_peerAddress;
    capture.peerPort = m_peerPort;
    capture.localAddress = m_localAddress;
    capture.localPort = m_localPort;
    capture.tls = m_tls;
    capture.firstByte = m_firstByte;
    capture.headRead = m_headRead;
    capture.lastByte = m_lastProgress;
    return capture;
}

void Connection::deliver(const Refusal *refusal)
{
    Persistence persistence = Persistence::Close;
    if (!refusal && !m_draining && m_parser.keepAlive())
        persistence = m_parser.isHttp10() ? Persistence::KeepAndSaySo : Persistence::Keep;
    domain::Capture what = capture(refusal);
    const Ticket ticket{m_id, m_nextSequence++};
    if (!refusal || refusal->status != 0)
        m_waiting.push_back(
            {ticket.sequence, nullptr, persistence, what.message.method == "HEAD", false, nullptr});
    if (persistence == Persistence::Close)
        m_reading = false;
    m_refused = refusal != nullptr;
    m_saidContinue = false;
    const Refusal kept = refusal ? *refusal : Refusal{};
    m_parser.reset();
    m_shared.unfinished -= std::exchange(m_held, 0);
    m_firstByte = m_headRead = 0;
    m_handler.handle(ticket, std::move(what), refusal ? &kept : nullptr);
}

void Connection::refuse(int status, const QString &reason)
{
    if (m_parser.giveUp(QByteArrayView(m_in).sliced(m_used), status, reason)) {
        m_in.clear();
        m_used = 0;
        deliver(&m_parser.refusal());
    }
}

// Goes on with what was left unread while too many waited for their answer: first what is in m_in, then what
// the socket has taken meanwhile and said so to nobody.
void Connection::readOn()
{
    if (m_used < m_in.size())
        parse();
    if (m_reading && m_socket->bytesAvailable() > 0)
        onReadyRead();
    onSenderEnd();
    sayContinue();
}

// No more requests come. Those that came whole are answered, then the connection is closed; one that did not
// is kept, and not answered: the sender may be gone altogether.
void Connection::onSenderEnd()
{
    if (!m_plain || !m_plain->isAtEnd() || !m_reading || m_socket->bytesAvailable() > 0 ||
        m_waiting.size() >= size_t(m_limits.pipelined))
        return; // not yet, or an answer that closes is on its way
    const bool isOwed = !m_waiting.empty();
    if (isOwed)
        m_waiting.back().persistence = Persistence::Close;
    refuse(0, leftEarly());
    m_reading = false;
    if (!isOwed)
        closeSoon();
}

void Connection::closeSoon()
{
    m_reading = false;
    if (m_closingSince != 0)
        return;
    m_closingSince = m_lastProgress;
    // A sender in the middle of its body would lose the answer to the reset that closing over unread bytes
    // causes (RFC 9112 section 9.6): it is told that nothing follows, and read away until it closes.
    const bool moreMayCome = (m_refused || m_used < m_in.size() || m_socket->bytesAvailable() > 0) &&
                             !(m_plain && m_plain->isAtEnd());
    m_in.clear();
    m_used = 0;
    m_socket->skip(m_socket->bytesAvailable());
    if (!moreMayCome)
        m_socket->disconnectFromHost(); // sends what is left first
    else if (!m_ssl && unsent() == 0)
        closeSending(*m_socket);
}

void Connection::drain()
{
    m_draining = true;
    if (isIdle())
        closeSoon();
    else
        flush(); // what was to leave later leaves now
}

void Connection::tick(Micros now)
{
    const Micros header = m_limits.headerSeconds * microsPerSecond;
    const Micros idle = m_limits.idleSeconds * microsPerSecond;
    if (m_closingSince != 0) {
        if (now - (unsent() > 0 ? m_lastProgress : m_closingSince) > lingerMicros)
            m_socket->abort();
    } else if (unsent() > 0 && now - m_lastProgress > idle) {
        m_socket->abort(); // a reader that does not read
    } else if (m_handshaking) {
        if (now - m_opened > header) {
            emit handshakeFailed(u"the TLS handshake took longer than %1 s"_s.arg(m_limits.headerSeconds));
            m_socket->abort();
        }
    } else if (!m_waiting.empty()) {
        return; // it is our turn
    } else if (m_firstByte == 0) {
        if (now - m_lastProgress > idle)
            closeSoon();
    } else if (m_headRead == 0 && now - m_firstByte > header) {
        refuse(408, u"the head was not complete after %1 s"_s.arg(m_limits.headerSeconds));
    } else if (now - m_lastProgress > idle) {
        refuse(408, u"no byte came for %1 s"_s.arg(m_limits.idleSeconds));
    } else if (now - m_firstByte > m_limits.requestSeconds * microsPerSecond) {
        refuse(408, u"the request was not complete after %1 s"_s.arg(m_limits.requestSeconds));
    }
}

void Connection::onDisconnected()
{
    if (m_gone)
        return;
    m_gone = true;
    if (m_handshaking && !m_tlsConfiguration)
        emit handshakeFailed(m_socket->errorString());
    if (m_closingSince == 0 && m_reading)
        takeTheRest();
    dropWaiting();
    emit closed(m_id);
}

// Nobody is left to be answered, so nothing need wait for its turn: whole requests are kept as such.
void Connection::takeTheRest()
{
    if (m_socket->isOpen() && m_socket->bytesAvailable() > 0) {
        m_in += m_socket->readAll();
        m_lastProgress = wallClock();
    }
    do {
        dropWaiting();
        parse();
    } while (m_waiting.size() >= size_t(m_limits.pipelined));
    if (m_reading)
        refuse(0, leftEarly());
}

} // namespace tocsin::listener
