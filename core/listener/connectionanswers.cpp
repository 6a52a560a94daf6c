// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/connection.h"

#include <algorithm>
#include <utility>

// The half of Connection that answers.

namespace tocsin::listener {

namespace {

constexpr int slowReaderMs = 100; // until a drip looks again whether what it has sent was read

} // namespace

Connection::Place Connection::answer(const Answer &answer)
{
    bool isBehindHeld = false;
    for (Waiting &waiting : m_waiting) {
        if (waiting.sequence == answer.ticket.sequence) {
            waiting.response = answer.response;
            if (!answer.plan.isPlain())
                waiting.planned = std::make_unique<PlannedAnswer>(answer.plan);
            waiting.isHeld = isBehindHeld || waiting.planned;
            return waiting.isHeld ? Place::Later : Place::Now;
        }
        isBehindHeld = isBehindHeld || waiting.isHeld;
    }
    return Place::None;
}

void Connection::flush()
{
    m_lastProgress = wallClock();
    sendDue();
}

void Connection::sendDue()
{
    if (m_gone)
        return;
    const Micros now = wallClock();
    if (unsent() == 0) // else a reader that does not read would be kept by what it does not read
        m_lastProgress = now;
    const QByteArrayView date = m_shared.date.at(now);
    QByteArray out; // pipelined answers leave together
    bool closing = false;
    while (!closing && !m_waiting.empty() && m_waiting.front().response) {
        Waiting &next = m_waiting.front();
        const bool isLast = m_draining && m_waiting.size() == 1 && m_firstByte == 0;
        const Persistence persistence = isLast ? Persistence::Close : next.persistence;
        const bool isUnderWay = next.planned && next.planned->hasBytes();
        if (unsent() + out.size() > m_limits.unsentBytes && !isUnderWay)
            return m_socket->abort(); // a reader that does not read
        closing = persistence == Persistence::Close;
        if (!next.planned) {
            out += next.response->wire(persistence, next.headOnly, date);
        } else {
            send(std::exchange(out, {}));
            if (!sendPlanned(next, persistence, date))
                return;
            closing = closing || next.planned->closes();
        }
        told(next, now);
        m_waiting.pop_front();
    }
    send(out);
    m_socket->flush();
    if (closing)
        dropWaiting(); // what came behind a request that ends the connection
    if (closing || (m_draining && isIdle()))
        closeSoon();
    else
        readOn();
}

// What may leave of it by now. True when that was the last of it; else it comes back, or has ended all.
bool Connection::sendPlanned(Waiting &next, Persistence persistence, QByteArrayView date)
{
    PlannedAnswer &planned = *next.planned;
    if (m_draining)
        planned.hurry();
    if (planned.isDue() && planned.ending() == domain::Ending::Reset) {
        m_reading = false;
        resetWhenClosed(*m_socket);
        m_socket->abort();
        return false;
    }
    if (planned.isDue() && !planned.hasBytes())
        planned.setBytes(plannedBytes(next, persistence, date),
                         persistence == Persistence::Close || planned.ending() != domain::Ending::Whole);
    const bool isRead = unsent() <= m_limits.unsentBytes / 2;
    if (isRead && planned.isDue())
        send(planned.take());
    if (planned.hasBytes() && planned.isAllTaken())
        return true;
    if (!m_pacer) {
        m_pacer = std::make_unique<QTimer>();
        m_pacer->setSingleShot(true);
        m_pacer->setTimerType(Qt::PreciseTimer);
        connect(m_pacer.get(), &QTimer::timeout, this, &Connection::sendDue);
    }
    m_pacer->start(isRead ? std::max(1, planned.waitMs()) : slowReaderMs);
    m_socket->flush(); // last: it may find that the sender is gone
    return false;
}

void Connection::send(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const qsizetype sent = m_ssl ? 0 : sendAtOnce(*m_socket, bytes);
    if (sent < bytes.size())
        m_socket->write(bytes.constData() + sent, bytes.size() - sent);
}

QByteArray Connection::plannedBytes(const Waiting &next, Persistence persistence, QByteArrayView date)
{
    if (next.planned->ending() == domain::Ending::Close)
        return {};
    QByteArray bytes = next.response->wire(persistence, next.headOnly, date);
    if (next.planned->ending() == domain::Ending::HalfBody && !next.headOnly)
        bytes.chop(next.response->bodySize() - next.response->bodySize() / 2);
    return bytes;
}

void Connection::told(const Waiting &answered, Micros at)
{
    const bool isSilent = answered.planned && answered.planned->ending() == domain::Ending::Close;
    if (answered.isHeld)
        m_handler.answeredLate({m_id, answered.sequence}, isSilent ? 0 : at);
}

// Those who wait are not answered any more.
void Connection::dropWaiting()
{
    for (const Waiting &waiting : m_waiting)
        told(waiting, 0);
    m_waiting.clear();
}

} // namespace tocsin::listener
