// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/contracts.h"

#include "core/contract/schema.h"
#include "core/flows/contractreading.h"

#include <QFileInfo>
#include <QPointer>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using storage::ContractStore;
using storage::Database;

namespace {

storage::ContractKey keyOf(const domain::Delivery &delivery)
{
    return {delivery.row.endpoint, delivery.row.summary.event};
}

Result<std::optional<storage::StoredContract>> findContract(const QString &storePath,
                                                            const storage::ContractKey &key)
{
    if (!QFileInfo::exists(ContractStore::pathFor(storePath)))
        return std::nullopt;
    return ContractStore::open(storePath).and_then(
        [&key](ContractStore &&store) { return store.contract(key); });
}

Result<ContractView> viewAccepted(const QString &storePath, const storage::StoredContract &stored,
                                  const QByteArray &body)
{
    const auto shape = contract::readSchema(stored.schema);
    if (!shape)
        return tl::unexpected(shape.error());
    auto store = ContractStore::open(storePath);
    if (!store)
        return tl::unexpected(store.error());
    ContractView view{stored.key, true, stored.accepted, stored.samples, {}, {}};
    view.schema = contract::writeSchema(*shape, contractTitle(stored.key), contract::Counts::Leave);
    for (const domain::Drift &drift : contract::compare(*shape, body)) {
        const auto history = store->history(stored.key, drift);
        if (!history)
            return tl::unexpected(history.error());
        view.differences.append({drift, *history});
    }
    return view;
}

Result<ContractView> viewInferred(const QString &storePath, const storage::ContractKey &key)
{
    return Database::open(storePath, Database::Access::ReadOnly)
        .and_then([&key](Database &&store) { return inferContract(store, key); })
        .map([&key](const InferredContract &inferred) {
            ContractView view{key, false, 0, inferred.samples, {}, {}};
            view.schema = contract::writeSchema(inferred.shape, contractTitle(key), contract::Counts::Leave);
            return view;
        });
}

// The contract with this payload taken in. What differed from it before is looked at again.
Result<storage::StoredContract> widened(ContractStore &store, storage::StoredContract stored,
                                        const QByteArray &body)
{
    auto shape = contract::readSchema(stored.schema);
    if (!shape)
        return tl::unexpected(shape.error());
    if (auto taken = contract::absorb(*shape, body); !taken)
        return tl::unexpected(taken.error());
    const auto drifted = store.drifted();
    if (!drifted)
        return tl::unexpected(drifted.error());
    if (!drifted->isEmpty())
        stored.checkedUpTo = std::min(stored.checkedUpTo, drifted->constFirst() - 1);
    stored.schema = contract::writeSchema(*shape, {}, contract::Counts::Note);
    ++stored.samples;
    return stored;
}

Result<storage::StoredContract> frozen(const QString &storePath, const storage::ContractKey &key)
{
    return Database::open(storePath, Database::Access::ReadOnly)
        .and_then([&key](Database &&store) { return inferContract(store, key); })
        .map([&key](const InferredContract &inferred) {
            return storage::StoredContract{key,
                                           contract::writeSchema(inferred.shape, {}, contract::Counts::Note),
                                           inferred.samples, 0, inferred.upTo};
        });
}

} // namespace

Contracts::Contracts(const QString &storePath, QObject *parent)
    : QObject(parent)
    , m_storePath(storePath)
    , m_check(
          storePath,
          [this](const QList<domain::DeliveryId> &ids) {
              QMetaObject::invokeMethod(this, [this, ids] {
                  for (const domain::DeliveryId id : ids)
                      m_drifted.insert(id);
                  emit marksChanged(ids);
              });
          },
          [this] {
              QMetaObject::invokeMethod(this, [this] {
                  reloadMarks();
                  emit contractsChanged();
              });
          })
{
    m_pool.setMaxThreadCount(1);
    reloadMarks();
}

Contracts::~Contracts()
{
    m_pool.clear();
    m_pool.waitForDone();
}

