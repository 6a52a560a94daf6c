// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/groupwriter.h"

#include "core/storage/deliverycodec.h"

#include <QFile>
#include <QLoggingCategory>

#include <chrono>
#include <future>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.storage.writer")

// How often an idle writer looks whether filed batches can leave the inbox.
constexpr std::chrono::milliseconds idleWait{100};

} // namespace

GroupWriter::GroupWriter(const QString &storePath, Written written)
    : m_storePath(storePath)
    , m_written(std::move(written))
    , m_lock(storePath + u".lock"_s)
{
    m_lock.setStaleLockTime(0); // only a process that has ended leaves a stale lock
}

Result<std::unique_ptr<GroupWriter>> GroupWriter::open(const QString &storePath, const Retention &retention,
                                                       Written written)
{
    std::unique_ptr<GroupWriter> writer(new GroupWriter(storePath, std::move(written)));
    if (auto started = writer->start(retention); !started)
        return tl::unexpected(started.error());
    return writer;
}

Result<void> GroupWriter::start(const Retention &retention)
{
    auto filer = Filer::open(m_storePath, retention); // makes the folder
    if (!filer)
        return tl::unexpected(filer.error());
    m_filer = std::move(*filer);
    if (!m_lock.tryLock(0)) {
        return fail(
            Error::Kind::Storage,
            u"\"%1\" is in use by another Tocsin: close it, or choose another store"_s.arg(m_storePath));
    }
    QFile::setPermissions(m_lock.fileName(), QFile::ReadOwner | QFile::WriteOwner);
    std::promise<Result<void>> opened;
    auto outcome = opened.get_future();
    m_thread = std::thread([this, &opened] {
        auto inbox = Inbox::open(m_storePath);
        Result<void> ready = inbox ? prepare(**inbox) : Result<void>(tl::unexpected(inbox.error()));
        const bool good = ready.has_value();
        opened.set_value(std::move(ready));
        if (good)
            work(**inbox);
    });
    return outcome.get();
}

// What a crash has left in the inbox goes on to the filer; new ids come after all of it.
Result<void> GroupWriter::prepare(Inbox &inbox)
{
    const auto last = inbox.lastId();
    if (!last)
        return tl::unexpected(last.error());
    auto waiting = inbox.waiting();
    if (!waiting)
        return tl::unexpected(waiting.error());
    const domain::DeliveryId filed = m_filer->filedUpTo();
    m_next = std::max(*last, filed) + 1;
    for (const Inbox::Batch &batch : std::as_const(*waiting)) {
        auto deliveries = decodeBatch(batch.bytes);
        if (!deliveries)
            return tl::unexpected(deliveries.error());
        const domain::DeliveryId end = batch.first + qint64(deliveries->size());
        if (end <= filed + 1)
            continue; // filed before the crash
        if (batch.first <= filed)
            deliveries->erase(deliveries->begin(), deliveries->begin() + (filed + 1 - batch.first));
        m_filer->file(std::max(batch.first, filed + 1), std::move(*deliveries));
    }
    return {};
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
    const qint64 bytes = weightOf(delivery);
    const std::lock_guard lock(m_mutex);
    if (m_queuedBytes + bytes > queueBytes)
        return false;
    m_queuedBytes += bytes;
    m_queue.push_back(std::move(delivery));
    if (m_queue.size() == 1)
        m_wake.notify_one();
    return true;
}

void GroupWriter::noteTimes(domain::DeliveryId first, Micros committed, std::vector<qint32> answered)
{
    m_filer->post([first, committed, answered = std::move(answered)](
                      DeliveryStore &store) { store.noteTimes(first, committed, answered); },
                  false);
}

void GroupWriter::work(Inbox &inbox)
{
    domain::DeliveryId cleared = 0;
    while (true) {
        std::vector<domain::NewDelivery> batch;
        bool stopping = false;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, idleWait, [this] { return m_stop || !m_queue.empty(); });
            batch.swap(m_queue);
            m_queue.reserve(batch.size() + 16); // the next batch is likely as long as this one
            m_queuedBytes = 0;
            stopping = m_stop;
        }
        if (!batch.empty()) {
            write(inbox, std::move(batch));
        } else if (stopping) {
            break;
        } else if (const domain::DeliveryId filed = m_filer->filedUpTo(); filed > cleared) {
            if (auto done = inbox.removeUpTo(filed); !done)
                qCWarning(log).noquote() << "filed batches stay in the inbox:" << done.error().detail;
            cleared = filed;
        }
    }
    m_filer->finish();
    (void)inbox.removeUpTo(m_filer->filedUpTo());
}

void GroupWriter::write(Inbox &inbox, std::vector<domain::NewDelivery> &&batch)
{
    const std::size_t count = batch.size();
    const auto added = inbox.add(m_next, qsizetype(count), encodeBatch(batch), m_filer->filedUpTo());
    if (!added) {
        m_written({count, tl::unexpected(added.error()), wallClock()});
        return;
    }
    const domain::DeliveryId first = m_next;
    m_next += qint64(count);
    m_written({count, first, wallClock()});
    m_filer->file(first, std::move(batch));
}

} // namespace tocsin::storage
