// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QTcpSocket>

#include <functional>

namespace tocsin::listener {

// Lets a connection outlive the end of what its sender sends. A sender may say with a FIN that its last
// request is out and still read the answer (RFC 9112 section 9.6); QTcpSocket takes the FIN for a disconnect
// and closes its descriptor at once, with no setting against it. So the read event that would bring the FIN
// is kept from the socket while an answer is owed, and reading is switched off; the socket stays open for
// writing, with all its limits. Costs one look at the descriptor for a read event that comes while an answer
// is owed, none otherwise.
//
// For plain sockets: in TLS the end of one direction is a record of its own, which is Qt's. Where the
// platform or a future Qt offers no such event, a half-closed connection is dropped, as QTcpSocket does.
// Owned by a Connection, on its thread.
class SenderEnd final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SenderEnd)

public:
    // The socket is connected. `isOwed` says whether something is still to be sent.
    SenderEnd(QTcpSocket &socket, std::function<bool()> isOwed);

    // Once: nothing more comes, but for what the socket has buffered.
    bool isReached() const { return m_reached; }

    bool eventFilter(QObject *notifier, QEvent *event) override;

signals:
    void reached();

private:
    QTcpSocket &m_socket;
    const std::function<bool()> m_isOwed;
    bool m_reached = false;
};

// The other direction: tells the sender that nothing more follows, and leaves the socket open for reading.
void closeSending(const QTcpSocket &socket);
// Makes the end that comes next a reset instead of a farewell: the sender sees its connection break.
void resetWhenClosed(const QTcpSocket &socket);

} // namespace tocsin::listener
