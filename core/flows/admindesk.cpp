// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/admindesk.h"

#include "core/flows/analystdesk.h"
#include "core/flows/keyoffice.h"
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

} // namespace tocsin::flows
