// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/auditquery.h"

#include "core/filter/completer.h"
#include "core/filter/parser.h"

namespace tocsin::filter {

namespace {

using namespace Qt::StringLiterals;
using Row = FieldOf<AuditField>;
using F = AuditField;

constexpr std::array table = {
    Row{F::Who, "who"_L1, false, true, "who:acme"_L1, "connection or user contains this"_L1},
    Row{F::What, "what"_L1, false, true, "what:PUT"_L1, "method, or what was done"_L1},
    Row{F::Target, "target"_L1, false, true, "target:integrations"_L1, "address contains this"_L1},
    Row{F::Answer, "answer"_L1, false, true, "answer:4*"_L1, "status, or why there was none"_L1},
    Row{F::Since, "since"_L1, false, false, "since:24h"_L1, "sent in the last 24 hours, or since a date"_L1},
    Row{F::Until, "until"_L1, false, false, "until:2026-01-31"_L1, "sent before; a date counts whole"_L1},
};

using Fault = tl::unexpected<ValueFault>;

struct Record
{
    using Term = AuditTerm;
    using Field = Row;

    static std::span<const Field> fields() { return table; }

    static tl::expected<QList<Term>, ValueFault> readValue(const Field &field, Order, bool exact,
                                                           const QList<ValueChar> &value)
    {
        if (field.id == F::Since || field.id == F::Until) {
            const auto side = field.id == F::Until ? TimeMatch::Side::Until : TimeMatch::Side::Since;
            const auto time = readTime(side, plainText(value));
            if (!time)
                return Fault(time.error());
            return QList<Term>{*time};
        }
        AuditTextMatch match{field.id, readPattern(value)};
        const QStringList pieces = match.pattern.pieces;
        const bool inside = field.id == F::Who || field.id == F::Target;
        if (inside && !exact && match.pattern.isExact() && !pieces[0].isEmpty())
            match.pattern.pieces = {QString(), pieces[0], QString()};
        return QList<Term>{match};
    }

    static tl::expected<Term, ValueFault> readFreeText(const QList<ValueChar> &value)
    {
        const auto text = filter::readFreeText(value);
        return text ? tl::expected<Term, ValueFault>(*text) : tl::unexpected(text.error());
    }
};

QString termText(const FullText &term)
{
    return fullTextText(term);
}

QString termText(const AuditTextMatch &term)
{
    const QLatin1StringView name = table[size_t(term.field)].name; // both are in one order
    const QStringList &pieces = term.pattern.pieces;
    const bool inside = term.field == F::Who || term.field == F::Target;
    if (term.pattern.isExact())
        return name + (inside ? u'=' : u':') + quotedIfNeeded(pieces[0]);
    return name + u':' +
           (inside && term.pattern.isContains() ? quotedIfNeeded(pieces[1]) : patternText(term.pattern));
}

QString termText(const TimeMatch &term)
{
    return (term.side == TimeMatch::Side::Since ? "since:"_L1 : "until:"_L1) + timeText(term);
}

bool fits(const Pattern &pattern, QStringView text)
{
    constexpr auto anyCase = Qt::CaseInsensitive;
    const QStringList &pieces = pattern.pieces;
    if (pattern.isExact())
        return text.compare(pieces[0], anyCase) == 0;
    if (!text.startsWith(pieces.first(), anyCase))
        return false;
    qsizetype at = pieces.first().size();
    for (qsizetype i = 1; i + 1 < pieces.size(); ++i) {
        const qsizetype found = text.indexOf(pieces[i], at, anyCase);
        if (found < 0)
            return false;
        at = found + pieces[i].size();
    }
    return text.size() - at >= pieces.last().size() && text.endsWith(pieces.last(), anyCase);
}

bool holds(const FullText &term, const AuditTexts &entry, Micros)
{
    const auto has = [&term](QStringView text) { return text.contains(term.text, Qt::CaseInsensitive); };
    return has(entry.who) || has(entry.what) || has(entry.target) || has(entry.answer);
}

bool holds(const AuditTextMatch &term, const AuditTexts &entry, Micros)
{
    switch (term.field) {
    case F::Who:
        return fits(term.pattern, entry.who);
    case F::What:
        return fits(term.pattern, entry.what);
    case F::Target:
        return fits(term.pattern, entry.target);
    case F::Answer:
        return fits(term.pattern, entry.answer);
    default:
        return false;
    }
}

bool holds(const TimeMatch &term, const AuditTexts &entry, Micros now)
{
    const Micros border = term.resolve(now);
    return term.side == TimeMatch::Side::Since ? entry.at >= border : entry.at < border;
}

} // namespace

std::span<const FieldOf<AuditField>> auditFields()
{
    return table;
}

tl::expected<AuditQuery, ParseError> parseAudit(QStringView text)
{
    return grammar::Parser<Record>(text).run();
}

QString toText(const AuditQuery &query)
{
    return treeText(query, false, [](const AuditTerm &term) {
        return std::visit([](const auto &one) { return termText(one); }, term);
    });
}

QList<Completion> completeAudit(QStringView text, qsizetype cursor)
{
    return completeIn(text, cursor, auditFields(), [](const Row &field, bool) {
        switch (field.id) {
        case F::What:
            return wordOffers({u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"replay"_s, u"relay"_s});
        case F::Answer:
            return QList<Offer>{{u"2*"_s, u"taken"_s},
                                {u"4*"_s, u"refused"_s},
                                {u"5*"_s, u"the server failed"_s},
                                {u"answer*"_s, u"nobody waited for it"_s}};
        case F::Since:
        case F::Until:
            return QList<Offer>{{u"1h"_s, u"an hour ago"_s}, {u"8h"_s, u"a shift ago"_s}};
        default:
            return QList<Offer>{};
        }
    });
}

bool matches(const AuditQuery &query, const AuditTexts &entry, Micros now)
{
    using Kind = AuditQuery::Kind;
    const auto one = [&](const AuditQuery &child) { return matches(child, entry, now); };
    switch (query.kind) {
    case Kind::All:
        return std::all_of(query.children.begin(), query.children.end(), one);
    case Kind::Any:
        return std::any_of(query.children.begin(), query.children.end(), one);
    case Kind::Not:
        return !one(query.children.front());
    case Kind::Leaf:
        return std::visit([&](const auto &term) { return holds(term, entry, now); }, query.term);
    }
    return false;
}

} // namespace tocsin::filter
