// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/audit/audittablemodel.h"

#include "ui/text/timetext.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using audit::Entry;

namespace {

constexpr qsizetype longestCell = 400; // characters
constexpr int newsMs = 100;

// A status begins with its class; whatever is no status says why there is none.
BadgeText answerBadge(const QString &answer)
{
    const QString word = visibleText(answer, longestCell);
    const bool isStatus =
        answer.size() == 3 && std::ranges::all_of(answer, [](QChar c) { return c.isDigit(); });
    if (isStatus && answer.startsWith(u'2'))
        return {Mark::Check, Tone::Valid, word};
    if (isStatus)
        return {Mark::Cross, Tone::Mismatch, word};
    return {Mark::Question, Tone::Unknown, word};
}

} // namespace

AuditTableModel::AuditTableModel(flows::Auditing &auditing, QObject *parent)
    : QAbstractTableModel(parent)
    , m_auditing(auditing)
{
    m_news.setSingleShot(true);
    m_news.setInterval(newsMs);
    connect(&m_news, &QTimer::timeout, this, &AuditTableModel::refresh);
    connect(&auditing, &flows::Auditing::recorded, this, [this] {
        if (!m_news.isActive())
            m_news.start();
    });
}

void AuditTableModel::setQuery(const filter::AuditQuery &query)
{
    ++m_round;
    m_query = query;
    m_isLoaded = m_isFetching = false;
    refresh();
}

void AuditTableModel::refresh()
{
    read(0);
}

void AuditTableModel::read(qint64 before)
{
    m_auditing.find(m_query, before, pageSize, this,
                    [this, before, round = m_round](const Result<Rows> &page) {
                        if (round != m_round)
                            return;
                        if (!page)
                            emit failed(page.error());
                        else if (before == 0)
                            putAbove(*page);
                        else
                            putBelow(*page);
                        m_isFetching = m_isFetching && before == 0;
                    });
}

void AuditTableModel::putAbove(const Rows &page)
{
    const qint64 known = m_rows.isEmpty() ? 0 : m_rows.constFirst().number;
    const auto fresh = std::ranges::count_if(page, [known](const Entry &one) { return one.number > known; });
    // More than a page has come, or another query is asked: nothing of before can stay.
    const bool overlaps = !m_rows.isEmpty() && fresh < page.size() && page.at(fresh) == m_rows.constFirst();
    if (!m_isLoaded || !overlaps) {
        if (m_isLoaded && m_rows.isEmpty() && page.isEmpty())
            return;
        beginResetModel();
        m_rows = page;
        m_isWhole = page.size() < pageSize;
        m_isFetching = false;
        ++m_round;
        m_isLoaded = true;
        endResetModel();
    } else if (fresh > 0) {
        beginInsertRows({}, 0, int(fresh) - 1);
        m_rows = page.first(fresh) + m_rows;
        endInsertRows();
    }
    emit loaded();
}

void AuditTableModel::putBelow(const Rows &page)
{
    m_isWhole = page.size() < pageSize;
    if (!page.isEmpty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(page.size()) - 1);
        m_rows += page;
        endInsertRows();
    }
    emit loaded();
}

const Entry *AuditTableModel::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

QString AuditTableModel::rowsAsText(QList<int> rows) const
{
    QString out;
    for (const int row : std::as_const(rows)) {
        if (const Entry *one = at(row))
            out += QStringList{QString::number(one->number),
                               utcTime(one->at),
                               one->who,
                               one->what,
                               one->target,
                               one->answer}
                       .join(u'\t') +
                   u'\n';
    }
    return out;
}

int AuditTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int AuditTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AuditTableModel::text(const Entry &entry, int column) const
{
    switch (column) {
    case When:
        return listTime(entry.at, wallClock());
    case Who:
        return entry.who;
    case What:
        return entry.what;
    case Target:
        return entry.target;
    case Answer:
        return entry.answer;
    default:
        return {};
    }
}

QVariant AuditTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(text(entry, column), longestCell);
    case Qt::ToolTipRole:
        return toolTipText(column == When ? bothTimes(entry.at) : text(entry, column));
    case badgeRole:
        return column == Answer ? QVariant::fromValue(answerBadge(entry.answer)) : QVariant();
    default:
        return {};
    }
}

QVariant AuditTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case Who:
        return tr("Who");
    case What:
        return tr("What");
    case Target:
        return tr("Where to");
    case Answer:
        return tr("Answer");
    default:
        return QString();
    }
}

bool AuditTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_isLoaded && !m_isWhole && !m_isFetching && !m_rows.isEmpty();
}

void AuditTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isFetching = true;
    read(m_rows.constLast().number);
}

} // namespace tocsin::ui
