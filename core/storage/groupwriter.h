// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/deliverystore.h"
#include "core/storage/retention.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tocsin::storage {

// What became of one batch, in the order of submit().
struct WrittenBatch
{
    std::size_t count = 0;
    Result<domain::DeliveryId> first; // id of the first; the others follow on
    Micros committed = 0;
};

// The one thread that writes. Whatever has queued up since the last commit goes into the next one (group
// commit), so that the cost of reaching the disk is shared under load and nobody waits when there is none.
class GroupWriter
{
public:
    // Called on the writer's thread after every batch, good or failed.
    using Written = std::function<void(const WrittenBatch &)>;
    using Task = std::function<void(DeliveryStore &)>;

    static Result<std::unique_ptr<GroupWriter>> open(const QString &storePath, const Retention &retention,
                                                     Written written);
    // Writes what is queued, then ends.
    ~GroupWriter();
    Q_DISABLE_COPY_MOVE(GroupWriter)

    // Any thread. False when more than queueBytes wait already: the caller answers that it cannot take it.
    bool submit(domain::NewDelivery &&delivery);
    // Any thread. Runs between two batches, in order.
    void post(Task task);
    // Times of a batch whose answers are out; written with the next batch.
    void noteTimes(domain::DeliveryId first, Micros committed, std::vector<qint32> answered);
    void setRetention(const Retention &retention);
    // Writer's thread: what retention has removed.
    void onPruned(std::function<void(const QList<domain::DeliveryId> &)> pruned);

    domain::DeliveryId lastId() const { return m_lastId; }
    qint64 deliveries() const { return m_deliveries; }

    static constexpr qint64 queueBytes = 256 * 1024 * 1024;

private:
    explicit GroupWriter(Written written);
    void work(std::unique_ptr<DeliveryStore> store);
    void tidy(DeliveryStore &store);
    void publish(const DeliveryStore &store);

    const Written m_written;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<domain::NewDelivery> m_queue;
    std::vector<Task> m_tasks;
    qint64 m_queuedBytes = 0;
    Retention m_retention;
    std::function<void(const QList<domain::DeliveryId> &)> m_pruned;
    bool m_urgent = false; // a task that somebody waits for
    bool m_stop = false;
    Micros m_lastTidy = 0;
    std::atomic<domain::DeliveryId> m_lastId = 0;
    std::atomic<qint64> m_deliveries = 0;
    std::thread m_thread;
};

} // namespace tocsin::storage
