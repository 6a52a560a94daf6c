// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/searchindex.h"

#include "core/base/heap.h"

#include <QLoggingCategory>
#include <QSqlError>
#include <QStringDecoder>

#include <chrono>
#include <utility>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.storage.search")

constexpr int chunk = 250;
constexpr qsizetype mostBytes = 64 * 1024;
// After a failure: a full disk, or a file that somebody holds, may be no more than a moment's trouble.
constexpr std::chrono::seconds retryWait{1};

} // namespace

QString SearchIndex::pathFor(const QString &storePath)
{
    return storePath + u".search"_s;
}

QString searchableText(QByteArrayView bytes)
{
    const QByteArrayView some = bytes.first(std::min(bytes.size(), mostBytes));
    if (some.contains('\0'))
        return {};
    QStringDecoder decoder(QStringConverter::Utf8);
    const QString text = decoder(some);
    // A cut in the middle of a character is no error; other encodings are indexed byte by byte.
    return decoder.hasError() && some.size() == bytes.size() ? QString::fromLatin1(some) : text;
}

SearchIndex::SearchIndex(const QString &storePath) : m_storePath(storePath), m_thread([this] { work(); }) {}

SearchIndex::~SearchIndex()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void SearchIndex::storeGrew(domain::DeliveryId lastId)
{
    m_tide.noteFiled(lastId);
    const std::lock_guard lock(m_mutex);
    m_grew = true;
    m_wake.notify_one();
}

QString SearchIndex::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

Result<void> SearchIndex::openFiles()
{
    auto store = Database::open(m_storePath, Database::Access::ReadWrite);
    if (!store)
        return tl::unexpected(store.error());
    auto search = Database::open(pathFor(m_storePath), Database::Access::ReadWrite);
    if (!search)
        return tl::unexpected(search.error());
    m_store.emplace(std::move(*store));
    m_search.emplace(std::move(*search));
    // Read once from front to back: nothing to keep.
    if (auto small = m_store->run(u"PRAGMA cache_size=-2048"_s); !small)
        return tl::unexpected(small.error());
    const QStringList statements = {
        u"PRAGMA cache_size=-16384"_s,
        u"PRAGMA synchronous=NORMAL"_s, // derived: what a power cut takes is indexed again
        u"CREATE VIRTUAL TABLE IF NOT EXISTS request USING fts5(path, headers, body, "
        "tokenize=\"unicode61 remove_diacritics 2\")"_s,
        u"CREATE TABLE IF NOT EXISTS progress(only_row INTEGER PRIMARY KEY CHECK(only_row=1), last_id INTEGER)"_s,
        u"INSERT OR IGNORE INTO progress VALUES(1, 0)"_s,
    };
    for (const QString &sql : statements) {
        if (auto done = m_search->run(sql); !done)
            return tl::unexpected(done.error());
    }
    auto last = m_search->number(u"SELECT last_id FROM progress"_s);
    auto storeLast = m_store->number(u"SELECT coalesce(max(id), 0) FROM delivery"_s);
    if (!last || !storeLast)
        return tl::unexpected(last ? storeLast.error() : last.error());
    m_indexed = *last;
    m_tide.noteFiled(std::max(m_tide.filed(), *storeLast));
    return {};
}

void SearchIndex::work()
{
    Result<void> state = openFiles();
    m_tide.begin();
    bool wasFlooded = false;
    bool hasTidied = true;
    while (true) {
        bool caughtUp = false;
        const bool flooded = m_tide.isHigh(Pace::Clock::now());
        // A flood leaves much free memory behind: at once, and what is indexed of it once that is done.
        if (std::exchange(wasFlooded, flooded) && !flooded) {
            giveBackFreeMemory();
            hasTidied = false;
        }
        if (state && !flooded) {
            const auto some = indexSome();
            caughtUp = some.value_or(0) == 0;
            if (!some)
                state = tl::unexpected(some.error());
            else if (caughtUp)
                state = forgetDeleted();
            if (caughtUp && !std::exchange(hasTidied, true))
                giveBackFreeMemory();
        }
        std::unique_lock lock(m_mutex);
        say(state);
        if (flooded)
            m_wake.wait_for(lock, Pace::look, [this] { return m_stop; });
        else if (!state)
            m_wake.wait_for(lock, retryWait, [this] { return m_stop; });
        else if (caughtUp)
            m_wake.wait_for(lock, std::chrono::seconds(5), [this] { return m_stop || m_grew; });
        m_grew = false;
        if (m_stop)
            break;
        lock.unlock();
        if (!state)
            state = openFiles();
    }
    m_store.reset();
    m_search.reset();
}

void SearchIndex::say(const Result<void> &state)
{
    const QString error = state ? QString() : state.error().detail;
    if (!error.isEmpty() && m_error.isEmpty())
        qCWarning(log).noquote() << "the search index waits:" << error;
    m_error = error;
}

Result<int> SearchIndex::indexSome()
{
    auto rows = m_store->run(u"SELECT delivery.id, target, head, body FROM delivery JOIN content USING(id) "
                             "WHERE delivery.id > ? ORDER BY delivery.id LIMIT ?"_s,
                             {m_indexed.load(), chunk});
    if (!rows)
        return tl::unexpected(rows.error());
    Transaction transaction(*m_search);
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    auto insert = m_search->prepare(u"INSERT INTO request(rowid, path, headers, body) VALUES(?,?,?,?)"_s);
    if (!insert)
        return tl::unexpected(insert.error());
    int count = 0;
    qint64 last = m_indexed;
    while (rows->next()) {
        last = rows->value(0).toLongLong();
        insert->bindValue(0, last);
        insert->bindValue(1, rows->value(1));
        insert->bindValue(2, searchableText(rows->value(2).toByteArray()));
        insert->bindValue(3, searchableText(rows->value(3).toByteArray()));
        if (!insert->exec())
            return fail(Error::Kind::Storage, insert->lastError().text());
        ++count;
    }
    if (count == 0)
        return 0;
    auto progress = m_search->run(u"UPDATE progress SET last_id=?"_s, {last});
    if (!progress)
        return tl::unexpected(progress.error());
    if (auto done = transaction.commit(); !done)
        return tl::unexpected(done.error());
    m_indexed = last;
    return count;
}

Result<void> SearchIndex::forgetDeleted()
{
    auto ranges = m_store->run(u"SELECT rowid, first_id, last_id FROM forgotten ORDER BY rowid LIMIT 1000"_s);
    if (!ranges)
        return tl::unexpected(ranges.error());
    qint64 lastRange = 0;
    while (ranges->next()) {
        lastRange = ranges->value(0).toLongLong();
        auto done = m_search->run(u"DELETE FROM request WHERE rowid BETWEEN ? AND ?"_s,
                                  {ranges->value(1), ranges->value(2)});
        if (!done)
            return tl::unexpected(done.error());
    }
    ranges->finish();
    if (lastRange == 0)
        return {};
    auto done = m_store->run(u"DELETE FROM forgotten WHERE rowid <= ?"_s, {lastRange});
    if (!done)
        return tl::unexpected(done.error());
    return {};
}

} // namespace tocsin::storage
