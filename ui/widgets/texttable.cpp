// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/texttable.h"

#include "ui/theme/theme.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/visibletext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

TextTableModel::TextTableModel(const Theme &theme, const QStringList &titles, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_titles(titles)
{}

void TextTableModel::setRows(const QList<QList<Cell>> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

QString TextTableModel::original(int row, int column) const
{
    return m_rows.value(row).value(column).text;
}

int TextTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TextTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_titles.size());
}

QVariant TextTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Cell cell = m_rows.at(index.row()).value(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(cell.text, 1000);
    case Qt::ToolTipRole:
        return toolTipText(cell.text);
    case Qt::ForegroundRole:
        return cell.warn ? QVariant(m_theme.color(Tone::Stale)) : QVariant();
    case Qt::FontRole:
        return m_fixed.contains(index.column()) ? QVariant(m_theme.fixedFont()) : QVariant();
    default:
        return {};
    }
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return m_titles.value(section);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    return {};
}

TextTable::TextTable(const Theme &theme, TextTableModel &model, const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_texts(model)
{
    setObjectName(name);
    setModel(&model);
    setItemDelegate(new CellDelegate(theme, this));
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(26);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setFixedHeight(30);
}

void TextTable::showRows(qsizetype rows)
{
    setFixedHeight(horizontalHeader()->height() + int(rows) * verticalHeader()->defaultSectionSize() + 2);
}

QString TextTable::selectionAsTsv() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    QString out;
    for (const int row : std::as_const(rows)) {
        QStringList cells;
        for (int c = 0; c < m_texts.columnCount(); ++c)
            cells.append(m_texts.original(row, c));
        out += cells.join(u'\t') + u'\n';
    }
    return out;
}

void TextTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(selectionAsTsv());
    else
        QTableView::keyPressEvent(event);
}

} // namespace tocsin::ui
