// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/timing.h"

#include <QObject>
#include <QPointer>

#include <deque>

namespace tocsin::http {

enum class Priority : quint8 {
    Asked,   // somebody waits for it
    Polling, // the program's own idea
};

// How many requests may still be sent to one server: at most perMinute() in any 60 seconds, whoever asks. One
// queue, in which what the user asked for stands before the polling, and polling leaves a fifth of the budget
// alone so that a click never waits for a minute. Shared by all that talk to the server; lives on one thread.
class RequestBudget final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestBudget)

public:
    explicit RequestBudget(int perMinute, Timing timing = Timing::real(), QObject *parent = nullptr);

    // Calls go when one request may be sent, never from within this call; not at all once the context is
    // gone.
    void acquire(Priority priority, QObject *context, std::function<void()> go);

    // The server said Retry-After: nothing goes before then. A shorter pause does not end a longer one.
    void pauseFor(std::chrono::milliseconds pause);
    void resume(); // the user wants it now

    int perMinute() const { return m_perMinute; }
    void setPerMinute(int perMinute);

    // For the status bar.
    int used() const; // in the last 60 seconds
    int waiting() const { return int(m_asked.size() + m_polling.size()); }
    std::chrono::milliseconds pausedFor() const; // from now; 0 = not paused
    const Timing &timing() const { return m_timing; }

signals:
    void changed(); // one of the three figures above, at most once per turn of the event loop

private:
    struct Waiting
    {
        QPointer<QObject> context;
        std::function<void()> go;
    };

    void review();
    void reviewSoon();
    bool letOneGo();
    void forgetOld(Micros now);
    Micros nextChance(Micros now) const;
    int ceilingFor(Priority priority) const;
    void tell();

    Timing m_timing;
    int m_perMinute;
    std::deque<Waiting> m_asked;
    std::deque<Waiting> m_polling;
    std::deque<Micros> m_sent; // of the last minute
    Micros m_pausedUntil = 0;
    Micros m_alarm = 0; // 0 = none is set
    bool m_reviewing = false;
    bool m_telling = false;
};

} // namespace tocsin::http
