// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/answerplan.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tocsin::domain {

// What became of one rule when a delivery was answered.
struct RuleTraceLine
{
    enum class Outcome : quint8 { Matched = 0, NotMatched = 1, NotReached = 2, Disabled = 3 }; // stored

    QString rule; // its name; empty = the line is about all of them
    Outcome outcome = Outcome::NotMatched;
    QString reason; // plain English: the first condition that does not hold, and what was there instead

    bool operator==(const RuleTraceLine &) const = default;
};

// How the rules of an endpoint have answered a delivery, kept with it. The reasons hold values of the
// request, cut short; they are hostile as everything from outside.
struct RuledAnswer
{
    QString rule;    // the one that answered; empty = none matched, or they were not asked
    int attempt = 1; // of its event, as the rules saw it
    AnswerPlan plan;
    QList<RuleTraceLine> trace; // in the order of the rules
    // What the rule has the listener say; empty when no rule answered, or when it says nothing.
    QByteArray head;     // status line and fields, without Date and Connection
    QByteArray body;     // the first mostKeptBody bytes
    qint64 bodySize = 0; // of the whole

    static constexpr qsizetype mostKeptBody = 4096;

    bool operator==(const RuledAnswer &) const = default;
};

} // namespace tocsin::domain
