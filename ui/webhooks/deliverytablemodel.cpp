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

namespace {
constexpr qsizetype mostWanted = 512; // more rows than any screen shows
constexpr qsizetype mostBlocks = 8;   // filled up around what is wanted
} // namespace

DeliveryTableModel::DeliveryTableModel(RowReader reader, QObject *parent)
    : QAbstractTableModel(parent)
    , m_reader(std::move(reader))
    , m_cache(int(cachedRows))
    , m_now(wallClock())
{
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(0);
    connect(&m_askTimer, &QTimer::timeout, this, &DeliveryTableModel::askForWanted);
    m_showTimer.setSingleShot(true);
    m_showTimer.setInterval(0);
    connect(&m_showTimer, &QTimer::timeout, this, &DeliveryTableModel::showMore);
}

void DeliveryTableModel::reset(const QList<DeliveryId> &ids)
{
    beginResetModel();
    m_ids = ids;
    m_hidden = 0;
    m_showTimer.stop();
    m_wanted.clear();
    m_ahead = 0;
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
    if (std::equal(older.cbegin() + count, older.cend(), m_ids.cbegin(), m_ids.cend())) {
        m_ids = older; // no need to copy a million
    } else {
        QList<DeliveryId> all;
        all.reserve(count + m_ids.size());
        all.append(older.first(count));
        all.append(m_ids);
        m_ids = std::move(all);
    }
    m_hidden += count;
    showMore();
}

void DeliveryTableModel::showMore()
{
    const qsizetype count = qMin(m_hidden, stride);
    if (count > 0) {
        beginInsertRows({}, rowCount(), rowCount() + int(count) - 1);
        m_hidden -= count;
        endInsertRows();
    }
    if (m_hidden > 0)
        m_showTimer.start();
    else
        emit becameWhole();
}

void DeliveryTableModel::remove(const QList<DeliveryId> &ids)
{
    QList<qsizetype> places;
    QSet<DeliveryId> unseen;
    for (const DeliveryId id : ids) {
        if (const int row = rowOf(id); row >= 0)
            places.append(row);
        else if (indexOf(id) >= 0)
            unseen.insert(id);
        m_cache.remove(id);
        m_wanted.remove(id);
    }
    if (!unseen.isEmpty())
        m_hidden -= m_ids.removeIf([&unseen](DeliveryId id) { return unseen.contains(id); });
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
    return row >= 0 && row < rowCount() ? m_ids.at(m_ids.size() - 1 - row) : 0;
}

qsizetype DeliveryTableModel::indexOf(DeliveryId id) const
{
    const auto it = std::lower_bound(m_ids.cbegin(), m_ids.cend(), id);
    return it == m_ids.cend() || *it != id ? -1 : it - m_ids.cbegin();
}

int DeliveryTableModel::rowOf(DeliveryId id) const
{
    const qsizetype index = indexOf(id);
    return index < m_hidden ? -1 : int(m_ids.size() - 1 - index);
}

const DeliveryRow *DeliveryTableModel::cached(int row) const
{
    return m_cache.object(idAt(row));
}

void DeliveryTableModel::refreshDrift(const QList<DeliveryId> &ids)
{
    if (ids.isEmpty() && rowCount() > 0)
        emit dataChanged(index(0, Event), index(rowCount() - 1, Event));
    for (const DeliveryId id : ids) {
        if (const int row = rowOf(id); row >= 0 && cached(row))
            emit dataChanged(index(row, Event), index(row, Event));
    }
}

QString DeliveryTableModel::eventTip(const DeliveryRow &row) const
{
    QStringList lines{rowTitle(row)};
    if (row.bodyDiffers)
        lines.append(tr("Δ A repeat with another body than the first delivery of this event"));
    if (m_driftLook && m_driftLook(row.id))
        lines.append(tr("≠ Differs from the contract of its event"));
    return lines.join(u'\n');
}

void DeliveryTableModel::setToday(Micros now)
{
    m_now = now;
}

int DeliveryTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size() - m_hidden);
}

int DeliveryTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

void DeliveryTableModel::want(DeliveryId id) const
{
    if (const auto asked = m_asked.find(id); asked != m_asked.end()) {
        *asked = true;
        return;
    }
    if (m_wanted.size() > mostWanted)
        m_wanted.clear(); // scrolled past: only what was looked at last counts
    m_wanted.insert(id);
    if (!m_askTimer.isActive())
        m_askTimer.start();
}

void DeliveryTableModel::lookAhead(int from, int to, bool down)
{
    const int row = down ? qMin(to + int(block), rowCount() - 1) : qMax(from - int(block), 0);
    if (cached(row) || idAt(row) == 0)
        return;
    m_ahead = idAt(row);
    if (!m_askTimer.isActive())
        m_askTimer.start();
}

// First what is looked at, so that it need not wait; then its neighbours, which will be looked at next.
void DeliveryTableModel::askForWanted()
{
    QList<DeliveryId> ids(m_wanted.cbegin(), m_wanted.cend());
    m_wanted.clear();
    std::sort(ids.begin(), ids.end());
    ask(ids, true);
    if (const DeliveryId ahead = std::exchange(m_ahead, 0); ahead != 0)
        ids.append(ahead);
    ask(missingNear(ids), false);
}

QList<DeliveryId> DeliveryTableModel::missingNear(const QList<DeliveryId> &ids) const
{
    QList<qsizetype> blocks;
    for (const DeliveryId id : ids) {
        if (const qsizetype index = indexOf(id); index >= 0 && !blocks.contains(index / block))
            blocks.append(index / block);
    }
    if (blocks.size() > mostBlocks)
        blocks.remove(0, blocks.size() - mostBlocks);
    QList<DeliveryId> missing;
    for (const qsizetype one : std::as_const(blocks)) {
        for (qsizetype i = one * block; i < qMin((one + 1) * block, m_ids.size()); ++i) {
            if (!m_asked.contains(m_ids.at(i)) && !m_cache.contains(m_ids.at(i)))
                missing.append(m_ids.at(i));
        }
    }
    return missing;
}

void DeliveryTableModel::ask(const QList<DeliveryId> &ids, bool lookedAt)
{
    if (ids.isEmpty())
        return;
    for (const DeliveryId id : ids)
        m_asked.insert(id, lookedAt);
    m_reader(ids, this, [this, ids](const Result<QList<DeliveryRow>> &rows) {
        take(rows ? *rows : QList<DeliveryRow>(), ids);
    });
}

void DeliveryTableModel::take(const QList<DeliveryRow> &rows, const QList<DeliveryId> &asked)
{
    QSet<DeliveryId> seen; // as placeholders
    for (const DeliveryId id : asked) {
        if (m_asked.take(id))
            seen.insert(id);
    }
    int top = rowCount();
    int bottom = -1;
    for (const DeliveryRow &row : rows) {
        m_cache.insert(row.id, new DeliveryRow(row));
        if (const int at = seen.contains(row.id) ? rowOf(row.id) : -1; at >= 0) {
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
    case Event:
        return spokenEvent(row);
    default:
        return text(row, column);
    }
}

QString DeliveryTableModel::spokenEvent(const DeliveryRow &row) const
{
    QString said = text(row, Event);
    if (row.bodyDiffers)
        said = tr("%1, a repeat with another body than the first").arg(said);
    if (m_driftLook && m_driftLook(row.id))
        said = tr("%1, differs from the contract of its event").arg(said);
    return said;
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
        want(idAt(index.row()));
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
        return index.column() == Event ? toolTipText(eventTip(*row)) : QVariant();
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
