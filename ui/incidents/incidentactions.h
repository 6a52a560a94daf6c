// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystdesk.h"
#include "core/storage/incidentstore.h"

#include <QObject>

namespace tocsin::ui {

class IncidentTable;
class IncidentTableModel;

// What is done with the chosen incidents: investigated, enriched, copied, exported, marked. Says by
// notice() what came of it.
class IncidentActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IncidentActions)

public:
    IncidentActions(flows::AnalystDesk &desk, IncidentTable &table, const IncidentTableModel &model,
                    QObject *parent = nullptr);

    void investigate(); // each of the chosen; the server takes as many at once as it likes, the others wait
    void investigateWith(); // questionAsked() follows
    void enrich();
    void makeTicket(); // of the current one: shows the dialog
    void copyRows();   // as tab-separated values, with a header line, the columns as shown
    void exportRows(); // asks for a file and writes all that is known of the chosen as CSV
    void writeCsv(const QString &path);
    void markLooked();    // the chosen
    void markAllLooked(); // of the open connection
    void nextNew();       // goes to the next one that is new or has changed since the user looked

    static constexpr int mostAtOnce = 20; // investigations that one key press may start

signals:
    void notice(const QString &text);
    void investigationStarted(qint64 id); // as SessionStore counts them
    void questionAsked(const QList<tocsin::storage::IncidentRow> &incidents);
    void looked(const QList<tocsin::storage::IncidentId> &ids);

private:
    void withRows(const std::function<void(const QList<storage::IncidentRow> &)> &act);
    bool isTooMany();
    void start(const QList<storage::IncidentRow> &rows);
    void ask(const QList<storage::IncidentRow> &rows);

    flows::AnalystDesk &m_desk;
    IncidentTable &m_table;
    const IncidentTableModel &m_model;
};

} // namespace tocsin::ui
