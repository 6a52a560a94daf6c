// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/keybench.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/admin/keys/keyspage.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

using domain::IssuedKind;
using test::KeyBench;
using Tab = ui::KeysPage::Tab;

constexpr Micros day = 86'400 * microsPerSecond;

// A server of its own, which began half a year ago: the window of the stage is there for the theme and the
// size.
std::unique_ptr<KeyBench> bench;
std::unique_ptr<KeyBench> bare; // offers no list

flows::MadeKey made(const QString &name, const QString &description, const QStringList &scopes, int days)
{
    const auto key = bench->create({IssuedKind::Key, name, description, scopes, days});
    if (!key)
        qFatal("%s", qPrintable(key.error().detail));
    return *key;
}

void use(const Secret &key)
{
    test::ask(*bench->server, {"GET", "/api/v1/incidents?limit=1", test::keyField(key), {}});
}

void fill(Stage &stage)
{
    bench = std::make_unique<KeyBench>(u"default"_s, 180 * day);
    bare = std::make_unique<KeyBench>(u"bare-array"_s);
    const QStringList reads = {u"incidents:read"_s, u"investigations:read"_s};
    const auto wall = made(u"Wall display"_s, u"SOC room, ask Mika Ito"_s, reads, 365);
    use(wall.value);
    bench->server->advance(60 * day);
    const auto xsoar = made(u"XSOAR"_s, u"Playbooks of the platform team; ask soar@soc.example"_s,
                            reads + QStringList{u"investigations:write"_s}, 130);
    const auto old = made(u"Trial of the enrichment service in March, do not use"_s, {},
                          {u"search:read"_s, u"graph:read"_s}, 30);
    bench->server->advance(118 * day);
    use(xsoar.value);
    const auto desk = bench->make();
    made(u"Night shift"_s, u"second console"_s, flows::keyScopes(), 365);
    const auto ended = made(u"Laptop of a former colleague"_s, {}, flows::keyScopes(), 365);
    (void)test::waited<socmate::Offered>([&ended](QObject *context, const auto &handler) {
        bench->office->disable(ended.entry, context, handler);
    });
    bench->server->advance(2 * day);
    use(desk.value);
    (void)bench->create({IssuedKind::Client, u"Ticket bridge"_s, u"opens tickets"_s, reads, 0});
    (void)bare->make({u"incidents:read"_s});
    QObject::connect(&stage.window(), &QObject::destroyed, [] {
        bench.reset();
        bare.reset();
    });
}

std::unique_ptr<ui::KeysPage> pageOver(Stage &stage, KeyBench &of)
{
    auto page = std::make_unique<ui::KeysPage>(stage.theme(), *of.office, nullptr);
    page->resize(stage.window().width() - 200, stage.window().height() - 90);
    page->show();
    Stage::settle(600);
    return page;
}

QWidget *pane(ui::KeysPage &page, const QString &name)
{
    return page.findChild<QWidget *>(name);
}

void choose(ui::KeysPage &page, const QString &name)
{
    auto *table = pane(page, u"keyPane"_s)->findChild<QTableView *>(u"keyTable"_s);
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (table->model()->index(row, 0).data().toString() == name)
            table->selectRow(row);
    }
    Stage::settle(100);
}

void click(const QWidget &in, const QString &name)
{
    in.findChild<QPushButton *>(name)->click();
    Stage::settle(500);
}

QDialog *dialog(ui::KeysPage &page, const QString &name)
{
    auto *found = page.findChild<QDialog *>(name);
    if (!found)
        qFatal("no %s", qPrintable(name));
    return found;
}

