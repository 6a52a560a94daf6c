// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/attempts.h"

#include <algorithm>
#include <numeric>

namespace tocsin::domain {

using namespace Qt::StringLiterals;

namespace {

// The waits between two attempts, by their numbers, or nothing when the schedule does not reach so far.
std::optional<qint64> plannedBetween(const QList<qint64> &schedule, int from, int to)
{
    if (from < 1 || to <= from || to - 1 > schedule.size())
        return std::nullopt;
    return std::accumulate(schedule.begin() + from - 1, schedule.begin() + to - 1, qint64(0));
}

bool fits(Micros gap, qint64 plannedSeconds)
{
    return qAbs(gap - plannedSeconds * microsPerSecond) <= attemptTolerance(plannedSeconds);
}

// The number of the attempt that came `gap` after number `from`: the next one, unless only a later one fits.
int arrivedAs(const QList<qint64> &schedule, int from, Micros gap)
{
    for (int to = from + 1; const auto planned = plannedBetween(schedule, from, to); ++to) {
        if (fits(gap, *planned))
            return to;
    }
    return from + 1;
}

Micros worthAWord(qint64 plannedSeconds)
{
    return std::max<Micros>(2 * microsPerSecond, plannedSeconds * microsPerSecond / 20);
}

AttemptChanges changesBetween(const AttemptFacts &before, const AttemptFacts &after)
{
    return {before.signedAt != after.signedAt, before.signature != after.signature,
            before.bodyHash != after.bodyHash};
}

// The number in the schedule of each attempt. By arrival alone, what is missing shows in the gaps.
QList<int> numbersOf(const QList<AttemptFacts> &attempts, const QList<qint64> &schedule)
{
    QList<int> numbers;
    for (qsizetype i = 0; i < attempts.size(); ++i) {
        if (i == 0) {
            numbers.append(attempts[0].number);
            continue;
        }
        const AttemptFacts &before = attempts[i - 1];
        const AttemptFacts &after = attempts[i];
        const int from = numbers.constLast();
        if (before.sendersCount && after.sendersCount)
            numbers.append(from + std::max(1, *after.sendersCount - *before.sendersCount));
        else if (after.number - before.number > 1)
            numbers.append(from + after.number - before.number);
        else
            numbers.append(arrivedAs(schedule, from, after.received - before.received));
    }
    return numbers;
}

void concludeState(AttemptHistory &history, int lastNumber, Micros now)
{
    if (history.rows.isEmpty())
        return;
    const AttemptFacts &last = history.rows.constLast().facts;
    if (last.accepted) {
        history.state = EventState::Delivered;
        return;
    }
    if (history.schedule.isEmpty())
        return;
    const auto wait = plannedBetween(history.schedule, lastNumber, lastNumber + 1);
    if (!wait) {
        history.state = EventState::GivenUp;
        return;
    }
    history.nextNumber = lastNumber + 1;
    history.nextDue = last.received + *wait * microsPerSecond;
    history.state =
        now > *history.nextDue + attemptTolerance(*wait) ? EventState::Overdue : EventState::Waiting;
}

} // namespace

// Ten seconds at least: so long may the attempt before have waited for its answer.
Micros attemptTolerance(qint64 plannedSeconds)
{
    return std::max<Micros>(10 * microsPerSecond, plannedSeconds * microsPerSecond / 10);
}

AttemptHistory historyOf(const QList<AttemptFacts> &attempts, const QList<qint64> &schedule, Micros now)
{
    AttemptHistory history;
    history.schedule = schedule;
    const QList<int> numbers = numbersOf(attempts, schedule);
    for (qsizetype i = 0; i < attempts.size(); ++i) {
        AttemptRow row;
        row.facts = attempts[i];
        row.number = numbers[i];
        if (i > 0) {
            const AttemptFacts &before = attempts[i - 1];
            row.gap = row.facts.received - before.received;
            row.changes = changesBetween(before, row.facts);
            row.afterAccepted = before.accepted;
            row.missed = std::max(0, numbers[i] - numbers[i - 1] - 1);
            row.plannedGap = plannedBetween(schedule, numbers[i - 1], numbers[i]);
        }
        if (row.plannedGap) {
            row.plannedAt = attempts[i - 1].received + *row.plannedGap * microsPerSecond;
            row.deviation = *row.gap - *row.plannedGap * microsPerSecond;
            row.onTime = qAbs(*row.deviation) <= worthAWord(*row.plannedGap);
        }
        history.rows.append(row);
    }
    concludeState(history, numbers.isEmpty() ? 0 : numbers.constLast(), now);
    return history;
}

QLatin1StringView eventStateId(EventState state)
{
    switch (state) {
    case EventState::Delivered:
        return "delivered"_L1;
    case EventState::Waiting:
        return "waiting"_L1;
    case EventState::Overdue:
        return "overdue"_L1;
    case EventState::GivenUp:
        return "given-up"_L1;
    case EventState::Unscheduled:
        break;
    }
    return "unscheduled"_L1;
}

} // namespace tocsin::domain
