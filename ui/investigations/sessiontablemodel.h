// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/escalation.h"
#include "core/storage/analystbook.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace tocsin::ui {

// The investigations of one connection, newest first, read page by page from the book. Merges what it is told
// anew, so that the row under the cursor stays. Lives on the main thread.
class SessionTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionTableModel)

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        TitleRole,
        LineRole,
        EndRole,
        EndToneRole,
        MarkRole,
        EscalateRole
    };
    static constexpr int pageSize = 100;

    explicit SessionTableModel(storage::AnalystBook &book, QObject *parent = nullptr);

    void setConnection(const QString &connection); // another one: the list is empty until loaded()
    void refresh();                                // soon, and once for many calls
    void setNow(Micros now);                       // running ones show their age
    void setFilter(storage::SessionFilter::Show show, const QString &words);
    void setEscalateFrom(double risk);
    bool isFiltered() const { return m_filter.show != Show::All || !m_filter.words.trimmed().isEmpty(); }

    bool isLoaded() const { return m_isLoaded; } // the first page was read
    const storage::SessionRow *at(int row) const;
    int rowOf(qint64 id) const; // -1
    bool hasRunning() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    void loaded();
    void failed(const tocsin::Error &error);

private:
    using Rows = QList<storage::SessionRow>;
    using Show = storage::SessionFilter::Show;

    void read();
    void readAnew();
    void take(const Rows &rows, int limit);
    void merge(const Rows &fresh, bool isWhole);
    QString end(const storage::SessionRow &row) const;
    QString line(const storage::SessionRow &row) const;
    bool isEscalated(const storage::SessionRow &row) const;

    storage::AnalystBook &m_book;
    QString m_connection;
    storage::SessionFilter m_filter;
    Rows m_rows;
    quint64 m_round = 0;    // of connections and filters; an answer of an older one is dropped
    bool m_isOther = false; // the rows are of another filter, and go when the new ones come
    bool m_isLoaded = false;
    bool m_isWhole = false; // there is no older one
    bool m_isFetching = false;
    QTimer m_soon;
    Micros m_now = 0;
};

QString sessionTitle(const storage::SessionRow &row); // its own, or what was asked

} // namespace tocsin::ui
