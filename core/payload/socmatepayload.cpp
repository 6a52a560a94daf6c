// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/socmatepayload.h"

#include "core/payload/idempotencykey.h"

namespace tocsin::payload {

namespace {

using namespace Qt::StringLiterals;

constexpr QByteArrayView knownEvents[] = {"incident-alert", "investigation-completed", "investigation-failed",
                                          "schedule-disabled"};
constexpr Name mainIds[] = {Name::IncidentNumber, Name::SessionId, Name::ScheduleId};

std::optional<Name> mainIdOf(const Members &data)
{
    for (const Name name : mainIds) {
        if (data.has(name))
            return name;
    }
    return std::nullopt;
}

Name titleOf(const Members &data)
{
    if (data.has(Name::Title))
        return Name::Title;
    return data.has(Name::Error) ? Name::Error : Name::ScheduleName;
}

} // namespace

bool isSocmate(const JsonBody &body)
{
    if (!body.top.isString(Name::EventType) || !body.top.isObject(Name::Data))
        return false;
    for (const QByteArrayView event : knownEvents) {
        if (body.top.is(Name::EventType, event))
            return true;
    }
    return mainIdOf(body.data).has_value();
}

void decodeSocmate(const JsonBody &body, domain::PayloadSummary &summary)
{
    const Members &data = body.data;
    summary.format = u"socmate"_s;
    summary.event = body.top.text(Name::EventType);
    summary.severityText = data.text(Name::Severity);
    summary.severity = domain::severityFromPayload(summary.severityText);
    summary.title = data.text(titleOf(data), lineLimit);
    summary.risk = data.number(Name::RiskScore);
    summary.link = data.word(Name::Url, linkLimit);
    summary.stated = body.top.time(Name::Timestamp);
    const std::optional<Name> id = mainIdOf(data);
    if (id && body.top.has(Name::Timestamp))
        summary.idempotencyKey = makeKey(
            "socmate", {body.top.bytes(Name::EventType), data.bytes(*id), body.top.bytes(Name::Timestamp)});
}

} // namespace tocsin::payload
