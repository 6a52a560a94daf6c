// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/incidentquery.h"
#include "core/flows/analystdesk.h"
#include "ui/incidents/incidenttablemodel.h"

#include <QObject>
#include <QTimer>

namespace tocsin::ui {

// Keeps the list what the cached queue says: asks the book anew when the view changes, when the sync has
// stored something and when an investigation moves, and merges the answer into the model. Follows the
// workspace from connection to connection. On the thread of the desk.
class IncidentFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IncidentFeed)

public:
    IncidentFeed(flows::AnalystDesk &desk, IncidentTableModel &model, QObject *parent = nullptr);

    // Lists from now on: not before it is known which view comes first.
    void start();
    void setView(const filter::IncidentQuery &query, const storage::IncidentSort &sort);
    // What the user is at stays in the list when it stops to match, until the view is changed.
    void setKept(storage::IncidentId id) { m_kept = id; }
    void reload();
    void refreshMarks(); // of investigations

    bool isLoaded() const { return m_loaded; } // the list is that of the view
    qint64 total() const { return m_total; }   // cached of the connection, whatever the filter
    QString connection() const;                // empty: none is open
    flows::SyncState syncState() const;        // of an open connection, else all zero
    storage::AnalystBook &book() const { return m_desk.book(); }
    Micros now() const { return m_desk.now(); }

signals:
    void loadingStarted();    // of another view or connection, not of a refresh
    void loaded(bool merged); // false: the view was reset, so what was chosen has to be chosen anew
    void failed(const tocsin::Error &error);
    void connectionChanged(); // to another one, or to none
    void syncChanged();
    void stored(const tocsin::storage::Upserted &page, bool isFirst);

private:
    struct Listed
    {
        QList<storage::IncidentId> ids;
        qint64 total = 0;
        QList<storage::IncidentRow> top; // the first of them, when nothing is shown yet
    };

    void follow();
    void take(const Listed &listed);
    void soon();

    flows::AnalystDesk &m_desk;
    IncidentTableModel &m_model;
    filter::IncidentQuery m_query;
    storage::IncidentSort m_sort;
    storage::IncidentId m_kept = 0;
    qint64 m_total = 0;
    int m_generation = 0;
    bool m_started = false;
    bool m_loaded = false;
    bool m_asking = false;
    bool m_dirty = false;
    QTimer m_timer; // what comes in pages is listed at most ten times a second
    QTimer m_markTimer;
};

} // namespace tocsin::ui
