// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/sessiontablemodel.h"

#include "ui/text/sessiontext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::SessionState;
using storage::AnalystStores;
using storage::SessionRow;

namespace {

constexpr int soon = 50;           // ms
constexpr int mostRefreshed = 500; // of the newest; older ones are over

bool isUnderWay(const SessionRow &row)
{
    return row.state == SessionState::Running || row.state == SessionState::Starting;
}

} // namespace

QString sessionTitle(const SessionRow &row)
{
    for (const QString &text : {row.title, row.query}) {
        if (!text.trimmed().isEmpty())
            return text.simplified();
    }
    return SessionTableModel::tr("Investigation %1").arg(row.session);
}

SessionTableModel::SessionTableModel(storage::AnalystBook &book, QObject *parent)
    : QAbstractTableModel(parent)
    , m_book(book)
    , m_now(wallClock())
{
    m_filter.escalateFrom = report::defaultEscalationThreshold;
    m_soon.setSingleShot(true);
    m_soon.setInterval(soon);
    connect(&m_soon, &QTimer::timeout, this, &SessionTableModel::read);
}

void SessionTableModel::setConnection(const QString &connection)
{
    beginResetModel();
    m_connection = connection;
    m_rows.clear();
    ++m_round;
    m_isLoaded = m_isWhole = m_isFetching = m_isOther = false;
    endResetModel();
    if (!connection.isEmpty())
        read();
}

void SessionTableModel::refresh()
{
    if (!m_connection.isEmpty() && !m_soon.isActive())
        m_soon.start();
}

void SessionTableModel::read()
{
    const int limit = m_isOther ? pageSize : std::clamp(rowCount(), pageSize, mostRefreshed);
    m_book.read<Rows>(
        this,
        [this, limit, round = m_round](const Result<Rows> &rows) {
            if (round != m_round)
                return;
            if (!rows) {
                emit failed(rows.error());
                return;
            }
            take(*rows, limit);
            emit loaded();
        },
        [connection = m_connection, limit, filter = m_filter](AnalystStores &stores) {
            return stores.sessions.page(connection, 0, limit, filter);
        });
}

void SessionTableModel::take(const Rows &rows, int limit)
{
    const bool isWhole = rows.size() < limit;
    if (std::exchange(m_isOther, false)) {
        beginResetModel();
        m_rows = rows;
        m_isWhole = isWhole;
        m_isLoaded = true;
        endResetModel();
        return;
    }
    if (!std::exchange(m_isLoaded, true))
        m_isWhole = isWhole;
    merge(rows, isWhole);
}

void SessionTableModel::readAnew()
{
    ++m_round;
    m_isFetching = false;
    m_isOther = true;
    if (!m_connection.isEmpty())
        read();
}

void SessionTableModel::setFilter(Show show, const QString &words)
{
    if (show == m_filter.show && words == m_filter.words)
        return;
    m_filter.show = show;
    m_filter.words = words;
    readAnew();
}

void SessionTableModel::setEscalateFrom(double risk)
{
    if (risk == m_filter.escalateFrom)
        return;
    m_filter.escalateFrom = risk;
    if (m_filter.show == Show::Escalated)
        readAnew();
    else if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

// `fresh` are the newest as they stand now: rows that went are taken out, new ones put where they belong.
void SessionTableModel::merge(const Rows &fresh, bool isWhole)
{
    for (int i = 0; i < fresh.size(); ++i) {
        const SessionRow &row = fresh.at(i);
        if (i < m_rows.size() && m_rows.at(i).id == row.id) {
            if (m_rows.at(i) != row) {
                m_rows[i] = row;
                emit dataChanged(index(i, 0), index(i, 0));
            }
            continue;
        }
        if (const int later = rowOf(row.id); later > i) {
            beginRemoveRows({}, i, later - 1);
            m_rows.remove(i, later - i);
            endRemoveRows();
            --i; // the same one again, which stands in its place now
        } else {
            beginInsertRows({}, i, i);
            m_rows.insert(i, row);
            endInsertRows();
        }
    }
    if (isWhole && m_rows.size() > fresh.size()) {
        beginRemoveRows({}, int(fresh.size()), int(m_rows.size()) - 1);
        m_rows.resize(fresh.size());
        endRemoveRows();
    }
}

bool SessionTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_isLoaded && !m_isWhole && !m_isFetching;
}

void SessionTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent) || m_rows.isEmpty())
        return;
    m_isFetching = true;
    m_book.read<Rows>(
        this,
        [this, round = m_round](const Result<Rows> &rows) {
            if (round != m_round)
                return;
            m_isFetching = false;
            if (!rows) {
                emit failed(rows.error());
                return;
            }
            m_isWhole = rows->size() < pageSize;
            Rows added;
            for (const SessionRow &row : *rows) {
                if (rowOf(row.id) < 0)
                    added.append(row);
            }
            if (added.isEmpty())
                return;
            beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
            m_rows.append(added);
            endInsertRows();
        },
        [connection = m_connection, before = m_rows.constLast().id, filter = m_filter](
            AnalystStores &stores) { return stores.sessions.page(connection, before, pageSize, filter); });
}

void SessionTableModel::setNow(Micros now)
{
    m_now = now;
    for (int row = 0; row < rowCount(); ++row) {
        if (isUnderWay(m_rows.at(row)))
            emit dataChanged(index(row, 0), index(row, 0), {EndRole});
    }
}

bool SessionTableModel::hasRunning() const
{
    return std::ranges::any_of(m_rows, isUnderWay);
}

const SessionRow *SessionTableModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows.at(row) : nullptr;
}

int SessionTableModel::rowOf(qint64 id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_rows.at(row).id == id)
            return row;
    }
    return -1;
}

int SessionTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SessionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

// At the right: the risk of a finished one, the age of one that runs.
QString SessionTableModel::end(const SessionRow &row) const
{
    if (row.risk)
        return riskNumber(*row.risk);
    if (isUnderWay(row) && row.started > 0)
        return durationText(std::max<Micros>(0, m_now - row.started) / microsPerSecond);
    return {};
}

QString SessionTableModel::line(const SessionRow &row) const
{
    QStringList parts;
    if (row.state != SessionState::Completed)
        parts.append(sessionBadge(row.state).word);
    if (row.state == SessionState::Running && row.stage)
        parts.append(stageText(*row.stage));
    if (row.incident != 0)
        parts.append(u'#' + QString::number(row.incident));
    parts.append(listTime(row.asked, m_now));
    return parts.join(u" · "_s);
}

bool SessionTableModel::isEscalated(const SessionRow &row) const
{
    domain::Report rated;
    rated.risk = row.risk;
    return report::escalation(rated, m_filter.escalateFrom) == report::Escalation::Yes;
}

QVariant SessionTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SessionRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return visibleText(sessionTitle(row), 200);
    case Qt::ToolTipRole:
        return toolTipText(sessionTitle(row) + u'\n' + row.query) +
               (isEscalated(row) ? u'\n' + escalationSentence(report::Escalation::Yes, m_filter.escalateFrom)
                                 : QString());
    case Qt::AccessibleTextRole:
        return QStringList{visibleText(sessionTitle(row), 200), line(row),
                           row.risk ? tr("risk %1").arg(riskNumber(*row.risk)) : end(row),
                           isEscalated(row) ? tr("escalate") : QString()}
            .join(u", "_s);
    case IdRole:
        return row.id;
    case LineRole:
        return line(row);
    case EndRole:
        return end(row);
    case EndToneRole:
        return int(isOnScale(row.risk) ? riskBadge(row.risk).tone
                   : isUnderWay(row)   ? Tone::Accent
                                       : Tone::Muted);
    case EscalateRole:
        return isEscalated(row);
    case MarkRole:
        return QVariant::fromValue(row.risk && isOnScale(row.risk) ? riskBadge(row.risk)
                                                                   : sessionBadge(row.state));
    default:
        return {};
    }
}

} // namespace tocsin::ui
