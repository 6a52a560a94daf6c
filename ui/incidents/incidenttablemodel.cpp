// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidenttablemodel.h"

#include <algorithm>

namespace tocsin::ui {

using storage::IncidentId;
using storage::IncidentRow;

IncidentTableModel::IncidentTableModel(IncidentReader reader, QObject *parent)
    : QAbstractTableModel(parent)
    , m_reader(std::move(reader))
    , m_cache(int(cachedRows))
    , m_askTimer(new QTimer(this))
    , m_now(wallClock())
{
    m_askTimer->setSingleShot(true);
    m_askTimer->setInterval(0);
    connect(m_askTimer, &QTimer::timeout, this, &IncidentTableModel::askForWanted);
}

void IncidentTableModel::foresee(const QList<IncidentRow> &rows)
{
    for (const IncidentRow &row : rows)
        m_cache.insert(row.id, new IncidentRow(row));
}

void IncidentTableModel::clear()
{
    replace({});
    m_cache.clear();
    m_stale.clear();
    m_investigations.clear();
}

void IncidentTableModel::replace(const QList<IncidentId> &ids)
{
    beginResetModel();
    m_ids = ids;
    m_places.clear();
    m_wantedBlocks.clear();
    endResetModel();
}

bool IncidentTableModel::setIds(const QList<IncidentId> &ids)
{
    if (ids == m_ids)
        return true;
    const QHash<IncidentId, int> before = places(); // shared: what is made anew does not change it
    QList<IncidentId> kept;                         // those that were there, in the new order
    kept.reserve(ids.size());
    qsizetype runs = 0; // of new ones
    bool inRun = false;
    for (const IncidentId id : ids) {
        const bool known = before.contains(id);
        if (known)
            kept.append(id);
        runs += !known && !inRun ? 1 : 0;
        inRun = !known;
    }
    if (kept.isEmpty() || runs > mostRuns || !removeGone(kept, runs)) {
        replace(ids);
        return false;
    }
    if (kept != m_ids)
        reorder(kept);
    for (qsizetype i = 0; i < ids.size();) {
        if (i < m_ids.size() && m_ids.at(i) == ids.at(i)) {
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < ids.size() && !before.contains(ids.at(end)))
            ++end;
        beginInsertRows({}, int(i), int(end) - 1);
        m_ids = m_ids.first(i) + ids.sliced(i, end - i) + m_ids.sliced(i);
        m_places.clear();
        endInsertRows();
        i = end;
    }
    return true;
}

// From the bottom up, runs of neighbours together. False, and nothing is done, when there are too many runs.
bool IncidentTableModel::removeGone(const QList<IncidentId> &keptInOrder, qsizetype &runs)
{
    if (keptInOrder.size() == m_ids.size())
        return true; // the usual case: nothing is gone, and a set of all would cost more than all the rest
    const QSet<IncidentId> kept(keptInOrder.cbegin(), keptInOrder.cend());
    QList<std::pair<qsizetype, qsizetype>> gone; // first, last
    for (qsizetype i = 0; i < m_ids.size(); ++i) {
        if (kept.contains(m_ids.at(i)))
            continue;
        if (!gone.isEmpty() && gone.constLast().second == i - 1)
            gone.last().second = i;
        else
            gone.append({i, i});
    }
    runs += gone.size();
    if (runs > mostRuns)
        return false;
    for (auto it = gone.crbegin(); it != gone.crend(); ++it) {
        beginRemoveRows({}, int(it->first), int(it->second));
        m_ids.remove(it->first, it->second - it->first + 1);
        m_places.clear();
        endRemoveRows();
    }
    return true;
}

void IncidentTableModel::reorder(const QList<IncidentId> &order)
{
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    QList<IncidentId> owners;
    for (const QModelIndex &index : from)
        owners.append(idAt(index.row()));
    m_ids = order;
    m_places.clear();
    m_wantedBlocks.clear();
    QModelIndexList to;
    for (qsizetype i = 0; i < from.size(); ++i)
        to.append(index(rowOf(owners.at(i)), from.at(i).column()));
    changePersistentIndexList(from, to);
    emit layoutChanged({}, VerticalSortHint);
}

const QHash<IncidentId, int> &IncidentTableModel::places() const
{
    if (m_places.isEmpty()) {
        m_places.reserve(m_ids.size());
        for (int row = 0; row < rowCount(); ++row)
            m_places.insert(m_ids.at(row), row);
    }
    return m_places;
}

int IncidentTableModel::rowOf(IncidentId id) const
{
    return places().value(id, -1);
}

IncidentId IncidentTableModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_ids.at(row) : 0;
}

const IncidentRow *IncidentTableModel::cached(int row) const
{
    return m_cache.object(idAt(row));
}

void IncidentTableModel::refresh(const QList<IncidentId> &ids)
{
    for (const IncidentId id : ids) {
        if (m_cache.contains(id))
            m_stale.insert(id);
    }
    if (!m_stale.isEmpty())
        m_askTimer->start();
}

void IncidentTableModel::want(int row) const
{
    m_wantedBlocks.insert(row / int(block));
    if (!m_askTimer->isActive())
        m_askTimer->start();
}

// The blocks that are looked at, whole; and what is known but has changed.
void IncidentTableModel::askForWanted()
{
    QSet<IncidentId> missing = std::exchange(m_stale, {});
    for (const int one : std::exchange(m_wantedBlocks, {})) {
        const qsizetype end = qMin((one + 1) * block, m_ids.size());
        for (qsizetype i = one * block; i < end; ++i) {
            if (!m_cache.contains(m_ids.at(i)) && !m_asked.contains(m_ids.at(i)))
                missing.insert(m_ids.at(i));
        }
    }
    if (missing.isEmpty())
        return;
    m_asked.unite(missing);
    const QList<IncidentId> ids(missing.cbegin(), missing.cend());
    m_reader(ids, this, [this, ids](const Result<QList<IncidentRow>> &rows) {
        take(rows ? *rows : QList<IncidentRow>(), ids);
    });
}

void IncidentTableModel::take(const QList<IncidentRow> &rows, const QList<IncidentId> &asked)
{
    for (const IncidentId id : asked)
        m_asked.remove(id);
    int top = rowCount();
    int bottom = -1;
    for (const IncidentRow &row : rows) {
        m_cache.insert(row.id, new IncidentRow(row));
        if (const int at = rowOf(row.id); at >= 0) {
            top = qMin(top, at);
            bottom = qMax(bottom, at);
        }
    }
    if (bottom >= 0)
        emit dataChanged(index(top, 0), index(bottom, ColumnCount - 1));
}

void IncidentTableModel::setInvestigations(const InvestigationMarks &marks)
{
    if (marks == m_investigations)
        return;
    m_investigations = marks;
    if (rowCount() > 0)
        emit dataChanged(index(0, Investigation), index(rowCount() - 1, Investigation));
}

std::optional<InvestigationMark> IncidentTableModel::investigationOf(qint64 number) const
{
    const auto it = m_investigations.constFind(number);
    return it == m_investigations.cend() ? std::nullopt : std::optional(*it);
}

void IncidentTableModel::setNow(Micros now)
{
    m_now = now;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::DisplayRole});
}

int IncidentTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

int IncidentTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

} // namespace tocsin::ui
