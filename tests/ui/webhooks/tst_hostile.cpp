// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/deskfixture.h"
#include "tests/ui/support/hostilefaults.h"
#include "ui/mainwindow.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/inspector/bodytab.h"
#include "ui/webhooks/inspector/inspector.h"

#include <QAction>
#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageBox>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tocsin;

class TestHostile final : public QObject
{
    Q_OBJECT

private slots:
    void noWidgetTakesTextFromOutsideForMarkup()
    {
        test::DeskFixture fixture;
        QVERIFY(fixture.open());
        const QString text = test::hostileText();
        QJsonObject alert{{u"event"_s, u"alert.created"_s}, {u"source"_s, u"socwarden"_s}};
        for (const QString &member :
             {u"alert_id"_s, u"event_id"_s, u"alert_type"_s, u"severity"_s, u"actor"_s, u"ip"_s, u"project"_s,
              u"summary"_s, u"mitre"_s, u"org_name"_s, u"event_type"_s, text.left(200)})
            alert.insert(member, text);
        const QByteArray body = QJsonDocument(alert).toJson(QJsonDocument::Compact);
        const QByteArray header =
            text.left(300).remove(u'\u202E').remove(u'\u202C').remove(u'\u200B').toUtf8();
        QVERIFY(fixture.postSigned(body) > 0);
        QVERIFY(fixture.post("/hooks/alerts", body,
                             {{"X-Signature-256", header}, {"X-Timestamp", header}, {"X-Odd", header}}) > 0);
        QVERIFY(fixture.post("/hooks/<img/src='file:///etc/passwd'>", body) > 0);
        QVERIFY(fixture.postSpoiled(body, body + "\xe2\x80\xae \n") > 0);
        QVERIFY(fixture.waitForStored(4));

        ui::Theme theme(*qApp);
        ui::MainWindow window(theme, fixture.desks(), fixture.settings());
        window.show();
        auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
        auto *inspector = window.findChild<ui::Inspector *>(u"inspector"_s);
        QTRY_COMPARE(table->model()->rowCount(), 4);
        for (int row = 0; row < 4; ++row) {
            table->selectRow(row);
            QTRY_VERIFY(inspector->subject() && inspector->subject()->delivery.row.id == table->currentId());
            fixture.desk().setNote(table->currentId(), text);
            QTRY_COMPARE(inspector->loadedNote(), text);
            for (int tab = ui::Inspector::Summary; tab <= ui::Inspector::Contract; ++tab) {
                inspector->setTab(ui::Inspector::Tab(tab));
                window.grab(); // paints what it holds
            }
            inspector->setTab(ui::Inspector::Signature);
            const bool hasWhy = inspector->subject()->verification.verdict != domain::Verdict::Valid;
            QTRY_COMPARE(inspector->findChild<QWidget *>(u"whyCopy"_s)->isVisible() ||
                             inspector->findChild<QWidget *>(u"whyNothing"_s),
                         hasWhy);
            inspector->findChild<QToolButton *>(u"whyTried"_s)->click();
            window.grab();
            auto *bodyTab = inspector->findChild<ui::BodyTab *>();
            for (int way = ui::BodyTab::Raw; way <= ui::BodyTab::Hex; ++way)
                bodyTab->setWay(ui::BodyTab::Way(way));
            test::checkEveryWidget(window);
        }
    }

    void noDialogDoesEither()
    {
        test::DeskFixture fixture;
        QVERIFY(fixture.open());
        ui::Theme theme(*qApp);
        ui::MainWindow window(theme, fixture.desks(), fixture.settings());
        window.show();
        for (const QString &name : {u"addEndpoint"_s, u"secrets"_s, u"shortcuts"_s, u"about"_s})
            window.commands()[name]->trigger();
        QTRY_VERIFY(window.findChildren<QDialog *>().size() >= 4);
        for (const QMessageBox *box : window.findChildren<QMessageBox *>())
            QCOMPARE(box->textFormat(), Qt::PlainText);
        for (const QLabel *label : window.findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                     qPrintable(label->objectName()));
    }
};

QTEST_MAIN(TestHostile)
#include "tst_hostile.moc"
