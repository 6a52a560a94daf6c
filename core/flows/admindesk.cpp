// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/admindesk.h"

#include "core/flows/analystdesk.h"
#include "core/flows/forgetplaces.h"
#include "core/flows/keyoffice.h"
#include "core/flows/secretuses.h"
#include "core/flows/tenantdesk.h"

namespace tocsin::flows {

AdminDesk::AdminDesk(const Parts &parts) : m_parts(parts)
{
    connect(&m_parts.analyst.workspace(), &Workspace::switched, this, [this] {
        if (m_parts.analyst.workspace().isOpen())
            m_parts.auditing.watch(m_parts.analyst.workspace().api());
    });
}

AdminDesk::~AdminDesk() = default;

TenantDesk &AdminDesk::tenants()
{
    if (!m_tenants)
        m_tenants = std::make_unique<TenantDesk>(m_parts.analyst, m_parts.webhooks, m_parts.secrets,
                                                 m_parts.auditing);
    return *m_tenants;
}

KeyOffice &AdminDesk::keys()
{
    if (!m_keys) {
        m_keys = std::make_unique<KeyOffice>(m_parts.analyst.book(), m_parts.secrets, m_parts.auditing,
                                             m_parts.analyst.secretSource());
        m_keys->follow(m_parts.analyst);
    }
    return *m_keys;
}

SecretUses &AdminDesk::secretUses()
{
    if (!m_uses) {
        m_uses = std::make_unique<SecretUses>(m_parts.webhooks, m_parts.analyst, m_parts.secrets);
        m_uses->follow(tenants());
    }
    return *m_uses;
}

ForgetPlaces &AdminDesk::forgetting()
{
    if (!m_forgetting)
        m_forgetting =
            std::make_unique<ForgetPlaces>(secretUses(), m_parts.analyst, m_parts.secrets, &m_parts.logs);
    return *m_forgetting;
}

} // namespace tocsin::flows
