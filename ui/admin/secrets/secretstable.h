// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/admin/secrets/secretstablemodel.h"
#include "ui/widgets/rowstable.h"

namespace tocsin::ui {

// The list of the secrets. j and k move, Enter rotates, Delete retires.
class SecretsTable final : public RowsTable
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretsTable)

public:
    SecretsTable(const Theme &theme, SecretsTableModel &model, QWidget *parent = nullptr);

    using RowsTable::selectRowAt;

signals:
    void rotateAsked();
    void retireAsked();

private:
    void fitColumns() override;
};

} // namespace tocsin::ui
