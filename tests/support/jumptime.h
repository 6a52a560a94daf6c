// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/timing.h"

#include <QList>
#include <QTimer>

namespace tocsin::test {

// Time for tests on real sockets: whoever waits is woken at once and finds that the time has passed.
class JumpTime
{
public:
    QList<std::chrono::milliseconds> waits; // all that were asked for, in order

    http::Timing timing()
    {
        http::Timing timing;
        timing.now = [this] { return m_now; };
        timing.after = [this](std::chrono::milliseconds delay, QObject *context, std::function<void()> call) {
            waits.append(delay);
            QTimer::singleShot(0, context,
                               [this, at = m_now + Micros(delay.count()) * 1000, call = std::move(call)] {
                                   m_now = std::max(m_now, at);
                                   call();
                               });
        };
        return timing;
    }

    Micros now() const { return m_now; }
    void pass(std::chrono::milliseconds by) { m_now += Micros(by.count()) * 1000; }

private:
    Micros m_now = 1'000'000'000;
};

} // namespace tocsin::test
