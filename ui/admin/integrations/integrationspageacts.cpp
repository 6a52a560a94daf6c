// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/deletedialog.h"
#include "ui/admin/integrations/integrationdialog.h"
#include "ui/admin/integrations/integrationspage.h"
#include "ui/admin/integrations/senderstablemodel.h"
#include "ui/admin/integrations/sourcedialog.h"
#include "ui/admin/integrations/tenantdialog.h"
#include "ui/connections/productionnote.h"
#include "ui/text/errortext.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/visibletext.h"

#include <QMenu>

// What the Integrations page does: its menus, and the dialogs behind them.

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::Sender;
using flows::TenantState;

namespace {

QString menuText(const QString &text)
{
    return visibleText(text, 60).replace(u'&', u"&&"_s);
}

QAction *addTo(QMenu &menu, const QString &text, const QString &name)
{
    QAction *action = menu.addAction(text);
    action->setObjectName(name);
    return action;
}

} // namespace

void IntegrationsPage::fillAddMenu()
{
    m_addMenu->clear();
    for (const QString &id : m_tenants.tenants()) {
        const QString name = menuText(m_tenants.state(id)->tenant.name);
        QAction *add = addTo(*m_addMenu, tr("Integration of %1…").arg(name), u"addIntegration-"_s + id);
        connect(add, &QAction::triggered, this, [this, id] { addIntegration(id); });
    }
    connect(addTo(*m_addMenu, tr("SOCWarden source…"), u"addSource"_s), &QAction::triggered, this,
            &IntegrationsPage::addSource);
    connect(addTo(*m_addMenu, tr("Other endpoint…"), u"addEndpointHere"_s), &QAction::triggered, this,
            [this] { emit endpointEditAsked({}); });
    m_addMenu->addSeparator();
    connect(addTo(*m_addMenu, tr("Tenant…"), u"addTenant"_s), &QAction::triggered, this,
            &IntegrationsPage::addTenant);
}

void IntegrationsPage::fillTenantsMenu()
{
    m_tenantsMenu->clear();
    for (const QString &id : m_tenants.tenants())
        fillTenant(*m_tenantsMenu->addMenu(menuText(m_tenants.state(id)->tenant.name)), id);
    if (!m_tenants.tenants().isEmpty())
        m_tenantsMenu->addSeparator();
    connect(addTo(*m_tenantsMenu, tr("Add tenant…"), u"addTenantHere"_s), &QAction::triggered, this,
            &IntegrationsPage::addTenant);
    connect(addTo(*m_tenantsMenu, tr("Add SoCMate connection…"), u"addConnectionHere"_s), &QAction::triggered,
            this, &IntegrationsPage::connectionAsked);
}

void IntegrationsPage::fillTenant(QMenu &menu, const QString &id)
{
    menu.setObjectName(u"tenantMenu-"_s + id);
    const auto act = [&](const QString &text, const QString &name, const auto &slot) {
        QAction *action = addTo(menu, text, name);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    act(tr("Read again"), u"readTenant"_s, [this, id] { m_tenants.tryAgain(id); });
    act(tr("Merge or replace…"), u"probeTenant"_s, [this, id] { emit probeAsked(id); });
    menu.addSeparator();
    act(tr("Export integrations…"), u"exportTenant"_s, [this, id] { emit exportAsked(id); });
    act(tr("Import integrations…"), u"importTenant"_s, [this, id] { emit importAsked(id); });
    act(tr("Compare with a file…"), u"driftTenant"_s, [this, id] { emit driftAsked(id); });
    if (id == flows::TenantDesk::sandboxId)
        return;
    menu.addSeparator();
    act(tr("Edit tenant…"), u"editTenant"_s, [this, id] { editTenant(id); });
    act(tr("Remove tenant…"), u"removeTenant"_s, [this, id] { askRemoveTenant(id); });
}

IntegrationDialog *IntegrationsPage::openForm(const QString &tenant)
{
    auto *dialog = new IntegrationDialog(m_theme, m_tenants, m_secrets, tenant, this);
    connect(dialog, &IntegrationDialog::saved, this,
            [this, tenant](const QString &name, const QString &more) {
                choose(tenant, name);
                const QString said = tr("Saved %1").arg(visibleText(name, 60));
                emit notice(more.isEmpty() ? said : said + u". "_s + more);
            });
    ProductionNote::putOn(*dialog, flows::productionName(m_tenants, tenant));
    dialog->open();
    return dialog;
}

void IntegrationsPage::addIntegration(const QString &tenant)
{
    if (m_tenants.state(tenant))
        openForm(tenant);
}

SourceDialog *IntegrationsPage::openSource()
{
    auto *dialog = new SourceDialog(m_senders, m_webhooks, m_secrets, this);
    connect(dialog, &SourceDialog::saved, this,
            [this](const QString &name) { emit notice(tr("Saved %1").arg(visibleText(name, 60))); });
    dialog->open();
    return dialog;
}

void IntegrationsPage::addSource()
{
    openSource();
}

TenantDialog *IntegrationsPage::openTenant()
{
    auto *dialog = new TenantDialog(m_tenants, this);
    connect(dialog, &TenantDialog::saved, this, [this](const QString &id) {
        m_asked.append(id);
        m_tenants.refresh(id);
        emit notice(tr("Saved the tenant"));
    });
    dialog->open();
    return dialog;
}

void IntegrationsPage::addTenant()
{
    openTenant();
}

void IntegrationsPage::editTenant(const QString &id)
{
    if (m_tenants.state(id))
        openTenant()->edit(id);
}

void IntegrationsPage::edit()
{
    const Sender *sender = chosen();
    if (!sender)
        return;
    switch (sender->kind) {
    case Sender::Kind::Integration:
        if (const socotra::Integration *entry = m_model->integration(*sender)) {
            const socotra::Integration base = *entry; // the list may be read anew while it is edited
            openForm(sender->tenant)->edit(base);
        }
        return;
    case Sender::Kind::SocWarden:
        return openSource()->edit(*sender);
    case Sender::Kind::Endpoint:
        emit endpointEditAsked(sender->name);
        return;
    }
}

void IntegrationsPage::askRemove()
{
    const Sender *sender = chosen();
    const socotra::Integration *entry = sender ? m_model->integration(*sender) : nullptr;
    if (!entry) {
        if (sender)
            emit notice(tr("Endpoints are deleted on the Webhooks page: their deliveries are there"));
        return;
    }
    auto *dialog = new DeleteDialog(m_tenants, sender->tenant, *entry, sender->endpoint.name, this);
    connect(dialog, &DeleteDialog::deleted, this, [this](const QString &name, const QString &more) {
        const QString said = tr("Deleted %1").arg(visibleText(name, 60));
        emit notice(more.isEmpty() ? said : said + u". "_s + more);
    });
    ProductionNote::putOn(*dialog, flows::productionName(m_tenants, sender->tenant));
    dialog->open();
}

void IntegrationsPage::askRemoveTenant(const QString &id)
{
    const TenantState *state = m_tenants.state(id);
    if (!state)
        return;
    const QString name = visibleText(state->tenant.name, 60);
    confirm(
        this,
        {u"confirmRemoveTenant"_s, tr("Remove tenant"),
         tr("Remove %1 from this console? Nothing is changed at the tenant. What is known of secret changes "
            "under way is forgotten; the secrets stay.")
             .arg(name),
         tr("Remove %1").arg(name)},
        [this, id] {
            m_tenants.remove(id, this, [this](const Result<void> &done) {
                emit notice(done ? tr("Removed") : errorSentence(done.error()));
            });
        });
}

} // namespace tocsin::ui
