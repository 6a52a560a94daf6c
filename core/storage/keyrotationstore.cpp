// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/keyrotationstore.h"

#include "core/storage/analystfile.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// What this version does not know is looked at by a person: nothing is done on its account.
KeyStep stepOf(int number)
{
    return number >= 0 && number <= int(KeyStep::Cancelled) ? KeyStep(number) : KeyStep::Cancelled;
}

} // namespace

Result<KeyRotation> KeyRotationStore::begin(const KeyRotation &given)
{
    KeyRotation one = given;
    const auto open =
        m_database.number(u"SELECT count(*) FROM key_rotation WHERE connection=? AND old_id=? AND step < 5"_s,
                          {storedText(one.connection), storedText(one.oldId)});
    if (!open)
        return tl::unexpected(open.error());
    if (*open > 0)
        return fail(Error::Kind::Rejected,
                    u"a rotation of \"%1\" has not ended yet: go on with it or cancel it"_s.arg(one.oldName));
    auto made = m_database.run(
        u"INSERT INTO key_rotation(connection, old_id, old_name, name, description, scopes, days, label, "
        "new_label, new_id, new_public_id, step, unsure, began, changed) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {storedText(one.connection), storedText(one.oldId), storedText(one.oldName), storedText(one.name),
         storedText(one.description), storedList(one.scopes), one.days, storedText(one.label),
         storedText(one.newLabel), storedText(one.newId), storedText(one.newPublicId), int(one.step),
         one.isUnsure, one.began, one.changed});
    if (!made)
        return tl::unexpected(made.error());
    one.id = made->lastInsertId().toLongLong();
    return one;
}

Result<void> KeyRotationStore::save(const KeyRotation &one)
{
    auto done = m_database.run(
        u"UPDATE key_rotation SET new_label=?, new_id=?, new_public_id=?, step=?, unsure=?, changed=? "
        "WHERE id=?"_s,
        {storedText(one.newLabel), storedText(one.newId), storedText(one.newPublicId), int(one.step),
         one.isUnsure, one.changed, one.id});
    if (!done)
        return tl::unexpected(done.error());
    if (done->numRowsAffected() == 0)
        return fail(Error::Kind::NotFound, u"the rotation of \"%1\" is gone"_s.arg(one.oldName));
    return {};
}

Result<QList<KeyRotation>> KeyRotationStore::read(const QString &where, const QVariantList &values)
{
    auto query = m_database.run(u"SELECT id, connection, old_id, old_name, name, description, scopes, days, "
                                "label, new_label, new_id, new_public_id, step, unsure, began, changed "
                                "FROM key_rotation "_s +
                                    where,
                                values);
    if (!query)
        return tl::unexpected(query.error());
    const auto text = [&query](int column) { return query->value(column).toString(); };
    QList<KeyRotation> all;
    while (query->next()) {
        KeyRotation one;
        one.id = query->value(0).toLongLong();
        one.connection = text(1);
        one.oldId = text(2);
        one.oldName = text(3);
        one.name = text(4);
        one.description = text(5);
        one.scopes = listFromStored(text(6));
        one.days = query->value(7).toInt();
        one.label = text(8);
        one.newLabel = text(9);
        one.newId = text(10);
        one.newPublicId = text(11);
        one.step = stepOf(query->value(12).toInt());
        one.isUnsure = query->value(13).toBool();
        one.began = query->value(14).toLongLong();
        one.changed = query->value(15).toLongLong();
        all.append(one);
    }
    return all;
}

Result<std::optional<KeyRotation>> KeyRotationStore::rotation(qint64 id)
{
    const auto found = read(u"WHERE id=?"_s, {id});
    if (!found)
        return tl::unexpected(found.error());
    return found->isEmpty() ? std::optional<KeyRotation>() : std::optional(found->first());
}

Result<QList<KeyRotation>> KeyRotationStore::of(const QString &connection)
{
    return read(u"WHERE connection=? ORDER BY id DESC"_s, {storedText(connection)});
}

Result<void> KeyRotationStore::forget(const QString &connection)
{
    return only(m_database.run(u"DELETE FROM key_rotation WHERE connection=?"_s, {storedText(connection)}));
}

} // namespace tocsin::storage
