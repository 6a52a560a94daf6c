// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/vaultstore.h"
#include "tests/support/analystcli.h"
#include "tests/support/waited.h"

namespace tocsin::test {

// `tocsinctl integrations` against a stand-in tenant in the test's process.
struct TenantCli : AnalystCli
{
    void serveTenant(const QString &profile = u"default"_s, const sandbox::TenantOptions &tenant = {})
    {
        sandbox::ServerOptions options = stillOptions(profile);
        options.profile.hostile = false;
        options.clock = wallClock;
        options.incidents = 5;
        options.pastSessions = 1;
        options.tenant = tenant;
        serve(options);
        write(u"password"_s, m_server->tenantPassword().reveal().toByteArray());
    }

    QStringList tenantOptions() const
    {
        const sandbox::TenantOptions &tenant = m_server->options().tenant;
        return {u"--api"_s,       m_server->baseUrl().toString(),
                u"--host-name"_s, tenant.hostName,
                u"--user"_s,      tenant.userName,
                u"--password"_s,  u"file:"_s + file(u"password"_s)};
    }

    // `integrations` with these words, at the tenant.
    QStringList words(const QStringList &arguments) const
    {
        return vaulted(QStringList{u"integrations"_s} + arguments + tenantOptions());
    }
    Outcome at(const QStringList &arguments, const QByteArray &input = {})
    {
        return run(words(arguments), input);
    }

    // The same without a store of secrets, for what needs none.
    Outcome without(const QStringList &arguments)
    {
        return run(QStringList{u"integrations"_s} + arguments + tenantOptions());
    }

    // The program's secrets are everything that the tenant and the vault hold.
    bool secretSeen() const
    {
        if (m_server && m_seen.contains(m_server->tenantPassword().reveal().toByteArray()))
            return true;
        return AnalystCli::secretSeen();
    }

    QJsonObject there(const QString &name) const
    {
        QJsonObject found;
        m_server->lookAtTenant([&](const sandbox::Tenant &tenant) { found = tenant.integration(name); });
        return found;
    }
    QJsonObject specThere(const QString &name) const { return there(name)[u"securitySpec"_s].toObject(); }

    sandbox::TenantCounts counts() const
    {
        sandbox::TenantCounts counts;
        m_server->lookAtTenant([&](const sandbox::Tenant &tenant) { counts = tenant.counts(); });
        return counts;
    }

    // What the vault of the runs holds under a label.
    secrets::StoredSecret kept(const QString &label) const
    {
        const auto vault = secrets::VaultStore::open(file(u"secrets.vault"_s), Secret::copyOf(passphrase));
        if (!vault)
            return {};
        return waited<secrets::StoredSecret>(
                   [&](QObject *context, const auto &handler) { (*vault)->get(label, context, handler); })
            .value_or(secrets::StoredSecret());
    }
};

} // namespace tocsin::test
