// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/rowstable.h"

#include "ui/theme/theme.h"
#include "ui/widgets/chip.h"

#include <QAction>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace tocsin::ui {

RowsTable::RowsTable(const Theme &theme, QAbstractItemModel &model, int mainColumn, QWidget *parent)
    : QTableView(parent)
    , m_new(new Chip(theme, this))
    , m_mainColumn(mainColumn)
{
    setModel(&model);
    setShowGrid(false);
    setMouseTracking(true);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUpHeaders();
    m_new->hide();
    connect(this, &QTableView::doubleClicked, this, &RowsTable::opened);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(m_new, &Chip::clicked, this, &QTableView::scrollToTop);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsCame(first, last - first + 1); });
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsWent(first, last - first + 1); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_unseen = 0;
        showNewChip();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0)
            m_unseen = 0;
        showNewChip();
    });
}

void RowsTable::setUpHeaders()
{
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(rowPixels);
    verticalHeader()->setDefaultSectionSize(rowPixels);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setSectionResizeMode(m_mainColumn, QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(36);
    horizontalHeader()->setFixedHeight(30);
}

// Rows that were put in above what is looked at push it down; move along with it.
void RowsTable::rowsCame(int first, int count)
{
    QScrollBar *bar = verticalScrollBar();
    if (bar->value() == 0 || first > bar->value())
        return;
    m_unseen += count;
    updateGeometries(); // the range must know the new rows before the value can
    bar->setValue(bar->value() + count);
    showNewChip();
}

void RowsTable::rowsWent(int first, int count)
{
    QScrollBar *bar = verticalScrollBar();
    if (first < bar->value())
        bar->setValue(qMax(first, bar->value() - count));
}

void RowsTable::nameChip(const QString &name)
{
    m_new->setObjectName(name);
}

void RowsTable::showNewChip()
{
    m_new->setVisible(m_unseen > 0);
    if (m_unseen == 0)
        return;
    m_new->setTexts(tr("%n new", nullptr, m_unseen), {});
    m_new->resize(m_new->sizeHint());
    m_new->move((width() - m_new->width()) / 2, horizontalHeader()->height() + 8);
    m_new->raise();
}

QList<int> RowsTable::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void RowsTable::selectRowAt(int row)
{
    // Not selectRow(): Qt looks for the first column at the window's edge, finds none there when read from
    // the right, and chooses nothing.
    if (row >= 0 && row < model()->rowCount())
        selectionModel()->setCurrentIndex(model()->index(row, m_mainColumn),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void RowsTable::addKey(const QString &text, const QList<QKeySequence> &keys, const std::function<void()> &act)
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut); // single letters only while the list has the focus
    connect(action, &QAction::triggered, this, act);
    addAction(action);
}

void RowsTable::step(int by)
{
    // A current row that is not selected is only where the focus came to rest: start from it.
    const int row = selectionModel()->hasSelection() ? currentIndex().row() : -1;
    if (const int rows = model()->rowCount(); rows > 0)
        selectRowAt(qBound(0, row + by, rows - 1));
}

void RowsTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    showNewChip();
}

} // namespace tocsin::ui
