// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/plainsocket.h"

#include <QEvent>
#include <QSocketNotifier>

#include <algorithm>
#include <utility>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#elif defined(Q_OS_WIN)
#include <winsock2.h>
#endif

namespace tocsin::listener {

namespace {

#ifdef Q_OS_UNIX
#ifdef MSG_NOSIGNAL
constexpr int quietly = MSG_DONTWAIT | MSG_NOSIGNAL;
#else
constexpr int quietly = MSG_DONTWAIT; // Qt has switched the signal off
#endif

// 0: the FIN is the next thing to read. Below: nothing there, or an error, which is the socket's own
// business.
qsizetype receive(qintptr descriptor, char *to, qsizetype size, int flags)
{
    return descriptor < 0 ? -1 : ::recv(int(descriptor), to, size_t(size), MSG_DONTWAIT | flags);
}
#endif

} // namespace

PlainReader::PlainReader(QTcpSocket &socket, Buffer &buffer, Owner owner)
    : m_socket(socket)
    , m_buffer(buffer)
    , m_owner(std::move(owner))
{
#ifdef Q_OS_UNIX
    const QList<QSocketNotifier *> notifiers = socket.findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() == QSocketNotifier::Read)
            notifier->installEventFilter(this);
    }
#endif
}

bool PlainReader::eventFilter(QObject *notifier, QEvent *event)
{
    if (event->type() != QEvent::SockAct)
        return false;
#ifdef Q_OS_UNIX
    const bool takes = m_socket.bytesAvailable() == 0 && m_owner.wants(); // what came first goes first
    if (!takes && !m_owner.isOwed())
        return false;
    const qsizetype got = receive(m_socket.socketDescriptor(), m_buffer.data(),
                                  takes ? qsizetype(m_buffer.size()) : 1, takes ? 0 : MSG_PEEK);
    if (got > 0 && takes) {
        m_owner.take(QByteArrayView(m_buffer.data(), got));
        return true;
    }
    if (got != 0 || !m_owner.isOwed())
        return false; // an error, or the end of all, which the socket sees as such
    // The event would come again and again: a FIN stays readable.
    static_cast<QSocketNotifier *>(notifier)->setEnabled(false);
    if (!std::exchange(m_isAtEnd, true))
        emit endReached();
    return true;
#else
    Q_UNUSED(notifier)
    return false;
#endif
}

qsizetype sendAtOnce(const QTcpSocket &socket, QByteArrayView bytes)
{
#ifdef Q_OS_UNIX
    const qintptr descriptor = socket.socketDescriptor();
    if (descriptor < 0 || socket.bytesToWrite() > 0) // what came first goes first
        return 0;
    return std::max<qsizetype>(0, ::send(int(descriptor), bytes.data(), size_t(bytes.size()), quietly));
#else
    Q_UNUSED(socket)
    Q_UNUSED(bytes)
    return 0;
#endif
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
