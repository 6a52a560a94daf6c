// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What the cells of the queue say.

#include "ui/incidents/incidenttablemodel.h"
#include "ui/text/incidenttext.h"
#include "ui/text/numbertext.h"
#include "ui/text/severitytext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/visibletext.h"

namespace tocsin::ui {

using namespace Qt::StringLiterals;
using storage::IncidentColumn;
using storage::IncidentRow;

namespace {

struct Traits
{
    QLatin1StringView id; // of saved views
    std::optional<IncidentColumn> sort;
};

// In the order of IncidentTableModel::Column.
const std::array<Traits, IncidentTableModel::ColumnCount> traits{{
    {"severity"_L1, IncidentColumn::Severity},
    {"number"_L1, IncidentColumn::Number},
    {"title"_L1, IncidentColumn::Title},
    {"status"_L1, IncidentColumn::Status},
    {"owner"_L1, IncidentColumn::Owner},
    {"at"_L1, IncidentColumn::At},
    {"alerts"_L1, IncidentColumn::Alerts},
    {"tactics"_L1, {}},
    {"investigation"_L1, {}},
    {"modified"_L1, IncidentColumn::Modified},
    {"changed"_L1, IncidentColumn::Changed},
    {"products"_L1, {}},
    {"labels"_L1, {}},
    {"tags"_L1, {}},
    {"notes"_L1, {}},
    {"provider"_L1, {}},
    {"comments"_L1, {}},
}};

QString countText(qint64 count)
{
    return count < 0 ? QString() : numberText(count);
}

QString listText(const QStringList &words)
{
    return visibleText(words.join(u", "_s), 300);
}

QString ageText(Micros when, Micros now)
{
    return when == 0 ? QString() : durationText(qMax<qint64>(0, (now - when) / microsPerSecond));
}

bool isNumeric(int column)
{
    using M = IncidentTableModel;
    return column == M::Alerts || column == M::Notes || column == M::Comments;
}

} // namespace

QString IncidentTableModel::columnId(int column)
{
    return QString(traits.at(size_t(column)).id);
}

std::optional<IncidentTableModel::Column> IncidentTableModel::columnOf(QStringView id)
{
    for (size_t i = 0; i < traits.size(); ++i) {
        if (id == traits[i].id)
            return Column(i);
    }
    return std::nullopt;
}

std::optional<IncidentColumn> IncidentTableModel::sortOf(int column)
{
    return column >= 0 && column < ColumnCount ? traits[size_t(column)].sort : std::nullopt;
}

IncidentTableModel::Column IncidentTableModel::columnOf(IncidentColumn sort)
{
    for (size_t i = 0; i < traits.size(); ++i) {
        if (traits[i].sort == sort)
            return Column(i);
    }
    return Age;
}

QString IncidentTableModel::title(int column)
{
    const QString titles[] = {
        tr("Severity"), tr("No."),       tr("Title"),         tr("Status"),   tr("Owner"),   tr("Age"),
        tr("Alerts"),   tr("Tactics"),   tr("Investigation"), tr("Modified"), tr("Changed"), tr("Products"),
        tr("Labels"),   tr("Your tags"), tr("Your notes"),    tr("Provider"), tr("Comments")};
    static_assert(std::size(titles) == ColumnCount);
    return titles[column];
}

QString IncidentTableModel::text(const IncidentRow &row, int column) const
{
    switch (column) {
    case Severity:
        return severityBadge(row.severity, row.severityText).word;
    case Number:
        return QString::number(row.key.number); // an id: no grouping
    case Title:
        return visibleText(row.title, 300);
    case Status:
        return incidentStatusText(row.status, row.statusText);
    case Owner:
        return visibleText(row.owner, 100);
    case Age:
        return ageText(row.at, m_now);
    case Alerts:
        return countText(row.alerts);
    case Tactics:
        return tacticsText(row.tactics);
    case Investigation: {
        const auto mark = investigationOf(row.key.number);
        return mark ? investigationMarkText(mark->state, mark->risk, mark->since, m_now) : QString();
    }
    case Modified:
        return ageText(row.modified, m_now);
    case Changed:
        return ageText(row.changed, m_now);
    case Products:
        return listText(row.products);
    case Labels:
        return listText(row.labels);
    case Tags:
        return listText(row.tags);
    case Notes:
        return row.notes > 0 ? numberText(row.notes) : QString();
    case Provider:
        return visibleText(row.key.provider, 60);
    case Comments:
        return countText(row.comments);
    default:
        return {};
    }
}

QVariant IncidentTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole &&
        role != placeholderRole)
        return {};
    const IncidentRow *row = cached(index.row());
    if (!row)
        want(index.row());
    if (role == placeholderRole)
        return row == nullptr;
    if (!row)
        return {};
    const QString shown = text(*row, column);
    if (role == Qt::DisplayRole)
        return shown;
    if (role == Qt::AccessibleTextRole) {
        if (column == Title && row->isUnseen())
            return tr("%1, new since you looked").arg(shown);
        return column == Title ? shown : tr("%1 %2", "title of the column, value").arg(title(column), shown);
    }
    if (column == Age || column == Modified || column == Changed) {
        const Micros when = column == Age ? row->at : column == Modified ? row->modified : row->changed;
        return when == 0 ? QVariant() : QVariant(toolTipText(bothTimes(when)));
    }
    return shown.isEmpty() ? QVariant() : QVariant(toolTipText(shown));
}

QVariant IncidentTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft));
    return role == Qt::DisplayRole ? QVariant(title(section)) : QVariant();
}

} // namespace tocsin::ui
