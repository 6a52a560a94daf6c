// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/notices/noticetablemodel.h"

#include "ui/text/noticetext.h"
#include "ui/text/severitytext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/visibletext.h"

#include <QFont>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::Notice;

namespace {

constexpr qsizetype longestCell = 1000; // characters

BadgeText severityOf(const Notice &notice)
{
    BadgeText badge = severityBadge(notice.severity);
    if (notice.severity == domain::Severity::Unknown)
        badge.word = NoticeTableModel::tr("Unknown"); // the sender's word is not kept
    return badge;
}

} // namespace

NoticeTableModel::NoticeTableModel(storage::AnalystBook &book, QObject *parent)
    : QAbstractTableModel(parent)
    , m_book(book)
{}

void NoticeTableModel::setConnection(const QString &connection, Micros seenUntil)
{
    beginResetModel();
    ++m_round;
    m_connection = connection;
    m_seenUntil = seenUntil;
    m_rows.clear();
    m_isLoaded = m_isWhole = m_isFetching = false;
    endResetModel();
    refresh();
}

void NoticeTableModel::refresh()
{
    if (!m_connection.isEmpty())
        read(0);
}

void NoticeTableModel::read(qint64 before)
{
    m_book.read<Rows>(
        this,
        [this, before, round = m_round](const Result<Rows> &page) {
            if (round != m_round)
                return;
            if (!page)
                emit failed(page.error());
            else if (before == 0)
                putAbove(*page);
            else
                putBelow(*page);
            // Not before: who is told of new rows may ask for more of them at once.
            m_isFetching = m_isFetching && before == 0;
        },
        [connection = m_connection, before](storage::AnalystStores &stores) {
            return stores.notices.page(connection, before, pageSize);
        });
}

void NoticeTableModel::putAbove(const Rows &page)
{
    const qint64 known = m_rows.isEmpty() ? 0 : m_rows.constFirst().id;
    const auto fresh = std::ranges::count_if(page, [known](const Notice &one) { return one.id > known; });
    // More than a page has come, or the file was begun anew: nothing of before can stay.
    const bool overlaps = !m_rows.isEmpty() && fresh < page.size() && page.at(fresh) == m_rows.constFirst();
    if (!m_isLoaded || !overlaps) {
        beginResetModel();
        m_rows = page;
        m_isWhole = page.size() < pageSize;
        m_isFetching = false;
        ++m_round;
        endResetModel();
    } else if (fresh > 0) {
        beginInsertRows({}, 0, int(fresh) - 1);
        m_rows = page.first(fresh) + m_rows;
        endInsertRows();
    }
    m_isLoaded = true;
    emit loaded();
}

void NoticeTableModel::putBelow(const Rows &page)
{
    m_isWhole = page.size() < pageSize;
    if (page.isEmpty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(page.size()) - 1);
    m_rows += page;
    endInsertRows();
}

void NoticeTableModel::setNow(Micros now)
{
    m_now = now;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, Time), index(int(m_rows.size()) - 1, Time), {Qt::DisplayRole});
}

const Notice *NoticeTableModel::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

bool NoticeTableModel::isNews(int row) const
{
    const Notice *one = at(row);
    return one && one->at > m_seenUntil && countsAsNews(one->outcome);
}

QString NoticeTableModel::rowsAsText(const QList<int> &rows) const
{
    QString out;
    for (const int row : rows) {
        const Notice *one = at(row);
        if (!one)
            continue;
        out +=
            QStringList{utcTime(one->at), text(*one, Severity), text(*one, Title), text(*one, Outcome)}.join(
                u'\t') +
            u'\n';
    }
    return out;
}

int NoticeTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int NoticeTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString NoticeTableModel::text(const Notice &notice, int column) const
{
    switch (column) {
    case Time:
        return relativeTime(notice.at, m_now);
    case Severity:
        return severityOf(notice).word;
    case Title:
        return notice.title.isEmpty() ? tr("(no title)") : visibleText(notice.title, longestCell);
    case Outcome:
        return visibleText(outcomeText(notice), longestCell);
    default:
        return {};
    }
}

QVariant NoticeTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Notice &notice = m_rows.at(index.row());
    const int column = index.column();
    const bool news = isNews(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return column == News && news ? tr("New") : text(notice, column);
    case Qt::ToolTipRole:
        return toolTipText(column == Time    ? bothTimes(notice.at)
                           : column == Title ? notice.title
                           : column == News  ? news ? tr("Came since you looked last") : QString()
                                             : text(notice, column));
    case Qt::FontRole:
        if (column == Title && news) {
            QFont strong;
            strong.setWeight(QFont::DemiBold);
            return strong;
        }
        return {};
    case badgeRole:
        if (column == Severity)
            return QVariant::fromValue(severityOf(notice));
        return column == News && news ? QVariant::fromValue(BadgeText{Mark::Disc, Tone::Accent, tr("New")})
                                      : QVariant();
    default:
        return {};
    }
}

QVariant NoticeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("When");
    case Severity:
        return tr("Severity");
    case Title:
        return tr("Incident");
    case Outcome:
        return tr("What became of it");
    default:
        return QString();
    }
}

bool NoticeTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_isLoaded && !m_isWhole && !m_isFetching;
}

void NoticeTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isFetching = true;
    read(m_rows.constLast().id);
}

} // namespace tocsin::ui
