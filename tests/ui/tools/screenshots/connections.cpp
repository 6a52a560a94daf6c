// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/analystdesk.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/widgets/fittedtabs.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

constexpr int patience = 60'000; // ms

void prepare(Stage &stage)
{
    sandbox::ServerOptions options;
    options.coldDelayMs = 0;
    stage.fixture().sandbox = options;
}

QLineEdit *field(const QDialog &dialog, const QString &name)
{
    return dialog.findChild<QLineEdit *>(name);
}

void test(const QDialog &dialog)
{
    auto *button = dialog.findChild<QPushButton *>(u"testConnection"_s);
    button->click();
    if (!QTest::qWaitFor([button] { return button->isEnabled(); }, patience))
        qWarning("it took too long");
}

void drawNew(Stage &stage)
{
    QDialog *dialog = stage.dialog(u"addConnection"_s, u"connectionDialog"_s);
    auto *tabs = dialog->findChild<ui::FittedTabs *>();
    stage.save(*dialog, u"empty"_s);
    dialog->findChild<QPushButton *>(u"saveConnection"_s)->click();
    stage.save(*dialog, u"fault"_s);
    const flows::AnalystDesk &desk = stage.fixture().analyst();
    field(*dialog, u"connectionName"_s)->setText(u"Acme SOC"_s);
    field(*dialog, u"connectionRole"_s)->setText(u"analyst"_s);
    field(*dialog, u"connectionApi"_s)->setText(desk.sandbox()->baseUrl().toString());
    field(*dialog, u"connectionCredential"_s)
        ->setText(QString::fromUtf8(desk.sandbox()->apiKey().reveal().toByteArray()));
    dialog->findChild<QComboBox *>(u"connectionProxy"_s)->setCurrentIndex(1);
    test(*dialog);
    tabs->setCurrentIndex(0);
    stage.save(*dialog, u"tested"_s);
    tabs->setCurrentIndex(1);
    dialog->findChild<QComboBox *>(u"connectionSignIn"_s)->setCurrentIndex(2);
    stage.save(*dialog, u"sign-in"_s);
    dialog->findChild<QComboBox *>(u"connectionSignIn"_s)->setCurrentIndex(0);
    tabs->setCurrentIndex(2);
    dialog->findChild<QComboBox *>(u"connectionProxy"_s)->setCurrentIndex(2);
    stage.save(*dialog, u"network"_s);
    dialog->findChild<QComboBox *>(u"connectionProxy"_s)->setCurrentIndex(1);
    field(*dialog, u"connectionCredential"_s)->setText(u"expired"_s);
    tabs->setCurrentIndex(0);
    test(*dialog);
    stage.save(*dialog, u"refused"_s);
    Stage::close(*dialog);
}

// A production system, and one that does not answer, in the window.
void drawWindow(Stage &stage)
{
    flows::AnalystDesk &desk = stage.fixture().analyst();
    if (desk.connections().size() == 1) {
        domain::Connection one;
        one.name = u"Acme production"_s;
        one.role = u"lead"_s;
        one.production = true;
        one.api = QUrl(u"http://127.0.0.1:1"_s);
        one.proxy = domain::ProxyMode::None;
        one.secretLabel = u"acme"_s;
        desk.saveConnection(one, &stage.window(), [](const Result<QString> &) {});
        if (!QTest::qWaitFor([&desk] { return desk.connections().size() == 2; }, patience))
            qWarning("it took too long");
    }
    if (const auto chosen = desk.choose(desk.connections().constLast().id); !chosen)
        qWarning("no production connection");
    Stage::settle(800);
    stage.window().setPage(ui::MainWindow::Incidents);
    stage.save(u"production"_s);
    stage.part<QWidget>(u"connectionChip"_s);
    if (const auto chosen = desk.choose(desk.connections().constFirst().id); !chosen)
        qWarning("no sandbox");
    Stage::settle(800);
}

void draw(Stage &stage)
{
    drawNew(stage);
    drawWindow(stage);
}

} // namespace

// The dialog of a connection at each of its steps, and the window over a production system.
Scene connectionsScene()
{
    return {"connections", prepare, nullptr, draw};
}

} // namespace tocsin::pictures
