// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/pointing.h"

class QDialog;

namespace tocsin::ui {

class IntegrationsPage;
class Theme;

// Opens the dialogs that the page of integrations asks for: rotation, pointing at the listener, the probe and
// files. Belongs to the page.
class IntegrationDialogs final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IntegrationDialogs)

public:
    IntegrationDialogs(const Theme &theme, flows::TenantDesk &tenants, flows::WebhookDesk &webhooks,
                       secrets::SecretStore &secrets, IntegrationsPage &page);

private:
    void open(QDialog &dialog, const QString &tenant);
    void rotate(const QString &tenant, const QString &integration);
    void point(const QString &tenant, const QString &integration);

    const Theme &m_theme;
    flows::TenantDesk &m_tenants;
    flows::WebhookDesk &m_webhooks;
    secrets::SecretStore &m_secrets;
    IntegrationsPage &m_page;
};

} // namespace tocsin::ui
