// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/drift.h"
#include "core/storage/database.h"
#include "core/storage/filtersql.h"

namespace tocsin::storage {

// What a contract is of: the deliveries of one event at one endpoint.
struct ContractKey
{
    QString endpoint;
    QString event; // as the summary names it; empty where it names none

    bool operator==(const ContractKey &) const = default;
};

// A contract that a person has accepted.
struct StoredContract
{
    ContractKey key;
    QByteArray schema; // with counts
    qint64 samples = 0;
    Micros accepted = 0;
    domain::DeliveryId checkedUpTo = 0;

    bool operator==(const StoredContract &) const = default;
};

// A delivery that differs from its contract.
struct DriftedDelivery
{
    domain::DeliveryId id = 0;
    Micros received = 0;
    QList<domain::Drift> drifts;
};

// What a look at a stretch of the store has found for one contract.
struct CheckedContract
{
    ContractKey key;
    Micros accepted = 0; // tells it from one that was accepted since
    QList<DriftedDelivery> drifted;
};

// Since when something differs.
struct DriftHistory
{
    Micros since = 0;
    qint64 deliveries = 0;
};

// Accepted contracts and what differed from them, in a file of their own beside the store: they are about
// what was captured and no part of it. For one thread, with its connection; several may have the file open.
class ContractStore
{
public:
    static QString pathFor(const QString &storePath) { return storePath + QStringLiteral(".contracts"); }
    static ContractFile fileFor(const QString &storePath);
    // Makes or migrates the file. Errors: Storage.
    static Result<ContractStore> open(const QString &storePath);

    Result<QList<StoredContract>> contracts();
    // Another number than before when another connection has changed the file since.
    Result<qint64> version() { return m_database.number(QStringLiteral("PRAGMA data_version")); }
    Result<std::optional<StoredContract>> contract(const ContractKey &key);
    // Puts it in place of what was accepted before and forgets what differed from that. Limited when there
    // are mostContracts.
    Result<void> accept(const StoredContract &contract);
    Result<void> remove(const ContractKey &key);

    // Everything of these contracts up to this delivery was looked at; some of it differed. What is of
    // contracts that are gone or were accepted anew meanwhile is left out. The oldest differences go when
    // there are too many.
    Result<void> keep(const QList<CheckedContract> &checked, domain::DeliveryId upTo);
    Result<QList<domain::DeliveryId>> drifted(); // ascending
    Result<QList<domain::Drift>> drifts(domain::DeliveryId id);
    Result<DriftHistory> history(const ContractKey &key, const domain::Drift &drift);
    Result<void> forget(const QList<domain::DeliveryId> &ids);

    void setBound(qint64 drifts) { m_mostDrifts = drifts; }

    static constexpr qint64 mostContracts = 500;
    static constexpr qint64 mostDrifts = 100'000;

private:
    explicit ContractStore(Database database) : m_database(std::move(database)) {}
    Result<void> keepOne(const CheckedContract &checked, domain::DeliveryId upTo);
    Result<void> trim();

    Database m_database;
    qint64 m_mostDrifts = mostDrifts;
};

} // namespace tocsin::storage
