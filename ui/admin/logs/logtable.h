// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/admin/logs/logtablemodel.h"
#include "ui/widgets/rowstable.h"

namespace tocsin::ui {

// The list of the log. j and k move, Ctrl+C copies the lines as they stand in the file.
class LogTable final : public RowsTable
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogTable)

public:
    LogTable(const Theme &theme, LogTableModel &model, QWidget *parent = nullptr);

    using RowsTable::selectedRows;
    using RowsTable::selectRowAt;

signals:
    void copyAsked();
    void searchAsked();

private:
    void fitColumns() override;
};

} // namespace tocsin::ui
