// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/routes.h"
#include "core/sandbox/shapes.h"

#include <QRegularExpression>

// Schedules (socmate.md section 8: the requests are documented, the answers are not).

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

const QStringList frequencies = {u"once"_s, u"daily"_s, u"weekly"_s, u"monthly"_s, u"custom"_s};

QJsonObject scheduleJson(const Schedule &schedule)
{
    return {{u"schedule_id"_s, schedule.id},
            {u"name"_s, schedule.name},
            {u"description"_s, schedule.description},
            {u"user_query"_s, schedule.question},
            {u"persona"_s, schedule.persona},
            {u"frequency"_s, schedule.frequency},
            {u"scheduled_time"_s, schedule.time},
            {u"status"_s, schedule.isDisabled ? u"DISABLED"_s : u"ACTIVE"_s},
            {u"consecutive_failures"_s, schedule.failures},
            {u"created_at"_s, timeText(utc(schedule.created))}};
}

} // namespace

// "Concrete entities, time scope, measurable condition": the three things that the documentation names.
Reply validateSchedule(Place &place, const Request &request)
{
    Body body = Body::of(request);
    const QString query = body.faults.isEmpty() ? body.text(u"query"_s) : QString();
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    static const QRegularExpression time(
        u"\\b(last|past|since|yesterday|today|ago|hours?|days?|weeks?|PT?\\d+[HDM])\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression condition(
        u"\\b(more than|at least|less than|above|below|over|any|exceed\\w*|were there|which|\\d+)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression entity(
        u"([\\w.+-]+@[\\w.-]+|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b|\\b[0-9a-f]{32,64}\\b|\\b[A-Z]{2,5}-[A-Z0-9-]+"
        u"\\b|"
        "\\b(accounts?|users?|hosts?|servers?|sign-ins?|mailbox\\w*|services?)\\b)"_s,
        QRegularExpression::CaseInsensitiveOption);
    QJsonArray suggestions;
    if (!query.contains(entity))
        suggestions.append(u"Name a concrete entity: an account, host, address, domain or hash"_s);
    if (!query.contains(time))
        suggestions.append(u"Name a time scope, such as \"in the last 24 hours\""_s);
    if (!query.contains(condition))
        suggestions.append(u"Name a measurable condition, such as \"more than 10 failures\""_s);
    return asJson(QJsonObject{{u"is_valid"_s, suggestions.isEmpty()},
                              {u"score"_s, double(3 - suggestions.size()) / 3},
                              {u"suggestions"_s, suggestions}});
}

Reply createSchedule(Place &place, const Request &request)
{
    Body body = Body::of(request);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    Schedule schedule;
    schedule.name = body.text(u"name"_s);
    schedule.description = body.text(u"description"_s, false);
    schedule.question = body.text(u"user_query"_s);
    schedule.persona = body.text(u"persona"_s, false);
    schedule.frequency = body.text(u"frequency"_s);
    schedule.time = body.text(u"scheduled_time"_s, false);
    static const QRegularExpression clock(u"^([01]\\d|2[0-3]):[0-5]\\d$"_s);
    if (!schedule.frequency.isEmpty() && !frequencies.contains(schedule.frequency))
        body.faults.append(
            {{u"body"_s, u"frequency"_s}, u"enum"_s, u"one of "_s + frequencies.join(u", "_s)});
    if (!schedule.time.isEmpty() && !schedule.time.contains(clock))
        body.faults.append({{u"body"_s, u"scheduled_time"_s}, u"value"_s, u"HH:MM expected"_s});
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    for (const Schedule &known : place.world.schedules()) {
        if (known.name == schedule.name)
            return problem(409, u"A schedule with this name exists"_s);
    }
    schedule.owner = request.who->id;
    schedule.created = request.now;
    return asJson(scheduleJson(place.world.addSchedule(schedule)), 201);
}

Reply listSchedules(Place &place, const Request &)
{
    QJsonArray rows;
    for (const Schedule &schedule : place.world.schedules())
        rows.append(scheduleJson(schedule));
    return asJson(listed(place.profile, u"schedules"_s, rows, rows.size()));
}

} // namespace tocsin::sandbox
