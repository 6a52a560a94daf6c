// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <chrono>

namespace tocsin::storage {

// Looks at how fast the store grows. While more than `flood` deliveries arrive in a second, whatever only
// follows the store waits: capturing comes first. For one thread.
class Pace
{
public:
    using Clock = std::chrono::steady_clock;

    static constexpr qint64 flood = 3000;
    static constexpr std::chrono::milliseconds look{250};

    explicit Pace(qint64 last) : m_last(last) {}

    bool isFlooded(qint64 last, Clock::time_point now)
    {
        if (now - m_since >= look) {
            const double seconds = std::chrono::duration<double>(now - m_since).count();
            m_flooded = double(last - m_last) > double(flood) * seconds;
            m_since = now;
            m_last = last;
        } else if (last - m_last > flood) {
            m_flooded = true;
        }
        return m_flooded;
    }

private:
    Clock::time_point m_since = Clock::now();
    qint64 m_last;
    bool m_flooded = false;
};

} // namespace tocsin::storage
