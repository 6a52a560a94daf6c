// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/poll/ticker.h"

#include <algorithm>

namespace tocsin::poll {

Ticker::Ticker(std::function<Micros()> clock, QObject *parent) : QObject(parent), m_clock(std::move(clock))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Ticker::look);
}

void Ticker::add(Driven &driven)
{
    m_driven.append(&driven);
    review();
}

void Ticker::remove(Driven &driven)
{
    m_driven.removeAll(&driven);
}

void Ticker::review()
{
    m_timer.start(0);
}

void Ticker::look()
{
    const Micros now = m_clock();
    for (Driven *driven : QList(m_driven)) {
        if (m_driven.contains(driven))
            driven->tick(now);
    }
    std::optional<Micros> next;
    for (const Driven *driven : std::as_const(m_driven)) {
        if (const auto due = driven->nextDue())
            next = std::min(*due, next.value_or(*due));
    }
    if (!next)
        return;
    constexpr Micros milli = 1000;
    const Micros wait = std::clamp<Micros>(*next - m_clock(), milli, longestWait);
    // Coarse timers let the processor sleep through several; a second more or less does not matter far out.
    m_timer.setTimerType(wait > 5 * microsPerSecond ? Qt::CoarseTimer : Qt::PreciseTimer);
    m_timer.start(std::chrono::milliseconds((wait + milli - 1) / milli));
}

} // namespace tocsin::poll
