// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/tenantstore.h"

#include "core/storage/analystfile.h"

#include <QUuid>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

Result<QList<StoredTenant>> TenantStore::tenants()
{
    auto query =
        m_database.run(u"SELECT id, settings, updates, probed FROM tenant ORDER BY position, id"_s, {});
    if (!query)
        return tl::unexpected(query.error());
    QList<StoredTenant> all;
    while (query->next())
        all.append({query->value(0).toString(), query->value(1).toString().toUtf8(), query->value(2).toInt(),
                    query->value(3).toLongLong()});
    return all;
}

Result<QString> TenantStore::save(const QString &given, const QByteArray &settings)
{
    QString id = given;
    if (id.isEmpty()) {
        const auto count = m_database.number(u"SELECT count(*) FROM tenant"_s);
        if (!count)
            return tl::unexpected(count.error());
        if (*count >= mostTenants)
            return fail(Error::Kind::Limited, u"there are %1 tenants already"_s.arg(*count));
        id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
    auto saved = m_database.run(u"INSERT INTO tenant(id, position, settings) SELECT ?, "
                                u"coalesce(max(position), 0) + 1, ? FROM tenant "
                                "WHERE true ON CONFLICT(id) DO UPDATE SET settings=excluded.settings"_s,
                                {id, QString::fromUtf8(settings)});
    return saved ? Result<QString>(id) : tl::unexpected(saved.error());
}

Result<void> TenantStore::setUpdates(const QString &id, int updates, Micros probed)
{
    return only(m_database.run(u"UPDATE tenant SET updates=?, probed=? WHERE id=?"_s, {updates, probed, id}));
}

Result<void> TenantStore::remove(const QString &id)
{
    if (auto done = unlink(id); !done)
        return done;
    return only(m_database.run(u"DELETE FROM tenant WHERE id=?"_s, {storedText(id)}));
}

Result<QList<TenantLink>> TenantStore::links()
{
    auto query = m_database.run(u"SELECT tenant, integration, endpoint, label FROM tenant_link"_s, {});
    if (!query)
        return tl::unexpected(query.error());
    QList<TenantLink> all;
    while (query->next())
        all.append({query->value(0).toString(), query->value(1).toString(), query->value(2).toString(),
                    query->value(3).toString()});
    return all;
}

Result<void> TenantStore::setLink(const TenantLink &link)
{
    if (link.endpoint.isEmpty() && link.label.isEmpty())
        return only(m_database.run(u"DELETE FROM tenant_link WHERE tenant=? AND integration=?"_s,
                                   {storedText(link.tenant), storedText(link.integration)}));
    return only(m_database.run(
        u"INSERT OR REPLACE INTO tenant_link(tenant, integration, endpoint, label) VALUES(?, ?, ?, ?)"_s,
        {storedText(link.tenant), storedText(link.integration), storedText(link.endpoint),
         storedText(link.label)}));
}

Result<void> TenantStore::unlink(const QString &tenant)
{
    return only(m_database.run(u"DELETE FROM tenant_link WHERE tenant=?"_s, {storedText(tenant)}));
}

} // namespace tocsin::storage
