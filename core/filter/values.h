// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/fields.h"
#include "core/filter/query.h"
#include "core/filter/scan.h"

#include <tl/expected.hpp>

#include <optional>

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
tl::expected<FullText, ValueFault> readFreeText(const QList<ValueChar> &value);

// Splits at the stars that stand outside quotes.
Pattern readPattern(const QList<ValueChar> &value);
// Digits without sign, point or exponent, at most 2^53.
std::optional<qint64> readWhole(QStringView text);
// "severity has no word "hgih": did you mean high?"
ValueFault notAWord(QLatin1StringView field, QStringView typed, std::span<const QLatin1StringView> words);

// Durations "90s", "1h30m", "7d", "P7D", "last 7 days"; "today" and "yesterday"; and ISO 8601 dates and
// times. Wholly local: no clock.
tl::expected<TimeMatch, ValueFault> readTime(TimeMatch::Side side, QStringView text);
QString timeText(const TimeMatch &time);

// Back to text, for print.cpp and its siblings.
QLatin1StringView orderSign(Order order);
QString patternText(const Pattern &pattern);
QString fullTextText(const FullText &text);
QString severityText(const SeverityMatch &match);
// Terms of a tree joined as the grammar reads them; `term` prints one.
template<class T, class TermText>
QString treeText(const BasicQuery<T> &query, bool inGroup, const TermText &term)
{
    using Kind = typename BasicQuery<T>::Kind;
    switch (query.kind) {
    case Kind::Leaf:
        return term(query.term);
    case Kind::Not:
        return u'-' + treeText(query.children.front(), true, term);
    case Kind::All:
    case Kind::Any:
        break;
    }
    const bool any = query.kind == Kind::Any;
    QStringList members;
    for (const BasicQuery<T> &child : query.children)
        members.append(treeText(child, any ? child.kind == Kind::Any : true, term));
    const QString joined = members.join(any ? QLatin1StringView(" OR ") : QLatin1StringView(" "));
    return inGroup ? u'(' + joined + u')' : joined;
}

// The text as the scanner gives it back as one value: in quotes unless it is a plain word.
QString quotedIfNeeded(const QString &text);

// Typed text in a message: quoted, and cut when long.
QString quotedForMessage(QStringView text);

} // namespace tocsin::filter
