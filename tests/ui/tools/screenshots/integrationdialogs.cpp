// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/integrationsfile.h"
#include "core/flows/pointing.h"
#include "core/flows/tenantdesk.h"
#include "tests/support/socotradata.h"
#include "tests/support/waited.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/admin/integrations/importdialog.h"
#include "ui/admin/integrations/pointdialog.h"
#include "ui/admin/integrations/portabledialogs.h"
#include "ui/admin/integrations/probedialog.h"
#include "ui/admin/integrations/rotationwizard.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

constexpr int patience = 60'000; // ms
const QString tenant = flows::TenantDesk::sandboxId;

struct Prop
{
    flows::Auditing auditing;
    flows::TenantDesk tenants;
    flows::Pointing pointing;
    QString file;

    Prop(test::DeskFixture &fixture, const QString &folder)
        : auditing(folder + u"/integrations-audit.db"_s)
        , tenants(fixture.analyst(), fixture.desk(), fixture.secretStore(), auditing)
        , pointing(tenants, fixture.desk(), fixture.secretStore())
        , file(folder + u"/integrations.json"_s)
    {}

    bool isRead() const
    {
        const flows::TenantState *state = tenants.state(tenant);
        return state && !state->isReading && state->read > 0;
    }
};

Prop &prop(const Stage &stage)
{
    return *static_cast<Prop *>(stage.prop.get());
}

void prepare(Stage &stage)
{
    sandbox::ServerOptions options;
    options.coldDelayMs = 0;
    options.incidents = 20;
    stage.fixture().sandbox = options;
}

void wait(const std::function<bool()> &until)
{
    if (!QTest::qWaitFor(until, patience))
        qFatal("the tenant took too long");
}

void rotate(Stage &stage, const QString &integration, bool isStuck)
{
    flows::TenantDesk &tenants = prop(stage).tenants;
    storage::Rotation plan;
    plan.tenant = tenant;
    plan.integration = integration;
    plan.label = u"socotra-"_s + integration;
    plan.oldTag = u"secret-1"_s;
    plan.newTag = u"rot-2026-11-23"_s;
    flows::SecretRotation *flow = tenants.rotation(tenant);
    const auto planned = test::waited<storage::Rotation>(
        [&](QObject *context, const auto &handler) { flow->plan(plan, tenants.now(), context, handler); });
    const auto done = test::waited<storage::Rotation>([&](QObject *context, const auto &handler) {
        if (isStuck)
            flow->advance(*planned, tenants.now(), context, handler);
        else
            flow->run(*planned, tenants.now(), context, handler);
    });
    if (!done)
        qFatal("%s", qPrintable(done.error().detail));
}

void fill(Stage &stage)
{
    stage.prop = std::make_shared<Prop>(stage.fixture(), stage.folder());
    flows::TenantDesk &tenants = prop(stage).tenants;
    wait([&] { return tenants.isRead() && tenants.state(tenant); });
    for (const QString &name : {u"policies"_s, u"claims"_s, u"billing"_s}) {
        socotra::Draft draft = test::newDraft(name);
        draft.url = u"https://hooks.example.org/"_s + name;
        draft.headers = {{u"X-Api-Key"_s, Secret::copyOf("key-of-the-receiver")}};
        const auto added = test::waited<socotra::WriteOutcome>(
            [&](QObject *context, const auto &handler) { tenants.add(tenant, draft, context, handler); });
        if (!added)
            qFatal("%s", qPrintable(added.error().detail));
        stage.secret(u"socotra-"_s + name, test::sampleSecret);
        tenants.setLink({tenant, name, name, u"socotra-"_s + name});
    }
    wait([&] { return prop(stage).isRead(); });
    if (!flows::writeIntegrationsFile(prop(stage).file, tenants.state(tenant)->integrations, u"acme"_s,
                                      tenants.now()))
        qFatal("the file cannot be written");
    rotate(stage, u"claims"_s, true);
    rotate(stage, u"billing"_s, false);
    stage.fixture().analyst().sandbox()->lookAtTenant([](sandbox::Tenant &there) {
        QJsonObject entry = there.integration(u"policies"_s);
        entry[u"url"_s] = u"https://elsewhere.example.net/policies"_s;
        there.put(entry);
        there.drop(u"claims"_s);
    });
    tenants.refresh(tenant);
    wait([&] { return prop(stage).isRead() && tenants.state(tenant)->rotationOf(u"billing"_s); });
}

