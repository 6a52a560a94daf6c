// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace tocsin::test {

// A proxy that opens tunnels (CONNECT) and passes requests in the absolute form on, to where the map says or
// where the request names. It notes each head that it is sent. With a credential, whoever does not show it is
// answered 407.
class TunnelProxy
{
public:
    QList<QByteArray> heads;
    QByteArray credential; // "name:password"
    quint16 target = 0;    // on this machine: where everything goes

    TunnelProxy()
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { take(); });
    }
    quint16 port() const { return m_server.serverPort(); }

private:
    void take()
    {
        while (QTcpSocket *client = m_server.nextPendingConnection()) {
            auto head = std::make_shared<QByteArray>();
            QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
            QObject::connect(client, &QTcpSocket::readyRead, client, [this, client, head] {
                if (head->isNull() || !head->contains("\r\n\r\n")) {
                    *head += client->readAll();
                    if (head->contains("\r\n\r\n"))
                        open(client, *head);
                }
            });
        }
    }

    void open(QTcpSocket *client, const QByteArray &head)
    {
        heads.append(head);
        if (!credential.isEmpty() && !head.contains("Basic " + credential.toBase64())) {
            client->write("HTTP/1.1 407 Sign in\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                          "Content-Length: 0\r\nConnection: close\r\n\r\n");
            client->disconnectFromHost();
            return;
        }
        auto *server = new QTcpSocket(client);
        const bool tunnel = head.startsWith("CONNECT ");
        QObject::connect(server, &QTcpSocket::connected, client, [client, server, head, tunnel] {
            if (tunnel)
                client->write("HTTP/1.1 200 Go\r\n\r\n");
            else
                server->write(head);
            QObject::connect(client, &QTcpSocket::readyRead, server,
                             [client, server] { server->write(client->readAll()); });
        });
        QObject::connect(server, &QTcpSocket::readyRead, client,
                         [client, server] { client->write(server->readAll()); });
        QObject::connect(server, &QTcpSocket::disconnected, client,
                         [client] { client->disconnectFromHost(); });
        QObject::connect(server, &QTcpSocket::errorOccurred, client,
                         [client] { client->disconnectFromHost(); });
        server->connectToHost(QHostAddress(QHostAddress::LocalHost), target);
    }

    QTcpServer m_server;
};

} // namespace tocsin::test
