// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/inbox.h"

#include <QFileInfo>
#include <QSqlError>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// A batch is a few tens of KiB: large pages take it in few writes.
constexpr int pageSize = 16384;
// A checkpoint costs the same for a long WAL as for a short one, since the same few pages are used again and
// again. Not so in a flood: what is moved then takes the disk from the commits, which wait (the slowest
// hundredth of the answers 74 ms instead of 5). So it is left to the rest after it, see shrink().
constexpr Checkpointer::Bounds walBounds{1024LL * 1024 * 1024, 1280LL * 1024 * 1024};
constexpr qint64 keptBytes = 32 * 1024 * 1024; // of an empty file

} // namespace

Inbox::Inbox(Database database)
    : m_database(std::move(database))
    , m_checkpointer(m_database.path(), walBounds)
{}

QString Inbox::pathFor(const QString &storePath)
{
    return storePath + u".inbox"_s;
}

Result<std::unique_ptr<Inbox>> Inbox::open(const QString &storePath)
{
    auto database = Database::open(pathFor(storePath), Database::Access::ReadWrite, pageSize);
    if (!database)
        return tl::unexpected(database.error());
    // What is written is seldom read again: a small cache does.
    for (const QString &pragma : {u"PRAGMA cache_size=-4096"_s, u"PRAGMA wal_autocheckpoint=0"_s,
                                  u"PRAGMA journal_size_limit=%1"_s.arg(Checkpointer::keptBytes)}) {
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
    Result<void> done;
    if (filed == 0) {
        done = m_insert->run({first, first + count - 1, bytes}); // a commit of its own
    } else {
        Transaction transaction(m_database);
        if (auto begun = transaction.begin(); !begun)
            return begun;
        done = m_insert->run({first, first + count - 1, bytes})
                   .and_then([&] { return m_delete->run({filed}); })
                   .and_then([&] { return transaction.commit(); });
    }
    keepWalShort();
    return done;
}

void Inbox::keepWalShort()
{
    if (m_checkpointer.walGrew())
        (void)m_database.run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
}

// What VACUUM leaves of an empty file is small, and so is what a checkpoint then has to move.
void Inbox::shrink()
{
    const QString &path = m_database.path();
    if (QFileInfo(path).size() + QFileInfo(path + u"-wal"_s).size() <= keptBytes)
        return;
    const auto rows = m_database.number(u"SELECT count(*) FROM (SELECT 1 FROM batch LIMIT 1)"_s);
    if (rows.value_or(1) != 0)
        return;
    (void)m_database.run(u"VACUUM"_s);
    (void)m_database.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
}

Result<void> Inbox::removeUpTo(domain::DeliveryId filed)
{
    return m_delete->run({filed});
}

Result<std::optional<Inbox::Batch>> Inbox::next(domain::DeliveryId from)
{
    auto query = m_database.run(
        u"SELECT first_id, last_id, bytes FROM batch WHERE last_id>=? AND first_id>="
        "coalesce((SELECT max(first_id) FROM batch WHERE first_id<=?), 0) ORDER BY first_id LIMIT 1"_s,
        {from, from});
    if (!query)
        return tl::unexpected(query.error());
    std::optional<Batch> batch;
    if (query->next())
        batch =
            Batch{query->value(0).toLongLong(), query->value(1).toLongLong(), query->value(2).toByteArray()};
    // One that cannot be read must not pass for none: what is filed after it would take it out.
    if (query->lastError().isValid())
        return tl::unexpected(storageError(m_database.path(), query->lastError()));
    return batch;
}

Result<domain::DeliveryId> Inbox::lastId()
{
    return m_database.number(u"SELECT coalesce(max(last_id), 0) FROM batch"_s);
}

} // namespace tocsin::storage
