// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/logs/logbook.h"

#include <QAbstractTableModel>

namespace tocsin::ui {

// What is asked of the log.
struct LogFilter
{
    logs::Level atLeast = logs::Level::Debug;
    QString category; // empty = every one
    QString text;     // anywhere in the line, in any case; empty = any

    bool accepts(const logs::LogLine &line) const;
    bool operator==(const LogFilter &) const = default;
};

// The lines of this run that the filter takes, the newest first; new ones are put in above. Main thread.
class LogTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogTableModel)

public:
    enum Column { When, Severity, Category, Text, ColumnCount };
    static constexpr int badgeRole = Qt::UserRole + 1; // BadgeText, of Severity

    explicit LogTableModel(logs::LogBook &book, QObject *parent = nullptr);

    void setFilter(const LogFilter &filter);
    void setLive(bool live); // otherwise what comes waits
    const LogFilter &filter() const { return m_filter; }
    qint64 all() const { return m_all; }                           // lines of this run that were looked at
    const QStringList &categories() const { return m_categories; } // seen in this run, sorted
    const logs::LogLine *at(int row) const;    // null when out of range; valid until the next event
    QString rowsAsText(QList<int> rows) const; // as in the file

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void categoriesChanged();
    void countChanged();

private:
    void readNew();
    void readAll();
    void note(const QList<logs::LogLine> &lines); // their categories
    QString text(const logs::LogLine &line, int column) const;

    logs::LogBook &m_book;
    LogFilter m_filter;
    QList<logs::LogLine> m_rows;
    QStringList m_categories;
    qint64 m_last = 0; // number of the newest that was looked at
    qint64 m_all = 0;
    bool m_isLive = true;
};

} // namespace tocsin::ui
