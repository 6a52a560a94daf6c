// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/rotationstore.h"

#include "core/storage/analystfile.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

RotationStep stepOf(int number)
{
    return number >= 0 && number <= int(RotationStep::Cancelled) ? RotationStep(number)
                                                                 : RotationStep::Planned;
}

} // namespace

Result<Rotation> RotationStore::begin(const Rotation &given)
{
    Rotation rotation = given;
    const auto open =
        m_database.number(u"SELECT count(*) FROM rotation WHERE tenant=? AND integration=? AND step < 4"_s,
                          {storedText(rotation.tenant), storedText(rotation.integration)});
    if (!open)
        return tl::unexpected(open.error());
    if (*open > 0)
        return fail(Error::Kind::Rejected,
                    u"a rotation of \"%1\" has not ended yet: go on with it or cancel it"_s.arg(
                        rotation.integration));
    auto made = m_database.run(u"INSERT INTO rotation(tenant, integration, label, old_tag, new_tag, step, "
                               u"kept, began, changed, verified) "
                               "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                               {storedText(rotation.tenant), storedText(rotation.integration),
                                storedText(rotation.label), storedText(rotation.oldTag),
                                storedText(rotation.newTag), int(rotation.step), rotation.kept,
                                rotation.began, rotation.changed, rotation.verified});
    if (!made)
        return tl::unexpected(made.error());
    rotation.id = made->lastInsertId().toLongLong();
    return rotation;
}

Result<void> RotationStore::save(const Rotation &rotation)
{
    auto done =
        m_database.run(u"UPDATE rotation SET step=?, kept=?, changed=?, verified=? WHERE id=?"_s,
                       {int(rotation.step), rotation.kept, rotation.changed, rotation.verified, rotation.id});
    if (!done)
        return tl::unexpected(done.error());
    if (done->numRowsAffected() == 0)
        return fail(Error::Kind::NotFound, u"the rotation of \"%1\" is gone"_s.arg(rotation.integration));
    return {};
}

Result<QList<Rotation>> RotationStore::read(const QString &where, const QVariantList &values)
{
    auto query =
        m_database.run(u"SELECT id, tenant, integration, label, old_tag, new_tag, step, kept, began, "
                       "changed, verified FROM rotation "_s +
                           where,
                       values);
    if (!query)
        return tl::unexpected(query.error());
    QList<Rotation> all;
    while (query->next()) {
        all.append({query->value(0).toLongLong(), query->value(1).toString(), query->value(2).toString(),
                    query->value(3).toString(), query->value(4).toString(), query->value(5).toString(),
                    stepOf(query->value(6).toInt()), query->value(7).toInt(), query->value(8).toLongLong(),
                    query->value(9).toLongLong(), query->value(10).toLongLong()});
    }
    return all;
}

Result<std::optional<Rotation>> RotationStore::rotation(qint64 id)
{
    const auto found = read(u"WHERE id=?"_s, {id});
    if (!found)
        return tl::unexpected(found.error());
    return found->isEmpty() ? std::optional<Rotation>() : std::optional(found->first());
}

Result<QList<Rotation>> RotationStore::open()
{
    return read(u"WHERE step < 4 ORDER BY id"_s, {});
}

Result<QList<Rotation>> RotationStore::of(const QString &tenant)
{
    return read(u"WHERE tenant=? ORDER BY id DESC"_s, {storedText(tenant)});
}

Result<void> RotationStore::forget(const QString &tenant)
{
    return only(m_database.run(u"DELETE FROM rotation WHERE tenant=?"_s, {storedText(tenant)}));
}

} // namespace tocsin::storage
