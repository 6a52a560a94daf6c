// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/incidentquery.h"

#include "core/filter/parser.h"

namespace tocsin::filter {

namespace {

using namespace Qt::StringLiterals;
using IncidentFieldRow = FieldOf<IncidentField>;
using F = IncidentField;

constexpr std::array table = {
    IncidentFieldRow{F::Severity, "severity"_L1, true, true, "severity>=high"_L1,
                     "severity as the server has it"_L1},
    IncidentFieldRow{F::Status, "status"_L1, false, true, "status:new,active"_L1, "new, active or closed"_L1},
    IncidentFieldRow{F::Owner, "owner"_L1, false, true, "owner:kim"_L1,
                     "owner contains this; owner:\"\" has none"_L1},
    IncidentFieldRow{F::Title, "title"_L1, false, false, "title:sign-in"_L1, "title contains this"_L1},
    IncidentFieldRow{F::Number, "number"_L1, true, true, "number:40217"_L1, "number of the incident"_L1},
    IncidentFieldRow{F::Label, "label"_L1, false, true, "label:vip"_L1, "label on the server"_L1},
    IncidentFieldRow{F::Tag, "tag"_L1, false, true, "tag:mine"_L1, "your own tag, kept here only"_L1},
    IncidentFieldRow{F::Tactic, "tactic"_L1, false, true, "tactic:InitialAccess"_L1, "ATT&CK tactic"_L1},
    IncidentFieldRow{F::Product, "product"_L1, false, true, "product:*Defender*"_L1,
                     "product that raised the alerts"_L1},
    IncidentFieldRow{F::Provider, "provider"_L1, false, true, "provider:sentinel"_L1,
                     "SIEM that it comes from"_L1},
    IncidentFieldRow{F::Classification, "classification"_L1, false, true, "classification:*positive"_L1,
                     "closing reason"_L1},
    IncidentFieldRow{F::Alerts, "alerts"_L1, true, true, "alerts>=5"_L1, "number of alerts"_L1},
    IncidentFieldRow{F::Comments, "comments"_L1, true, true, "comments:0"_L1, "number of comments"_L1},
    IncidentFieldRow{F::Since, "since"_L1, false, false, "since:24h"_L1,
                     "created in the last 24h (PT24H), or since a date"_L1},
    IncidentFieldRow{F::Until, "until"_L1, false, false, "until:2026-01-31"_L1,
                     "created before; a date counts whole"_L1},
    IncidentFieldRow{F::Changed, "changed"_L1, false, false, "changed:1h"_L1, "changed in the last hour"_L1},
    IncidentFieldRow{F::Is, "is"_L1, false, true, "is:unseen"_L1, "mark or state"_L1},
};

constexpr std::array<QLatin1StringView, 7> severityWords = {
    "critical"_L1, "high"_L1, "medium"_L1, "low"_L1, "info"_L1, "unknown"_L1, "none"_L1};
constexpr std::array<QLatin1StringView, 4> statusWords = {"new"_L1, "active"_L1, "closed"_L1, "unknown"_L1};
// In the order of enum IncidentFlag.
constexpr std::array<QLatin1StringView, 6> flagWords = {"unseen"_L1, "changed"_L1,      "noted"_L1,
                                                        "tagged"_L1, "investigated"_L1, "open"_L1};

bool hasSeveral(IncidentField field)
{
    return field == F::Label || field == F::Tag || field == F::Tactic || field == F::Product;
}

bool looksInside(IncidentField field)
{
    return field == F::Owner || field == F::Title;
}

using Fault = tl::unexpected<ValueFault>;
using Terms = QList<IncidentTerm>;
using Read = tl::expected<Terms, ValueFault>;

Read readText(const IncidentFieldRow &field, bool exact, const QList<ValueChar> &value)
{
    IncidentTextMatch match{field.id, readPattern(value)};
    const QStringList &pieces = match.pattern.pieces;
    if (hasSeveral(field.id) &&
        (pieces.size() > 3 || (pieces.size() > 1 && !pieces.first().isEmpty() && !pieces.last().isEmpty())))
        return Fault(ValueFault{u"%1 takes * at the ends only"_s.arg(field.name), {}});
    if (looksInside(field.id) && !exact && match.pattern.isExact() && !pieces[0].isEmpty())
        match.pattern.pieces = {QString(), pieces[0], QString()};
    return Terms{match};
}

Read readWord(const IncidentFieldRow &field, Order order, QStringView text)
{
    const auto words = incidentWords(field.id);
    if (field.id == F::Severity) {
        if (text.compare("none"_L1, Qt::CaseInsensitive) == 0)
            return order == Order::Equal
                       ? Read(Terms{SeverityMatch{order, domain::Severity::None}})
                       : Read(Fault(ValueFault{
                             u"nothing is above or below no severity: write severity:none"_s, {}}));
        if (const auto severity = domain::severityFromId(text))
            return Terms{SeverityMatch{order, *severity}};
    }
    for (size_t i = 0; i < words.size() && field.id != F::Severity; ++i) {
        if (text.compare(words[i], Qt::CaseInsensitive) == 0)
            return field.id == F::Status ? Terms{StatusMatch{domain::incidentStatusFromWord(text)}}
                                         : Terms{IncidentFlagMatch{IncidentFlag(i)}};
    }
    return Fault(notAWord(field.name, text, words));
}

Read readNumber(const IncidentFieldRow &field, Order order, QStringView text)
{
    const qsizetype dots = text.indexOf(".."_L1);
    if (dots >= 0 && order == Order::Equal) {
        const auto low = readWhole(text.first(dots));
        const auto high = readWhole(text.sliced(dots + 2));
        if (low && high)
            return Terms{IncidentNumberMatch{field.id, Order::GreaterEqual, *low},
                         IncidentNumberMatch{field.id, Order::LessEqual, *high}};
    } else if (const auto number = readWhole(text)) {
        return Terms{IncidentNumberMatch{field.id, order, *number}};
    }
    return Fault(ValueFault{
        u"%1 takes a number, not %2: for example %3"_s.arg(field.name, quotedForMessage(text), field.example),
        {}});
}

struct Incidents
{
    using Term = IncidentTerm;
    using Field = IncidentFieldRow;

