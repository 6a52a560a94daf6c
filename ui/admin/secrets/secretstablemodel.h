// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/secretuses.h"

#include <QAbstractTableModel>

namespace tocsin::ui {

// The secrets by label with kind, use, last match and age; never a value. Main thread.
class SecretsTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretsTableModel)

public:
    enum Column { Label, Kind, UsedBy, LastMatched, Age, ColumnCount };

    explicit SecretsTableModel(const flows::SecretUses &uses, QObject *parent = nullptr);

    void refresh(Micros now);                  // rows that stay keep their place in the view
    const flows::SecretRow *at(int row) const; // null when out of range; valid until the next event
    int rowOf(const QString &label) const;     // -1 = there is none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const flows::SecretRow &row, int column) const;

    const flows::SecretUses &m_uses;
    QList<flows::SecretRow> m_rows;
    Micros m_now = 0;
};

} // namespace tocsin::ui
