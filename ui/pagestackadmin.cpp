// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pagestack.h"

#include "core/filter/values.h"
#include "core/flows/admindesk.h"
#include "core/flows/analystdesk.h"
#include "core/flows/keyoffice.h"
#include "core/flows/supportbundle.h"
#include "core/flows/tenantdesk.h"
#include "core/flows/webhookdesk.h"
#include "ui/admin/adminpage.h"
#include "ui/admin/audit/auditpage.h"
#include "ui/admin/connections/connectionspage.h"
#include "ui/admin/integrations/integrationspage.h"
#include "ui/admin/keys/keyspage.h"
#include "ui/admin/logs/logpage.h"
#include "ui/admin/logs/supportdialog.h"
#include "ui/admin/secrets/secretspage.h"
#include "ui/webhooks/webhookspage.h"

using namespace Qt::StringLiterals;

// The sections of the page of the administrator, and what they ask of the other pages.

namespace tocsin::ui {

AdminPage *PageStack::makeAdmin()
{
    auto *page = new AdminPage(m_theme, m_file);
    page->addSection<ConnectionsPage>(u"connections"_s, tr("Connections"),
                                      [this] { return makeConnections(); });
    page->addSection<KeysPage>(u"keys"_s, tr("API keys"), [this] { return makeKeys(); });
    page->addSection<IntegrationsPage>(u"integrations"_s, tr("Integrations"),
                                       [this] { return makeIntegrations(); });
    page->addSection<SecretsPage>(u"secrets"_s, tr("Secrets"), [this] { return makeSecrets(); });
    page->addSection<AuditPage>(u"audit"_s, tr("Audit record"),
                                [this] { return new AuditPage(m_theme, m_admin.auditing()); });
    page->addSection<LogPage>(u"log"_s, tr("Log"), [this] { return makeLog(); });
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

KeysPage *PageStack::makeKeys()
{
    auto *page = new KeysPage(m_theme, m_admin.keys(), nullptr);
    connect(page, &KeysPage::connectionAsked, this, &PageStack::connectionAsked);
    return page;
}

IntegrationsPage *PageStack::makeIntegrations()
{
    auto *page = new IntegrationsPage(m_theme, m_admin.tenants(), m_desk, m_secrets);
    connect(page, &IntegrationsPage::connectionAsked, this, &PageStack::connectionAsked);
    connect(page, &IntegrationsPage::endpointEditAsked, this,
            [this](const QString &endpoint) { webhooks().editEndpoint(endpoint); });
    connect(page, &IntegrationsPage::rotationAsked, this,
            [this](const QString &endpoint) { webhooks().openRotation(endpoint); });
    connect(page, &IntegrationsPage::deliveriesAsked, this, [this](const QString &endpoint) {
        showDeliveries(u"endpoint:"_s + filter::quotedIfNeeded(endpoint));
    });
    return page;
}

SecretsPage *PageStack::makeSecrets()
{
    auto *page = new SecretsPage(m_theme, m_desk, m_analyst, m_secrets);
    page->setLog(&m_admin.logs());
    page->uses().follow(m_admin.tenants());
    connect(page, &SecretsPage::rotationAsked, this, [this] { webhooks().openRotation({}); });
    return page;
}

LogPage *PageStack::makeLog()
{
    auto *page = new LogPage(m_theme, m_admin.logs());
    connect(page, &LogPage::supportAsked, page, [this, page] {
        auto *dialog = new SupportDialog(flows::supportFacts(m_desk, m_analyst, m_secrets, m_file),
                                         m_admin.logs(), page);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &SupportDialog::saved, this,
                [this](const QString &path) { emit notice(tr("Saved as %1").arg(path)); });
        dialog->open();
    });
    return page;
}

} // namespace tocsin::ui
