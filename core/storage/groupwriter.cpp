// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/groupwriter.h"

#include "core/storage/deliverycodec.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSysInfo>

#include <chrono>
#include <future>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.storage.writer")

// How often an idle writer looks whether filed batches can leave the inbox.
constexpr std::chrono::milliseconds idleWait{100};
// After so long without any, a flood is over: what it has left of the file is given back.
constexpr std::chrono::seconds restWait{1};
// Batches that are read back between two commits, and how soon it is looked whether the filer has room again.
constexpr int broughtAtOnce = 8;
constexpr std::chrono::milliseconds bringWait{5};
// At the end, what waits in the inbox is filed for so long; the next start goes on with it.
constexpr std::chrono::seconds endWait{2};

// Two names of one file must not lead to two locks.
QString lockPath(const QString &storePath)
{
    const QString real = QFileInfo(storePath).canonicalFilePath(); // empty while there is none
    return (real.isEmpty() ? storePath : real) + u".lock"_s;
}

// QLockFile writes, a line each: process, program, host, machine, start of the system. Containers may have a
// host name and a machine of their own; the start of the system is one for all on it.
bool isOfThisMachine(const QLockFile &lock)
{
    qint64 process = 0;
    QString host;
    QString program;
    if (!lock.getLockInfo(&process, &host, &program))
        return false; // just being written
    QFile file(lock.fileName());
    const QByteArrayList lines = file.open(QFile::ReadOnly) ? file.read(4096).split('\n') : QByteArrayList();
    const QByteArray machine = QSysInfo::machineUniqueId();
    const QByteArray start = QSysInfo::bootUniqueId();
    if (!start.isEmpty() && lines.value(4) == start)
        return true;
    return machine.isEmpty() || lines.value(3).isEmpty() ? host == QSysInfo::machineHostName()
                                                         : lines.value(3) == machine;
}

// QLockFile believes that the holder lives when a process of its number and name runs. After a kill in a
// container that is the new process itself: numbers begin anew there, always with the same. What knows is the
// lock that the system keeps on the file for as long as its holder lives; without it, Qt does not remove the
// file. The second lock keeps two that start at once from removing each other's file.
bool tryAgainOverADeadHolder(QLockFile &lock)
{
    QLockFile remover(lock.fileName() + u".rmlock"_s);
    return isOfThisMachine(lock) && remover.tryLock(0) && lock.removeStaleLockFile() && lock.tryLock(0);
}

} // namespace

std::optional<qint64> holderOf(const QString &storePath)
{
    const QString path = lockPath(storePath);
    if (!QFileInfo::exists(path))
        return {};
    QLockFile lock(path);
    lock.setStaleLockTime(0);
    if (lock.tryLock(0)) // of a process that has ended; let go at once
        return {};
    qint64 process = 0;
    QString host;
    QString program;
    lock.getLockInfo(&process, &host, &program);
    return process;
}

GroupWriter::GroupWriter(const QString &storePath, Written written, Preparing preparing)
    : m_storePath(storePath)
    , m_written(std::move(written))
    , m_preparing(std::move(preparing))
    , m_lock(lockPath(storePath))
{
    m_lock.setStaleLockTime(0); // only a process that has ended leaves a stale lock
}

Result<std::unique_ptr<GroupWriter>> GroupWriter::open(const QString &storePath, const Retention &retention,
                                                       Written written, Preparing preparing)
{
    std::unique_ptr<GroupWriter> writer(new GroupWriter(storePath, std::move(written), std::move(preparing)));
    if (auto started = writer->start(retention); !started)
        return tl::unexpected(started.error());
    return writer;
}

Result<void> GroupWriter::start(const Retention &retention)
{
    // The lock first: to file and to prune is for its holder alone.
    if (auto locked = makePrivateFolder(m_storePath).and_then([this] { return lock(); }); !locked)
        return locked;
    auto filer = Filer::open(m_storePath, retention);
    if (!filer)
        return tl::unexpected(filer.error());
    m_filer = std::move(*filer);
    m_forecast.emplace(m_filer->occurrences());
    std::promise<Result<void>> opened;
    auto outcome = opened.get_future();
    m_thread = std::thread([this, &opened] {
        auto inbox = Inbox::open(m_storePath, m_filer->filedUpTo());
        Result<void> ready = inbox ? prepare(**inbox) : Result<void>(tl::unexpected(inbox.error()));
        const bool good = ready.has_value();
        opened.set_value(std::move(ready));
        if (good)
            work(**inbox);
    });
    return outcome.get();
}

