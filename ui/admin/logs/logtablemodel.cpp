// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/logs/logtablemodel.h"

#include "ui/text/timetext.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using logs::Level;
using logs::LogLine;

namespace {

constexpr qsizetype longestCell = 400; // characters

BadgeText levelBadge(Level level)
{
    switch (level) {
    case Level::Debug:
        return {Mark::Ring, Tone::Muted, LogTableModel::tr("Detail")};
    case Level::Info:
        return {Mark::Disc, Tone::Info, LogTableModel::tr("Info")};
    case Level::Warning:
        return {Mark::Triangle, Tone::High, LogTableModel::tr("Warning")};
    case Level::Critical:
    case Level::Fatal:
        return {Mark::Diamond, Tone::Critical, LogTableModel::tr("Error")};
    }
    return {};
}

} // namespace

bool LogFilter::accepts(const LogLine &line) const
{
    return line.level >= atLeast && (category.isEmpty() || line.category == category) &&
           (text.isEmpty() || line.text.contains(text, Qt::CaseInsensitive) ||
            line.category.contains(text, Qt::CaseInsensitive));
}

LogTableModel::LogTableModel(logs::LogBook &book, QObject *parent) : QAbstractTableModel(parent), m_book(book)
{
    connect(&book, &logs::LogBook::added, this, [this] {
        if (m_isLive)
            readNew();
    });
    connect(&book, &logs::LogBook::forgotten, this, &LogTableModel::readAll);
    readAll();
}

void LogTableModel::setFilter(const LogFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    readAll();
}

void LogTableModel::setLive(bool live)
{
    m_isLive = live;
    if (live)
        readNew();
}

void LogTableModel::note(const QList<LogLine> &lines)
{
    const qsizetype before = m_categories.size();
    for (const LogLine &line : lines) {
        m_last = line.number;
        if (!m_categories.contains(line.category))
            m_categories.append(line.category);
    }
    if (m_categories.size() == before)
        return;
    m_categories.sort();
    emit categoriesChanged();
}

void LogTableModel::readAll()
{
    const QList<LogLine> lines = m_book.lines();
    beginResetModel();
    m_rows.clear();
    m_all = lines.size();
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        if (m_filter.accepts(*line))
            m_rows.append(*line);
    }
    endResetModel();
    note(lines);
    emit countChanged();
}

void LogTableModel::readNew()
{
    const QList<LogLine> lines = m_book.lines(m_last);
    QList<LogLine> fresh;
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        if (m_filter.accepts(*line))
            fresh.append(*line);
    }
    m_all = std::min<qint64>(m_all + lines.size(), logs::LogBook::capacity);
    if (!fresh.isEmpty()) {
        beginInsertRows({}, 0, int(fresh.size()) - 1);
        m_rows = fresh + m_rows;
        endInsertRows();
    }
    if (const qsizetype over = m_rows.size() - logs::LogBook::capacity; over > 0) {
        beginRemoveRows({}, int(m_rows.size() - over), int(m_rows.size()) - 1);
        m_rows.remove(m_rows.size() - over, over);
        endRemoveRows();
    }
    note(lines);
    emit countChanged();
}

const LogLine *LogTableModel::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

QString LogTableModel::rowsAsText(QList<int> rows) const
{
    std::sort(rows.begin(), rows.end(), std::greater()); // the oldest first, as in the file
    QByteArray out;
    for (const int row : std::as_const(rows)) {
        if (const LogLine *line = at(row))
            out += logs::fileLine(*line);
    }
    return m_book.guard().guarded(QString::fromUtf8(out));
}

int LogTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LogTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LogTableModel::text(const LogLine &line, int column) const
{
    switch (column) {
    case When:
        return listTime(line.at, wallClock());
    case Severity:
        return levelBadge(line.level).word;
    case Category:
        return line.category;
    case Text:
        return line.text;
    default:
        return {};
    }
}

QVariant LogTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogLine &line = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(text(line, column), longestCell);
    case Qt::ToolTipRole:
        return toolTipText(column == When ? bothTimes(line.at) : text(line, column));
    case badgeRole:
        return column == Severity ? QVariant::fromValue(levelBadge(line.level)) : QVariant();
    default:
        return {};
    }
}

QVariant LogTableModel::headerData(int section, Qt::Orientation orientation, int role) const
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
    case Severity:
        return tr("Level");
    case Category:
        return tr("Part");
    case Text:
        return tr("What it says");
    default:
        return QString();
    }
}

} // namespace tocsin::ui
