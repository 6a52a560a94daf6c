// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QList>
#include <QTcpSocket>

#include <utility>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace tocsin::test {

// One answer as it came over the wire. Status 0: the connection ended before there was a whole one.
struct RawReply
{
    int status = 0;
    QByteArray head;
    QByteArray body;

    QByteArray field(const QByteArray &name) const
    {
        const QList<QByteArray> lines = head.split('\n');
        for (const QByteArray &line : lines) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
                return line.sliced(colon + 1).trimmed();
        }
        return {};
    }
};

// A sender that writes exactly the bytes it is given and reads whole answers, blocking, for at most 10 s.
class RawClient
{
public:
    explicit RawClient(std::unique_ptr<QTcpSocket> socket = std::make_unique<QTcpSocket>())
        : m_socket(std::move(socket))
    {}
    RawClient(quint16 port, const QHostAddress &address = QHostAddress::LocalHost) : RawClient()
    {
        m_socket->connectToHost(address, port);
        m_socket->waitForConnected(patience);
    }

    QTcpSocket &socket() { return *m_socket; }
    bool isConnected() const { return m_socket->state() == QAbstractSocket::ConnectedState; }

    void send(const QByteArray &bytes)
    {
        m_socket->write(bytes);
        while (m_socket->bytesToWrite() > 0 && m_socket->waitForBytesWritten(patience)) {
        }
    }

    // Half-closes: nothing more is sent, and the answer is still read. Not on every platform.
    bool endSending()
    {
#ifdef Q_OS_UNIX
        return ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR) == 0;
#else
        return false;
#endif
    }

    // Closes with a reset where the platform can, else at once.
    void reset()
    {
#ifdef Q_OS_UNIX
        const linger atOnce{1, 0};
        ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
#endif
        m_socket->abort();
    }

    RawReply read(bool headOnly = false)
    {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < patience) {
            if (auto reply = take(headOnly); reply.status != 0)
                return reply;
            if (!m_socket->waitForReadyRead(patience) && m_socket->bytesAvailable() == 0)
                break;
            m_in += m_socket->readAll();
        }
        return {};
    }

    // Whatever comes until the other side closes; false when it does not.
    bool readToEnd(QByteArray *bytes = nullptr)
    {
        while (m_socket->waitForReadyRead(patience))
            m_in += m_socket->readAll();
        m_in += m_socket->readAll();
        if (bytes)
            *bytes = m_in;
        return m_socket->state() != QAbstractSocket::ConnectedState;
    }

    RawReply ask(const QByteArray &request)
    {
        send(request);
        return read();
    }

private:
    RawReply take(bool headOnly)
    {
        const qsizetype end = m_in.indexOf("\r\n\r\n");
        if (end < 0)
            return {};
        RawReply reply;
        reply.head = m_in.first(end + 2);
        const int status = reply.head.mid(9, 3).toInt();
        const qsizetype size =
            headOnly || status < 200 || status == 204 ? 0 : reply.field("Content-Length").toLongLong();
        if (m_in.size() < end + 4 + size)
            return {};
        reply.status = status;
        reply.body = m_in.mid(end + 4, size);
        m_in.remove(0, end + 4 + size);
        return reply;
    }

    static constexpr int patience = 10'000;
    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_in;
};

} // namespace tocsin::test
