// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/incidents/incidenttablemodel.h"
#include "ui/widgets/rowstable.h"

#include <QVariantMap>

#include <array>

class QMenu;

namespace tocsin::ui {

// The list of the queue. Rows that come or go above what is looked at do not move it; new ones are counted on
// a chip. A click on a title asks for an order, its menu for columns. j and k move, n goes to the next new
// one, Enter opens, I investigates, E enriches, m marks as looked at, x exports.
class IncidentTable final : public RowsTable
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IncidentTable)

public:
    IncidentTable(const Theme &theme, IncidentTableModel &model, QWidget *parent = nullptr);

    QList<storage::IncidentId> selectedIds() const; // top to bottom
    storage::IncidentId currentId() const;
    void selectId(storage::IncidentId id); // does nothing when it is not in the list
    void selectIds(const QList<storage::IncidentId> &ids, storage::IncidentId current);
    void showSort(const storage::IncidentSort &sort); // as it is; asks for nothing
    // Ids of saved views, in order; empty = the usual ones, as many as there is room for.
    void setColumns(const QStringList &ids);
    const QStringList &columns() const { return m_columns; } // as setColumns() takes them
    QList<int> columnsInOrder() const;                       // those that are shown, as they stand
    void showColumn(int column, bool on);                    // at the end; the title always is
    void resetColumns();                                     // with their widths
    QMenu *columnMenu();
    void openColumnMenu(QPoint at);  // global
    QVariantMap columnState() const; // what the user chose, for the settings
    void restoreColumnState(const QVariantMap &state);

signals:
    void currentIdChanged(tocsin::storage::IncidentId id); // 0 = none
    void sortAsked(const tocsin::storage::IncidentSort &sort);
    void investigateAsked();
    void enrichAsked();
    void copyAsked();
    void exportAsked();
    void columnsChosen(); // by the user
    void nextNewAsked();
    void lookedAsked(); // the chosen count as looked at

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    using Widths = std::array<int, IncidentTableModel::ColumnCount>;

    void setUpHeader();
    Widths usualWidths() const;
    void fitColumns() override;
    void arrange(const QStringList &ids);
    void choose(const QStringList &ids);
    QStringList shownIds() const;
    void addKeys();
    void onHeaderClicked(int column);

    IncidentTableModel &m_model;
    storage::IncidentSort m_sort;
    QStringList m_columns; // ids; empty = the usual ones
    QStringList m_ofView;  // what the view that is shown asks for
    QStringList m_own;     // what the user wants where the view asks for nothing
    bool m_fitting = false;
    Widths m_chosen = {}; // by the user, px; 0 = what the font asks for. The title has what is left
};

} // namespace tocsin::ui
