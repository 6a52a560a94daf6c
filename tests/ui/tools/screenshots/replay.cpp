// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/rawtarget.h"
#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/deliverytable.h"

#include <QComboBox>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void fill(Stage &stage)
{
    for (int n = 1; n <= 9; ++n)
        stage.fixture().postSigned(alert(n));
    const QByteArray title = test::hostileText().left(3000).toUtf8().replace('"', '\'');
    stage.fixture().postSigned(alert(10, "low", title.constData()));
    Stage::settle(900);
}

// Two of three are taken.
void answer(test::RawTarget &target)
{
    target.answer = [count = 0](const QByteArray &) mutable {
        const int status = ++count % 3 == 0 ? 500 : 200;
        return test::RawTarget::reply(status,
                                      "{\"taken\": " + QByteArray(status == 200 ? "true" : "false") + "}\n",
                                      "Content-Type: application/json\r\nX-Request-Id: 7f3a\r\n");
    };
}

QDialog *replay(Stage &stage, const QUrl &url)
{
    QDialog *dialog = stage.dialog(u"replay"_s, u"replayDialog"_s);
    dialog->findChild<QComboBox *>(u"replayTarget"_s)->setCurrentText(url.toString());
    Stage::settle(200);
    return dialog;
}

void start(QDialog &dialog, int rows)
{
    dialog.findChild<QPushButton *>(u"startReplay"_s)->click();
    auto *table = dialog.findChild<QTableView *>(u"replayResultTable"_s);
    if (!QTest::qWaitFor([table, rows] { return table->model()->rowCount() >= rows; }, 10'000))
        qWarning("not all were sent");
}

void edit(QDialog &dialog)
{
    dialog.findChild<QRadioButton *>(u"replayEdited"_s)->click();
}

void drawOne(Stage &stage, test::RawTarget &target)
{
    stage.choose(2, ui::Inspector::Attempts);
    QDialog *dialog = replay(stage, target.url());
    stage.save(*dialog, u"fresh"_s);
    start(*dialog, 1);
    stage.save(*dialog, u"one"_s);
    edit(*dialog);
    stage.save(*dialog, u"edit"_s);
    Stage::scrollToEnd(*dialog->findChild<QWidget *>(u"replayEditor"_s));
    stage.save(*dialog, u"edit-end"_s);
    dialog->findChild<QComboBox *>(u"replayTarget"_s)
        ->setCurrentText(u"https://hooks.staging.example.org/in"_s);
    Stage::scrollTo(*dialog->findChild<QWidget *>(u"replayTarget"_s));
    stage.save(*dialog, u"allow"_s);
    Stage::close(*dialog);
    stage.save(u"kept"_s);
}

void draw(Stage &stage)
{
    test::RawTarget target;
    answer(target);
    drawOne(stage, target);
    stage.part<ui::DeliveryTable>(u"deliveryTable"_s)->selectAll();
    QDialog *many = replay(stage, target.url());
    start(*many, 10);
    stage.save(*many, u"many"_s);
    edit(*many);
    stage.save(*many, u"many-edit"_s);
    Stage::close(*many);
    stage.choose(0); // the hostile one
    QDialog *hostile = replay(stage, target.url(u"/"_s + QString(400, u'x')));
    start(*hostile, 1);
    edit(*hostile);
    stage.save(*hostile, u"hostile"_s);
    Stage::close(*hostile);
    stage.save(u"kept-hostile"_s);
}

} // namespace

// Sending again: one, edited, many; and what is kept of it.
Scene replayScene()
{
    return {"replay", nullptr, fill, draw};
}

} // namespace tocsin::pictures
