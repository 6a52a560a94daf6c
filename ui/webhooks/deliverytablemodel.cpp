// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/deliverytablemodel.h"

#include "ui/text/numbertext.h"
#include "ui/text/severitytext.h"
#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"
#include "ui/webhooks/rowtext.h"
#include "ui/widgets/visibletext.h"

#include <algorithm>

namespace tocsin::ui {

using domain::DeliveryId;
using domain::DeliveryRow;

DeliveryTableModel::DeliveryTableModel(RowReader reader, QObject *parent)
    : QAbstractTableModel(parent)
    , m_reader(std::move(reader))
    , m_cache(int(cachedRows))
    , m_now(wallClock())
{
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(0);
    connect(&m_askTimer, &QTimer::timeout, this, &DeliveryTableModel::askForWanted);
}

void DeliveryTableModel::reset(const QList<DeliveryId> &ids)
{
    beginResetModel();
    m_ids = ids;
    m_wanted.clear();
    endResetModel();
}

void DeliveryTableModel::append(const QList<DeliveryId> &newer)
{
    const auto from = std::upper_bound(newer.cbegin(), newer.cend(), newestId());
    const qsizetype count = newer.cend() - from;
    if (count == 0)
        return;
    beginInsertRows({}, 0, int(count) - 1);
    m_ids.append(newer.sliced(from - newer.cbegin()));
    endInsertRows();
}

void DeliveryTableModel::prependOlder(const QList<DeliveryId> &older)
{
    if (m_ids.isEmpty()) {
        append(older);
        return;
    }
    const qsizetype count = std::lower_bound(older.cbegin(), older.cend(), oldestId()) - older.cbegin();
    if (count == 0)
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(count) - 1);
    QList<DeliveryId> all;
    all.reserve(count + m_ids.size());
    all.append(older.first(count));
    all.append(m_ids);
    m_ids = std::move(all);
    endInsertRows();
}

void DeliveryTableModel::remove(const QList<DeliveryId> &ids)
{
    QList<qsizetype> places;
    for (const DeliveryId id : ids) {
        if (const int row = rowOf(id); row >= 0)
            places.append(row);
        m_cache.remove(id);
        m_wanted.remove(id);
    }
    std::sort(places.begin(), places.end());
    if (places.size() > 2000) { // a signal per gap would cost more than showing the list anew
        const QSet<DeliveryId> gone(ids.cbegin(), ids.cend());
        beginResetModel();
        m_ids.removeIf([&gone](DeliveryId id) { return gone.contains(id); });
        endResetModel();
        return;
    }
    // From the bottom up, runs of neighbours together.
    for (qsizetype last = places.size() - 1; last >= 0;) {
        qsizetype first = last;
        while (first > 0 && places.at(first - 1) == places.at(first) - 1)
            --first;
        const qsizetype top = places.at(first);
        const qsizetype bottom = places.at(last);
        beginRemoveRows({}, int(top), int(bottom));
        m_ids.remove(m_ids.size() - 1 - bottom, bottom - top + 1);
        endRemoveRows();
        last = first - 1;
    }
}

void DeliveryTableModel::refresh(const QList<DeliveryId> &ids)
{
    for (const DeliveryId id : ids) {
        if (m_cache.contains(id))
            m_wanted.insert(id);
    }
    if (!m_wanted.isEmpty())
        m_askTimer.start();
}

DeliveryId DeliveryTableModel::idAt(int row) const
{
    return row >= 0 && row < m_ids.size() ? m_ids.at(m_ids.size() - 1 - row) : 0;
}

int DeliveryTableModel::rowOf(DeliveryId id) const
{
    const auto it = std::lower_bound(m_ids.cbegin(), m_ids.cend(), id);
    if (it == m_ids.cend() || *it != id)
        return -1;
    return int(m_ids.cend() - it) - 1;
}

const DeliveryRow *DeliveryTableModel::cached(int row) const
{
    return m_cache.object(idAt(row));
}

void DeliveryTableModel::setToday(Micros now)
{
    m_now = now;
}

int DeliveryTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

int DeliveryTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

// Wants the block that the index lies in: whoever looks at one row will look at its neighbours.
void DeliveryTableModel::want(qsizetype index) const
{
    const qsizetype from = index / block * block;
    const qsizetype to = qMin(from + block, m_ids.size());
    if (m_wanted.size() > cachedRows / 4)
        m_wanted.clear(); // scrolled past: only what was looked at last counts
    for (qsizetype i = from; i < to; ++i) {
        const DeliveryId id = m_ids.at(i);
        if (!m_asked.contains(id) && !m_cache.contains(id))
            m_wanted.insert(id);
    }
    if (!m_wanted.isEmpty() && !m_askTimer.isActive())
        m_askTimer.start();
}

void DeliveryTableModel::askForWanted()
{
    QList<DeliveryId> ids(m_wanted.cbegin(), m_wanted.cend());
    m_wanted.clear();
    if (ids.isEmpty())
        return;
    std::sort(ids.begin(), ids.end());
    for (const DeliveryId id : std::as_const(ids))
        m_asked.insert(id);
    m_reader(ids, this, [this, ids](const Result<QList<DeliveryRow>> &rows) {
        take(rows ? *rows : QList<DeliveryRow>(), ids);
    });
}

void DeliveryTableModel::take(const QList<DeliveryRow> &rows, const QList<DeliveryId> &asked)
{
    for (const DeliveryId id : asked)
        m_asked.remove(id);
    int top = rowCount();
    int bottom = -1;
    for (const DeliveryRow &row : rows) {
        m_cache.insert(row.id, new DeliveryRow(row));
        if (const int at = rowOf(row.id); at >= 0) {
            top = qMin(top, at);
            bottom = qMax(bottom, at);
        }
    }
    if (bottom >= 0)
        emit dataChanged(index(top, 0), index(bottom, ColumnCount - 1));
}

QString DeliveryTableModel::text(const DeliveryRow &row, int column) const
{
    switch (column) {
    case Time:
        return listTime(row.received, m_now);
    case Endpoint:
        return visibleText(row.endpoint, 200);
    case Event:
        return visibleText(rowTitle(row), 300);
    case Verdict:
        return verdictBadge(row.signature.verdict).word;
    case Severity:
        return severityBadge(row.summary.severity, row.summary.severityText).word;
    case Try:
        return numberText(row.attempt);
    default:
        return {};
    }
}

QString DeliveryTableModel::spoken(const DeliveryRow &row, int column) const
{
    switch (column) {
    case Time:
        return tr("received %1").arg(localTime(row.received));
    case Verdict:
        return tr("Signature: %1").arg(text(row, Verdict));
    case Severity:
        return row.summary.severity == domain::Severity::None ? tr("No severity")
                                                              : tr("Severity %1").arg(text(row, Severity));
    case Try:
        return tr("Attempt %1").arg(text(row, Try));
    default:
        return text(row, column);
    }
}

QVariant DeliveryTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (index.column() == Try ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole &&
        role != placeholderRole)
        return {};
    const DeliveryRow *row = cached(index.row());
    if (!row)
        want(m_ids.size() - 1 - index.row());
    if (role == placeholderRole)
        return row == nullptr;
    if (!row)
        return {};
    if (role == Qt::AccessibleTextRole)
        return spoken(*row, index.column());
    if (role == Qt::ToolTipRole) {
        if (index.column() == Time)
            return toolTipText(bothTimes(row->received));
        if (index.column() == Verdict)
            return toolTipText(verdictSentence(row->signature.verdict, row->signature.secretLabel,
                                               row->signature.ageSeconds));
        return index.column() == Event ? toolTipText(rowTitle(*row)) : QVariant();
    }
    return text(*row, index.column());
}

QVariant DeliveryTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Try ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Time"),    tr("Endpoint"), tr("Event"),
                              tr("Verdict"), tr("Severity"), tr("Try")};
    return titles[section];
}

} // namespace tocsin::ui
