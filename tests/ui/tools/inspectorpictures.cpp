// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: inspector_pictures FOLDER. What leads out of the inspector: code, handshakes, comparisons, evidence;
// and the Why panel read from the right. Needs a display or QT_QPA_PLATFORM=offscreen.

#include "core/flows/webhookdesk.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/mainwindow.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/comparedialog.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/schemefield.h"
#include "ui/widgets/fittedtabs.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QDir>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

const QByteArray sent =
    R"({"event":"alert.created","source":"socwarden","severity":"high","summary":"Numbers of a hop","sequence":9007199254740993,"amount":1.50,"actor":"zoe@corp.example"})";

void save(QWidget &window, const QString &folder, const QString &name)
{
    QTest::qWait(300);
    window.grab().save(folder + u'/' + name + u".png"_s);
}

void endpoint(flows::WebhookDesk &desk, const QString &name, const QString &scheme)
{
    domain::Endpoint made;
    made.name = name;
    made.pathPrefix = '/' + name.toUtf8();
    made.scheme = scheme;
    if (!desk.saveEndpoint(made))
        qWarning("%s not saved", qPrintable(name));
}

// Newest first in the list: handshake refused, handshake asked, two that differ, spoiled on the way.
void fill(test::DeskFixture &fixture)
{
    QByteArray arrived = sent;
    arrived.replace("\":", "\": ").replace(",\"", ", \"");
    fixture.postSpoiled(sent, arrived,
                        {{"Via", "1.1 relay.corp.example"}, {"Authorization", "Bearer abcdefgh"}});
    fixture.postSigned(R"({"event":"a","n":1.0,"t":"caf\u00e9","list":[1,2],"gone":true})");
    fixture.postSigned(R"({"n": 1,"event":"b","t":"café","list":[1,2],"new":null})"
                       "\n");
    endpoint(fixture.desk(), u"topic"_s, u"aws-sns"_s);
    endpoint(fixture.desk(), u"tasks"_s, u"asana"_s);
    fixture.post(
        "/topic",
        R"({"Type":"SubscriptionConfirmation","SubscribeURL":"https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:alerts&Token=2336412f37fb687f5d51e6e2425dacbbabacf1"})");
    fixture.post(
        "/topic",
        R"({"Type":"SubscriptionConfirmation","SubscribeURL":"https://evil.example/?Action=ConfirmSubscription&Token=1"})");
    QTest::qWait(900);
}

void choose(ui::MainWindow &window, int row)
{
    auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
    table->clearSelection();
    table->setCurrentIndex({});
    table->setCurrentIndex(table->model()->index(row, ui::DeliveryTableModel::Event));
    QTest::qWait(400);
}

void shootDialog(ui::MainWindow &window, const QString &command, const QString &name, const QString &folder,
                 const QString &suffix)
{
    window.commands()[command]->trigger();
    QTest::qWait(600);
    auto *dialog = window.findChild<QDialog *>(name);
    if (!dialog)
        return qWarning("no %s", qPrintable(name));
    save(*dialog, folder, name + suffix);
    if (auto *tabs = dialog->findChild<ui::FittedTabs *>(u"compareTabs"_s)) {
        for (int i = 0; i < tabs->count(); ++i) {
            tabs->setCurrentIndex(i);
            save(*dialog, folder, name + u"-%1"_s.arg(i) + suffix);
        }
    }
    if (auto *languages = dialog->findChild<QTabBar *>(u"codeLanguages"_s)) {
        languages->setCurrentIndex(1);
        save(*dialog, folder, name + u"-python"_s + suffix);
    }
    if (auto *raw = dialog->findChild<QCheckBox *>(u"evidenceRaw"_s)) {
        raw->setChecked(true);
        save(*dialog, folder, name + u"-raw"_s + suffix);
    }
    dialog->close();
    QTest::qWait(50);
}

void shootAll(ui::MainWindow &window, const QString &folder, const QString &suffix)
{
    auto *inspector = window.findChild<ui::Inspector *>(u"inspector"_s);
    auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
    for (const int row : {0, 1}) {
        choose(window, row);
        for (const auto tab : {ui::Inspector::Response, ui::Inspector::Signature}) {
            inspector->setTab(tab);
            save(window, folder, u"handshake-%1-%2"_s.arg(row).arg(int(tab)) + suffix);
        }
    }
    choose(window, 4);
    QTest::qWait(600);
    auto *panel = window.findChild<QWidget *>(u"whyPanel"_s);
    QScrollArea *scroll = nullptr;
    for (QWidget *parent = panel; parent && !scroll; parent = parent->parentWidget())
        scroll = qobject_cast<QScrollArea *>(parent);
    scroll->verticalScrollBar()->setValue(panel->mapTo(scroll->widget(), QPoint(0, 0)).y() - 60);
    save(window, folder, u"why"_s + suffix);
    window.findChild<QToolButton *>(u"whyTried"_s)->click();
    QTest::qWait(100);
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    save(window, folder, u"why-tried"_s + suffix);
    shootDialog(window, u"verificationCode"_s, u"codeDialog"_s, folder, suffix);
    shootDialog(window, u"evidence"_s, u"evidenceDialog"_s, folder, suffix);
    if (auto *button = window.findChild<QPushButton *>(u"causeCompare"_s)) {
        button->click();
        QTest::qWait(500);
        if (auto *dialog = window.findChild<QDialog *>(u"compareDialog"_s)) {
            save(*dialog, folder, u"compareSigned"_s + suffix);
            dialog->close();
            QTest::qWait(50);
        }
    }
    choose(window, 2);
    table->selectionModel()->select(table->model()->index(3, 0),
                                    QItemSelectionModel::Select | QItemSelectionModel::Rows);
    shootDialog(window, u"compare"_s, u"compareDialog"_s, folder, suffix);
    for (const QString &id : {u"auto"_s, u"aws-sns"_s}) {
        emit window.findChild<ui::EndpointList *>()->editAsked(u"topic"_s);
        if (auto *editor = window.findChild<QDialog *>(u"endpointEditor"_s)) {
            editor->findChild<ui::SchemeField *>(u"endpointScheme"_s)->setScheme(id);
            save(*editor, folder, u"editor-"_s + id + suffix);
            editor->close();
            QTest::qWait(50);
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    ui::installWords(app);
    const QString folder = app.arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    ui::Theme theme(app);
    test::DeskFixture fixture;
    if (!fixture.open())
        return 3;
    ui::MainWindow window(theme, fixture.desk(), fixture.secretStore(), fixture.settings());
    window.resize(1360, 860);
    window.show();
    fill(fixture);
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        QGuiApplication::setLayoutDirection(direction);
        for (const ui::Theme::Choice choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
            theme.setChoice(choice);
            for (const QSize size : {QSize(1360, 860), QSize(1024, 700)}) {
                window.resize(size);
                window.commands()[u"resetLayout"_s]->trigger();
                shootAll(window, folder,
                         (direction == Qt::RightToLeft ? u"-rtl-"_s : u"-"_s) + ui::Theme::choiceId(choice) +
                             u'-' + QString::number(size.width()));
            }
        }
    }
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    theme.setChoice(ui::Theme::Choice::Dark);
    fixture.desk().subscriptions().dismiss(fixture.desk().subscriptions().all().value(0).url);
    fixture.post("/tasks", "{}", {{"X-Hook-Secret", "b537207f20cbfa02357cf448134da559"}});
    QTest::qWait(600);
    save(window, folder, u"offer-dark-1024"_s);
    return 0;
}
