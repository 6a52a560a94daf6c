// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <atomic>
#include <chrono>

namespace tocsin::storage {

// Looks at how fast deliveries arrive. While more than `flood` come in a second, whatever only follows them
// waits: capturing comes first. For one thread.
class Pace
{
public:
    using Clock = std::chrono::steady_clock;

    static constexpr qint64 usualFlood = 3000; // a second
    static constexpr std::chrono::milliseconds look{250};

    explicit Pace(qint64 last, qint64 flood = usualFlood) : m_flood(flood), m_last(last) {}

    bool isFlooded(qint64 last, Clock::time_point now)
    {
        if (now - m_since >= look) {
            const double seconds = std::chrono::duration<double>(now - m_since).count();
            m_flooded = double(last - m_last) > double(m_flood) * seconds;
            m_since = now;
            m_last = last;
        } else if (last - m_last > m_flood) {
            m_flooded = true;
        }
        return m_flooded;
    }

private:
    qint64 m_flood;
    Clock::time_point m_since = Clock::now();
    qint64 m_last;
    bool m_flooded = false;
};

// A flood and the filing of what it has left: whoever works on what is filed waits for the end of both.
// note*() may be called on any thread, isHigh() on one.
class Tide
{
public:
    void noteArrived(qint64 last) { m_arrived = last; }
    void noteFiled(qint64 last) { m_filed = last; }
    qint64 filed() const { return m_filed; }

    bool isHigh(Pace::Clock::time_point now)
    {
        const bool arrives = m_arriving.isFlooded(m_arrived, now);
        const bool isFiled = m_filing.isFlooded(m_filed, now);
        return arrives || isFiled;
    }
    // What is there is no flood.
    void begin()
    {
        m_arrived = std::max<qint64>(m_arrived, m_filed);
        m_arriving = Pace(m_arrived);
        m_filing = Pace(m_filed);
    }

private:
    std::atomic<qint64> m_arrived = 0;
    std::atomic<qint64> m_filed = 0;
    Pace m_arriving{0};
    Pace m_filing{0};
};

} // namespace tocsin::storage
