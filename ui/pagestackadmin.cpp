// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pagestack.h"

#include "core/flows/admindesk.h"
#include "ui/admin/adminpage.h"
#include "ui/admin/audit/auditpage.h"
#include "ui/admin/connections/connectionspage.h"

using namespace Qt::StringLiterals;

// The sections of the page of the administrator, and what they ask of the other pages.

namespace tocsin::ui {

AdminPage *PageStack::makeAdmin()
{
    auto *page = new AdminPage(m_file);
    page->addSection<ConnectionsPage>(u"connections"_s, tr("Connections"),
                                      [this] { return makeConnections(); });
    page->addSection<AuditPage>(u"audit"_s, tr("Audit record"),
                                [this] { return new AuditPage(m_theme, m_admin.auditing()); });
    return page;
}

ConnectionsPage *PageStack::makeConnections()
{
    auto *page = new ConnectionsPage(m_theme, m_analyst);
    connect(page, &ConnectionsPage::addAsked, this, &PageStack::connectionAsked);
    connect(page, &ConnectionsPage::editAsked, this, &PageStack::connectionEditAsked);
    connect(page, &ConnectionsPage::removeAsked, this, &PageStack::connectionRemovalAsked);
    return page;
}

} // namespace tocsin::ui
