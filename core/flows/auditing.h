// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/audit/auditlog.h"
#include "core/flows/auditexport.h"
#include "core/http/sentwrite.h"
#include "core/socmate/socmateapi.h"
#include "core/socotra/socotraapi.h"
#include "core/storage/readingthread.h"
#include "core/storage/replaybook.h"

#include <optional>

namespace tocsin::flows {

// The one place from which this console's writes to others get into the audit record: whoever makes an API
// hands it to watch(). The file is touched on a thread of its own; what is asked is answered in the order
// asked. This and the APIs live on one thread.
class Auditing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Auditing)

public:
    // The file is made when the first write is recorded or it is first read.
    explicit Auditing(const QString &path, QObject *parent = nullptr);
    // After everything that was to be recorded is on disk; recorded() and failed() tell of it meanwhile.
    ~Auditing() override;

    // Every write of it from now on, those included that it gives up when it ends.
    void watch(socmate::SocmateApi &api);
    void watch(socotra::SocotraApi &api);
    void watch(storage::ReplayBook &book); // every replay and relay that goes by it
    // One that was sent by none of these. The secrets are taken out of its texts.
    void record(const audit::Entry &entry, const QList<Secret> &secrets = {});

    void entries(qint64 before, int atMost, QObject *context, Handler<QList<audit::Entry>> handler);
    // Those that meet the query now. Errors: Storage.
    void find(const filter::AuditQuery &query, qint64 before, int atMost, QObject *context,
              Handler<QList<audit::Entry>> handler);
    // All that meet the query, in a file that its owner alone reads; answers how many. Errors: Storage.
    void exportTo(const QString &path, AuditFormat format, const filter::AuditQuery &query, QObject *context,
                  Handler<qint64> handler);
    void head(QObject *context, Handler<audit::Head> handler);
    void verify(const std::optional<audit::Head> &noted, QObject *context, Handler<audit::Check> handler);

    int pending() const { return m_pending; } // that are not on disk yet

signals:
    void recorded(const tocsin::audit::Entry &entry); // with its number and hash
    // A write went out and could not be recorded: to be told, it cannot be undone.
    void failed(const tocsin::audit::Entry &entry, const tocsin::Error &error);

private:
    class Worker final : public storage::ReadingThread
    {
    public:
        Worker(QString path, QObject &home);
        ~Worker() override;
        Q_DISABLE_COPY_MOVE(Worker)

        audit::AuditLog &log() { return *m_log; }

    private:
        Result<void> open() override;

        const QString m_path;
        std::optional<audit::AuditLog> m_log;
    };

    void recordWrite(const QString &who, const http::SentWrite &write);
    void writeWaiting();
    void settle(const QList<audit::Unrecorded> &batch, const Result<QList<audit::Entry>> &done);

    int m_pending = 0;
    QList<audit::Unrecorded> m_waiting; // while a batch is being written; they go together
    int m_batches = 0;                  // under way
    std::unique_ptr<Worker> m_worker;
};

// Who a connection's writes are by: "Acme (production) / tenant.admin".
QString whoOf(const domain::Connection &connection);
QString whoOf(const socotra::Tenant &tenant);

// What a write is in the words of the record: "PUT".
audit::Entry entryOf(const QString &who, const http::SentWrite &write, Micros now);
// "replay" or "relay", of which delivery, and where it went: without the query.
audit::Entry entryOf(const domain::ReplayAnswer &answer);

} // namespace tocsin::flows