void drawMaking(Stage &stage, ui::KeysPage &page)
{
    click(*pane(page, u"keyPane"_s), u"newKey"_s);
    QDialog *form = dialog(page, u"newKeyDialog"_s);
    stage.save(*form, u"create"_s);
    form->findChild<QLineEdit *>(u"keyName"_s)->clear();
    click(*form, u"createKey"_s);
    stage.save(*form, u"create-fault"_s);
    form->findChild<QLineEdit *>(u"keyName"_s)->setText(u"Threat intelligence feed"_s);
    click(*form, u"createKey"_s);
    QDialog *once = dialog(page, u"madeKeyDialog"_s);
    stage.save(*once, u"once"_s);
    click(*once, u"newKeyCopy"_s);
    stage.save(*once, u"once-copied"_s);
    click(*once, u"newKeyClear"_s);
    click(*once, u"doneKey"_s);
}

void drawRotating(Stage &stage, ui::KeysPage &page, const QString &of, const QString &name)
{
    choose(page, of);
    click(*pane(page, u"keyPane"_s), u"rotateKey"_s);
    QDialog *wizard = dialog(page, u"keyRotationDialog"_s);
    stage.save(*wizard, name + u"-plan"_s);
    if (name == u"hand"_s) {
        click(*wizard, u"goOnRotating"_s);
        Stage::settle(600);
        stage.save(*wizard, name + u"-waiting"_s);
        click(*wizard, u"cancelRotation"_s);
        stage.save(*wizard->findChild<QMessageBox *>(), name + u"-cancel"_s);
        click(*wizard, u"confirmCancelRotationButton"_s);
        stage.save(*wizard, name + u"-cancelled"_s);
        return Stage::close(*wizard);
    }
    bench->server->failNext(1, 403, 2); // the new key is made, the list read, and it is tried
    click(*wizard, u"goOnRotating"_s);
    Stage::settle(600);
    stage.save(*wizard, name + u"-failed"_s);
    click(*wizard, u"oneStep"_s);
    stage.save(*wizard, name + u"-tested"_s);
    click(*wizard, u"goOnRotating"_s);
    Stage::settle(600);
    stage.save(*wizard, name + u"-done"_s);
    Stage::close(*wizard);
}

// The newest of that name that is in use: a rotation gives each a date.
QString activeOf(const QString &base)
{
    const flows::KeyList list = bench->list();
    for (const flows::KeyEntry &entry : list.entries) {
        if (entry.name.startsWith(base) && entry.active.value_or(true) && entry.disabled == 0)
            return entry.name;
    }
    return base;
}

void draw(Stage &stage)
{
    auto page = pageOver(stage, *bench);
    choose(*page, u"XSOAR"_s);
    stage.save(*page, u"list"_s);
    drawMaking(stage, *page);
    drawRotating(stage, *page, u"XSOAR"_s, u"hand"_s);
    drawRotating(stage, *page, activeOf(u"Lab desk"_s), u"rotate"_s);
    choose(*page, u"Wall display"_s);
    click(*pane(*page, u"keyPane"_s), u"disableKey"_s);
    auto *question = page->findChild<QMessageBox *>(u"confirmDisable"_s);
    stage.save(*question, u"disable"_s);
    question->reject();
    page->showTab(Tab::Clients);
    Stage::settle(600);
    stage.save(*page, u"clients"_s);
    page->showTab(Tab::Capabilities);
    stage.save(*page, u"may-untried"_s);
    page->findChild<QComboBox *>(u"capabilityConnection"_s)->setCurrentIndex(1);
    click(*pane(*page, u"capabilityPane"_s), u"readCapabilities"_s);
    Stage::settle(600);
    stage.save(*page, u"may"_s);
    page = pageOver(stage, *bare);
    stage.save(*page, u"no-list"_s);
    bare->keep(u"analyst"_s, bare->server->userToken());
    domain::Connection analyst = bare->admin;
    analyst.secretLabel = u"analyst"_s;
    bare->office->use(analyst);
    Stage::settle(600);
    stage.save(*page, u"not-admin"_s);
    bare->office->use(bare->admin);
}

} // namespace

// Keys and clients of a server, and every step of making and changing one.
Scene keysScene()
{
    return {"keys", nullptr, fill, draw};
}

} // namespace tocsin::pictures
