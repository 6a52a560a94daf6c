// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/fields.h"
#include "core/filter/parse.h"
#include "core/filter/values.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace tocsin::filter {

namespace {

using namespace Qt::StringLiterals;

bool standsUnquoted(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u"_./@+-#").contains(c);
}

QString sizeText(qint64 bytes)
{
    static constexpr std::array<char16_t, 4> units = {0, u'k', u'm', u'g'};
    size_t unit = 0;
    while (unit + 1 < units.size() && bytes != 0 && bytes % 1024 == 0) {
        bytes /= 1024;
        ++unit;
    }
    const QString number = QString::number(bytes);
    return unit == 0 ? number : number + QChar(units[unit]);
}

QString termText(const FullText &term)
{
    return fullTextText(term);
}

QString termText(const TextMatch &term)
{
    static constexpr std::array names = {"endpoint"_L1, "event"_L1,  "scheme"_L1, "secret"_L1, "method"_L1,
                                         "path"_L1,     "format"_L1, "title"_L1,  "actor"_L1};
    const QLatin1StringView name = names[size_t(term.field)];
    const bool contains = term.field == TextField::Title || term.field == TextField::Actor;
    if (term.pattern.isExact()) {
        const bool needsSign = contains || term.field == TextField::Path;
        return name + (needsSign ? u'=' : u':') + quotedIfNeeded(term.pattern.pieces[0]);
    }
    if (term.field == TextField::Path && term.pattern.isPrefix() && !term.pattern.pieces[0].isEmpty())
        return name + u':' + quotedIfNeeded(term.pattern.pieces[0]);
    if (contains && term.pattern.isContains())
        return name + u':' + quotedIfNeeded(term.pattern.pieces[1]);
    return name + u':' + patternText(term.pattern);
}

QString termText(const VerdictMatch &term)
{
    return "verdict:"_L1 + domain::verdictId(term.verdict);
}

QString termText(const SeverityMatch &term)
{
    return severityText(term);
}

QString termText(const RiskMatch &term)
{
    return "risk"_L1 + orderSign(term.order) +
           QString::number(term.risk, 'f', QLocale::FloatingPointShortest);
}

QString termText(const NumberMatch &term)
{
    static constexpr std::array names = {"status"_L1, "size"_L1, "attempt"_L1, "id"_L1};
    const QString value =
        term.field == NumberField::Size ? sizeText(term.value) : QString::number(term.value);
    return names[size_t(term.field)] + orderSign(term.order) + value;
}

QString termText(const AddressMatch &term)
{
    return "ip:"_L1 + term.range.toText();
}

QString termText(const TimeMatch &term)
{
    return (term.side == TimeMatch::Side::Since ? "since:"_L1 : "until:"_L1) + timeText(term);
}

QString termText(const FlagMatch &term)
{
    return "is:"_L1 + fieldWords(FieldId::Is)[size_t(term.flag)];
}

QString termText(const DriftMatch &term)
{
    return "drift:"_L1 + (term.kind ? domain::driftKindId(*term.kind) : "any"_L1);
}

} // namespace

QString quotedIfNeeded(const QString &text)
{
    const bool plain = !text.isEmpty() && !text.startsWith(u'-') && text != "OR"_L1 && text != "AND"_L1 &&
                       text != "NOT"_L1 && std::all_of(text.begin(), text.end(), standsUnquoted);
    if (plain)
        return text;
    QString quoted(u'"');
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            quoted += u'\\';
        quoted += c;
    }
    return quoted + u'"';
}

QString patternText(const Pattern &pattern)
{
    QStringList pieces;
    for (const QString &piece : pattern.pieces)
        pieces.append(piece.isEmpty() ? QString() : quotedIfNeeded(piece));
    return pieces.join(u'*');
}

QLatin1StringView orderSign(Order order)
{
    static constexpr std::array signs = {":"_L1, "<"_L1, "<="_L1, ">"_L1, ">="_L1};
    return signs[size_t(order)];
}

QString fullTextText(const FullText &text)
{
    return text.prefix ? quotedIfNeeded(text.text) + u'*' : quotedIfNeeded(text.text);
}

QString severityText(const SeverityMatch &match)
{
    const bool none = match.severity == domain::Severity::None;
    return "severity"_L1 + orderSign(match.order) + (none ? "none"_L1 : domain::severityId(match.severity));
}

QString toText(const Query &query)
{
    return treeText(query, false, [](const Term &term) {
        return std::visit([](const auto &one) { return termText(one); }, term);
    });
}

} // namespace tocsin::filter
