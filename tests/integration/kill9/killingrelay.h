// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPointer>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>

namespace tocsin::test {

// Stands between a program and its server, and kills the program when its Nth request has come: before the
// server gets it, or when the server has answered and the program does not know it yet. Unarmed it passes on
// everything.
class KillingRelay final : public QTcpServer
{
public:
    explicit KillingRelay(quint16 target) : m_target(target)
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = nextPendingConnection())
                join(client);
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("the relay cannot listen");
    }

    void arm(QProcess *program, int request, bool isAnswered)
    {
        m_program = program;
        m_request = request;
        m_isAnswered = isAnswered;
        m_seen = 0;
        killedAt.clear();
    }
    void disarm() { arm(nullptr, 0, false); }

    QByteArray killedAt; // method and path of that request; empty: nobody was killed

private:
    void join(QTcpSocket *client)
    {
        auto *server = new QTcpSocket(client);
        server->connectToHost(QHostAddress::LocalHost, m_target);
        connect(client, &QTcpSocket::readyRead, server, [this, client, server] {
            const QByteArray bytes = client->readAll();
            // A head comes in one piece; what begins with no method is a body.
            const bool isHead = bytes.first(bytes.indexOf('\n') + 1).contains(" HTTP/1.1");
            m_seen += isHead ? 1 : 0;
            if (isHead)
                m_last = bytes.first(bytes.indexOf(" HTTP/1.1"));
            if (isDue(false))
                return kill();
            server->write(bytes);
        });
        connect(server, &QTcpSocket::readyRead, client, [this, client, server] {
            const QByteArray bytes = server->readAll();
            if (isDue(true))
                return kill();
            client->write(bytes);
        });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(server, &QTcpSocket::disconnected, client, [client] { client->disconnectFromHost(); });
    }

    bool isDue(bool isAnswer) const
    {
        return m_request > 0 && m_seen == m_request && isAnswer == m_isAnswered;
    }

    void kill()
    {
        killedAt = m_last;
        if (m_program)
            m_program->kill(); // SIGKILL
    }

    const quint16 m_target;
    QPointer<QProcess> m_program;
    int m_request = 0;
    bool m_isAnswered = false;
    int m_seen = 0;
    QByteArray m_last;
};

} // namespace tocsin::test
