// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

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

} // namespace tocsin::storage