    static std::span<const Field> fields() { return table; }

    static Read readValue(const Field &field, Order order, bool exact, const QList<ValueChar> &value)
    {
        const QString text = plainText(value);
        switch (field.id) {
        case F::Severity:
        case F::Status:
        case F::Is:
            return readWord(field, order, text);
        case F::Number:
        case F::Alerts:
        case F::Comments:
            return readNumber(field, order, text);
        case F::Since:
        case F::Until:
        case F::Changed: {
            const auto side = field.id == F::Until ? TimeMatch::Side::Until : TimeMatch::Side::Since;
            const auto time = readTime(side, text);
            if (!time)
                return Fault(time.error());
            return field.id == F::Changed ? Terms{ChangedMatch{*time}} : Terms{*time};
        }
        default:
            return readText(field, exact, value);
        }
    }

    static tl::expected<Term, ValueFault> readFreeText(const QList<ValueChar> &value)
    {
        const auto text = filter::readFreeText(value);
        return text ? tl::expected<Term, ValueFault>(*text) : tl::unexpected(text.error());
    }
};

QLatin1StringView nameOf(IncidentField field)
{
    return table[size_t(field)].name; // both are in one order
}

QString termText(const FullText &term)
{
    return fullTextText(term);
}

QString termText(const SeverityMatch &term)
{
    return severityText(term);
}

QString termText(const StatusMatch &term)
{
    return "status:"_L1 + domain::incidentStatusId(term.status);
}

QString termText(const IncidentTextMatch &term)
{
    const QLatin1StringView name = nameOf(term.field);
    const QStringList &pieces = term.pattern.pieces;
    if (!looksInside(term.field))
        return name + u':' + (term.pattern.isExact() ? quotedIfNeeded(pieces[0]) : patternText(term.pattern));
    if (term.pattern.isExact())
        return name + u'=' + quotedIfNeeded(pieces[0]);
    return name + u':' + (term.pattern.isContains() ? quotedIfNeeded(pieces[1]) : patternText(term.pattern));
}

QString termText(const IncidentNumberMatch &term)
{
    return nameOf(term.field) + orderSign(term.order) + QString::number(term.value);
}

QString termText(const TimeMatch &term)
{
    return (term.side == TimeMatch::Side::Since ? "since:"_L1 : "until:"_L1) + timeText(term);
}

QString termText(const ChangedMatch &term)
{
    return "changed:"_L1 + timeText(term.time);
}

QString termText(const IncidentFlagMatch &term)
{
    return "is:"_L1 + flagWords[size_t(term.flag)];
}

} // namespace

std::span<const FieldOf<IncidentField>> incidentFields()
{
    return table;
}

std::span<const QLatin1StringView> incidentWords(IncidentField field)
{
    switch (field) {
    case F::Severity:
        return severityWords;
    case F::Status:
        return statusWords;
    case F::Is:
        return flagWords;
    default:
        return {};
    }
}

tl::expected<IncidentQuery, ParseError> parseIncidents(QStringView text)
{
    return grammar::Parser<Incidents>(text).run();
}

QString toText(const IncidentQuery &query)
{
    return treeText(query, false, [](const IncidentTerm &term) {
        return std::visit([](const auto &one) { return termText(one); }, term);
    });
}

} // namespace tocsin::filter
