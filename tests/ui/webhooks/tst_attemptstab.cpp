// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/attemptseries.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/attempttext.h"
#include "ui/text/words.h"
#include "ui/webhooks/inspector/attempttimeline.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/widgets/plainlabel.h"

#include <QHeaderView>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace tocsin;
using ui::AttemptTimeline;

namespace {

constexpr int patience = 30'000; // ms

} // namespace

// An event with six attempts in the whole window.
class TestAttemptsTab final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    QTableView *attempts() const { return part<QTableView>(u"attemptTable"_s); }
    AttemptTimeline *timeline() const { return part<AttemptTimeline>(u"attemptTimeline"_s); }
    QString cell(int row, int column) const
    {
        return attempts()->model()->index(row, column).data().toString();
    }
    void choose(domain::DeliveryId id)
    {
        QTRY_VERIFY_WITH_TIMEOUT(table()->model()->rowCount() >= 6, patience);
        table()->selectId(id);
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        inspector->setTab(ui::Inspector::Attempts);
        QTRY_VERIFY_WITH_TIMEOUT(attempts()->model()->rowCount() == 6 && timeline()->currentRow() == id - 1,
                                 patience);
    }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init()
    {
        openWindow(test::attemptSeries(test::sixAttempts(), wallClock() - 3000 * microsPerSecond));
    }
    void cleanup() { closeWindow(); }

    void everyAttemptStandsBesideItsPlan()
    {
        choose(1);
        QCOMPARE(cell(0, 2), QString());
        QCOMPARE(cell(1, 2), u"10 s"_s);
        QCOMPARE(cell(1, 3), u"on time"_s);
        QCOMPARE(cell(1, 6), u"nothing"_s);
        QCOMPARE(cell(2, 3), u"12 s late"_s);
        QCOMPARE(cell(2, 6), u"time, signature"_s);
        QCOMPARE(cell(3, 6), u"body, time, signature"_s);
        QCOMPARE(cell(3, 4), u"none"_s);
        QCOMPARE(cell(5, 3), u"on time"_s);
        const QString sentence = part<ui::PlainLabel>(u"attemptSentence"_s)->text();
        QVERIFY2(sentence.contains(u"has given up"_s), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"Some attempts were signed anew"_s), qPrintable(sentence));
    }

    // The last column takes what is left, also where the others have just been measured anew.
    void theTableFillsItsWidth_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("alone");
        QTest::newRow("six, wide") << QSize(1360, 860) << false;
        QTest::newRow("six, narrow") << QSize(1024, 700) << false;
        QTest::newRow("one, wide") << QSize(1360, 860) << true;
        QTest::newRow("one, narrow") << QSize(1024, 700) << true;
    }
    void theTableFillsItsWidth()
    {
        QFETCH(QSize, size);
        QFETCH(bool, alone);
        m_window->resize(size);
        choose(1);
        if (alone) {
            QVERIFY(m_fixture->post("/hooks/alone", "{}") > 0);
            QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 7, patience);
            table()->selectRow(0);
            QTRY_COMPARE_WITH_TIMEOUT(attempts()->model()->rowCount(), 1, patience);
        }
        QTRY_COMPARE_WITH_TIMEOUT(attempts()->horizontalHeader()->length(), attempts()->viewport()->width(),
                                  patience);
    }

    // The captions stand at the edge from which the window is read, away from the dots.
    void itsCaptionsStandAtTheEdge_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("from the left") << Qt::LeftToRight;
        QTest::newRow("from the right") << Qt::RightToLeft;
    }
    void itsCaptionsStandAtTheEdge()
    {
        QFETCH(Qt::LayoutDirection, direction);
        choose(1);
        timeline()->setLayoutDirection(direction);
        constexpr int margin = 16; // px
        const QImage image = timeline()->grab().toImage().convertToFormat(QImage::Format_RGB32);
        const int lanes = 2 * timeline()->fontMetrics().height() + 24;
        const QRect edge(direction == Qt::LeftToRight ? margin : image.width() - margin - 6, 0, 6, lanes);
        int drawn = 0;
        for (int y = edge.top(); y <= edge.bottom(); ++y) {
            for (int x = edge.left(); x <= edge.right(); ++x)
                drawn += image.pixel(x, y) != image.pixel(1, 1) ? 1 : 0;
        }
        QVERIFY2(drawn > 10, qPrintable(QString::number(drawn)));
    }

    void bothViewsMoveTogetherAndSpeak()
    {
        choose(1);
        timeline()->setFocus();
        QTest::keyClick(timeline(), Qt::Key_Right);
        QTest::keyClick(timeline(), Qt::Key_Right);
        QCOMPARE(timeline()->currentRow(), 2);
        QCOMPARE(attempts()->currentIndex().row(), 2);
        const QString spoken = timeline()->accessibleDescription();
        QVERIFY2(spoken.contains(u"12 s late"_s) && spoken.contains(u"answered 503"_s), qPrintable(spoken));
        attempts()->setCurrentIndex(attempts()->model()->index(4, 0));
        QCOMPARE(timeline()->currentRow(), 4);
        QTest::keyClick(timeline(), Qt::Key_End);
        QTest::keyClick(timeline(), Qt::Key_Right); // nothing is there
        QCOMPARE(timeline()->currentRow(), 5);
        QTest::keyClick(timeline(), Qt::Key_Home);
        QCOMPARE(timeline()->currentRow(), 0);
    }

    void openingAnAttemptShowsThatDelivery()
    {
        choose(1);
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        QTest::mouseClick(timeline(), Qt::LeftButton, {}, timeline()->placeOf(3));
        QCOMPARE(timeline()->currentRow(), 3);
        timeline()->setFocus();
        QTest::keyClick(timeline(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(inspector->id(), 4, patience);
        QTRY_VERIFY_WITH_TIMEOUT(cell(3, 0).contains(u'◂'), patience);
        QCOMPARE(inspector->tab(), int(ui::Inspector::Attempts));
        emit attempts()->activated(attempts()->model()->index(5, 0));
        QTRY_COMPARE_WITH_TIMEOUT(inspector->id(), 6, patience);
    }

    void marksStandInTheOrderOfTimeInBothReadingDirections()
    {
        choose(1);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            timeline()->setLayoutDirection(direction);
            for (int row = 1; row < 6; ++row) {
                const int step = timeline()->placeOf(row).x() - timeline()->placeOf(row - 1).x();
                QVERIFY(direction == Qt::LeftToRight ? step > 8 : step < -8);
                QCOMPARE(timeline()->rowAt(timeline()->placeOf(row)), row);
                QVERIFY(timeline()->rect().contains(timeline()->placeOf(row)));
            }
        }
    }

    void aNarrowWindowStillShowsWhatChanged()
    {
        choose(1);
        for (const QSize size : {QSize(1360, 860), QSize(1024, 700)}) {
            m_window->resize(size);
            QTRY_VERIFY_WITH_TIMEOUT(attempts()->viewport()->width() <= attempts()->width(), patience);
            QTRY_VERIFY_WITH_TIMEOUT(attempts()->columnWidth(6) >= 100, patience);
            QTRY_VERIFY_WITH_TIMEOUT(attempts()->columnViewportPosition(6) + attempts()->columnWidth(6) <=
                                         attempts()->viewport()->width(),
                                     patience);
            QVERIFY(!attempts()->isColumnHidden(3) && !attempts()->isColumnHidden(4));
        }
    }

    void whatIsChangedIsDrawn()
    {
        choose(2); // the same bytes as the first
        const auto ink = [this](int row) {
            const QPoint mark = timeline()->placeOf(row);
            const QImage image = timeline()->grab(QRect(mark.x() - 14, mark.y() + 26, 28, 18)).toImage();
            int pixels = 0;
            const QColor paper = image.pixelColor(0, image.height() / 2);
            for (int x = 0; x < image.width(); ++x) {
                for (int y = 0; y < image.height(); ++y)
                    pixels += qAbs(image.pixelColor(x, y).lightness() - paper.lightness()) > 40 ? 1 : 0;
            }
            return pixels;
        };
        QVERIFY2(ink(3) > ink(1) + 20, qPrintable(u"%1, %2"_s.arg(ink(3)).arg(ink(1))));
    }

    void aFurtherAttemptShowsWhenItComes()
    {
        choose(1);
        QCOMPARE(m_fixture->postSigned("{\"event\":\"alert.created\",\"source\":\"socwarden\",\"alert_id\":"
                                       "\"6f1c6f1e-0000-4000-8000-100000000042\"}"),
                 200);
        QTRY_COMPARE_WITH_TIMEOUT(attempts()->model()->rowCount(), 7, patience);
        QCOMPARE(cell(6, 6), u"body, time, signature"_s);
        QCOMPARE(part<ui::Inspector>(u"inspector"_s)->id(), 1); // nothing else has moved
    }
};

QTEST_MAIN(TestAttemptsTab)
#include "tst_attemptstab.moc"
