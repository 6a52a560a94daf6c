// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/issuedstore.h"

#include "core/storage/analystfile.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

Result<IssuedRecord> IssuedStore::add(const IssuedRecord &given)
{
    IssuedRecord record = given;
    auto made = m_database.run(u"INSERT INTO issued(connection, kind, server_id, public_id, name, "
                               "description, scopes, created, expires, disabled, label) "
                               "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                               {storedText(record.connection), int(record.kind), storedText(record.serverId),
                                storedText(record.publicId), storedText(record.name),
                                storedText(record.description), storedList(record.scopes), record.created,
                                record.expires, record.disabled, storedText(record.label)});
    if (!made)
        return tl::unexpected(made.error());
    record.id = made->lastInsertId().toLongLong();
    return record;
}

Result<void> IssuedStore::set(const QString &column, const QVariant &value, const QString &connection,
                              const QString &anyId)
{
    if (anyId.isEmpty()) // a server may have told one id of two
        return {};
    return only(m_database.run(
        u"UPDATE issued SET %1=? WHERE connection=? AND ? IN (server_id, public_id)"_s.arg(column),
        {value, storedText(connection), storedText(anyId)}));
}

Result<void> IssuedStore::setLabel(const QString &connection, const QString &anyId, const QString &label)
{
    return set(u"label"_s, storedText(label), connection, anyId);
}

Result<void> IssuedStore::setDisabled(const QString &connection, const QString &anyId, Micros when)
{
    return set(u"disabled"_s, when, connection, anyId);
}

Result<QList<IssuedRecord>> IssuedStore::read(const QString &where, const QVariantList &values)
{
    auto query = m_database.run(u"SELECT id, connection, kind, server_id, public_id, name, description, "
                                "scopes, created, expires, disabled, label FROM issued "_s +
                                    where,
                                values);
    if (!query)
        return tl::unexpected(query.error());
    QList<IssuedRecord> all;
    while (query->next()) {
        all.append({query->value(0).toLongLong(), query->value(1).toString(),
                    query->value(2).toInt() == int(domain::IssuedKind::Client) ? domain::IssuedKind::Client
                                                                               : domain::IssuedKind::Key,
                    query->value(3).toString(), query->value(4).toString(), query->value(5).toString(),
                    query->value(6).toString(), listFromStored(query->value(7).toString()),
                    query->value(8).toLongLong(), query->value(9).toLongLong(), query->value(10).toLongLong(),
                    query->value(11).toString()});
    }
    return all;
}

Result<QList<IssuedRecord>> IssuedStore::of(const QString &connection)
{
    return read(u"WHERE connection=? ORDER BY id DESC"_s, {storedText(connection)});
}

Result<std::optional<IssuedRecord>> IssuedStore::find(const QString &connection, const QString &anyId)
{
    const auto found = read(u"WHERE connection=? AND ? IN (server_id, public_id) ORDER BY id DESC"_s,
                            {storedText(connection), storedText(anyId)});
    if (!found)
        return tl::unexpected(found.error());
    return found->isEmpty() || anyId.isEmpty() ? std::optional<IssuedRecord>()
                                               : std::optional(found->first());
}

Result<void> IssuedStore::forget(const QString &connection)
{
    return only(m_database.run(u"DELETE FROM issued WHERE connection=?"_s, {storedText(connection)}));
}

} // namespace tocsin::storage
