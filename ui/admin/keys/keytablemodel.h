// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keylist.h"

#include <QAbstractTableModel>

namespace tocsin::ui {

class Theme;

// Keys or clients of a server, as they are listed.
class KeyTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyTableModel)

public:
    enum Column { Name, State, Scopes, LastUse, Expires, Maker, ColumnCount };
    static constexpr int badgeRole = Qt::UserRole;

    KeyTableModel(const Theme &theme, QObject *parent = nullptr);

    void setList(const flows::KeyList &list, Micros now);
    const flows::KeyEntry *at(int row) const; // null when it is out of range
    int rowOf(const QString &serverId) const; // -1: it is not there
    bool isListOffered() const { return m_list.isOffered; }
    QString rowAsText(int row) const; // TSV

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    bool isBefore(const flows::KeyEntry &left, const flows::KeyEntry &right) const;
    void arrange();
    QString text(const flows::KeyEntry &entry, int column) const;

    const Theme &m_theme;
    flows::KeyList m_list;
    int m_column = -1; // sorted by; none: as the server lists them
    Qt::SortOrder m_order = Qt::AscendingOrder;
    Micros m_now = 0;
};

} // namespace tocsin::ui
