// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/socwardenpayload.h"

#include "core/payload/idempotencykey.h"

namespace tocsin::payload {

using namespace Qt::StringLiterals;

bool isSocwarden(const JsonBody &body)
{
    const Members &top = body.top;
    if (top.is(Name::Source, "socwarden"))
        return true;
    if (top.isString(Name::AlertType) &&
        (top.isStated(Name::AlertId) || top.isStated(Name::EventId) || top.isStated(Name::RiskScore)))
        return true;
    return top.is(Name::Event, "alert.created") && !top.has(Name::Source);
}

void decodeSocwarden(const JsonBody &body, domain::PayloadSummary &summary)
{
    const Members &top = body.top;
    summary.format = u"socwarden"_s;
    summary.event = top.text(Name::Event);
    summary.alertType = top.text(Name::AlertType);
    summary.severityText = top.text(Name::Severity);
    summary.severity = domain::severityFromPayload(summary.severityText);
    summary.title = top.text(Name::Summary, lineLimit);
    summary.actor = top.text(Name::Actor);
    summary.address = top.text(Name::Ip);
    summary.risk = top.number(Name::RiskScore);
    summary.link = top.word(Name::Url, linkLimit);
    summary.mitre = top.text(Name::Mitre);
    summary.stated = top.time(Name::CreatedAt);
    if (top.has(Name::AlertId))
        summary.idempotencyKey = makeKey("socwarden:alert", {top.bytes(Name::AlertId)});
    else if (top.has(Name::EventId))
        summary.idempotencyKey =
            makeKey("socwarden:event", {top.bytes(Name::EventId), top.bytes(Name::AlertType),
                                        top.bytes(Name::Ip), top.bytes(Name::CreatedAt)});
}

} // namespace tocsin::payload
