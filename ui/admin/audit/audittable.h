// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/admin/audit/audittablemodel.h"
#include "ui/widgets/rowstable.h"

namespace tocsin::ui {

// The list of the record. j and k move, Ctrl+C copies the rows as lines with tabs.
class AuditTable final : public RowsTable
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AuditTable)

public:
    AuditTable(const Theme &theme, AuditTableModel &model, QWidget *parent = nullptr);

    using RowsTable::selectedRows;
    using RowsTable::selectRowAt;

signals:
    void copyAsked();
    void filterAsked();

private:
    void fitColumns() override;
};

} // namespace tocsin::ui
