// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystdesk.h"
#include "core/flows/auditing.h"
#include "core/flows/secretrotation.h"
#include "core/flows/tenantdesk.h"
#include "tests/support/deskplace.h"
#include "tests/support/socotradata.h"
#include "tests/support/waited.h"

namespace tocsin::test {

// The tenants over a desk whose listener speaks TLS, with the sandbox's tenant as one of them; for a test
// class to derive from: openTenants() before each test function, closeTenants() after it.
struct TenantsPlace : DeskPlace
{
    std::unique_ptr<flows::Auditing> m_auditing;
    std::unique_ptr<flows::AnalystDesk> m_analyst;
    std::unique_ptr<flows::TenantDesk> m_tenants;
    const QString m_tenant = flows::TenantDesk::sandboxId;

    void openTenants(const QString &profile = u"default"_s,
                     flows::DeskOptions::Tls tls = flows::DeskOptions::Tls::SelfSigned)
    {
        openDesk();
        flows::DeskOptions own = options();
        own.tls = tls;
        open(own);
        flows::AnalystOptions analyst = flows::AnalystOptions::usual(m_folder->path());
        analyst.withSandbox = true;
        analyst.sandbox.incidents = 5;
        analyst.sandbox.pastSessions = 1;
        analyst.sandbox.profile = sandbox::Profile::load(profile).value();
        analyst.sandbox.profile.hostile = false;
        m_auditing = std::make_unique<flows::Auditing>(m_folder->filePath(u"audit.db"_s));
        m_analyst = std::make_unique<flows::AnalystDesk>(analyst, *m_secrets);
        m_tenants = std::make_unique<flows::TenantDesk>(*m_analyst, *m_desk, *m_secrets, *m_auditing);
        m_analyst->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_tenants->isRead() && m_tenants->state(m_tenant), patience);
        start();
    }

    void closeTenants()
    {
        m_tenants.reset();
        m_analyst.reset();
        m_auditing.reset();
        closeDesk();
    }

    const flows::TenantState &state() const { return *m_tenants->state(m_tenant); }

    void read()
    {
        m_tenants->refresh(m_tenant);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(!state().isReading, patience); }();
    }

    // At the tenant, and read here.
    void add(const socotra::Draft &draft)
    {
        const auto added = waited<socotra::WriteOutcome>([&](QObject *context, const auto &handler) {
            m_tenants->add(m_tenant, draft, context, handler);
        });
        QVERIFY2(added, added ? "" : qPrintable(added.error().detail));
        QTRY_VERIFY_WITH_TIMEOUT(!state().isReading && socotra::findNamed(state().integrations, draft.name),
                                 patience);
    }

    // Stored under the label and known to the listener.
    void keep(const QString &label, const QByteArray &value, const QString &tag = {})
    {
        const secrets::StoredSecret stored{label, u"socotra"_s, tag, 0, Secret::copyOf(value), {}};
        QVERIFY(waited<void>(
            [&](QObject *context, const auto &handler) { m_secrets->put(stored, context, handler); }));
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::any_of(m_desk->currentSecrets(),
                                [&](const signature::NamedSecret &one) { return one.label == label; }),
            patience);
    }

    secrets::StoredSecret kept(const QString &label)
    {
        return waited<secrets::StoredSecret>(
                   [&](QObject *context, const auto &handler) { m_secrets->get(label, context, handler); })
            .value_or(secrets::StoredSecret());
    }

    QJsonObject there(const QString &name) const
    {
        QJsonObject found;
        m_analyst->sandbox()->lookAtTenant(
            [&](const sandbox::Tenant &tenant) { found = tenant.integration(name); });
        return found;
    }
    QJsonObject specThere(const QString &name) const { return there(name)[u"securitySpec"_s].toObject(); }
};

} // namespace tocsin::test
