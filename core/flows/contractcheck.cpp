// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/contractcheck.h"

#include "core/contract/schema.h"
#include "core/flows/contractreading.h"

#include <QFileInfo>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.flows.contractcheck")

constexpr domain::DeliveryId stretch = 500; // ids of the store that are looked at in one go
constexpr std::chrono::seconds idle{5};
constexpr std::chrono::seconds retryWait{1};

} // namespace

ContractCheck::ContractCheck(const QString &storePath, Found found, Changed changed)
    : m_storePath(storePath)
    , m_found(std::move(found))
    , m_changed(std::move(changed))
    , m_thread([this] { work(); })
{}

ContractCheck::~ContractCheck()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void ContractCheck::storeGrew(domain::DeliveryId lastId)
{
    m_tide.noteFiled(lastId);
    look();
}

void ContractCheck::look()
{
    const std::lock_guard lock(m_mutex);
    m_wanted = true;
    m_wake.notify_one();
}

QString ContractCheck::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

void ContractCheck::work()
{
    m_tide.begin();
    while (!m_stop) {
        {
            const std::lock_guard lock(m_mutex);
            m_wanted = false;
        }
        Result<void> state = readContracts();
        const bool flooded = m_tide.isHigh(storage::Pace::Clock::now());
        bool more = false;
        if (state && !flooded && !m_held.empty()) {
            const Result<bool> some = checkSome();
            more = some.value_or(false);
            if (!some)
                state = tl::unexpected(some.error());
        }
        std::unique_lock lock(m_mutex);
        if (!state && m_error.isEmpty())
            qCWarning(log).noquote() << "contracts are not checked:" << state.error().detail;
        m_error = state ? QString() : state.error().detail;
        if (!state)
            m_wake.wait_for(lock, retryWait, [this] { return m_stop.load(); });
        else if (flooded)
            m_wake.wait_for(lock, storage::Pace::look, [this] { return m_stop.load(); });
        else if (!more)
            m_wake.wait_for(lock, idle, [this] { return m_stop || m_wanted; });
    }
    m_contracts.reset();
    m_store.reset();
}

Result<void> ContractCheck::openFiles()
{
    if (!m_store) {
        auto store = storage::Database::open(m_storePath, storage::Database::Access::ReadOnly);
        if (!store)
            return tl::unexpected(store.error());
        m_store.emplace(std::move(*store));
    }
    if (!m_contracts) {
        auto contracts = storage::ContractStore::open(m_storePath);
        if (!contracts)
            return tl::unexpected(contracts.error());
        m_contracts.emplace(std::move(*contracts));
    }
    return {};
}

Result<void> ContractCheck::readContracts()
{
    if (!m_contracts && !QFileInfo::exists(storage::ContractStore::pathFor(m_storePath)))
        return {};
    if (auto opened = openFiles(); !opened)
        return opened;
    const auto version = m_contracts->version();
    if (!version || *version == m_version)
        return version ? Result<void>() : tl::unexpected(version.error());
    const auto stored = m_contracts->contracts();
    if (!stored)
        return tl::unexpected(stored.error());
    m_version = *version;
    const auto isHeld = [this](const storage::StoredContract &one) {
        return std::any_of(m_held.begin(), m_held.end(), [&one](const Held &held) {
            return held.stored.key == one.key && held.stored.accepted == one.accepted;
        });
    };
    if (std::size_t(stored->size()) == m_held.size() && std::all_of(stored->begin(), stored->end(), isHeld))
        return {}; // only what differed was forgotten
    m_held.clear();
    for (const storage::StoredContract &one : *stored) {
        auto shape = contract::readSchema(one.schema);
        if (!shape) // no payload can be held against it, and those of the others are
            qCWarning(log).noquote() << "a contract cannot be read:" << shape.error().detail;
        m_held.push_back({one, shape.value_or(contract::Shape())});
    }
    m_changed();
    return {};
}

domain::DeliveryId ContractCheck::lookedAtUpTo() const
{
    return std::min_element(
               m_held.begin(), m_held.end(),
               [](const Held &a, const Held &b) { return a.stored.checkedUpTo < b.stored.checkedUpTo; })
        ->stored.checkedUpTo;
}

// One stretch of the store for all contracts that have not seen it.
Result<bool> ContractCheck::checkSome()
{
    const auto newest = m_store->number(u"SELECT coalesce(max(id), 0) FROM delivery"_s);
    if (!newest)
        return tl::unexpected(newest.error());
    const domain::DeliveryId from = lookedAtUpTo();
    const domain::DeliveryId to = std::min(*newest, from + stretch);
    if (to <= from) {
        m_checked = from;
        return false;
    }
    QList<storage::CheckedContract> checked;
    QList<domain::DeliveryId> differing;
    for (Held &held : m_held) {
        if (held.stored.checkedUpTo >= to)
            continue;
        storage::CheckedContract one{held.stored.key, held.stored.accepted, {}};
        const auto take = [&](domain::DeliveryId id, Micros received, const QByteArray &body) {
            const QList<domain::Drift> drifts = contract::compare(held.shape, body);
            if (!drifts.isEmpty()) {
                one.drifted.append({id, received, drifts});
                differing.append(id);
            }
            return !m_stop;
        };
        if (auto read = readPayloads(*m_store, held.stored.key, held.stored.checkedUpTo, to, take); !read)
            return tl::unexpected(read.error());
        checked.append(one);
    }
    if (m_stop)
        return false;
    if (auto kept = m_contracts->keep(checked, to); !kept)
        return tl::unexpected(kept.error());
    for (Held &held : m_held)
        held.stored.checkedUpTo = std::max(held.stored.checkedUpTo, to);
    m_checked = to;
    if (!differing.isEmpty())
        m_found(differing);
    return true;
}

} // namespace tocsin::flows
