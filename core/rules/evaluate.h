// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/rules/rule.h"

#include <optional>

namespace tocsin::rules {

// What is known of a delivery when it is answered.
struct Facts
{
    const domain::HttpMessage &message;
    domain::Verdict verdict = domain::Verdict::Unsigned;
    int attempt = 1; // of its event
    qint64 id = 0;   // of the delivery; 0 = not stored yet
    Micros now = 0;
};

// An answer with nothing left to decide: the template is filled in, Location and Retry-After are fields.
struct Reply
{
    int status = 200;
    QList<domain::HeaderField> headers; // with a Content-Type whenever there is a body
    QByteArray body;
    int delayMs = 0;
    qint64 dripBytesPerSecond = 0; // 0 = at once
    Ending ending = Ending::Whole;

    bool operator==(const Reply &) const = default;
};

struct TraceLine
{
    enum class Outcome : quint8 { Matched, NotMatched, NotReached, Disabled };

    QString rule; // its name
    Outcome outcome = Outcome::NotMatched;
    QString reason; // plain English: the first condition that does not hold, and what was there instead

    bool operator==(const TraceLine &) const = default;
};

struct Evaluation
{
    std::optional<Reply> reply; // nothing: no rule matched, the endpoint's own answer is given
    qsizetype matched = -1;     // place of the rule
    QList<TraceLine> trace;     // of every rule, in their order
};

// The first enabled rule of which all conditions hold decides. Pure and thread-safe. The trace holds values
// of the request, cut short; they are hostile as everything from outside.
Evaluation evaluate(const QList<Rule> &rules, const Facts &facts);

} // namespace tocsin::rules
