// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/inbox.h"

#include <QSqlError>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// A batch is a few tens of KiB: large pages take it in few writes.
constexpr int pageSize = 16384;
// A checkpoint holds up the commit that it falls on, and costs the same for a long WAL as for a short one,
// since the same few pages are used again and again: let it be rare.
constexpr int walPages = 4096;

} // namespace

Inbox::Inbox(Database database) : m_database(std::move(database)) {}

QString Inbox::pathFor(const QString &storePath)
{
    return storePath + u".inbox"_s;
}

Result<std::unique_ptr<Inbox>> Inbox::open(const QString &storePath)
{
    auto database = Database::open(pathFor(storePath), Database::Access::ReadWrite, pageSize);
    if (!database)
        return tl::unexpected(database.error());
    // The lock of the store lets nobody else in: no need to take a lock for every commit. What is written is
    // not read again but after a crash: a small cache does.
    for (const QString &pragma : {u"PRAGMA locking_mode=EXCLUSIVE"_s, u"PRAGMA cache_size=-4096"_s,
                                  u"PRAGMA wal_autocheckpoint=%1"_s.arg(walPages)}) {
        if (auto set = database->run(pragma); !set)
            return tl::unexpected(set.error());
    }
    std::unique_ptr<Inbox> inbox(new Inbox(std::move(*database)));
    auto made = inbox->m_database.run(
        u"CREATE TABLE IF NOT EXISTS batch(first_id INTEGER PRIMARY KEY, last_id INTEGER "
        "NOT NULL, bytes BLOB NOT NULL)"_s);
    if (!made)
        return tl::unexpected(made.error());
    auto insert =
        Statement::prepare(inbox->m_database, u"INSERT INTO batch(first_id, last_id, bytes) VALUES(?,?,?)"_s);
    auto remove = Statement::prepare(inbox->m_database, u"DELETE FROM batch WHERE last_id <= ?"_s);
    if (!insert || !remove)
        return tl::unexpected(insert ? remove.error() : insert.error());
    inbox->m_insert.emplace(std::move(*insert));
    inbox->m_delete.emplace(std::move(*remove));
    return inbox;
}

Result<void> Inbox::add(domain::DeliveryId first, qsizetype count, const QByteArray &bytes,
                        domain::DeliveryId filed)
{
    if (filed == 0)
        return m_insert->run({first, first + count - 1, bytes}); // a commit of its own
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    return m_insert->run({first, first + count - 1, bytes})
        .and_then([&] { return m_delete->run({filed}); })
        .and_then([&] { return transaction.commit(); });
}

Result<void> Inbox::removeUpTo(domain::DeliveryId filed)
{
    return m_delete->run({filed});
}

Result<QList<Inbox::Batch>> Inbox::waiting()
{
    auto query = m_database.run(u"SELECT first_id, bytes FROM batch ORDER BY first_id"_s);
    if (!query)
        return tl::unexpected(query.error());
    QList<Batch> batches;
    while (query->next())
        batches.append(Batch{query->value(0).toLongLong(), query->value(1).toByteArray()});
    // Batches that cannot be read must not pass for none: what is filed after them would take them out.
    if (query->lastError().isValid())
        return tl::unexpected(storageError(m_database.path(), query->lastError()));
    return batches;
}

Result<domain::DeliveryId> Inbox::lastId()
{
    return m_database.number(u"SELECT coalesce(max(last_id), 0) FROM batch"_s);
}

} // namespace tocsin::storage
