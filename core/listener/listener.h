// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/listener/limits.h"
#include "core/listener/requesthandler.h"

#include <QHostAddress>
#include <QObject>
#include <QSslConfiguration>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace tocsin::listener {

struct ListenOptions
{
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0; // 0 = a free one
    std::optional<QSslConfiguration> tls;
    Limits limits;
    bool loopbackOnly = false; // a policy of the machine: any other address is Forbidden
};

// What happened at the door, for the status bar. Written by the listener's thread, read by any.
struct DoorCounters
{
    std::atomic<qint64> open = 0; // connections now
    std::atomic<qint64> accepted = 0;
    std::atomic<qint64> turnedAway = 0; // over Limits::connections, answered 503
    std::atomic<qint64> handshakesFailed = 0;
};

// The HTTP/1.1 server. It lives on its maker's thread; sockets, parsing and the handler's calls are on a
// thread of its own. One listen() per object.
class Listener final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Listener)

public:
    // The handler must outlive the listener.
    explicit Listener(RequestHandler &handler, QObject *parent = nullptr);
    ~Listener() override; // stops, without waiting for senders

    // Binds before it returns. Rejected: address in use, not permitted or not of this machine, with the
    // remedy.
    Result<void> listen(const ListenOptions &options);
    QHostAddress address() const { return m_address; }
    quint16 port() const { return m_port; }
    bool isListening() const { return m_engine != nullptr; }
    const DoorCounters &counters() const { return m_counters; }

    // Any thread. Answers of one batch are written together.
    void answer(std::vector<Answer> answers);

    // Frees the port at once; requests that have begun get up to `graceMs` to finish. stopped() follows.
    void stop(int graceMs = 5000);

signals:
    void stopped();
    void handshakeFailed(const QString &reason);

private:
    class Engine;

    RequestHandler &m_handler;
    DoorCounters m_counters;
    QThread m_thread;
    Engine *m_engine = nullptr; // lives on m_thread
    QHostAddress m_address;
    quint16 m_port = 0;
};

} // namespace tocsin::listener
