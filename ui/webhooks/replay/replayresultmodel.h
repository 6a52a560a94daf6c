// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/replay.h"

#include <QAbstractTableModel>

namespace tocsin::ui {

class Theme;

// The results of one run, in the order in which they came. Heads and bodies are kept up to a bound; beyond it
// they are on the disk alone.
class ReplayResultModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayResultModel)

public:
    enum Column { Delivery, Verdict, Answer, Note, ColumnCount };
    enum Role { BadgeRole = Qt::UserRole + 1 }; // a number: domain::ReplayVerdict, or -1

    explicit ReplayResultModel(const Theme &theme, QObject *parent = nullptr);

    void clear();
    void append(const flows::ReplayResult &result);
    const flows::ReplayResult &at(int row) const { return m_results.at(row); }
    bool holdsBytes(int row) const { return row < m_firstWithout || m_firstWithout < 0; }
    int count(domain::ReplayVerdict verdict) const { return m_counts.value(int(verdict)); }
    int notSent() const { return m_notSent; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static constexpr qint64 mostBytes = 16 * 1024 * 1024;

private:
    QString text(const flows::ReplayResult &result, int column) const;

    const Theme &m_theme;
    QList<flows::ReplayResult> m_results;
    QHash<int, int> m_counts; // by verdict
    int m_notSent = 0;
    qint64 m_bytes = 0;
    int m_firstWithout = -1; // row; from here on without bytes, -1 = none
};

} // namespace tocsin::ui
