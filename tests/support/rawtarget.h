// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <utility>

namespace tocsin::test {

// A target that notes every byte it is sent and answers with exactly the bytes it is told to, then closes. On
// the test's own thread. One request per connection.
class RawTarget
{
public:
    // Called once a request is whole; what it returns is the answer, nothing = it says nothing and stays.
    std::function<QByteArray(const QByteArray &request)> answer = [](const QByteArray &) {
        return reply(200);
    };
    QList<QByteArray> requests; // whole ones, in the order in which they became so
    int connections = 0;
    int open = 0;
    int mostOpen = 0;

    explicit RawTarget(const QHostAddress &address = QHostAddress::LocalHost)
    {
        m_server.listen(address);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { take(); });
    }

    quint16 port() const { return m_server.serverPort(); }
    QUrl url(const QString &path = {}) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port()).arg(path));
    }
    void close() { m_server.close(); }
    bool reopen(quint16 port) { return m_server.listen(QHostAddress::LocalHost, port); }

    // Those that were left without an answer.
    void answerSilent(const QByteArray &said)
    {
        for (const QPointer<QTcpSocket> &socket : std::exchange(m_silent, {})) {
            if (!socket)
                continue;
            socket->write(said);
            socket->disconnectFromHost();
        }
    }

    static QByteArray reply(int status, const QByteArray &body = "ok", const QByteArray &fields = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " Some Reason\r\n" + fields +
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

private:
    static bool isWhole(const QByteArray &bytes)
    {
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const QByteArray head = bytes.first(end + 2).toLower();
        if (head.contains("\ntransfer-encoding:"))
            return bytes.indexOf("\r\n0\r\n", end) >= 0 && bytes.endsWith("\r\n\r\n");
        const qsizetype at = head.indexOf("\ncontent-length:");
        const qsizetype size =
            at < 0 ? 0 : head.mid(at + 16, head.indexOf('\r', at) - at - 16).trimmed().toLongLong();
        return bytes.size() >= end + 4 + size;
    }

    void take()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            ++connections;
            mostOpen = std::max(mostOpen, ++open);
            auto bytes = std::make_shared<QByteArray>();
            QObject::connect(socket, &QTcpSocket::disconnected, &m_server, [this, socket] {
                --open;
                socket->deleteLater();
            });
            QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket, bytes] {
                *bytes += socket->readAll();
                if (!isWhole(*bytes))
                    return;
                requests.append(*bytes);
                const QByteArray said = answer(*bytes);
                if (said.isNull())
                    return m_silent.append(socket);
                socket->write(said);
                socket->disconnectFromHost();
            });
        }
    }

    QTcpServer m_server;
    QList<QPointer<QTcpSocket>> m_silent;
};

} // namespace tocsin::test
