// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/filer.h"

#include "core/storage/checkpointer.h"

#include <QLoggingCategory>

#include <chrono>
#include <future>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.storage.filer")

constexpr std::chrono::milliseconds idleWait{50};
// After so many looks that found nothing to do, it looks seldom, and whoever brings something wakes it.
constexpr int looksBeforeRest = 20;
constexpr std::chrono::seconds restWait{2};
constexpr std::chrono::seconds retryWait{1};
constexpr std::chrono::milliseconds floodWait{50};
// A sender gives up in about this time; it had better hear that the store cannot keep up.
constexpr std::chrono::seconds roomWait{5};
// While deliveries keep coming, they are gathered for this long: the window looks every 100 ms, and one large
// transaction writes far fewer pages than many small ones.
constexpr std::chrono::milliseconds gather{15};
constexpr std::size_t gatherFrom = 32;
// Rows of one transaction: enough to share its cost, few enough that the list follows.
constexpr std::size_t mostPerTransaction = 1000;
// Retention works in small bites, so that nothing waits long behind one.
constexpr int pruneChunk = 500;
constexpr Micros tidyEvery = microsPerSecond / 4;
constexpr Micros tidyAtRest = 10 * microsPerSecond; // time alone makes deliveries too old

} // namespace

qint64 weightOf(const domain::NewDelivery &delivery)
{
    const domain::Capture &capture = delivery.capture;
    qint64 weight = 1024 + capture.message.head.size() + capture.message.body.size();
    weight += capture.chunkSizes.size() * qint64(sizeof(qint64)); // a body of tiny chunks weighs most here
    for (const domain::HeaderField &field : capture.message.trailers)
        weight += field.name.size() + field.value.size() + qint64(sizeof field);
    if (delivery.rules)
        weight += delivery.rules->trace.size() * 512 + // a line has two short texts
                  delivery.rules->head.size() + delivery.rules->body.size();
    return weight;
}

Result<std::unique_ptr<Filer>> Filer::open(const QString &storePath, const Retention &retention)
{
    std::unique_ptr<Filer> filer(new Filer);
    filer->m_retention = retention;
    // A database belongs to the thread that opened it, so the thread opens and reports.
    std::promise<Result<void>> opened;
    auto outcome = opened.get_future();
    filer->m_thread = std::thread([self = filer.get(), storePath, &opened] {
        auto store = DeliveryStore::open(storePath);
        if (!store) {
            opened.set_value(tl::unexpected(store.error()));
            return;
        }
        self->m_filed = (*store)->lastId();
        self->m_arrived = (*store)->lastId();
        self->m_pace = Pace((*store)->lastId(), floodRate);
        self->m_occurrences = (*store)->occurrences();
        opened.set_value({});
        self->work(std::move(*store));
    });
    if (auto result = outcome.get(); !result)
        return tl::unexpected(result.error());
    return filer;
}

Filer::~Filer()
{
    finish();
}

void Filer::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

bool Filer::hasRoom() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes < waitingBytes;
}

bool Filer::waitForRoom()
{
    std::unique_lock lock(m_mutex);
    m_room.wait_for(lock, roomWait,
                    [this] { return m_bytes < waitingBytes || !m_error.isEmpty() || m_stop; });
    return m_bytes < waitingBytes;
}

void Filer::file(domain::DeliveryId first, std::vector<domain::NewDelivery> &&batch)
{
    qint64 bytes = 0;
    for (const domain::NewDelivery &delivery : batch)
        bytes += weightOf(delivery);
    const std::lock_guard lock(m_mutex);
    std::vector<domain::NewDelivery> &waiting = m_waiting.deliveries;
    if (waiting.empty()) {
        waiting = std::move(batch);
        m_waiting.first = first;
    } else {
        Q_ASSERT(first == m_waiting.first + qint64(waiting.size()));
        std::move(batch.begin(), batch.end(), std::back_inserter(waiting));
    }
    m_bytes += bytes;
    m_wake.notify_one();
}

void Filer::hurry(bool on)
{
    const std::lock_guard lock(m_mutex);
    m_hurry = on;
}

bool Filer::stepsBack()
{
    const Pace::Clock::time_point now = Pace::Clock::now();
    if (!m_pace.isFlooded(m_arrived, now)) {
        m_floodBegan.reset();
        return false;
    }
    if (!m_floodBegan)
        m_floodBegan = now;
    const std::lock_guard lock(m_mutex);
    return now - *m_floodBegan < longestPutOff && !m_hurry && !m_stop;
}

void Filer::post(Task task, bool urgent)
{
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    m_urgent = m_urgent || urgent;
    if (urgent || m_resting)
        m_wake.notify_one();
}

