// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/incident.h"
#include "core/filter/fields.h"
#include "core/filter/parse.h"
#include "core/filter/query.h"

// The language of parse.h for incidents: `severity>=high -status:closed -owner:kim since:PT24H mailbox`. Free
// text is looked for in title, description, owner, labels, tactics, products, tags and number, in any case.
namespace tocsin::filter {

enum class IncidentField : quint8 {
    Severity,
    Status,
    Owner,
    Title,
    Number,
    Label,
    Tag,
    Tactic,
    Product,
    Provider,
    Classification,
    Alerts,
    Comments,
    Since,
    Until,
    Changed,
    Is,
};

struct StatusMatch
{
    domain::IncidentStatus status = domain::IncidentStatus::Unknown;

    bool operator==(const StatusMatch &) const = default;
};

// In any (ASCII) case. Of Label, Tag, Tactic and Product an incident has several: one of them meets the
// pattern, which has stars at its ends only; an exact empty text asks for those that have none.
struct IncidentTextMatch
{
    IncidentField field = IncidentField::Title;
    Pattern pattern;

    bool operator==(const IncidentTextMatch &) const = default;
};

struct IncidentNumberMatch
{
    IncidentField field = IncidentField::Number; // Number, Alerts, Comments
    Order order = Order::Equal;
    qint64 value = 0;

    bool operator==(const IncidentNumberMatch &) const = default;
};

// What the server told of it has changed since then, as far as this program has seen.
struct ChangedMatch
{
    TimeMatch time; // Since

    bool operator==(const ChangedMatch &) const = default;
};

// Unseen: came since the user looked. Changed: was looked at and has changed since. Noted, Tagged: by the
// user, here. Investigated: an investigation of it is known here. Open: not closed.
enum class IncidentFlag : quint8 { Unseen, Changed, Noted, Tagged, Investigated, Open };

struct IncidentFlagMatch
{
    IncidentFlag flag = IncidentFlag::Unseen;

    bool operator==(const IncidentFlagMatch &) const = default;
};

using IncidentTerm = std::variant<FullText, SeverityMatch, StatusMatch, IncidentTextMatch,
                                  IncidentNumberMatch, TimeMatch, ChangedMatch, IncidentFlagMatch>;
using IncidentQuery = BasicQuery<IncidentTerm>;

std::span<const FieldOf<IncidentField>> incidentFields(); // in the order in which help shows them
std::span<const QLatin1StringView> incidentWords(IncidentField field); // empty when any text will do

tl::expected<IncidentQuery, ParseError> parseIncidents(QStringView text);
QString toText(const IncidentQuery &query); // canonical, as toText(Query)

} // namespace tocsin::filter
