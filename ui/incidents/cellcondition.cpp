// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/cellcondition.h"

#include "core/filter/parts.h"
#include "ui/incidents/incidenttablemodel.h"

namespace tocsin::ui {

using filter::IncidentField;
using filter::IncidentQuery;
using filter::IncidentTerm;
using M = IncidentTableModel;

namespace {

std::optional<IncidentTerm> textCondition(IncidentField field, const QStringList &values)
{
    if (values.size() != 1) // of several, which one?
        return std::nullopt;
    return filter::IncidentTextMatch{field, {values}};
}

} // namespace

std::optional<IncidentTerm> conditionOf(const storage::IncidentRow &row, int column)
{
    switch (column) {
    case M::Severity:
        return filter::SeverityMatch{filter::Order::Equal, row.severity};
    case M::Status:
        return filter::StatusMatch{row.status};
    case M::Owner:
        return textCondition(IncidentField::Owner, {row.owner});
    case M::Provider:
        return textCondition(IncidentField::Provider, {row.key.provider});
    case M::Tactics:
        return textCondition(IncidentField::Tactic, row.tactics);
    case M::Products:
        return textCondition(IncidentField::Product, row.products);
    case M::Labels:
        return textCondition(IncidentField::Label, row.labels);
    case M::Tags:
        return textCondition(IncidentField::Tag, row.tags);
    default:
        return std::nullopt;
    }
}

QString narrowed(const IncidentQuery &query, const IncidentTerm &term, bool isNot)
{
    IncidentQuery leaf;
    leaf.kind = IncidentQuery::Kind::Leaf;
    leaf.term = term;
    if (isNot) {
        IncidentQuery opposite;
        opposite.kind = IncidentQuery::Kind::Not;
        opposite.children = {leaf};
        leaf = opposite;
    }
    return filter::toText(filter::allOf<IncidentTerm>({query, leaf}));
}

} // namespace tocsin::ui
