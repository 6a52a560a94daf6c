// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"
#include "core/flows/contractcheck.h"

#include <QObject>
#include <QSet>
#include <QThreadPool>

namespace tocsin::flows {

// How one delivery stands to the contract of its event.
struct ContractView
{
    struct Difference
    {
        domain::Drift drift;
        storage::DriftHistory history; // deliveries = 0: not counted yet
    };

    storage::ContractKey key;
    bool accepted = false;
    Micros acceptedAt = 0;
    qint64 samples = 0;
    QByteArray schema;             // accepted, or as inferred now; for people, without counts
    QList<Difference> differences; // only from an accepted one
};

// The same in a word: whether the event has a contract, and in how many places the delivery differs from it.
struct ContractStanding
{
    bool accepted = false;
    qsizetype differences = 0;
};

// The contracts of a store, for a window: what they say, whom they miss. Lives on the main thread, like the
// contexts; a handler runs as long as its context is there. Reading, inferring and checking are done on other
// threads.
class Contracts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Contracts)

public:
    explicit Contracts(const QString &storePath, QObject *parent = nullptr); // the store must exist
    ~Contracts() override;

    void storeGrew(domain::DeliveryId lastId) { m_check.storeGrew(lastId); }
    void noteArrived(domain::DeliveryId lastId) { m_check.noteArrived(lastId); }
    QString error() const { return m_check.error(); } // why nothing is checked; empty = it is
    // It was checked and differs. Costs a look into a set.
    bool isDrifted(domain::DeliveryId id) const { return m_drifted.contains(id); }

    // NotFound when there is neither a contract nor anything to infer one from.
    void view(const domain::Delivery &delivery, QObject *context, Handler<ContractView> handler);
    // Costs a look at the contract and at this body; nothing is inferred.
    void standing(const domain::Delivery &delivery, QObject *context, Handler<ContractStanding> handler);
    // Freezes what is inferred of the event's deliveries; where there is a contract, takes this delivery into
    // it. What is filed from now on, and what differed before, is checked against the result.
    void accept(const domain::Delivery &delivery, QObject *context, Handler<void> handler);
    void remove(const storage::ContractKey &key, QObject *context, Handler<void> handler);
    void forget(const QList<domain::DeliveryId> &ids); // they are gone

signals:
    // These have a mark now, or none any more; empty = any of them.
    void marksChanged(const QList<tocsin::domain::DeliveryId> &ids);
    void contractsChanged();

private:
    template<class T, class Work>
    void ask(QObject *context, Handler<T> handler, Work work, bool changes = false);
    void reloadMarks();

    const QString m_storePath;
    QSet<domain::DeliveryId> m_drifted;
    QThreadPool m_pool; // one thread: questions are answered in the order asked
    ContractCheck m_check;
};

} // namespace tocsin::flows
