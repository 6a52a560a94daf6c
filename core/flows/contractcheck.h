// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/contract/shape.h"
#include "core/storage/contractstore.h"
#include "core/storage/pace.h"

#include <QString>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace tocsin::flows {

// Holds what has been filed against the accepted contracts, on a thread of its own that only reads the store:
// capturing never waits for it, and it gives way to a flood. Without a contract it does nothing.
class ContractCheck
{
public:
    // Called on the check's thread: these deliveries differ; what is accepted has changed, perhaps by another
    // program.
    using Found = std::function<void(const QList<domain::DeliveryId> &)>;
    using Changed = std::function<void()>;

    ContractCheck(const QString &storePath, Found found, Changed changed);
    ~ContractCheck();
    Q_DISABLE_COPY_MOVE(ContractCheck)

    void storeGrew(domain::DeliveryId lastId); // any thread, cheap
    // Durable, and perhaps not in the store yet; any thread, cheap. A flood is not checked before it is over.
    void noteArrived(domain::DeliveryId lastId) { m_tide.noteArrived(lastId); }
    void look();           // any thread: contracts may have changed
    QString error() const; // empty while it works
    domain::DeliveryId checkedUpTo() const { return m_checked; }

private:
    struct Held
    {
        storage::StoredContract stored;
        contract::Shape shape;
    };

    void work();
    Result<void> openFiles();
    Result<void> readContracts(); // if any have changed, be it by another program
    Result<bool> checkSome();     // false = caught up
    domain::DeliveryId lookedAtUpTo() const;

    const QString m_storePath;
    const Found m_found;
    const Changed m_changed;
    std::optional<storage::Database> m_store;
    std::optional<storage::ContractStore> m_contracts;
    std::vector<Held> m_held;
    storage::Tide m_tide;
    std::atomic<domain::DeliveryId> m_checked = 0;
    std::atomic<bool> m_stop = false;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    QString m_error;
    qint64 m_version = -1; // of the file of contracts, as last read
    bool m_wanted = false; // somebody wants it to look
    std::thread m_thread;  // last: the others must exist before it runs
};

} // namespace tocsin::flows
