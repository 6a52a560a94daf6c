// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/storage/database.h"

namespace tocsin::storage {

// A tenant whose integrations are managed here. What its settings say is the business of who gave them.
struct StoredTenant
{
    QString id;
    QByteArray settings; // JSON, without secrets
    int updates = 0;     // what a probe found about the rule of updates; 0 = not probed
    Micros probed = 0;   // 0 = never

    bool operator==(const StoredTenant &) const = default;
};

// What of this console an integration has to do with.
struct TenantLink
{
    QString tenant;
    QString integration; // name
    QString endpoint;    // that receives what it sends; empty = none is known
    QString label;       // of its secret in the secret store; empty = not kept here

    bool operator==(const TenantLink &) const = default;
};

// Tenants and their links in the analyst's file. On the thread and within the life of its Database.
class TenantStore
{
public:
    explicit TenantStore(Database &database) : m_database(database) {}

    Result<QList<StoredTenant>> tenants(); // in the order they were added
    // Gives it an id when that is empty, else changes the one that has it.
    Result<QString> save(const QString &id, const QByteArray &settings);
    Result<void> setUpdates(const QString &id, int updates, Micros probed);
    Result<void> remove(const QString &id); // with its links

    Result<QList<TenantLink>> links();
    Result<void> setLink(const TenantLink &link); // neither endpoint nor label: it is removed
    Result<void> unlink(const QString &tenant);   // all of it

    static constexpr qint64 mostTenants = 100;

private:
    Database &m_database;
};

} // namespace tocsin::storage
