// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"
#include "core/filter/query.h"
#include "core/storage/signaturehistory.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace tocsin::storage {

// Per endpoint: what the left column of the window shows.
struct EndpointCount
{
    qint64 deliveries = 0;
    domain::Verdict lastVerdict = domain::Verdict::Unsigned;
    bool operator==(const EndpointCount &) const = default;
};

// An alert type that was seen with a valid signature (socwarden.md section 3: the catalogue is learned).
struct AlertType
{
    QString id;
    Micros firstSeen = 0;
    Micros lastSeen = 0;
    qint64 count = 0;
    QStringList severities; // as sent
    QStringList mitre;
};

// Reads the store for a window: lists are found on one thread, rows and bytes are read on another, each with
// a connection of its own. Browser and contexts live on one thread, where the handlers run as long as their
// context is there. Lists are read by key.
class DeliveryBrowser final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveryBrowser)

public:
    // The store at this path must exist with the current schema (DeliveryStore::open makes it so).
    explicit DeliveryBrowser(const QString &path, QObject *parent = nullptr);
    ~DeliveryBrowser() override;

    // Ids of all deliveries that match, oldest first, with id > after. limit 0 = all; with a limit the newest
    // ones. A later find() ends an earlier one that still runs, which then answers Cancelled.
    void find(const filter::Query &query, domain::DeliveryId after, int limit, Micros now, QObject *context,
              Handler<QList<domain::DeliveryId>> handler);
    // Rows of these ids in the order asked for; ids that are gone are left out.
    void rows(const QList<domain::DeliveryId> &ids, QObject *context,
              Handler<QList<domain::DeliveryRow>> handler);
    // One delivery with its bytes. NotFound when it was deleted.
    void load(domain::DeliveryId id, QObject *context, Handler<domain::Delivery> handler);
    // All attempts of the event that this delivery belongs to, oldest first, at most 1000.
    void attempts(domain::DeliveryId id, QObject *context, Handler<QList<domain::DeliveryRow>> handler);
    void endpointCounts(QObject *context, Handler<QHash<QString, EndpointCount>> handler);
    // Words for completion: event names that occur, in the order first seen, at most 500.
    void eventNames(QObject *context, Handler<QStringList> handler);
    // See signatureHistory().
    void signatureHistory(const QString &endpoint, Micros from, Micros bucketLength, int buckets,
                          QObject *context, Handler<SignatureHistory> handler);
    // The endpoint's newest deliveries with their bytes, newest first; see newestOf(). No more are read once
    // they have mostBytes.
    void newest(const QString &endpoint, const QString &secretLabel, int most, QObject *context,
                Handler<QList<domain::Delivery>> handler);
    static constexpr qint64 mostBytes = 32 * 1024 * 1024;
    void alertTypes(QObject *context, Handler<QList<AlertType>> handler);
    // PRAGMA integrity_check; empty list = clean.
    void checkIntegrity(QObject *context, Handler<QStringList> handler);

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<Worker> m_rowWorker; // what is looked at now must not wait for a long list
};

} // namespace tocsin::storage
