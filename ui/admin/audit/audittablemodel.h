// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/auditing.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace tocsin::ui {

// The record of writes, newest first, read page by page; those that a filter asks for. What is recorded
// meanwhile is put in above, so that the row under the cursor stays. Main thread.
class AuditTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AuditTableModel)

public:
    enum Column { When, Who, What, Target, Answer, ColumnCount };
    static constexpr int badgeRole = Qt::UserRole + 1; // BadgeText, of Answer
    static constexpr int pageSize = 200;

    explicit AuditTableModel(flows::Auditing &auditing, QObject *parent = nullptr);

    void setQuery(const filter::AuditQuery &query); // what is shown goes when the answer comes
    void refresh();

    const filter::AuditQuery &query() const { return m_query; }
    bool isLoaded() const { return m_isLoaded; }
    bool isWhole() const { return m_isWhole; } // there is no older one
    const audit::Entry *at(int row) const;     // null when out of range; valid until the next event
    QString rowsAsText(QList<int> rows) const; // TSV with the time in UTC

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
    using Rows = QList<audit::Entry>;

    void read(qint64 before);
    void putAbove(const Rows &page);
    void putBelow(const Rows &page);
    QString text(const audit::Entry &entry, int column) const;

    flows::Auditing &m_auditing;
    filter::AuditQuery m_query;
    Rows m_rows;
    QTimer m_news;       // many may be recorded in a moment
    quint64 m_round = 0; // of queries: an answer of an older one is dropped
    bool m_isLoaded = false;
    bool m_isWhole = false;
    bool m_isFetching = false;
};

} // namespace tocsin::ui
