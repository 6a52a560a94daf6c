// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/windowfixture.h"
#include "ui/webhooks/schemefield.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

// The test sender: preset from the endpoint, sent over a real socket, judged by the real listener.
class TestTestDialog final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    void openDialog() { m_window->commands()[u"sendTest"_s]->trigger(); }
    QPushButton *send() { return part<QPushButton>(u"testSend"_s); }
    QString state() { return part<ui::PlainLabel>(u"testState"_s)->original(); }
    QAbstractItemModel *answers() { return part<QTableView>(u"testAnswers"_s)->model(); }

private slots:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void isPresetFromTheEndpointAndSendsAtOnce()
    {
        openDialog();
        QCOMPARE(part<QComboBox>(u"testEndpoint"_s)->currentData(), u"alerts"_s);
        QCOMPARE(part<ui::SchemeField>(u"testSender"_s)->scheme(), u"socwarden"_s);
        QVERIFY(part<ui::PlainLabel>(u"testSigner"_s)->original().contains(u"alerts-first"_s));
        QVERIFY(part<QPlainTextEdit>(u"testBody"_s)->toPlainText().contains(u"alert.created"_s));
        send()->click();
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"1 of 1 answered, 0 not with 2xx"_s, 30'000);
        QCOMPARE(answers()->rowCount(), 1);
        QVERIFY(m_fixture->waitForStored(1));
        QTRY_COMPARE_WITH_TIMEOUT(send()->text(), u"&Send"_s, 30'000);
    }

    void duplicatesAndOldEventsAreCountedAndMarked()
    {
        openDialog();
        part<QSpinBox>(u"testCount"_s)->setValue(3);
        part<QSpinBox>(u"testDuplicates"_s)->setValue(1);
        part<QSpinBox>(u"testBurst"_s)->setValue(2);
        part<QSpinBox>(u"testAge"_s)->setValue(301);
        part<QCheckBox>(u"testReorder"_s)->setChecked(true);
        send()->click();
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"6 of 6 answered, 0 not with 2xx"_s, 30'000);
        QCOMPARE(answers()->rowCount(), 6);
        QVERIFY(m_fixture->waitForStored(6));
    }

    void aRunIsStopped()
    {
        openDialog();
        part<QSpinBox>(u"testCount"_s)->setValue(10'000);
        send()->click();
        QTRY_VERIFY_WITH_TIMEOUT(answers()->rowCount() > 0, 30'000);
        QCOMPARE(send()->text(), u"&Stop"_s);
        send()->click();
        QCOMPARE(send()->text(), u"&Send"_s);
        QVERIFY2(state().startsWith(u"Stopped"_s), qPrintable(state()));
        QVERIFY(part<QSpinBox>(u"testCount"_s)->isEnabled());
    }

    void aSchemeOfPublicKeysAsksForThePrivateOne()
    {
        openDialog();
        QVERIFY(!part<QPushButton>(u"testKey"_s)->isVisible());
        part<ui::SchemeField>(u"testSender"_s)->setScheme(u"discord"_s);
        QVERIFY(part<QPushButton>(u"testKey"_s)->isVisible());
        QVERIFY(part<QPlainTextEdit>(u"testBody"_s)->toPlainText().contains(u"application_id"_s));
        send()->click();
        QVERIFY2(state().contains(u"private key"_s), qPrintable(state()));
        QCOMPARE(answers()->rowCount(), 0);
    }

    void theScheduleOfTheSenderIsOffered()
    {
        openDialog();
        auto *retry = part<QComboBox>(u"testRetry"_s);
        QCOMPARE(retry->currentIndex(), 0);
        QVERIFY(!part<QSpinBox>(u"testSpeed"_s)->isEnabled());
        QVERIFY2(retry->itemText(1).contains(u"10, 30, 90, 270, 810"_s), qPrintable(retry->itemText(1)));
        retry->setCurrentIndex(1);
        QVERIFY(part<QSpinBox>(u"testSpeed"_s)->isEnabled());
    }

    void opensOnceAndGoesWithEscape()
    {
        openDialog();
        openDialog();
        QCOMPARE(m_window->findChildren<QDialog *>(u"testDialog"_s).size(), 1);
        QTest::keyClick(part<QDialog>(u"testDialog"_s), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->findChild<QDialog *>(u"testDialog"_s), 30'000);
    }
};

QTEST_MAIN(TestTestDialog)
#include "tst_testdialog.moc"
