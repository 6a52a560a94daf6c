// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/groupwriter.h"

#include <QLoggingCategory>

#include <chrono>
#include <future>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.storage.writer")

constexpr std::chrono::milliseconds idleWait{50};
// Retention works in small bites, so that no request waits long behind one.
constexpr int pruneChunk = 500;
constexpr Micros tidyEvery = microsPerSecond / 4;

qint64 weight(const domain::NewDelivery &delivery)
{
    return 1024 + delivery.capture.message.head.size() + delivery.capture.message.body.size();
}

} // namespace

GroupWriter::GroupWriter(Written written) : m_written(std::move(written)) {}

Result<std::unique_ptr<GroupWriter>> GroupWriter::open(const QString &storePath, const Retention &retention,
                                                       Written written)
{
    std::unique_ptr<GroupWriter> writer(new GroupWriter(std::move(written)));
    writer->m_retention = retention;
    // A database belongs to the thread that opened it, so the thread opens and reports.
    std::promise<Result<void>> opened;
    auto outcome = opened.get_future();
    writer->m_thread = std::thread([self = writer.get(), storePath, &opened] {
        auto store = DeliveryStore::open(storePath);
        if (!store) {
            opened.set_value(tl::unexpected(store.error()));
            return;
        }
        self->publish(**store);
        opened.set_value({});
        self->work(std::move(*store));
    });
    if (auto result = outcome.get(); !result)
        return tl::unexpected(result.error());
    return writer;
}

GroupWriter::~GroupWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

bool GroupWriter::submit(domain::NewDelivery &&delivery)
{
    const qint64 bytes = weight(delivery);
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_queuedBytes + bytes > queueBytes)
            return false;
        wasEmpty = m_queue.empty();
        m_queuedBytes += bytes;
        m_queue.push_back(std::move(delivery));
    }
    if (wasEmpty)
        m_wake.notify_one();
    return true;
}

void GroupWriter::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
        m_urgent = true;
    }
    m_wake.notify_one();
}

void GroupWriter::noteTimes(domain::DeliveryId first, Micros committed, std::vector<qint32> answered)
{
    const std::lock_guard lock(m_mutex); // no wake: it can wait for the next batch or the idle tick
    m_tasks.push_back([first, committed, answered = std::move(answered)](DeliveryStore &store) mutable {
        store.noteTimes(first, committed, std::move(answered));
    });
}

void GroupWriter::setRetention(const Retention &retention)
{
    const std::lock_guard lock(m_mutex);
    m_retention = retention;
}

void GroupWriter::onPruned(std::function<void(const QList<domain::DeliveryId> &)> pruned)
{
    const std::lock_guard lock(m_mutex);
    m_pruned = std::move(pruned);
}

void GroupWriter::publish(const DeliveryStore &store)
{
    m_lastId = store.lastId();
    m_deliveries = store.deliveries();
}

void GroupWriter::work(std::unique_ptr<DeliveryStore> store)
{
    if (auto loaded = store->loadOccurrences(); !loaded)
        qCWarning(log).noquote() << "repeats of earlier deliveries are not recognised:"
                                 << loaded.error().detail;
    std::vector<domain::NewDelivery> batch;
    std::vector<Task> tasks;
    while (true) {
        bool stopping = false;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, idleWait, [this] { return m_stop || !m_queue.empty() || m_urgent; });
            batch.swap(m_queue);
            tasks.swap(m_tasks);
            m_queuedBytes = 0;
            stopping = m_stop;
            m_urgent = false;
        }
        for (const Task &task : tasks)
            task(*store);
        if (!batch.empty()) {
            const auto first = store->append(batch);
            publish(*store);
            m_written({batch.size(), first, wallClock()});
        } else if (auto written = store->writeTimes(); !written) {
            qCWarning(log).noquote() << "times not written:" << written.error().detail;
        }
        const bool wasIdle = batch.empty() && tasks.empty();
        batch.clear();
        tasks.clear();
        if (stopping && wasIdle)
            break;
        tidy(*store);
    }
    (void)store->checkpoint();
}

void GroupWriter::tidy(DeliveryStore &store)
{
    const Micros now = wallClock();
    if (now - m_lastTidy < tidyEvery)
        return;
    Retention retention;
    std::function<void(const QList<domain::DeliveryId> &)> pruned;
    {
        const std::lock_guard lock(m_mutex);
        retention = m_retention;
        pruned = m_pruned;
    }
    const auto removed = store.prune(retention, now, pruneChunk);
    if (!removed) {
        qCWarning(log).noquote() << "retention:" << removed.error().detail;
        m_lastTidy = now;
        return;
    }
    if (removed->size() < pruneChunk)
        m_lastTidy = now; // else there is more to do, after the next batch
    if (!removed->isEmpty()) {
        publish(store);
        if (pruned)
            pruned(*removed);
    }
}

} // namespace tocsin::storage
