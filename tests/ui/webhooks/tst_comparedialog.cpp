// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/windowfixture.h"
#include "ui/text/words.h"
#include "ui/webhooks/comparedialog.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/widgets/bytediff.h"
#include "ui/widgets/fittedtabs.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QAction>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {
const QByteArray first = R"({"event":"a","n":1.0,"t":"caf\u00e9","list":[1,2],"gone":true})";
const QByteArray second = R"({"n": 1,"event":"b","t":"café","list":[1,2],"new":null})"
                          "\n";
} // namespace

class TestCompareDialog final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    static constexpr int patience = 30'000;

    void choose(int rows)
    {
        const qint64 stored = m_fixture->desk().counters().captured;
        QTRY_COMPARE_WITH_TIMEOUT(qint64(table()->model()->rowCount()), stored, patience);
        table()->clearSelection();
        table()->selectRow(0);
        for (int row = 1; row < rows; ++row) {
            table()->selectionModel()->select(table()->model()->index(row, 0),
                                              QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
        QTRY_COMPARE_WITH_TIMEOUT(table()->selectedIds().size(), rows, patience);
    }
    void compare()
    {
        m_window->commands()[u"compare"_s]->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(dialog() && dialog()->isReady(), patience);
    }
    ui::CompareDialog *dialog() const { return m_window->findChild<ui::CompareDialog *>(u"compareDialog"_s); }
    QStringList column(const QString &table, int number) const
    {
        const auto *model = part<ui::TextTable>(table)->model();
        QStringList cells;
        for (int row = 0; row < model->rowCount(); ++row)
            cells.append(model->index(row, number).data().toString());
        return cells;
    }
    QString text(const QString &name) const { return part<ui::PlainLabel>(name)->original(); }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void everyChangeHasItsKind()
    {
        QVERIFY(m_fixture->post("/a", first, {{"X-One", "1"}, {"X-Two", "2"}}) > 0);
        QVERIFY(m_fixture->post("/a", second, {{"x-one", "1"}, {"X-Two", "3"}}) > 0);
        choose(2);
        compare();
        const QStringList kinds = column(u"compareJson"_s, 0);
        for (const QString &kind : {u"key order"_s, u"value"_s, u"number spelling"_s, u"escape"_s,
                                    u"white space"_s, u"newline"_s, u"added"_s, u"removed"_s})
            QVERIFY2(kinds.contains(kind), qPrintable(kind + u" is not among "_s + kinds.join(u", ")));
        const QStringList fields = column(u"compareHeaders"_s, 0);
        QVERIFY2(fields.contains(u"case of the name"_s) && fields.contains(u"value"_s),
                 qPrintable(fields.join(u", ")));
        // The earlier one is the left: 1 became 3 in X-Two, and 'a' became 'b'.
        const int row = int(column(u"compareJson"_s, 1).indexOf(u"/event"_s));
        QVERIFY(row >= 0);
        QCOMPARE(column(u"compareJson"_s, 2).at(row), u"\"a\""_s);
        QCOMPARE(column(u"compareJson"_s, 3).at(row), u"\"b\""_s);
    }

    void theFirstDifferenceIsMarked()
    {
        QVERIFY(m_fixture->post("/a", first) > 0);
        QVERIFY(m_fixture->post("/a", second) > 0);
        choose(2);
        compare();
        QVERIFY2(text(u"compareSentence"_s).contains(u"from byte 2 on"_s),
                 qPrintable(text(u"compareSentence"_s)));
        auto *tabs = part<ui::FittedTabs>(u"compareTabs"_s);
        QCOMPARE(part<ui::TextTable>(u"compareJson"_s)->currentIndex().row(), 0);
        tabs->setCurrentIndex(ui::CompareDialog::Body);
        const auto *bytes = part<ui::ByteDiff>(u"compareBody"_s);
        QCOMPARE(bytes->alignment().firstByte, 2);
        QTRY_VERIFY(bytes->isRowVisible(bytes->alignment().first));
        QVERIFY(tabs->tabText(ui::CompareDialog::Json).contains(u' '));
    }

    void theSameIsSaidToBeTheSame()
    {
        QVERIFY(m_fixture->post("/a", first) > 0);
        QVERIFY(m_fixture->post("/a", first) > 0);
        choose(2);
        compare();
        QCOMPARE(text(u"compareSentence"_s), u"The same, byte for byte."_s);
        QCOMPARE(part<ui::TextTable>(u"compareJson"_s)->model()->rowCount(), 0);
    }

    void whatIsNoJsonIsComparedAsBytes()
    {
        QVERIFY(m_fixture->post("/a", QByteArray("\x00\x01 one", 6)) > 0);
        QVERIFY(m_fixture->post("/a", QByteArray("\x00\x02 one", 6)) > 0);
        choose(2);
        compare();
        QVERIFY(text(u"compareSentence"_s).contains(u"from byte 1 on"_s));
        QCOMPARE(part<ui::FittedTabs>(u"compareTabs"_s)->currentIndex(), int(ui::CompareDialog::Body));
        QVERIFY(!text(u"compareJsonSummary"_s).isEmpty()); // why there is no JSON view
    }

    void oneOrThreeAreNotTwo()
    {
        for (int i = 0; i < 3; ++i)
            QVERIFY(m_fixture->post("/a", first) > 0);
        for (const int rows : {1, 3}) {
            choose(rows);
            m_window->commands()[u"compare"_s]->trigger();
            QVERIFY(text(u"statusNotice"_s).contains(u"Choose two deliveries"_s));
            QTest::qWait(50);
            QVERIFY(!dialog());
        }
    }

    void whatArrivedIsComparedWithWhatWasSigned()
    {
        const QByteArray sent = R"({"event":"alert.created","n":9007199254740993})";
        const QByteArray arrived = R"({"event": "alert.created", "n": 9007199254740993})";
        QVERIFY(m_fixture->postSpoiled(sent, arrived) > 0);
        part<ui::Inspector>(u"inspector"_s)->setTab(ui::Inspector::Signature);
        choose(1);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QPushButton *>(u"causeCompare"_s), patience);
        part<QPushButton>(u"causeCompare"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(dialog() && dialog()->isReady(), patience);
        QCOMPARE(column(u"compareJson"_s, 0), QStringList{u"white space"_s});
        QVERIFY(column(u"compareJson"_s, 1).first().contains(u"more place"_s));
        QCOMPARE(part<ui::FittedTabs>(u"compareTabs"_s)->count(), 2); // the head is the same by itself
    }

    void aClosedDialogDropsTheAnswer()
    {
        QByteArray large = "[";
        for (int i = 0; i < 50'000; ++i)
            large += QByteArray::number(i) + ",";
        QVERIFY(m_fixture->post("/a", large + "0]") > 0);
        QVERIFY(m_fixture->post("/a", large + "1]") > 0);
        choose(2);
        m_window->commands()[u"compare"_s]->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(dialog(), patience);
        dialog()->close();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog(), patience);
        compare(); // and the next one answers
    }
};

QTEST_MAIN(TestCompareDialog)
#include "tst_comparedialog.moc"
