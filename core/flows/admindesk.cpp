// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/admindesk.h"

#include "core/flows/analystdesk.h"
#include "core/flows/forgetplaces.h"
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

ForgetPlaces &AdminDesk::places()
{
    if (!m_places) {
        m_uses = std::make_unique<SecretUses>(m_parts.webhooks, m_parts.analyst, m_parts.secrets);
        m_uses->follow(tenants());
        m_places = std::make_unique<ForgetPlaces>(*m_uses, m_parts.analyst, m_parts.secrets, &m_parts.logs);
    }
    return *m_places;
}

} // namespace tocsin::flows
