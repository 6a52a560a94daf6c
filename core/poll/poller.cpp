// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/poll/poller.h"

#include <QPointer>

#include <algorithm>

namespace tocsin::poll {

Poller::Poller(std::function<double()> random, QObject *parent) : QObject(parent), m_random(std::move(random))
{}

void Poller::add(const QString &name, const Pace &pace, Job job, Micros now)
{
    Entry &entry = m_jobs[name];
    entry = Entry{pace, std::move(job), {}, ++m_serial, now, false};
    entry.state.due = now;
    emit changed(name);
}

void Poller::remove(const QString &name)
{
    if (m_jobs.erase(name) > 0)
        emit changed(name);
}

void Poller::setPace(const QString &name, const Pace &pace, Micros now)
{
    const auto at = m_jobs.find(name);
    if (at == m_jobs.end())
        return;
    at->second.pace = pace;
    if (at->second.state.due > now && at->second.state.failures == 0) {
        wait(at->second, at->second.since);
        emit changed(name);
    }
}

void Poller::setConditions(const Conditions &conditions, Micros now)
{
    if (m_conditions == conditions)
        return;
    const bool cameBack = m_conditions.offline && !conditions.offline;
    m_conditions = conditions;
    for (auto &[name, entry] : m_jobs) {
        JobState &state = entry.state;
        if (state.running || state.halted || entry.pausing)
            continue;
        if (cameBack && state.failures > 0)
            state.due = now; // the line was what failed
        else if (state.failures == 0 && state.succeeded > 0)
            wait(entry, entry.since);
        emit changed(name);
    }
}

void Poller::pollNow(const QString &name, Micros now)
{
    const auto at = m_jobs.find(name);
    if (at != m_jobs.end() && !at->second.state.running)
        run(name, at->second, now);
}

void Poller::pollAllNow(Micros now)
{
    for (const QString &name : names())
        pollNow(name, now);
}

QStringList Poller::names() const
{
    QStringList all;
    for (const auto &[name, entry] : m_jobs)
        all.append(name);
    return all;
}

JobState Poller::state(const QString &name) const
{
    const auto at = m_jobs.find(name);
    return at == m_jobs.end() ? JobState() : at->second.state;
}

std::optional<Micros> Poller::nextDue() const
{
    std::optional<Micros> next;
    if (m_conditions.offline)
        return next;
    for (const auto &[name, entry] : m_jobs) {
        if (!entry.state.running && !entry.state.halted)
            next = std::min(entry.state.due, next.value_or(entry.state.due));
    }
    return next;
}

void Poller::tick(Micros now)
{
    // A clock that was put back would keep everything waiting for the difference.
    const bool wentBack = now < m_lastTick;
    m_lastTick = now;
    for (const QString &name : names()) { // a job may add and remove
        const auto at = m_jobs.find(name);
        if (at == m_jobs.end())
            continue;
        Entry &entry = at->second;
        if (wentBack && entry.since > now) {
            entry.state.due = std::max<Micros>(1, entry.state.due - (entry.since - now));
            entry.since = now;
        }
        if (!m_conditions.offline && !entry.state.running && !entry.state.halted && entry.state.due <= now)
            run(name, entry, now);
    }
}

void Poller::run(const QString &name, Entry &entry, Micros now)
{
    entry.state.running = true;
    entry.state.halted = false;
    entry.state.due = 0;
    entry.pausing = false;
    const quint64 serial = entry.serial = ++m_serial;
    const Job job = entry.job; // which may remove itself
    emit changed(name);
    job(now, [self = QPointer<Poller>(this), name, serial](const Result<void> &outcome, Micros at) {
        if (self)
            self->finished(name, serial, outcome, at);
    });
}

void Poller::finished(const QString &name, quint64 serial, const Result<void> &outcome, Micros now)
{
    const auto at = m_jobs.find(name);
    if (at == m_jobs.end() || at->second.serial != serial || !at->second.state.running)
        return;
    Entry &entry = at->second;
    JobState &state = entry.state;
    state.running = false;
    if (outcome) {
        state.failures = 0;
        state.error = {};
        state.succeeded = now;
    } else {
        ++state.failures;
        state.error = outcome.error();
        state.failed = now;
        // Asking again with the same key gets the same answer.
        state.halted =
            state.error.kind == Error::Kind::Unauthorised || state.error.kind == Error::Kind::Forbidden;
    }
    wait(entry, now);
    emit changed(name);
}

void Poller::wait(Entry &entry, Micros now)
{
    JobState &state = entry.state;
    entry.since = now;
    entry.pausing = false;
    state.due = 0;
    if (state.halted)
        return;
    if (state.failures == 0) {
        state.due = now + entry.pace.after(m_conditions, m_random());
        return;
    }
    state.due = now + entry.pace.afterFailure(state.failures, m_random());
    const Micros asked = std::min<Micros>(longestPause, state.error.retryAfter.count() * 1000);
    entry.pausing = now + asked >= state.due;
    state.due = std::max(state.due, now + asked);
}

} // namespace tocsin::poll
