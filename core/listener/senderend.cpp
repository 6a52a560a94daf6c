// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/senderend.h"

#include <QEvent>
#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#elif defined(Q_OS_WIN)
#include <winsock2.h>
#endif

namespace tocsin::listener {

namespace {

// Whether the FIN is the next thing to read. Anything else, an error too, is the socket's own business.
bool isAtEnd(qintptr descriptor)
{
#ifdef Q_OS_UNIX
    char byte = 0;
    return descriptor >= 0 && ::recv(int(descriptor), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
#else
    Q_UNUSED(descriptor)
    return false;
#endif
}

} // namespace

SenderEnd::SenderEnd(QTcpSocket &socket, std::function<bool()> isOwed)
    : m_socket(socket)
    , m_isOwed(std::move(isOwed))
{
#ifdef Q_OS_UNIX
    const QList<QSocketNotifier *> notifiers = socket.findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() == QSocketNotifier::Read)
            notifier->installEventFilter(this);
    }
#endif
}

bool SenderEnd::eventFilter(QObject *notifier, QEvent *event)
{
    if (event->type() != QEvent::SockAct || !m_isOwed() || !isAtEnd(m_socket.socketDescriptor()))
        return false;
    // The event would come again and again: a FIN stays readable.
    static_cast<QSocketNotifier *>(notifier)->setEnabled(false);
    if (!std::exchange(m_reached, true))
        emit reached();
    return true;
}

void closeSending(const QTcpSocket &socket)
{
#ifdef Q_OS_UNIX
    ::shutdown(int(socket.socketDescriptor()), SHUT_WR);
#else
    Q_UNUSED(socket) // the "Connection: close" of the answer has to do
#endif
}

// To linger for no time at all is what the socket interface has for it, on every platform.
void resetWhenClosed(const QTcpSocket &socket)
{
#ifdef Q_OS_WIN
    const LINGER none{1, 0};
    ::setsockopt(SOCKET(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER,
                 reinterpret_cast<const char *>(&none), sizeof none);
#else
    const linger none{1, 0};
    ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
#endif
}

} // namespace tocsin::listener