Result<void> GroupWriter::lock()
{
    const QString file = m_lock.fileName();
    const bool locked = m_lock.tryLock(0) ||
                        (m_lock.error() == QLockFile::LockFailedError && tryAgainOverADeadHolder(m_lock));
    if (locked) {
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
        return {};
    }
    if (m_lock.error() != QLockFile::LockFailedError) {
        return fail(
            Error::Kind::Storage,
            u"cannot make \"%1\": check the permissions of its folder, or choose another store"_s.arg(file));
    }
    qint64 process = 0;
    QString host;
    QString program;
    m_lock.getLockInfo(&process, &host, &program);
    return fail(
        Error::Kind::Storage,
        u"\"%1\" is in use by another Tocsin (process %2): close it, or choose another store. If there "
        "is none, remove \"%3\""_s.arg(m_storePath, QString::number(process), file));
}

// What a run before this one has left in the inbox waits there for the filer; new ids come after all of it.
Result<void> GroupWriter::prepare(Inbox &inbox)
{
    const domain::DeliveryId filed = m_filer->filedUpTo();
    m_next = std::max(inbox.lastId(), filed) + 1;
    m_durable = m_next - 1;
    m_filer->noteArrived(m_durable);
    for (domain::DeliveryId from = filed + 1; from < m_next;) {
        auto found = inbox.next(from);
        if (!found)
            return tl::unexpected(found.error());
        if (!*found)
            break;
        Inbox::Batch batch = std::move(**found);
        batch.first = std::max(batch.first, from);
        const auto deliveries = read(batch);
        if (!deliveries)
            return tl::unexpected(deliveries.error());
        m_forecast->expect(batch.first, *deliveries);
        if (m_spilled == 0)
            m_spilled = batch.first;
        m_spilledBytes += batch.bytes.size();
        from = batch.last + 1;
    }
    return bring(inbox, false);
}

// The deliveries of the batch from its `first` on; some before that may have been filed.
Result<std::vector<domain::NewDelivery>> GroupWriter::read(const Inbox::Batch &batch) const
{
    auto deliveries = decodeBatch(batch.bytes);
    if (!deliveries) {
        return fail(Error::Kind::Storage,
                    u"\"%1\" holds deliveries that cannot be read (%2): start the Tocsin that wrote it, or "
                    "move it away"_s.arg(Inbox::pathFor(m_storePath), deliveries.error().detail));
    }
    const auto wanted = std::size_t(batch.last - batch.first + 1);
    if (deliveries->size() > wanted)
        deliveries->erase(deliveries->begin(), deliveries->end() - std::ptrdiff_t(wanted));
    return deliveries;
}

// Hands on what only the inbox has, as far as the filer has room and without holding up the next commit.
Result<void> GroupWriter::bring(Inbox &inbox, bool isLast)
{
    m_isPressed = isLast || m_spilledBytes > spillBytes / 4 * (m_isPressed ? 2 : 3);
    m_filer->hurry(m_isPressed);
    Result<void> done;
    for (int i = 0; i < broughtAtOnce && m_spilled > 0 && m_filer->hasRoom() && done; ++i)
        done = bringOne(inbox);
    if (!done)
        qCWarning(log).noquote() << "what waits in the inbox cannot be read:" << done.error().detail;
    return done;
}

Result<void> GroupWriter::bringOne(Inbox &inbox)
{
    auto found = inbox.next(m_spilled);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found) {
        m_spilled = 0;
        m_spilledBytes = 0;
        return {};
    }
    Inbox::Batch batch = std::move(**found);
    batch.first = std::max(batch.first, m_spilled);
    auto deliveries = read(batch);
    if (!deliveries)
        return tl::unexpected(deliveries.error());
    m_filer->file(batch.first, std::move(*deliveries));
    m_spilledBytes = std::max<qint64>(m_spilledBytes - batch.bytes.size(), 0);
    m_spilled = batch.last + 1 < m_next ? batch.last + 1 : 0;
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

void GroupWriter::noteLate(domain::DeliveryId id, qint32 answered)
{
    m_filer->post([id, answered](DeliveryStore &store) { store.noteLate(id, answered); }, false);
}

