// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/poll/driven.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>

namespace tocsin::poll {

// Tells what is Driven the time when something of it is due, with one timer for all. While anything is due
// at all it looks at the clock at least twice a minute, since timers stand still while the machine sleeps.
// What is driven outlives it or is removed.
class Ticker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Ticker)

public:
    explicit Ticker(std::function<Micros()> clock = wallClock, QObject *parent = nullptr);

    void add(Driven &driven);
    void remove(Driven &driven);
    // After something has changed nextDue() from outside: looks at once when it returns to the event loop.
    void review();

    static constexpr Micros longestWait = 30 * microsPerSecond;

private:
    void look();

    const std::function<Micros()> m_clock;
    QList<Driven *> m_driven;
    QTimer m_timer;
};

} // namespace tocsin::poll
