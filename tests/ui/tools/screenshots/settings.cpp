// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/keys.h"
#include "tests/support/socmateclient.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/connections/doctordialog.h"

#include <QKeySequenceEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

constexpr int patience = 60'000; // ms

struct Props
{
    QTemporaryDir folder;
    std::unique_ptr<settings::LayeredSettings> layers;
};

void prepare(Stage &stage)
{
    sandbox::ServerOptions options;
    options.coldDelayMs = 0;
    stage.fixture().sandbox = options;
}

void fill(Stage &stage)
{
    auto props = std::make_shared<Props>();
    QFile policy(props->folder.filePath(u"policy.ini"_s));
    if (policy.open(QIODevice::WriteOnly))
        policy.write("[policy]\nloopbackOnly=true\nproxy=http://proxy.example:3128\n[export]\ntlp=amber\n");
    policy.close();
    QSettings &file = stage.fixture().settings();
    props->layers = std::make_unique<settings::LayeredSettings>(file, policy.fileName());
    props->layers->openConnection(u"acme"_s);
    if (!settings::keys::exportAuthor.write(file, u"Mika Ito"_s) ||
        !props->layers->writeForConnection(settings::keys::persona.key, u"ciso"_s))
        qWarning("settings could not be written");
    stage.prop = props;
}

void examine(Stage &stage, const domain::Connection &connection, const Secret &key, const QString &name)
{
    ui::DoctorDialog dialog(
        connection, [key](const QString &, QObject *, const Handler<Secret> &handler) { handler(key); },
        &stage.window());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    auto *again = dialog.findChild<QPushButton *>(u"examineAgain"_s);
    if (!QTest::qWaitFor([again] { return again->isEnabled(); }, patience))
        qWarning("it took too long");
    stage.save(dialog, name);
}

void drawDoctor(Stage &stage)
{
    const sandbox::Server *server = stage.fixture().analyst().sandbox();
    domain::Connection good = test::connectionTo(server->baseUrl());
    good.name = u"Acme SOC"_s;
    good.role = u"analyst"_s;
    good.production = true;
    examine(stage, good, server->apiKey(), u"doctor-good"_s);
    domain::Connection refused = good;
    refused.production = false;
    refused.colour = domain::ConnectionColour::Green;
    examine(stage, refused, Secret("sk_live_wrong"), u"doctor-key"_s);
    domain::Connection away = good;
    away.api = QUrl(u"https://no-such-host.invalid"_s);
    examine(stage, away, server->apiKey(), u"doctor-name"_s);
}

void draw(Stage &stage)
{
    stage.window().setPage(ui::MainWindow::Settings);
    Stage::settle();
    auto *scroll = stage.part<QScrollArea>(u"settingsScroll"_s);
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    stage.save(u"page"_s);
    QDialog *sources = stage.dialog(u"settingsSources"_s, u"settingsSources"_s);
    stage.save(*sources, u"sources"_s);
    Stage::close(*sources);
    QDialog *keys = stage.dialog(u"changeShortcuts"_s, u"shortcutEditor"_s);
    stage.save(*keys, u"shortcuts"_s);
    keys->findChild<QKeySequenceEdit *>(u"shortcutKeys"_s)
        ->setKeySequence(QKeySequence(Qt::CTRL | Qt::Key_K));
    keys->findChild<QPushButton *>(u"assignShortcut"_s)->click();
    stage.save(*keys, u"shortcuts-conflict"_s);
    Stage::close(*keys);
    QDialog *sheet = stage.dialog(u"shortcuts"_s, u"shortcutSheet"_s);
    stage.save(*sheet, u"sheet"_s);
    Stage::close(*sheet);
    drawDoctor(stage);
}

} // namespace

// Where settings come from, the keys, and the doctor.
Scene settingsScene()
{
    return {"settings", prepare, fill, draw};
}

} // namespace tocsin::pictures