template<class T, class Work>
void Contracts::ask(QObject *context, Handler<T> handler, Work work, bool changes)
{
    m_pool.start([this, guard = QPointer<QObject>(context), handler = std::move(handler),
                  work = std::move(work), changes]() mutable {
        QMetaObject::invokeMethod(this, [this, guard = std::move(guard), handler = std::move(handler),
                                         result = Result<T>(work()), changes] {
            if (changes && result) { // at once: the check finds out when it looks
                m_check.look();
                reloadMarks();
                emit contractsChanged();
            }
            if (guard)
                handler(result);
        });
    });
}

void Contracts::reloadMarks()
{
    ask<QList<domain::DeliveryId>>(
        this,
        [this](const Result<QList<domain::DeliveryId>> &ids) {
            if (!ids)
                return; // the check says what is wrong with the file
            m_drifted = QSet<domain::DeliveryId>(ids->begin(), ids->end());
            emit marksChanged({});
        },
        [path = m_storePath]() -> Result<QList<domain::DeliveryId>> {
            if (!QFileInfo::exists(ContractStore::pathFor(path)))
                return QList<domain::DeliveryId>();
            return ContractStore::open(path).and_then([](ContractStore &&store) { return store.drifted(); });
        });
}

void Contracts::view(const domain::Delivery &delivery, QObject *context, Handler<ContractView> handler)
{
    ask<ContractView>(context, std::move(handler),
                      [path = m_storePath, key = keyOf(delivery),
                       body = delivery.capture.message.body]() -> Result<ContractView> {
                          const auto stored = findContract(path, key);
                          if (!stored)
                              return tl::unexpected(stored.error());
                          return *stored ? viewAccepted(path, **stored, body) : viewInferred(path, key);
                      });
}

void Contracts::standing(const domain::Delivery &delivery, QObject *context,
                         Handler<ContractStanding> handler)
{
    ask<ContractStanding>(
        context, std::move(handler),
        [path = m_storePath, key = keyOf(delivery),
         body = delivery.capture.message.body]() -> Result<ContractStanding> {
            const auto stored = findContract(path, key);
            if (!stored)
                return tl::unexpected(stored.error());
            if (!*stored)
                return ContractStanding();
            return contract::readSchema((*stored)->schema).map([&body](const contract::Shape &shape) {
                return ContractStanding{true, contract::compare(shape, body).size()};
            });
        });
}

void Contracts::accept(const domain::Delivery &delivery, QObject *context, Handler<void> handler)
{
    ask<void>(
        context, std::move(handler),
        [path = m_storePath, key = keyOf(delivery), body = delivery.capture.message.body]() -> Result<void> {
            auto store = ContractStore::open(path);
            if (!store)
                return tl::unexpected(store.error());
            const auto stored = store->contract(key);
            if (!stored)
                return tl::unexpected(stored.error());
            auto next = *stored ? widened(*store, **stored, body) : frozen(path, key);
            if (!next)
                return tl::unexpected(next.error());
            // Two acceptances within one microsecond would look like one to the check.
            next->accepted = std::max(wallClock(), *stored ? (*stored)->accepted + 1 : 0);
            return store->accept(*next);
        },
        true);
}

void Contracts::remove(const storage::ContractKey &key, QObject *context, Handler<void> handler)
{
    ask<void>(
        context, std::move(handler),
        [path = m_storePath, key] {
            return ContractStore::open(path).and_then(
                [&key](ContractStore &&store) { return store.remove(key); });
        },
        true);
}

void Contracts::forget(const QList<domain::DeliveryId> &ids)
{
    QList<domain::DeliveryId> known;
    for (const domain::DeliveryId id : ids) {
        if (m_drifted.remove(id))
            known.append(id);
    }
    if (known.isEmpty())
        return;
    ask<void>(
        this, [](const Result<void> &) {},
        [path = m_storePath, known] {
            return ContractStore::open(path).and_then(
                [&known](ContractStore &&store) { return store.forget(known); });
        });
}

} // namespace tocsin::flows
