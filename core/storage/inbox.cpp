// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/inbox.h"

#include <QSqlError>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// A batch is a few tens of KiB: large pages take it in few writes.
constexpr int pageSize = 32768;

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
    std::unique_ptr<Inbox> inbox(new Inbox(std::move(*database)));
    auto made = inbox->m_database.run(
        u"CREATE TABLE IF NOT EXISTS batch(first_id INTEGER PRIMARY KEY, last_id INTEGER "
        "NOT NULL, bytes BLOB NOT NULL)"_s);
    if (!made)
        return tl::unexpected(made.error());
    auto insert = inbox->m_database.prepare(u"INSERT INTO batch(first_id, last_id, bytes) VALUES(?,?,?)"_s);
    auto remove = inbox->m_database.prepare(u"DELETE FROM batch WHERE last_id <= ?"_s);
    if (!insert || !remove)
        return tl::unexpected(insert ? remove.error() : insert.error());
    inbox->m_insert.emplace(std::move(*insert));
    inbox->m_delete.emplace(std::move(*remove));
    return inbox;
}

Result<void> Inbox::add(domain::DeliveryId first, qsizetype count, const QByteArray &bytes,
                        domain::DeliveryId filed)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    m_insert->bindValue(0, first);
    m_insert->bindValue(1, first + count - 1);
    m_insert->bindValue(2, bytes);
    if (!m_insert->exec())
        return tl::unexpected(storageError(m_database.path(), m_insert->lastError()));
    if (filed > 0) {
        m_delete->bindValue(0, filed);
        if (!m_delete->exec())
            return tl::unexpected(storageError(m_database.path(), m_delete->lastError()));
    }
    return transaction.commit();
}

Result<void> Inbox::removeUpTo(domain::DeliveryId filed)
{
    m_delete->bindValue(0, filed);
    if (!m_delete->exec())
        return tl::unexpected(storageError(m_database.path(), m_delete->lastError()));
    return {};
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
