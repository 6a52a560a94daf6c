// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/webhooks/deliverytablemodel.h"
#include "ui/widgets/rowstable.h"

#include <array>

namespace tocsin::ui {

// The list view. Keeps the row under the eye when rows arrive above and counts them on a chip; j and k move,
// Enter opens. The context menu is the owner's.
class DeliveryTable final : public RowsTable
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveryTable)

public:
    DeliveryTable(const Theme &theme, DeliveryTableModel &model, QWidget *parent = nullptr);

    QList<domain::DeliveryId> selectedIds() const; // top to bottom
    domain::DeliveryId currentId() const;
    void selectId(domain::DeliveryId id); // does nothing when it is not in the list
    // Its actions are the keys that work in the list; the shortcut sheet shows them.
    QString selectionAsTsv() const; // with a header line; the cells as shown
    void resetColumns();            // widths from the font, the event column takes the rest
    QString columnState() const;    // the widths that the user chose
    void restoreColumns(const QString &state);

signals:
    void currentIdChanged(tocsin::domain::DeliveryId id); // 0 = none
    void deleteAsked();
    void copyAsked();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    using Widths = std::array<int, DeliveryTableModel::ColumnCount>;

    void fitColumns() override;
    void addKeys();

    DeliveryTableModel &m_model;
    int m_lastValue = 0; // of the scroll bar: which way it goes
    bool m_fitting = false;
    Widths m_chosen = {}; // by the user, px; 0 = what the font asks for. The event column has what is left
};

} // namespace tocsin::ui