void Filer::setRetention(const Retention &retention)
{
    const std::lock_guard lock(m_mutex);
    m_retention = retention;
    m_urgent = true;
    m_wake.notify_one();
}

void Filer::onPruned(Pruned pruned)
{
    const std::lock_guard lock(m_mutex);
    m_pruned = std::move(pruned);
}

QString Filer::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

void Filer::work(std::unique_ptr<DeliveryStore> store)
{
    if (auto loaded = store->loadOccurrences(); !loaded)
        qCWarning(log).noquote() << "repeats of earlier deliveries are not recognised:"
                                 << loaded.error().detail;
    Checkpointer checkpointer(store->path());
    Batch batch;
    std::vector<Task> tasks;
    int idleLooks = 0;
    while (true) {
        bool stopping = false;
        bool urgent = false;
        {
            std::unique_lock lock(m_mutex);
            if (batch.deliveries.empty()) {
                m_resting = idleLooks >= looksBeforeRest;
                m_wake.wait_for(lock, m_resting ? std::chrono::milliseconds(restWait) : idleWait, [this] {
                    return m_stop || m_urgent || !m_waiting.deliveries.empty() ||
                           (m_resting && !m_tasks.empty());
                });
                if (m_waiting.deliveries.size() >= gatherFrom)
                    m_wake.wait_for(lock, gather, [this] { return m_stop || m_bytes >= waitingBytes / 2; });
                std::swap(batch, m_waiting);
            }
            tasks.swap(m_tasks);
            urgent = std::exchange(m_urgent, false);
            stopping = m_stop;
        }
        for (const Task &task : tasks)
            task(*store);
        if (stepsBack()) {
            tasks.clear();
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, floodWait, [this] { return m_stop || m_urgent || m_hurry; });
            continue;
        }
        const bool wasIdle = batch.deliveries.empty() && tasks.empty();
        const auto arrived = int(batch.deliveries.size());
        tasks.clear();
        if (!fileSome(*store, batch)) {
            if (stopping)
                break; // it stays in the inbox
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, retryWait, [this] { return m_stop; });
            continue;
        }
        if (checkpointer.walGrew())
            (void)store->checkpoint();
        if (stopping && wasIdle)
            break;
        idleLooks = wasIdle && !urgent ? idleLooks + 1 : 0;
        tidy(*store, arrived, idleLooks > looksBeforeRest ? tidyAtRest : tidyEvery);
    }
    (void)store->writeTimes();
    (void)store->checkpoint();
}

bool Filer::fileSome(DeliveryStore &store, Batch &batch)
{
    const std::span all(batch.deliveries);
    std::size_t filed = 0;
    Result<void> done;
    while (filed < all.size() && done && !(filed > 0 && stepsBack())) {
        const auto part = all.subspan(filed, std::min(mostPerTransaction, all.size() - filed));
        done = store.appendAt(batch.first + qint64(filed), part);
        if (done) {
            m_filed = store.lastId();
            filed += part.size();
            qint64 bytes = 0;
            for (const domain::NewDelivery &delivery : part)
                bytes += weightOf(delivery);
            const std::lock_guard lock(m_mutex);
            m_bytes -= bytes;
            m_room.notify_all();
        }
    }
    if (all.empty())
        done = store.writeTimes();
    // What was not filed is tried again.
    batch.first += qint64(filed);
    batch.deliveries.erase(batch.deliveries.begin(), batch.deliveries.begin() + std::ptrdiff_t(filed));
    const std::lock_guard lock(m_mutex);
    if (!done && m_error.isEmpty())
        qCWarning(log).noquote() << "deliveries wait in the inbox:" << done.error().detail;
    m_error = done ? QString() : done.error().detail;
    if (!done)
        m_room.notify_all(); // nobody need wait for room that does not come
    return done.has_value();
}

void Filer::tidy(DeliveryStore &store, int arrived, Micros every)
{
    const Micros now = wallClock();
    if (now - m_lastTidy < every)
        return;
    Retention retention;
    Pruned pruned;
    {
        const std::lock_guard lock(m_mutex);
        retention = m_retention;
        pruned = m_pruned;
    }
    // Under load twice what came may go, or the store would outgrow its bound.
    const int chunk = std::max(pruneChunk, 2 * arrived);
    const auto removed = store.prune(retention, now, chunk);
    if (!removed)
        qCWarning(log).noquote() << "retention:" << removed.error().detail;
    if (!removed || removed->size() < chunk)
        m_lastTidy = now; // else there is more to do, after the next batch
    if (removed && !removed->isEmpty() && pruned)
        pruned(*removed);
}

} // namespace tocsin::storage
