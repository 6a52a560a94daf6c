// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: lab_pictures FOLDER. The dialogs of replay and forward, and what they leave in the window, in both
// themes, with ordinary and with hostile texts. Needs a display or QT_QPA_PLATFORM=offscreen.

#include "core/flows/relays.h"
#include "tests/support/rawtarget.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/mainwindow.h"
#include "ui/text/words.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/inspector/inspector.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

void save(QWidget &widget, const QString &folder, const QString &name)
{
    QTest::qWait(250);
    if (!widget.grab().save(folder + u'/' + name + u".png"_s))
        qWarning("%s not saved", qPrintable(name));
}

QByteArray alert(int n)
{
    return R"({"event":"alert.created","source":"socwarden","alert_id":"6f1c6f1e-0000-4000-8000-)" +
           QByteArray::number(100000000000 + n) +
           R"(","severity":"high","summary":"Impossible travel for user-17: Oslo, then Lima","risk_score":87})";
}

void fill(test::DeskFixture &fixture)
{
    for (int n = 1; n <= 9; ++n)
        fixture.postSigned(alert(n));
    const QString hostile = test::hostileText().left(3000);
    QByteArray name = hostile.toUtf8().replace('"', '\'');
    fixture.postSigned(R"({"event":"alert.created","source":"socwarden","severity":"low","summary":")" +
                       name + "\"}");
}

QDialog *replay(ui::MainWindow &window, const QUrl &url)
{
    window.commands()[u"replay"_s]->trigger();
    auto *dialog = window.findChild<QDialog *>(u"replayDialog"_s);
    dialog->findChild<QComboBox *>(u"replayTarget"_s)->setCurrentText(url.toString());
    QTest::qWait(200);
    return dialog;
}

void start(QDialog &dialog, int rows)
{
    dialog.findChild<QPushButton *>(u"startReplay"_s)->click();
    auto *table = dialog.findChild<QTableView *>(u"replayResultTable"_s);
    if (!QTest::qWaitFor([table, rows] { return table->model()->rowCount() >= rows; }, 10'000))
        qWarning("not all were sent");
}

void close(QDialog &dialog)
{
    dialog.reject();
    QTest::qWait(100);
}

void shootReplays(ui::MainWindow &window, test::RawTarget &target, const QString &folder,
                  const QString &suffix)
{
    auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
    table->selectRow(2);
    QTest::qWait(200);
    QDialog *one = replay(window, target.url());
    save(*one, folder, u"replay-fresh"_s + suffix);
    start(*one, 1);
    save(*one, folder, u"replay-one"_s + suffix);
    one->findChild<QRadioButton *>(u"replayEdited"_s)->click();
    save(*one, folder, u"replay-edit"_s + suffix);
    auto *bar = one->findChild<QScrollArea *>(u"replaySetup"_s)->verticalScrollBar();
    bar->setValue(bar->maximum());
    save(*one, folder, u"replay-edit-end"_s + suffix);
    one->findChild<QComboBox *>(u"replayTarget"_s)->setCurrentText(u"https://hooks.staging.example.org/in"_s);
    bar->setValue(0);
    save(*one, folder, u"replay-allow"_s + suffix);
    close(*one);
    window.findChild<ui::Inspector *>()->setTab(ui::Inspector::Attempts);
    save(window, folder, u"replays-kept"_s + suffix);
    table->selectAll();
    QDialog *many = replay(window, target.url());
    many->findChild<QComboBox *>(u"replayTarget"_s)->setCurrentText(target.url().toString());
    start(*many, 10);
    save(*many, folder, u"replay-many"_s + suffix);
    many->findChild<QRadioButton *>(u"replayEdited"_s)->click();
    save(*many, folder, u"replay-many-edit"_s + suffix);
    close(*many);
    table->selectRow(0); // the hostile one
    QTest::qWait(200);
    QDialog *hostile = replay(window, target.url(u"/"_s + QString(400, u'x')));
    start(*hostile, 1);
    hostile->findChild<QRadioButton *>(u"replayEdited"_s)->click();
    save(*hostile, folder, u"replay-hostile"_s + suffix);
    close(*hostile);
    save(window, folder, u"replays-kept-hostile"_s + suffix);
}

void shootForwards(ui::MainWindow &window, test::DeskFixture &fixture, test::RawTarget &target, int &status,
                   const QString &folder, const QString &suffix)
{
    auto *list = window.findChild<ui::EndpointList *>();
    const auto open = [&] {
        emit list->forwardAsked(u"alerts"_s);
        return window.findChild<QDialog *>(u"forwardDialog"_s);
    };
    QDialog *dialog = open();
    dialog->findChild<QComboBox *>(u"forwardTarget"_s)->setCurrentText(target.url().toString());
    save(*dialog, folder, u"forward-fresh"_s + suffix);
    status = 200;
    dialog->findChild<QPushButton *>(u"saveForward"_s)->click();
    QTest::qWait(500);
    fixture.postSigned(alert(20));
    QTest::qWait(800);
    save(*dialog, folder, u"forward-runs"_s + suffix);
    status = 500;
    fixture.postSigned(alert(21));
    QTest::qWait(1500);
    save(*dialog, folder, u"forward-retries"_s + suffix);
    close(*dialog);
    save(window, folder, u"forward-window"_s + suffix);
    dialog = open();
    dialog->findChild<QPushButton *>(u"pauseForward"_s)->click();
    save(*dialog, folder, u"forward-paused"_s + suffix);
    dialog->findChild<QComboBox *>(u"forwardTarget"_s)
        ->setCurrentText(u"https://"_s + QString(60, u'w') + u".example.org/"_s + QString(300, u'y'));
    save(*dialog, folder, u"forward-hostile"_s + suffix);
    close(*dialog);
    if (!fixture.desk().saveForward(u"alerts"_s, std::nullopt))
        qWarning("the relay stays");
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
    fill(fixture);
    test::RawTarget target;
    int status = 0;
    int count = 0;
    target.answer = [&](const QByteArray &) {
        const int answer = status != 0 ? status : ++count % 3 == 0 ? 500 : 200;
        return test::RawTarget::reply(answer,
                                      "{\"taken\": " + QByteArray(answer == 200 ? "true" : "false") + "}\n",
                                      "Content-Type: application/json\r\nX-Request-Id: 7f3a\r\n");
    };
    ui::MainWindow window(theme, fixture.desk(), fixture.secretStore(), fixture.settings());
    window.show();
    QTest::qWait(900);
    for (const ui::Theme::Choice choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        theme.setChoice(choice);
        for (const QSize size : {QSize(1360, 860), QSize(1024, 700)}) {
            window.resize(size);
            window.commands()[u"resetLayout"_s]->trigger();
            const QString suffix = u'-' + ui::Theme::choiceId(choice) + u'-' + QString::number(size.width());
            status = 0;
            shootReplays(window, target, folder, suffix);
            shootForwards(window, fixture, target, status, folder, suffix);
        }
    }
    return 0;
}
