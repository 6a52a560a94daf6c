// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QTcpSocket>

#include <array>
#include <functional>

namespace tocsin::listener {

// Reads a plain connection past QTcpSocket, for two reasons.
//
// A sender may say with a FIN that its last request is out and still read the answer (RFC 9112 section 9.6);
// QTcpSocket takes the FIN for a disconnect and closes its descriptor at once, with no setting against it. So
// the read event that would bring the FIN is kept from the socket while an answer is owed, and reading is
// switched off; the socket stays open for writing, with all its limits.
//
// And for each request QTcpSocket asks how many bytes there are, takes them into a buffer and copies them out
// again. Where nothing is in that buffer the bytes are taken from the descriptor and handed on at once; where
// its owner does not want any now, they go the way through the socket, which holds them and keeps the bound.
//
// In TLS both are Qt's. Where the platform or a future Qt offers no such event, all goes through the socket
// and a half-closed connection is dropped, as QTcpSocket does. Owned by a Connection, on its thread.
class PlainReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainReader)

public:
    using Buffer = std::array<char, 64 * 1024>; // one for all connections of a thread

    struct Owner
    {
        std::function<bool()> isOwed;             // something is still to be sent
        std::function<bool()> wants;              // bytes, now
        std::function<void(QByteArrayView)> take; // may close the socket
    };

    // The socket is connected.
    PlainReader(QTcpSocket &socket, Buffer &buffer, Owner owner);

    // Once: nothing more comes, but for what the socket has buffered.
    bool isAtEnd() const { return m_isAtEnd; }

    bool eventFilter(QObject *notifier, QEvent *event) override;

signals:
    void endReached();

private:
    QTcpSocket &m_socket;
    Buffer &m_buffer;
    const Owner m_owner;
    bool m_isAtEnd = false;
};

// Gives a plain socket's bytes to the system at once and returns how many it has taken; the rest, also of a
// connection that is broken, is for QTcpSocket::write(), which comes to know why. Going there first would arm
// and disarm a write notifier, which wakes the event loop twice, for every answer.
qsizetype sendAtOnce(const QTcpSocket &socket, QByteArrayView bytes);

// Tells the sender that nothing more follows, and leaves the socket open for reading.
void closeSending(const QTcpSocket &socket);
// Makes the end that comes next a reset instead of a farewell: the sender sees its connection break.
void resetWhenClosed(const QTcpSocket &socket);

} // namespace tocsin::listener
