// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/requestbudget.h"

#include <algorithm>

namespace tocsin::http {

namespace {

constexpr Micros window = 60 * microsPerSecond;

} // namespace

RequestBudget::RequestBudget(int perMinute, Timing timing, QObject *parent)
    : QObject(parent)
    , m_timing(std::move(timing))
    , m_perMinute(std::max(1, perMinute))
{}

void RequestBudget::acquire(Priority priority, QObject *context, std::function<void()> go)
{
    auto &queue = priority == Priority::Asked ? m_asked : m_polling;
    queue.push_back({context, std::move(go)});
    reviewSoon();
    tell();
}

void RequestBudget::pauseFor(std::chrono::milliseconds pause)
{
    m_pausedUntil = std::max(m_pausedUntil, m_timing.now() + Micros(pause.count()) * 1000);
    tell();
}

void RequestBudget::resume()
{
    m_pausedUntil = 0;
    reviewSoon();
    tell();
}

void RequestBudget::setPerMinute(int perMinute)
{
    m_perMinute = std::max(1, perMinute);
    reviewSoon();
    tell();
}

int RequestBudget::used() const
{
    const Micros since = m_timing.now() - window;
    return int(std::ranges::count_if(m_sent, [since](Micros at) { return at > since; }));
}

std::chrono::milliseconds RequestBudget::pausedFor() const
{
    const Micros left = m_pausedUntil - m_timing.now();
    return std::chrono::milliseconds(left > 0 ? (left + 999) / 1000 : 0);
}

int RequestBudget::ceilingFor(Priority priority) const
{
    const int reserve = priority == Priority::Asked ? 0 : std::max(1, m_perMinute / 5);
    return std::max(1, m_perMinute - reserve);
}

void RequestBudget::forgetOld(Micros now)
{
    while (!m_sent.empty() && m_sent.front() <= now - window)
        m_sent.pop_front();
}

void RequestBudget::reviewSoon()
{
    if (std::exchange(m_reviewing, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_reviewing = false;
            review();
        },
        Qt::QueuedConnection);
}

// The first one whose asker is still there, when the budget allows it.
bool RequestBudget::letOneGo()
{
    const auto gone = [](const Waiting &one) { return one.context.isNull(); };
    std::erase_if(m_asked, gone);
    std::erase_if(m_polling, gone);
    const Micros now = m_timing.now();
    forgetOld(now);
    const bool asked = !m_asked.empty();
    auto &queue = asked ? m_asked : m_polling;
    const int ceiling = ceilingFor(asked ? Priority::Asked : Priority::Polling);
    if (queue.empty() || now < m_pausedUntil || int(m_sent.size()) >= ceiling)
        return false;
    m_sent.push_back(now);
    const Waiting one = std::move(queue.front());
    queue.pop_front();
    one.go();
    return true;
}

Micros RequestBudget::nextChance(Micros now) const
{
    const size_t ceiling = size_t(ceilingFor(m_asked.empty() ? Priority::Polling : Priority::Asked));
    const Micros free = m_sent.size() < ceiling ? now : m_sent[m_sent.size() - ceiling] + window;
    return std::max(free, m_pausedUntil);
}

void RequestBudget::review()
{
    const QPointer<RequestBudget> self(this); // whoever is let go may end the connection
    while (letOneGo()) {
        if (!self)
            return;
        tell();
    }
    if (waiting() == 0)
        return;
    const Micros now = m_timing.now();
    const Micros next = nextChance(now);
    if (m_alarm > now && m_alarm <= next)
        return;
    m_alarm = next;
    const auto delay = std::chrono::milliseconds((std::max<Micros>(0, next - now) + 999) / 1000);
    m_timing.after(delay, this, [this, next] {
        if (m_alarm == next)
            m_alarm = 0;
        review();
    });
}

void RequestBudget::tell()
{
    if (std::exchange(m_telling, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_telling = false;
            emit changed();
        },
        Qt::QueuedConnection);
}

} // namespace tocsin::http
