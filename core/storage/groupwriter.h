// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/attemptforecast.h"
#include "core/storage/filer.h"
#include "core/storage/inbox.h"

#include <QLockFile>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace tocsin::storage {

// The process that captures into the store now; nothing: none does.
std::optional<qint64> holderOf(const QString &storePath);

// What became of one batch, in the order of submit().
struct WrittenBatch
{
    std::size_t count = 0;
    Result<domain::DeliveryId> first; // id of the first; the others follow on
    Micros committed = 0;
};

// Makes deliveries durable. Its thread puts whatever has queued up since the last commit into the inbox with
// one write (group commit) and says so; behind it the Filer brings them into the store,
// where they are seen. The cost of reaching the disk is shared under load: what comes while one batch gets
// there is the next one. To wait for more than that makes batches larger and everything slower, since the
// processors rest meanwhile. What comes faster than it is filed waits in the inbox alone, up to spillBytes;
// so does what a crash has left there. One process at a time may capture into a store.
class GroupWriter
{
public:
    // Called on the writer's thread after every batch, good or failed.
    using Written = std::function<void(const WrittenBatch &)>;
    // Called on the writer's thread before a batch becomes durable, under the ids that it will then have; may
    // change what is stored of it. `attempts` says which attempt of its event each is, empty unless
    // numberAttempts() was called. Every call is followed by Written.
    using Preparing = std::function<void(domain::DeliveryId first, std::span<domain::NewDelivery> batch,
                                         std::span<const int> attempts)>;

    // Errors: Storage (unreadable, newer, in use by another process).
    static Result<std::unique_ptr<GroupWriter>> open(const QString &storePath, const Retention &retention,
                                                     Written written, Preparing preparing = {});
    // Writes what is queued and files what it can in a moment, then ends. What is left waits in the inbox.
    ~GroupWriter();
    Q_DISABLE_COPY_MOVE(GroupWriter)

    // Any thread. False when more than queueBytes wait already: the caller answers that it cannot take it.
    bool submit(domain::NewDelivery &&delivery);
    // Any thread. Runs in order on the thread that changes the store, soon.
    void post(Filer::Task task) { m_filer->post(std::move(task), true); }
    // Any thread; from the next batch on, for good. It costs a hash of each event's key.
    void numberAttempts() { m_numbers = true; }
    // Times of a batch whose answers are out; written with a later batch.
    void noteTimes(domain::DeliveryId first, Micros committed, std::vector<qint32> answered);
    // The same of one delivery of such a batch whose answer left later.
    void noteLate(domain::DeliveryId id, qint32 answered);
    void setRetention(const Retention &retention) { m_filer->setRetention(retention); }
    // Filer's thread: what retention has removed.
    void onPruned(Filer::Pruned pruned) { m_filer->onPruned(std::move(pruned)); }

    domain::DeliveryId lastId() const { return m_filer->filedUpTo(); } // the newest that can be read
    QString filingError() const { return m_filer->error(); }           // empty while filing works
    // Any thread: durable, and not in the store yet.
    qint64 waiting() const { return std::max<qint64>(m_durable - m_filer->filedUpTo(), 0); }

    static constexpr qint64 queueBytes = 256 * 1024 * 1024;
    static constexpr qint64 spillBytes = 1024 * 1024 * 1024; // on the disk
    static constexpr qint64 batchBytes = 16 * 1024 * 1024;   // of one commit, unless one delivery has more

private:
    GroupWriter(const QString &storePath, Written written, Preparing preparing);
    Result<void> start(const Retention &retention);
    Result<void> lock();
    Result<void> prepare(Inbox &inbox);
    std::vector<domain::NewDelivery> takeBatch(); // under m_mutex
    void work(Inbox &inbox);
    void write(Inbox &inbox, std::vector<domain::NewDelivery> &&batch);
    QString refusal(Inbox &inbox);
    void clear(Inbox &inbox);
    Result<std::vector<domain::NewDelivery>> read(const Inbox::Batch &batch) const;
    Result<void> bring(Inbox &inbox, bool isLast);
    Result<void> bringOne(Inbox &inbox);
    void announce(std::span<domain::NewDelivery> batch);

    const QString m_storePath;
    const Written m_written;
    const Preparing m_preparing; // may be empty
    QLockFile m_lock;
    std::unique_ptr<Filer> m_filer;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<domain::NewDelivery> m_queue;
    qint64 m_queuedBytes = 0;
    bool m_stop = false;
    std::atomic_bool m_numbers = false;
    std::optional<AttemptForecast> m_forecast; // writer's thread, as the next
    domain::DeliveryId m_next = 1;
    domain::DeliveryId m_cleared = 0; // what has left the inbox
    domain::DeliveryId m_spilled = 0; // from here on the inbox alone has them; 0 = the filer has all
    qint64 m_spilledBytes = 0;        // of these
    bool m_isTidy = false;            // the inbox is no larger than it need be
    bool m_isPressed = false;         // they come near their limit
    std::atomic<domain::DeliveryId> m_durable = 0;
    std::thread m_thread;
};

} // namespace tocsin::storage
