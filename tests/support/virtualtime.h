// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/timing.h"

#include <QCoreApplication>
#include <QPointer>

#include <map>

namespace tocsin::test {

// Time that passes when the test says so: what was to happen within it happens in order, each at its moment.
class VirtualTime
{
public:
    http::Timing timing()
    {
        http::Timing timing;
        timing.now = [this] { return m_now; };
        timing.after = [this](std::chrono::milliseconds delay, QObject *context, std::function<void()> call) {
            m_calls.emplace(m_now + Micros(delay.count()) * 1000, Call{context, std::move(call)});
        };
        return timing;
    }

    Micros now() const { return m_now; }

    void advance(std::chrono::milliseconds by)
    {
        const Micros end = m_now + Micros(by.count()) * 1000;
        settle();
        while (!m_calls.empty() && m_calls.begin()->first <= end) {
            m_now = std::max(m_now, m_calls.begin()->first);
            const Call call = m_calls.begin()->second;
            m_calls.erase(m_calls.begin());
            if (call.context)
                call.run();
            settle();
        }
        m_now = end;
        settle();
    }

    // What was put off to the event loop, and what that puts off again.
    static void settle()
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::sendPostedEvents();
    }

private:
    struct Call
    {
        QPointer<QObject> context;
        std::function<void()> run;
    };

    Micros m_now = 1'000'000'000;
    std::multimap<Micros, Call> m_calls;
};

} // namespace tocsin::test
