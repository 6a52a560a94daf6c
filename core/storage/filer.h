// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/deliverystore.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tocsin::storage {

// The thread that files deliveries into the store, many in one transaction, and does everything else that
// changes it. What reaches it is durable in the inbox already, so it may take its time; it keeps trying while
// the disk fails.
class Filer
{
public:
    using Task = std::function<void(DeliveryStore &)>;
    using Pruned = std::function<void(const QList<domain::DeliveryId> &)>;

    // The store must have been opened (and migrated) on this path before.
    static Result<std::unique_ptr<Filer>> open(const QString &storePath, const Retention &retention);
    ~Filer();
    Q_DISABLE_COPY_MOVE(Filer)

    // Waits while more than waitingBytes are still to be filed: the pace of the disk is the pace of the
    // senders. False when there is no room because filing fails, or too slowly to wait for.
    bool waitForRoom();
    // `first` follows on what was given before, or lies above it when nothing of that waits any more.
    void file(domain::DeliveryId first, std::vector<domain::NewDelivery> &&batch);
    // Files what is left and ends the thread; what the disk refuses stays in the inbox.
    void finish();
    void post(Task task, bool urgent);
    void setRetention(const Retention &retention);
    void onPruned(Pruned pruned);

    domain::DeliveryId filedUpTo() const { return m_filed; }
    QString error() const; // empty while filing works
    std::shared_ptr<const Occurrences> occurrences() const { return m_occurrences; }

    static constexpr qint64 waitingBytes = 32 * 1024 * 1024;

private:
    struct Batch
    {
        domain::DeliveryId first = 0; // ids follow on without a gap
        std::vector<domain::NewDelivery> deliveries;
    };

    Filer() = default;
    void work(std::unique_ptr<DeliveryStore> store);
    bool fileSome(DeliveryStore &store, Batch &batch);
    void tidy(DeliveryStore &store, int arrived, Micros every);

    std::shared_ptr<const Occurrences> m_occurrences;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_room;
    Batch m_waiting;
    qint64 m_bytes = 0;
    std::vector<Task> m_tasks;
    Retention m_retention;
    Pruned m_pruned;
    QString m_error;
    bool m_urgent = false;
    bool m_resting = false; // waits until it is told that there is something
    bool m_stop = false;
    Micros m_lastTidy = 0;
    std::atomic<domain::DeliveryId> m_filed = 0;
    std::thread m_thread;
};

qint64 weightOf(const domain::NewDelivery &delivery); // bytes that it takes in memory, roughly

} // namespace tocsin::storage
