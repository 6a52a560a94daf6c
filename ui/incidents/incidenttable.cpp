// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidenttable.h"

#include "ui/incidents/incidentdelegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip.h"

#include <QAction>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::IncidentId;
using storage::IncidentSort;
using M = IncidentTableModel;

namespace {
constexpr int rowPixels = 28;
} // namespace

IncidentTable::IncidentTable(const Theme &theme, IncidentTableModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_new(new Chip(theme, this))
{
    setObjectName(u"incidentTable"_s);
    setAccessibleName(tr("Incidents"));
    setModel(&model);
    setItemDelegate(new IncidentDelegate(theme, model, this));
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
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(rowPixels);
    verticalHeader()->setDefaultSectionSize(rowPixels);
    setUpHeader();
    addKeys();
    connect(this, &QTableView::doubleClicked, this, &IncidentTable::opened);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    m_new->setObjectName(u"newIncidentsChip"_s);
    m_new->hide();
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

void IncidentTable::setUpHeader()
{
    QHeaderView *header = horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(M::Title, QHeaderView::Stretch);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(36);
    header->setFixedHeight(30);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    connect(header, &QHeaderView::sectionClicked, this, &IncidentTable::onHeaderClicked);
    header->setSectionsMovable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](QPoint at) { openColumnMenu(header->mapToGlobal(at)); });
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (!m_fitting && width > 0 && column != M::Title)
            m_chosen[size_t(column)] = width;
    });
    connect(header, &QHeaderView::sectionMoved, this, [this] {
        if (!m_fitting)
            choose(shownIds());
    });
    fitColumns();
}

// The first click sorts as one usually wants it: newest, most, most severe first; words from a to z.
void IncidentTable::onHeaderClicked(int column)
{
    const auto sort = M::sortOf(column);
    if (!sort) {
        showSort(m_sort);
        return;
    }
    const bool words = column == M::Title || column == M::Owner || column == M::Status;
    const bool descending = *sort == m_sort.column ? !m_sort.descending : !words;
    emit sortAsked({*sort, descending});
}

void IncidentTable::showSort(const IncidentSort &sort)
{
    m_sort = sort;
    // Qt's arrow of a descending order points down in Fusion, as the usual one does.
    horizontalHeader()->setSortIndicator(M::columnOf(sort.column),
                                         sort.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

// Rows that were put in above what is looked at push it down; move along with it.
void IncidentTable::rowsCame(int first, int count)
{
    QScrollBar *bar = verticalScrollBar();
    if (bar->value() == 0 || first > bar->value())
        return;
    m_unseen += count;
    updateGeometries(); // the range must know the new rows before the value can
    bar->setValue(bar->value() + count);
    showNewChip();
}

void IncidentTable::rowsWent(int first, int count)
{
    QScrollBar *bar = verticalScrollBar();
    if (first < bar->value())
        bar->setValue(qMax(first, bar->value() - count));
}

void IncidentTable::showNewChip()
{
    m_new->setVisible(m_unseen > 0);
    if (m_unseen == 0)
        return;
    m_new->setTexts(tr("%n new", nullptr, m_unseen), {});
    m_new->resize(m_new->sizeHint());
    m_new->move((width() - m_new->width()) / 2, horizontalHeader()->height() + 8);
    m_new->raise();
}

QList<IncidentId> IncidentTable::selectedIds() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    QList<IncidentId> ids;
    ids.reserve(rows.size());
    for (const int row : std::as_const(rows))
        ids.append(m_model.idAt(row));
    return ids;
}

IncidentId IncidentTable::currentId() const
{
    return currentIndex().isValid() ? m_model.idAt(currentIndex().row()) : 0;
}

void IncidentTable::selectId(IncidentId id)
{
    if (const int row = m_model.rowOf(id); row >= 0)
        selectionModel()->setCurrentIndex(m_model.index(row, M::Title),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void IncidentTable::selectIds(const QList<IncidentId> &ids, IncidentId current)
{
    QItemSelection selection;
    for (const IncidentId id : ids) {
        if (const int row = m_model.rowOf(id); row >= 0)
            selection.select(m_model.index(row, 0), m_model.index(row, M::ColumnCount - 1));
    }
    if (const int row = m_model.rowOf(current); row >= 0)
        selectionModel()->setCurrentIndex(m_model.index(row, M::Title), QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void IncidentTable::addKeys()
{
    const auto key = [this](const QString &text, const QList<QKeySequence> &keys, auto slot) {
        auto *action = new QAction(text, this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut); // single letters only while the list has the focus
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
    };
    key(tr("Next incident"), {Qt::Key_J}, [this] { step(1); });
    key(tr("Previous incident"), {Qt::Key_K}, [this] { step(-1); });
    key(tr("Open the detail"), {Qt::Key_Return, Qt::Key_Enter}, [this] { emit opened(); });
    key(tr("Investigate the chosen"), {Qt::Key_I}, [this] { emit investigateAsked(); });
    key(tr("Enrich the chosen"), {Qt::Key_E}, [this] { emit enrichAsked(); });
    key(tr("Next new incident"), {Qt::Key_N}, [this] { emit nextNewAsked(); });
    key(tr("Mark the chosen as looked at"), {Qt::Key_M}, [this] { emit lookedAsked(); });
    key(tr("Export the chosen as CSV…"), {Qt::Key_X}, [this] { emit exportAsked(); });
    key(tr("Copy rows"), {QKeySequence(QKeySequence::Copy)}, [this] { emit copyAsked(); });
}

void IncidentTable::step(int by)
{
    // A current row that is not selected is only where the focus came to rest: start from it.
    const int row = selectionModel()->hasSelection() ? currentIndex().row() : -1;
    selectId(m_model.idAt(qBound(0, row + by, m_model.rowCount() - 1)));
}

void IncidentTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    showNewChip();
}

void IncidentTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit currentIdChanged(current.isValid() ? m_model.idAt(current.row()) : 0);
}

} // namespace tocsin::ui
