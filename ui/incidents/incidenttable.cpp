// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidenttable.h"

#include "ui/incidents/incidentdelegate.h"

#include <QAction>
#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::IncidentId;
using storage::IncidentSort;
using M = IncidentTableModel;

IncidentTable::IncidentTable(const Theme &theme, IncidentTableModel &model, QWidget *parent)
    : RowsTable(theme, model, M::Title, parent)
    , m_model(model)
{
    setObjectName(u"incidentTable"_s);
    nameChip(u"newIncidentsChip"_s);
    setAccessibleName(tr("Incidents"));
    setItemDelegate(new IncidentDelegate(theme, model, this));
    setUpHeader();
    addKeys();
}

void IncidentTable::setUpHeader()
{
    QHeaderView *header = horizontalHeader();
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

QList<IncidentId> IncidentTable::selectedIds() const
{
    const QList<int> rows = selectedRows();
    QList<IncidentId> ids;
    ids.reserve(rows.size());
    for (const int row : rows)
        ids.append(m_model.idAt(row));
    return ids;
}

IncidentId IncidentTable::currentId() const
{
    return currentIndex().isValid() ? m_model.idAt(currentIndex().row()) : 0;
}

void IncidentTable::selectId(IncidentId id)
{
    selectRowAt(m_model.rowOf(id));
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
    addKey(tr("Next incident"), {Qt::Key_J}, [this] { step(1); });
    addKey(tr("Previous incident"), {Qt::Key_K}, [this] { step(-1); });
    addKey(tr("Open the detail"), {Qt::Key_Return, Qt::Key_Enter}, [this] { emit opened(); });
    addKey(tr("Investigate the chosen"), {Qt::Key_I}, [this] { emit investigateAsked(); });
    addKey(tr("Enrich the chosen"), {Qt::Key_E}, [this] { emit enrichAsked(); });
    addKey(tr("Next new incident"), {Qt::Key_N}, [this] { emit nextNewAsked(); });
    addKey(tr("Mark the chosen as looked at"), {Qt::Key_M}, [this] { emit lookedAsked(); });
    addKey(tr("Export the chosen as CSV…"), {Qt::Key_X}, [this] { emit exportAsked(); });
    addKey(tr("Copy rows"), {QKeySequence(QKeySequence::Copy)}, [this] { emit copyAsked(); });
}

void IncidentTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit currentIdChanged(current.isValid() ? m_model.idAt(current.row()) : 0);
}

} // namespace tocsin::ui
