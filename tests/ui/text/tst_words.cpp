// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/deskfixture.h"
#include "ui/mainwindow.h"
#include "ui/text/numbertext.h"
#include "ui/text/timetext.h"
#include "ui/text/words.h"
#include "ui/webhooks/deliverytable.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

// Run under several locales: the plural forms of English are needed wherever the words are English.
class TestWords final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }

    void numbersAreFollowedByTheirForm()
    {
        QCOMPARE(ui::deliveriesText(0), u"0 deliveries"_s);
        QCOMPARE(ui::deliveriesText(1), u"1 delivery"_s);
        QCOMPARE(ui::deliveriesText(2), u"2 deliveries"_s);
        QCOMPARE(ui::deliveriesText(2000, true), QLocale().toString(2000) + u"+ deliveries"_s);
        QCOMPARE(ui::deliveriesText(Q_INT64_C(5'000'000'000)),
                 QLocale().toString(Q_INT64_C(5'000'000'000)) + u" deliveries"_s);
        QCOMPARE(ui::sizeText(1), u"1 byte"_s);
        QCOMPARE(ui::exactSizeText(1), u"1 byte"_s);
        QCOMPARE(ui::exactSizeText(478), u"478 bytes"_s);
        QCOMPARE(ui::durationText(2 * 86'400), u"2 days"_s);
    }

    void theWindowCountsOneDeliveryAndTwoDeliveries()
    {
        test::DeskFixture fixture;
        QVERIFY(fixture.open());
        ui::Theme theme(*qApp);
        ui::MainWindow window(theme, fixture.desks(), fixture.settings());
        window.show();
        auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
        auto *field = window.findChild<QLineEdit *>(u"filterField"_s);
        auto *endpoints = window.findChild<QListView *>(u"endpointList"_s);
        const auto spoken = [endpoints] {
            return endpoints->model()->index(1, 0).data(Qt::AccessibleTextRole).toString();
        };
        const auto question = [&window, table] {
            table->selectAll();
            window.commands()[u"delete"_s]->trigger();
            auto *box = window.findChild<QMessageBox *>(u"confirmDelete"_s);
            const QString texts = box->text() + u'|' + box->buttons().constLast()->text() + u'|' +
                                  box->buttons().constFirst()->text();
            delete box;
            return texts;
        };
        QVERIFY(fixture.post("/hooks/alerts", "{}") > 0);
        QTRY_COMPARE(field->accessibleDescription(), u"1 delivery"_s);
        QTRY_COMPARE(spoken().section(u", "_s, 0, 1), u"alerts, 1 delivery"_s);
        QString asked = question();
        QVERIFY2(asked.contains(u"Delete 1 delivery with its bytes?"_s), qPrintable(asked));
        QVERIFY2(asked.endsWith(u"|Delete 1 delivery"_s) || asked.contains(u"|Delete 1 delivery|"_s),
                 qPrintable(asked));
        QVERIFY(fixture.post("/hooks/alerts", "{\"n\":2}") > 0);
        QTRY_COMPARE(field->accessibleDescription(), u"2 deliveries"_s);
        QTRY_COMPARE(spoken().section(u", "_s, 0, 1), u"alerts, 2 deliveries"_s);
        asked = question();
        QVERIFY2(asked.contains(u"Delete 2 deliveries with their bytes?"_s), qPrintable(asked));
    }

    void aFieldSaysDayForOne()
    {
        test::DeskFixture fixture;
        QVERIFY(fixture.open());
        ui::Theme theme(*qApp);
        ui::MainWindow window(theme, fixture.desks(), fixture.settings());
        window.setPage(ui::MainWindow::Settings);
        auto *days = window.findChild<QSpinBox *>(u"retentionDays"_s);
        days->setValue(1);
        QCOMPARE(days->text(), u"1 day"_s);
        days->setValue(2);
        QCOMPARE(days->text(), u"2 days"_s);
        auto *count = window.findChild<QSpinBox *>(u"retentionCount"_s);
        count->setValue(50'000);
        QCOMPARE(count->text(), QLocale().toString(50'000) + u" deliveries"_s);
    }
};

QTEST_MAIN(TestWords)
#include "tst_words.moc"