void GroupWriter::work(Inbox &inbox)
{
    std::optional<std::chrono::steady_clock::time_point> end;
    while (true) {
        std::vector<domain::NewDelivery> batch;
        bool stopping = false;
        {
            std::unique_lock lock(m_mutex);
            const auto isAwaited = [this] { return m_stop || !m_queue.empty(); };
            if (m_spilled > 0)
                m_wake.wait_for(lock, bringWait, [this] { return !m_queue.empty(); });
            else if (m_cleared < m_next - 1)
                m_wake.wait_for(lock, idleWait, isAwaited);
            else if (!m_isTidy)
                m_isTidy = !m_wake.wait_for(lock, restWait, isAwaited);
            else // all is filed and tidy: there is nothing to look after
                m_wake.wait(lock, isAwaited);
            batch = takeBatch();
            stopping = m_stop;
        }
        if (stopping && !end)
            end = std::chrono::steady_clock::now() + endWait;
        const bool isIdle = batch.empty();
        if (isIdle && m_isTidy && !stopping)
            inbox.shrink();
        if (!isIdle) {
            m_isTidy = false;
            write(inbox, std::move(batch));
        }
        const auto brought = bring(inbox, stopping);
        if (stopping && isIdle && (m_spilled == 0 || !brought || std::chrono::steady_clock::now() > *end))
            break;
        if (isIdle)
            clear(inbox);
    }
    m_filer->finish();
    clear(inbox);
    inbox.shrink();
}

// What is filed leaves the inbox.
void GroupWriter::clear(Inbox &inbox)
{
    const domain::DeliveryId filed = m_filer->filedUpTo();
    if (filed <= m_cleared)
        return;
    inbox.removeUpTo(filed);
    m_cleared = filed;
}

// All that waits as a rule; of a crowd of large ones no more than one commit should hold.
std::vector<domain::NewDelivery> GroupWriter::takeBatch()
{
    if (m_queuedBytes <= batchBytes) {
        m_queuedBytes = 0;
        return std::exchange(m_queue, {});
    }
    qint64 bytes = 0;
    auto end = m_queue.begin();
    do {
        bytes += weightOf(*end++);
    } while (end != m_queue.end() && bytes + weightOf(*end) <= batchBytes);
    m_queuedBytes -= bytes;
    std::vector<domain::NewDelivery> batch(std::make_move_iterator(m_queue.begin()),
                                           std::make_move_iterator(end));
    m_queue.erase(m_queue.begin(), end);
    return batch;
}

void GroupWriter::write(Inbox &inbox, std::vector<domain::NewDelivery> &&batch)
{
    const std::size_t count = batch.size();
    if (const QString why = refusal(inbox); !why.isEmpty()) {
        m_written({count, fail(Error::Kind::Storage, why), wallClock()});
        return;
    }
    announce(batch);
    clear(inbox);
    const QByteArray bytes = encodeBatch(batch);
    const auto added = inbox.add(m_next, m_next + qint64(count) - 1, bytes);
    if (!added) {
        m_forecast->takeBack(m_next);
        m_written({count, tl::unexpected(added.error()), wallClock()});
        return;
    }
    const domain::DeliveryId first = m_next;
    m_next += qint64(count);
    m_durable = m_next - 1;
    m_written({count, first, wallClock()});
    m_filer->noteArrived(m_durable);
    if (m_spilled == 0 && m_filer->hasRoom()) {
        m_filer->file(first, std::move(batch));
        return;
    }
    if (m_spilled == 0)
        m_spilled = first;
    m_spilledBytes += bytes.size();
}

// Why nothing more can be taken; empty = it can. Waits for the filer where the inbox is as full as it may
// get: the pace of the disk is the pace of the senders then.
QString GroupWriter::refusal(Inbox &inbox)
{
    while (m_spilledBytes >= spillBytes || !m_filer->error().isEmpty()) {
        if (!m_filer->waitForRoom()) {
            const QString why = m_filer->error();
            return why.isEmpty() ? u"the disk cannot keep up"_s : why;
        }
        if (m_spilledBytes < spillBytes)
            break; // filing fails, and there is room until it works again
        if (const auto brought = bring(inbox, false); !brought)
            return brought.error().detail;
    }
    return {};
}

void GroupWriter::announce(std::span<domain::NewDelivery> batch)
{
    std::vector<int> attempts;
    if (m_numbers)
        attempts = m_forecast->number(m_next, batch);
    if (m_preparing)
        m_preparing(m_next, batch, attempts);
}

} // namespace tocsin::storage
