// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/attemptplan.h"

#include <algorithm>
#include <cmath>

namespace tocsin::ui {

namespace {

constexpr double steep = 4; // longest gap by shortest: from here on the axis is logarithmic

} // namespace

AttemptPlan::AttemptPlan(const domain::AttemptHistory &history)
{
    addPlanned(history);
    setAxis(history);
}

void AttemptPlan::addWaits(const domain::AttemptHistory &history, Micros from, int number, int to, bool late)
{
    for (; number >= 1 && number < to && number - 1 < history.schedule.size(); ++number) {
        from += history.schedule[number - 1] * microsPerSecond;
        planned.append({from, -1, late});
    }
}

// Each attempt as counted from the one before it, those of which none came included, and what is still to
// come.
void AttemptPlan::addPlanned(const domain::AttemptHistory &history)
{
    const QList<domain::AttemptRow> &rows = history.rows;
    for (int i = 0; i < rows.size(); ++i) {
        if (i > 0 && rows[i].missed > 0)
            addWaits(history, rows[i - 1].facts.received, rows[i - 1].number, rows[i].number - 1, true);
        if (i == 0)
            planned.append({rows[0].facts.received, 0, false});
        else if (rows[i].plannedAt)
            planned.append({*rows[i].plannedAt, i, false});
    }
    if (!history.nextDue)
        return;
    planned.append({*history.nextDue, -1, history.state == domain::EventState::Overdue});
    if (history.state == domain::EventState::Waiting)
        addWaits(history, *history.nextDue, history.nextNumber, int(history.schedule.size()) + 1, false);
}

void AttemptPlan::setAxis(const domain::AttemptHistory &history)
{
    QList<Micros> times;
    for (const Planned &one : std::as_const(planned))
        times.append(one.at);
    for (const domain::AttemptRow &row : history.rows)
        times.append(row.facts.received);
    std::sort(times.begin(), times.end());
    if (times.isEmpty())
        return;
    first = times.constFirst();
    last = std::max(times.constLast(), first + 1);
    Micros shortest = 0;
    Micros longest = 0;
    for (qsizetype i = 1; i < times.size(); ++i) {
        const Micros gap = times[i] - times[i - 1];
        longest = std::max(longest, gap);
        if (gap >= microsPerSecond) // a planned and a received one nearly meet
            shortest = shortest == 0 ? gap : std::min(shortest, gap);
    }
    Micros wait = shortest;
    if (!history.schedule.isEmpty() && history.schedule.constFirst() > 0)
        wait = history.schedule.constFirst() * microsPerSecond;
    if (wait > 0 && double(longest) > steep * double(wait))
        m_unit = double(wait);
}

double AttemptPlan::part(Micros at) const
{
    const auto since = double(std::max<Micros>(0, at - first));
    const auto all = double(last - first);
    return m_unit > 0 ? std::log1p(since / m_unit) / std::log1p(all / m_unit) : since / all;
}

} // namespace tocsin::ui
