// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/engine.h"

#include "core/listener/descriptors.h"

#include <algorithm>

namespace tocsin::listener {

using namespace Qt::StringLiterals;

namespace {

constexpr int tickMs = 250;
constexpr int mostLeaving = 128;

} // namespace

Listener::Engine::Engine(const ListenOptions &options, RequestHandler &handler, DoorCounters &counters)
    : m_options(options)
    , m_handler(handler)
    , m_counters(counters)
    , m_clock(this)
    , m_ceiling(connectionCeiling())
{
    setListenBacklogSize(std::max(50, options.limits.connections));
    connect(&m_clock, &QTimer::timeout, this, [this] {
        const Micros now = wallClock();
        std::vector<Connection *> all;
        all.reserve(m_connections.size());
        for (const auto &entry : m_connections)
            all.push_back(entry.second.get());
        for (Connection *connection : all)
            connection->tick(now); // may end in forget(), which deletes later
        goOnIfRoom();
    });
    // Having failed to accept, QTcpServer stops for good unless it is told to go on.
    connect(this, &QTcpServer::acceptError, this, &Engine::waitForRoom);
}

void Listener::Engine::startClock()
{
    m_clock.start(tickMs);
}

Listener::Engine::~Engine()
{
    dropAll();
}

// A socket that dies says that it is closed, which would come back to forget() while the table is emptied.
void Listener::Engine::dropAll()
{
    for (const auto &entry : m_connections)
        entry.second->disconnect(this);
    m_connections.clear();
}

// QTcpServer accepts all there is in one go; that nothing may be pending is what makes it stop.
void Listener::Engine::waitForRoom()
{
    m_waiting = true;
    setMaxPendingConnections(0);
}

void Listener::Engine::goOnIfRoom()
{
    if (!m_waiting || !isListening())
        return;
    const int next = firstFreeDescriptor();
    if (next < 0 || next >= m_ceiling)
        return;
    m_waiting = false;
    setMaxPendingConnections(1); // none ever is: incomingConnection() keeps them
    resumeAccepting();
}

void Listener::Engine::incomingConnection(qintptr descriptor)
{
    if (descriptor + 1 >= m_ceiling)
        waitForRoom();
    std::unique_ptr<QTcpSocket> socket;
    if (m_options.tls)
        socket = std::make_unique<QSslSocket>();
    else
        socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor))
        return;
    ++m_counters.accepted;
    if (qint64(m_connections.size()) >= m_options.limits.connections) {
        turnAway(std::move(socket));
        return;
    }
    const quint64 id = m_nextId++;
    auto connection =
        std::make_unique<Connection>(id, std::move(socket), m_options.limits, m_handler, m_shared);
    connect(connection.get(), &Connection::closed, this, &Engine::forget);
    connect(connection.get(), &Connection::handshakeFailed, this, &Engine::onHandshakeFailed);
    Connection *started = connection.get();
    m_connections.emplace(id, std::move(connection));
    ++m_counters.open;
    started->start(m_options.tls ? &*m_options.tls : nullptr, wallClock());
}

// Each is counted; a flood of them is not told one by one to a thread that draws windows.
void Listener::Engine::onHandshakeFailed(const QString &reason)
{
    ++m_counters.handshakesFailed;
    const Micros now = wallClock();
    if (now - m_lastNotice >= 0 && now - m_lastNotice < microsPerSecond)
        return;
    m_lastNotice = now;
    emit handshakeFailed(reason);
}

void Listener::Engine::turnAway(std::unique_ptr<QTcpSocket> socket)
{
    ++m_counters.turnedAway;
    if (m_leaving >= mostLeaving)
        return; // a flood: closing is answer enough
    if (!m_options.tls) {
        static const auto full = Response::plain(
            503, u"This listener has as many connections as it takes. Try again."_s, {{"Retry-After", "1"}});
        socket->write(full->wire(Persistence::Close, false, m_shared.date.at(wallClock())));
        socket->flush();
    }
    // What it has sent is read away first: closing over unread bytes would reset the answer.
    QTcpSocket *leaving = socket.release();
    leaving->setParent(this);
    ++m_leaving;
    connect(leaving, &QObject::destroyed, this, [this] { --m_leaving; });
    connect(leaving, &QTcpSocket::readyRead, leaving,
            [leaving] { leaving->skip(leaving->bytesAvailable()); });
    connect(leaving, &QTcpSocket::disconnected, leaving, &QObject::deleteLater);
    QTimer::singleShot(1000, leaving, [leaving] {
        leaving->abort();
        leaving->deleteLater();
    });
}

void Listener::Engine::forget(quint64 id)
{
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return;
    found->second.release()->deleteLater(); // one of its own calls may be on the stack
    m_connections.erase(found);
    --m_counters.open;
    if (m_waiting)
        QMetaObject::invokeMethod(this, &Engine::goOnIfRoom, Qt::QueuedConnection);
    if (m_stopping && m_connections.empty())
        QMetaObject::invokeMethod(this, &Engine::finishStop, Qt::QueuedConnection);
}

void Listener::Engine::answer(const std::vector<Answer> &answers)
{
    if (m_finished)
        return; // the handler may serve another listener by now
    m_toFlush.clear();
    m_answered.clear();
    m_held.clear();
    for (const Answer &answer : answers) {
        const auto found = m_connections.find(answer.ticket.connection);
        if (found == m_connections.end())
            continue;
        const Connection::Place place = found->second->answer(answer);
        if (place == Connection::Place::None)
            continue;
        (place == Connection::Place::Now ? m_answered : m_held).push_back(answer.ticket);
        if (m_toFlush.empty() || m_toFlush.back() != found->second.get())
            m_toFlush.push_back(found->second.get());
    }
    if (!m_held.empty())
        m_handler.held(m_held);
    for (Connection *connection : m_toFlush)
        connection->flush(); // may close, never deletes at once
    m_handler.answered(m_answered, wallClock());
}

void Listener::Engine::stop(int graceMs)
{
    if (m_stopping || !isListening())
        return;
    close();
    m_stopping = true;
    std::vector<Connection *> all;
    for (const auto &entry : m_connections)
        all.push_back(entry.second.get());
    for (Connection *connection : all)
        connection->drain();
    if (m_connections.empty())
        finishStop();
    else
        QTimer::singleShot(graceMs, this, &Engine::finishStop);
}

void Listener::Engine::finishStop()
{
    if (!m_stopping)
        return;
    m_stopping = false;
    m_finished = true;
    m_clock.stop();
    dropAll();
    m_counters.open = 0;
    emit stopped();
}

} // namespace tocsin::listener
