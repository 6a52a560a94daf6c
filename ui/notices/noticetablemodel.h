// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/analystbook.h"

#include <QAbstractTableModel>

namespace tocsin::ui {

// The notices of one connection, newest first, read page by page from the book. What comes is put in above,
// so that the row under the cursor stays. Main thread.
class NoticeTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeTableModel)

public:
    enum Column { Time, Severity, Title, Outcome, News, ColumnCount };
    static constexpr int badgeRole = Qt::UserRole + 1; // BadgeText, of Severity and News
    static constexpr int pageSize = 200;

    explicit NoticeTableModel(storage::AnalystBook &book, QObject *parent = nullptr);

    // Empty until loaded(); an empty id = none, which stays empty.
    void setConnection(const QString &connection, Micros seenUntil);
    void refresh();          // what has come since, or all of it after a failure
    void setNow(Micros now); // the ages count to here

    bool isLoaded() const { return m_isLoaded; }
    const storage::Notice *at(int row) const; // null when out of range; valid until the next event
    bool isNews(int row) const;               // came since the user looked
    Micros newest() const { return m_rows.isEmpty() ? 0 : m_rows.constFirst().at; }
    QString rowsAsText(const QList<int> &rows) const; // TSV with the time in UTC, the rest as shown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    void loaded();
    void failed(const tocsin::Error &error);

private:
    using Rows = QList<storage::Notice>;

    void read(qint64 before);
    void putAbove(const Rows &page);
    void putBelow(const Rows &page);
    QString text(const storage::Notice &notice, int column) const;

    storage::AnalystBook &m_book;
    QString m_connection;
    Micros m_seenUntil = 0;
    Micros m_now = 0;
    Rows m_rows;
    quint64 m_round = 0; // of connections: an answer of an older one is dropped
    bool m_isLoaded = false;
    bool m_isWhole = false; // there is no older one
    bool m_isFetching = false;
};

} // namespace tocsin::ui
