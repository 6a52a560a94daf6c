// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/integrationdialogs.h"

#include "ui/admin/integrations/importdialog.h"
#include "ui/admin/integrations/integrationspage.h"
#include "ui/admin/integrations/pointdialog.h"
#include "ui/admin/integrations/portabledialogs.h"
#include "ui/admin/integrations/probedialog.h"
#include "ui/admin/integrations/rotationwizard.h"
#include "ui/connections/productionnote.h"

namespace tocsin::ui {

IntegrationDialogs::IntegrationDialogs(const Theme &theme, flows::TenantDesk &tenants,
                                       flows::WebhookDesk &webhooks, secrets::SecretStore &secrets,
                                       IntegrationsPage &page)
    : QObject(&page)
    , m_theme(theme)
    , m_tenants(tenants)
    , m_webhooks(webhooks)
    , m_secrets(secrets)
    , m_page(page)
{
    connect(&page, &IntegrationsPage::rotateAsked, this, &IntegrationDialogs::rotate);
    connect(&page, &IntegrationsPage::pointAsked, this, &IntegrationDialogs::point);
    connect(&page, &IntegrationsPage::probeAsked, this, [this](const QString &tenant) {
        open(*new ProbeDialog(m_theme, m_tenants, tenant, &m_page), tenant);
    });
    connect(&page, &IntegrationsPage::exportAsked, this, [this](const QString &tenant) {
        (new IntegrationExportDialog(m_theme, m_tenants, tenant, &m_page))->open();
    });
    connect(&page, &IntegrationsPage::importAsked, this, [this](const QString &tenant) {
        open(*new ImportDialog(m_theme, m_tenants, m_secrets, tenant, &m_page), tenant);
    });
    connect(&page, &IntegrationsPage::driftAsked, this, [this](const QString &tenant) {
        (new DriftDialog(m_theme, m_tenants, tenant, &m_page))->open();
    });
}

// One that writes to the tenant.
void IntegrationDialogs::open(QDialog &dialog, const QString &tenant)
{
    ProductionNote::putOn(dialog, flows::productionName(m_tenants, tenant));
    dialog.open();
}

void IntegrationDialogs::rotate(const QString &tenant, const QString &integration)
{
    auto *dialog = new RotationWizard(m_theme, m_tenants, m_webhooks, {tenant, integration}, &m_page);
    connect(dialog, &RotationWizard::endpointAsked, dialog, [this, dialog](const QString &endpoint) {
        dialog->accept(); // it goes on where it was
        emit m_page.rotationAsked(endpoint);
    });
    open(*dialog, tenant);
}

void IntegrationDialogs::point(const QString &tenant, const QString &integration)
{
    auto *pointing = new flows::Pointing(m_tenants, m_webhooks, m_secrets);
    auto *dialog = new PointDialog(m_theme, *pointing, {tenant, integration}, &m_page);
    pointing->setParent(dialog); // closing the dialog ends it
    connect(dialog, &PointDialog::testAsked, dialog, [this, dialog](const QString &endpoint) {
        dialog->accept();
        emit m_page.deliveriesAsked(endpoint);
    });
    open(*dialog, tenant);
}

} // namespace tocsin::ui
