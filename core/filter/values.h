// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/fields.h"
#include "core/filter/query.h"
#include "core/filter/scan.h"

#include <tl/expected.hpp>

// One value of one field, from text to term and back. Private to the layer.
namespace tocsin::filter {

// A value that does not fit its field: the words for the message, and what to write instead (may be empty).
struct ValueFault
{
    QString message;
    QString suggestion;
};

// At most two terms, all of which must hold: a range such as 70..90 is two comparisons.
using Terms = QList<Term>;

tl::expected<Terms, ValueFault> readValue(const Field &field, Order order, bool exact,
                                          const QList<ValueChar> &value);
tl::expected<Term, ValueFault> readFreeText(const QList<ValueChar> &value);

// Durations "90s", "1h30m", "7d"; and ISO 8601 dates and times. Wholly local: no clock.
tl::expected<TimeMatch, ValueFault> readTime(TimeMatch::Side side, QStringView text);
QString timeText(const TimeMatch &time);

// The text as the scanner gives it back as one value: in quotes unless it is a plain word.
QString quotedIfNeeded(const QString &text);

// Typed text in a message: quoted, and cut when long.
QString quotedForMessage(QStringView text);

} // namespace tocsin::filter
