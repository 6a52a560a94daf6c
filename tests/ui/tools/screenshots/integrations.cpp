// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/admindesk.h"
#include "core/flows/tenantdesk.h"
#include "core/flows/webhookdesk.h"
#include "tests/support/socotradata.h"
#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/admin/adminpage.h"
#include "ui/admin/integrations/integrationspage.h"

#include <QAction>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QRadioButton>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

constexpr int patience = 60'000; // ms
const QString tenant = flows::TenantDesk::sandboxId;

void wait(const std::function<bool()> &until)
{
    if (!QTest::qWaitFor(until, patience))
        qFatal("the tenant took too long");
}

void prepare(Stage &stage)
{
    sandbox::ServerOptions options;
    options.coldDelayMs = 0;
    options.incidents = 20;
    stage.fixture().sandbox = options;
}

QJsonObject entry(const QString &name, const QString &url, bool isSecure)
{
    return {{u"name"_s, name},
            {u"type"_s, u"webhook"_s},
            {u"url"_s, url},
            {u"headers"_s, QJsonObject{{u"X-Api-Key"_s, u"k-1"_s}, {u"X-Team"_s, u"claims"_s}}},
            {u"tenantLocator"_s, u"7f0c2b9e-tenant"_s},
            {u"priority"_s, 7},
            {u"securitySpec"_s, QJsonObject{{u"hmacEnabled"_s, true},
                                            {u"secret"_s, QString::fromLatin1(test::sampleSecret)},
                                            {u"secureSSL"_s, isSecure},
                                            {u"tag"_s, u"rot-2026-11-23"_s}}}};
}

void fill(Stage &stage)
{
    stage.fixture().analyst().sandbox()->lookAtTenant([](sandbox::Tenant &there) {
        there.put(entry(u"claims"_s, u"https://hooks.example.org/socotra/claims"_s, true));
        there.put(entry(u"staging"_s, u"https://staging.example.org/hook"_s, false));
        there.setWebhooks({QJsonObject{{u"name"_s, u"claim-events"_s},
                                       {u"enabled"_s, true},
                                       {u"suspended"_s, false},
                                       {u"events"_s, QJsonArray{u"claim.create"_s, u"subClaim.open"_s}},
                                       {u"integrationName"_s, u"claims"_s}}});
        there.setDiverted(u"claim-events"_s, {QJsonObject{{u"id"_s, u"1"_s}}});
    });
    for (int n = 0; n < 3; ++n)
        stage.fixture().postSigned(alert(n));
}

ui::IntegrationsPage &page(Stage &stage)
{
    stage.window().setPage(ui::MainWindow::Admin);
    stage.part<ui::AdminPage>(u"adminPage"_s)->showSection(u"integrations"_s);
    return *stage.part<ui::IntegrationsPage>(u"integrationsPage"_s);
}

void drawForm(Stage &stage, ui::IntegrationsPage &shown, const flows::TenantDesk &tenants)
{
    shown.choose(tenant, u"claims"_s);
    stage.click(u"editSender"_s);
    QDialog *dialog = stage.opened(u"integrationDialog"_s);
    stage.save(*dialog, u"form"_s);
    stage.click(u"saveIntegration"_s);
    stage.save(*dialog, u"form-fault"_s);
    dialog->findChild<QRadioButton *>(u"secretEnter"_s)->setChecked(true);
    dialog->findChild<QLineEdit *>(u"integrationSecret"_s)->setText(QString::fromLatin1(test::otherSecret));
    dialog->findChild<QLineEdit *>(u"integrationUrl"_s)->setText(u"https://hooks.example.org/mine"_s);
    stage.fixture().analyst().sandbox()->lookAtTenant([](sandbox::Tenant &there) {
        QJsonObject theirs = entry(u"claims"_s, u"https://hooks.example.org/theirs"_s, true);
        theirs[u"headers"_s] = QJsonObject{{u"X-Team"_s, u"billing"_s}};
        there.put(theirs);
    });
    stage.click(u"saveIntegration"_s);
    wait([&] { return stage.window().findChild<QDialog *>(u"conflictDialog"_s); });
    stage.save(*stage.opened(u"conflictDialog"_s), u"conflict"_s);
    Stage::close(*stage.opened(u"conflictDialog"_s));
    Stage::close(*dialog);
    stage.fixture().analyst().sandbox()->lookAtTenant([](sandbox::Tenant &there) {
        there.put(entry(u"claims"_s, u"https://hooks.example.org/socotra/claims"_s, true));
    });
    wait([&] { return !tenants.state(tenant)->isReading; });
}

void drawOthers(Stage &stage, ui::IntegrationsPage &shown)
{
    shown.choose(tenant, u"claims"_s);
    shown.findChild<QAction *>(u"removeSender"_s)->trigger();
    const auto &tenants = stage.fixture().desks().admin.tenants();
    wait([&] { return !tenants.state(tenant)->isReading; });
    stage.save(*stage.opened(u"deleteDialog"_s), u"delete"_s);
    Stage::close(*stage.opened(u"deleteDialog"_s));
    shown.addSource();
    stage.save(*stage.opened(u"sourceDialog"_s), u"source"_s);
    Stage::close(*stage.opened(u"sourceDialog"_s));
    shown.addTenant();
    stage.save(*stage.opened(u"tenantDialog"_s), u"tenant"_s);
    Stage::close(*stage.opened(u"tenantDialog"_s));
    stage.part<QLineEdit>(u"senderSearch"_s)->setText(u"socwarden"_s);
    stage.save(u"sources"_s);
    stage.part<QLineEdit>(u"senderSearch"_s)->setText(u"nothing has this"_s);
    stage.save(u"empty"_s);
    stage.part<QLineEdit>(u"senderSearch"_s)->clear();
}

void draw(Stage &stage)
{
    ui::IntegrationsPage &shown = page(stage);
    const flows::TenantDesk &tenants = stage.fixture().desks().admin.tenants();
    shown.refresh();
    wait([&] { return tenants.state(tenant) && tenants.state(tenant)->integrations.size() >= 3; });
    wait([&] { return !tenants.state(tenant)->isReading; });
    Stage::settle(1500);
    shown.choose(tenant, u"claims"_s);
    stage.save(u"page"_s);
    stage.part<QTabWidget>(u"senderTabs"_s)->setCurrentIndex(1);
    stage.save(u"webhooks"_s);
    stage.part<QTabWidget>(u"senderTabs"_s)->setCurrentIndex(0);
    shown.choose(tenant, u"staging"_s);
    stage.save(u"insecure"_s);
    drawForm(stage, shown, tenants);
    drawOthers(stage, shown);
    stage.fixture().analyst().sandbox()->setOffline(true);
    shown.refresh();
    wait([&] { return tenants.state(tenant)->error && !tenants.state(tenant)->isReading; });
    stage.save(u"error"_s);
    stage.fixture().analyst().sandbox()->setOffline(false);
    stage.window().setPage(ui::MainWindow::Webhooks);
}

} // namespace

// Who sends here: the list, its form with a conflict, deletion, sources, and a tenant that does not answer.
Scene integrationsScene()
{
    return {"integrations", prepare, fill, draw};
}

} // namespace tocsin::pictures
