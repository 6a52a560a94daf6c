// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/listener/connection.h"
#include "core/listener/listener.h"

#include <QTcpServer>
#include <QTimer>

#include <unordered_map>

namespace tocsin::listener {

// The half of Listener that lives on its thread: accepts, owns the connections, keeps the time.
class Listener::Engine final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Engine)

public:
    Engine(const ListenOptions &options, RequestHandler &handler, DoorCounters &counters);
    ~Engine() override;

    void
    startClock(); // on the listener's thread: a timer that runs while its object moves is posted after it
    void answer(const std::vector<Answer> &answers);
    void stop(int graceMs);

signals:
    void stopped();
    void handshakeFailed(const QString &reason);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void onHandshakeFailed(const QString &reason);
    void turnAway(std::unique_ptr<QTcpSocket> socket);
    void forget(quint64 id);
    void finishStop();
    void waitForRoom();
    void goOnIfRoom();
    void dropAll();

    const ListenOptions m_options;
    RequestHandler &m_handler;
    DoorCounters &m_counters;
    Shared m_shared; // outlives the connections
    std::unordered_map<quint64, std::unique_ptr<Connection>> m_connections;
    std::vector<Connection *> m_toFlush; // of the batch that is being answered
    std::vector<Ticket> m_answered;
    std::vector<Ticket> m_held;
    QTimer m_clock;
    const qintptr m_ceiling; // connections have descriptors below it
    quint64 m_nextId = 1;
    int m_leaving = 0;       // sockets turned away that still read their answer
    Micros m_lastNotice = 0; // of a failed handshake
    bool m_waiting = false;  // for a descriptor; who connects meanwhile waits in the system's queue
    bool m_stopping = false;
    bool m_finished = false; // nothing is told to the handler any more
};

} // namespace tocsin::listener