void click(const QDialog &dialog, const QString &name)
{
    auto *button = dialog.findChild<QPushButton *>(name);
    button->click();
    wait([button] { return button->isEnabled(); });
}

void drawRotation(Stage &stage)
{
    for (const QString &name : {u"policies"_s, u"claims"_s, u"billing"_s}) {
        auto *dialog = new ui::RotationWizard(stage.theme(), prop(stage).tenants, stage.desk(),
                                              {tenant, name}, &stage.window());
        dialog->open();
        Stage::settle();
        stage.save(*dialog, u"rotate-"_s + name);
        if (name == "claims"_L1) {
            stage.fixture().analyst().sandbox()->setOffline(true);
            click(*dialog, u"rotateNext"_s);
            stage.save(*dialog, u"rotate-failed"_s);
            stage.fixture().analyst().sandbox()->setOffline(false);
        }
        Stage::close(*dialog);
    }
}

void drawPoint(Stage &stage)
{
    auto *dialog =
        new ui::PointDialog(stage.theme(), prop(stage).pointing, {tenant, u"policies"_s}, &stage.window());
    dialog->open();
    stage.save(*dialog, u"point"_s);
    click(*dialog, u"pointGo"_s);
    stage.save(*dialog, u"point-fault"_s);
    dialog->findChild<QLineEdit *>(u"pointUrl"_s)->setText(u"https://tunnel.example.org/hooks/policies"_s);
    click(*dialog, u"pointGo"_s);
    stage.save(*dialog, u"point-done"_s);
    Stage::close(*dialog);
    stage.fixture().analyst().sandbox()->lookAtTenant([](sandbox::Tenant &there) {
        QJsonObject entry = there.integration(u"policies"_s);
        entry[u"url"_s] = u"https://elsewhere.example.net/policies"_s;
        there.put(entry);
    });
    prop(stage).tenants.refresh(tenant);
    wait([&] { return prop(stage).isRead(); });
}

void drawFiles(Stage &stage)
{
    flows::TenantDesk &tenants = prop(stage).tenants;
    auto *exported = new ui::IntegrationExportDialog(stage.theme(), tenants, tenant, &stage.window());
    exported->open();
    stage.save(*exported, u"export"_s);
    Stage::close(*exported);
    auto *drift = new ui::DriftDialog(stage.theme(), tenants, tenant, &stage.window());
    drift->open();
    stage.save(*drift, u"drift-empty"_s);
    drift->load(prop(stage).file);
    stage.save(*drift, u"drift"_s);
    Stage::close(*drift);
    auto *import =
        new ui::ImportDialog(stage.theme(), tenants, stage.fixture().secretStore(), tenant, &stage.window());
    import->open();
    import->load(prop(stage).file);
    Stage::settle();
    stage.save(*import, u"import"_s);
    import->findChild<QPushButton *>(u"importGo"_s)->click();
    stage.save(*import, u"import-fault"_s);
    Stage::close(*import);
}

void draw(Stage &stage)
{
    drawRotation(stage);
    auto *probe = new ui::ProbeDialog(stage.theme(), prop(stage).tenants, tenant, &stage.window());
    probe->open();
    stage.save(*probe, u"probe"_s);
    click(*probe, u"runProbe"_s);
    stage.save(*probe, u"probe-done"_s);
    Stage::close(*probe);
    drawPoint(stage);
    drawFiles(stage);
}

} // namespace

// What is done with an integration of a tenant: rotated, pointed here, probed, kept in a file.
Scene integrationDialogsScene()
{
    return {"integrationdialogs", prepare, fill, draw};
}

} // namespace tocsin::pictures
