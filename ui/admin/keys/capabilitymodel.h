// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/scopeprobe.h"

#include <QAbstractTableModel>

namespace tocsin::ui {

// What a credential may do, a row for each scope.
class CapabilityModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CapabilityModel)

public:
    enum Column { What, Stands, Why, ColumnCount };
    static constexpr int badgeRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setCapabilities(const QList<flows::Capability> &capabilities);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<flows::Capability> m_rows;
};

} // namespace tocsin::ui
