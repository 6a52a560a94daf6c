// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/endpoint.h"
#include "core/domain/subscription.h"
#include "core/storage/database.h"
#include "core/storage/kindtable.h"
#include "core/storage/occurrences.h"
#include "core/storage/retention.h"

#include <QHash>

#include <memory>
#include <span>
#include <vector>

namespace tocsin::storage {

// The write side of the store: one object, on the writer's thread. What append() has returned for is on the
// disk.
class DeliveryStore
{
public:
    // Makes or migrates the file.
    static Result<std::unique_ptr<DeliveryStore>> open(const QString &path);
    ~DeliveryStore();
    Q_DISABLE_COPY_MOVE(DeliveryStore)

    // Learns which events are known, so that append() can tell repeats; before the first append().
    Result<void> loadOccurrences() { return m_occurrences->load(m_database); }
    std::shared_ptr<const Occurrences> occurrences() const { return m_occurrences; }
    // All of them in one transaction, in order, or none. Returns the id of the first; the others follow on.
    Result<domain::DeliveryId> append(std::span<const domain::NewDelivery> batch);
    // The same under ids that were given out before: first, first + 1, ... Rejected unless first is above all
    // in the store.
    Result<void> appendAt(domain::DeliveryId first, std::span<const domain::NewDelivery> batch);
    // For the deliveries first..first+answered.size()-1; answered is microseconds after committed, -1 =
    // never. Kept until the next append() or writeTimes(), so that it costs no commit of its own.
    void noteTimes(domain::DeliveryId first, Micros committed, std::vector<qint32> answered);
    // What the sender of this delivery was answered in the end, where that was not known when it was stored.
    // Kept likewise.
    void noteStatus(domain::DeliveryId id, int status) { m_statuses.push_back({id, status}); }
    // The same of one delivery whose answer left later, in microseconds since its commit.
    void noteLate(domain::DeliveryId id, qint32 answered);
    Result<void> writeTimes();

    Result<void> pin(const QList<domain::DeliveryId> &ids, bool pinned);
    Result<void> setNote(domain::DeliveryId id, const QString &note);
    Result<void> remove(const QList<domain::DeliveryId> &ids);
    // Deletes up to `chunk` of the oldest that are over a bound; returns their ids, empty when there is
    // nothing to do.
    Result<QList<domain::DeliveryId>> prune(const Retention &retention, Micros now, int chunk);

    Result<void> saveEndpoints(const QList<domain::Endpoint> &endpoints);
    Result<void> saveSubscriptions(const QList<domain::Subscription> &all);

    // Moves committed pages from the WAL into the file as far as readers allow; returns the pages left in the
    // WAL.
    Result<qint64> checkpoint();
    const QString &path() const { return m_database.path(); }
    domain::DeliveryId lastId() const { return m_lastId; }
    qint64 deliveries() const { return m_deliveries; }

private:
    struct Statements;
    struct Tally
    {
        qint64 deliveries = 0;
        qint64 bytes = 0;
        domain::DeliveryId lastId = 0;
    };
    struct Totals
    {
        qint64 deliveries = 0;
        qint64 bytes = 0;
    };
    struct SeenType;
    struct Times
    {
        domain::DeliveryId first = 0;
        Micros committed = 0;
        std::vector<qint32> answered;
    };
    explicit DeliveryStore(Database database);
    Result<void> prepare();
    Result<domain::DeliveryId> appendFrom(domain::DeliveryId first,
                                          std::span<const domain::NewDelivery> batch);
    Result<void> readTotals();
    Result<Totals> readUnpinned();
    Result<void> appendOne(domain::DeliveryId id, const domain::NewDelivery &delivery);
    Result<void> insertRow(domain::DeliveryId id, const domain::NewDelivery &delivery,
                           const Occurrences::Attempt &attempt);
    Result<void> insertContent(domain::DeliveryId id, const domain::NewDelivery &delivery);
    Result<Occurrences::Attempt> countAttempt(domain::DeliveryId id, const domain::NewDelivery &delivery);
    Result<void> insertTimes();
    Result<void> updateStatuses();
    Result<bool> updateStatus(domain::DeliveryId id, int status);
    Result<void> changeTime(domain::DeliveryId id, qint32 answered);
    Result<void> writeTallies(domain::DeliveryId lastId);
    Result<void> writeSeenTypes();
    Result<void> removeRows(const QList<domain::DeliveryId> &ids);
    Result<void> forgetOccurrences();

    Database m_database;
    KindTable m_kinds;
    const std::shared_ptr<Occurrences> m_occurrences = std::make_shared<Occurrences>();
    std::unique_ptr<Statements> m_statements;
    QHash<qint64, Tally> m_tallies;                             // of the transaction under way, by kind
    QHash<QString, SeenType> m_seenTypes;                       // likewise, by alert type
    std::vector<Times> m_times;                                 // noted and not yet written
    std::vector<std::pair<domain::DeliveryId, qint32>> m_late;  // likewise, after those
    std::vector<std::pair<domain::DeliveryId, int>> m_statuses; // likewise
    domain::DeliveryId m_lastId = 0;
    qint64 m_deliveries = 0;
    qint64 m_bytes = 0;
};

} // namespace tocsin::storage
