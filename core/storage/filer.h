// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/deliverystore.h"
#include "core/storage/pace.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace tocsin::storage {

// The thread that files deliveries into the store, many in one transaction, and does everything else that
// changes it. What reaches it is durable in the inbox already, so it may take its time: in a flood it leaves
// the processor to those who capture. It keeps trying while the disk fails.
class Filer
{
public:
    using Task = std::function<void(DeliveryStore &)>;
    using Pruned = std::function<void(const QList<domain::DeliveryId> &)>;

    // The store must have been opened (and migrated) on this path before.
    static Result<std::unique_ptr<Filer>> open(const QString &storePath, const Retention &retention);
    ~Filer();
    Q_DISABLE_COPY_MOVE(Filer)

    bool hasRoom() const; // less than waitingBytes are still to be filed
    // Waits for it. False when there is none because filing fails, or too slowly to wait for.
    bool waitForRoom();
    // `first` follows on what was given before, or lies above it when nothing of that waits any more.
    void file(domain::DeliveryId first, std::vector<domain::NewDelivery> &&batch);
    // The newest that is durable, whether it was given to file() or not: how fast they arrive.
    void noteArrived(domain::DeliveryId last) { m_arrived = last; }
    // Whether to file in a flood too: what waits in the inbox has a limit.
    void hurry(bool on);
    // Files what is left and ends the thread; what the disk refuses stays in the inbox.
    void finish();
    void post(Task task, bool urgent);
    void setRetention(const Retention &retention);
    void onPruned(Pruned pruned);

    domain::DeliveryId filedUpTo() const { return m_filed; }
    QString error() const; // empty while filing works
    std::shared_ptr<const Occurrences> occurrences() const { return m_occurrences; }

    static constexpr qint64 waitingBytes = 32 * 1024 * 1024;
    // More deliveries a second are a flood: nobody reads along, and what filing would take of the processor
    // is better spent on the senders. A flood that lasts is filed all the same.
    static constexpr qint64 floodRate = 6'000;
    static constexpr std::chrono::seconds longestPutOff{15};

private:
    struct Batch
    {
        domain::DeliveryId first = 0; // ids follow on without a gap
        std::vector<domain::NewDelivery> deliveries;
    };

    Filer() = default;
    void work(std::unique_ptr<DeliveryStore> store);
    bool stepsBack(); // what there is to file shall wait
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
    bool m_hurry = false;
    bool m_stop = false;
    Pace m_pace{0, floodRate}; // the thread's own, as the next
    std::optional<Pace::Clock::time_point> m_floodBegan;
    Micros m_lastTidy = 0;
    std::atomic<domain::DeliveryId> m_filed = 0;
    std::atomic<domain::DeliveryId> m_arrived = 0;
    std::thread m_thread;
};

qint64 weightOf(const domain::NewDelivery &delivery); // bytes that it takes in memory, roughly

} // namespace tocsin::storage
