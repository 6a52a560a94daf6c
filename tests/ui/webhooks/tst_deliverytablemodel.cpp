// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/deliverytablemodel.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace tocsin;
using namespace tocsin::ui;
using domain::DeliveryId;
using domain::DeliveryRow;

namespace {

QList<DeliveryId> range(DeliveryId from, DeliveryId to)
{
    QList<DeliveryId> ids(to - from + 1);
    std::iota(ids.begin(), ids.end(), from);
    return ids;
}

DeliveryRow rowOf(DeliveryId id)
{
    DeliveryRow row;
    row.id = id;
    row.endpoint = u"alerts"_s;
    row.summary.title = u"delivery %1"_s.arg(id);
    row.summary.severity = domain::Severity::High;
    row.signature.verdict = domain::Verdict::Mismatch;
    return row;
}

// Answers in the next turn of the event loop, as the store does.
struct Reader
{
    int asked = 0;
    qsizetype rows = 0;
    RowReader function()
    {
        return [this](const QList<DeliveryId> &ids, QObject *context, Handler<QList<DeliveryRow>> handler) {
            ++asked;
            rows += ids.size();
            QMetaObject::invokeMethod(
                context,
                [ids, handler] {
                    QList<DeliveryRow> answer;
                    for (const DeliveryId id : ids)
                        answer.append(rowOf(id));
                    handler(answer);
                },
                Qt::QueuedConnection);
        };
    }
};

} // namespace

class TestDeliveryTableModel final : public QObject
{
    Q_OBJECT

private slots:
    void staysAConsistentModelThroughEveryChange()
    {
        Reader reader;
        DeliveryTableModel model(reader.function());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reset(range(1001, 1300));
        model.append(range(1290, 1320));
        QCOMPARE(model.rowCount(), 320);
        QCOMPARE(model.idAt(0), 1320);
        model.prependOlder(range(1, 1320));
        QCOMPARE(model.rowCount(), 1320);
        QCOMPARE(model.idAt(1319), 1);
        model.remove({5, 6, 7, 1320, 9, 9999});
        QCOMPARE(model.rowCount(), 1315);
        QCOMPARE(model.rowOf(6), -1);
        QCOMPARE(model.idAt(model.rowOf(8)), 8);
        QTRY_VERIFY(model.cached(0));
        model.reset({});
        QCOMPARE(model.rowCount(), 0);
    }

    void showsPlaceholdersUntilTheRowsArrive()
    {
        Reader reader;
        DeliveryTableModel model(reader.function());
        model.reset(range(1, 1000));
        const QModelIndex cell = model.index(0, DeliveryTableModel::Event);
        QVERIFY(cell.data(DeliveryTableModel::placeholderRole).toBool());
        QVERIFY(cell.data().toString().isEmpty());
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(cell.data().toString(), u"delivery 1000"_s);
        QTRY_VERIFY(model.cached(1)); // a neighbour that nobody has looked at
        QCOMPARE(reader.asked, 2);
        QVERIFY(reader.rows <= DeliveryTableModel::block);
        QCOMPARE(changed.size(), 1);
    }

    void whatIsLookedAtIsAskedForBeforeItsNeighbours()
    {
        QList<QList<DeliveryId>> questions;
        DeliveryTableModel model(
            [&questions](const QList<DeliveryId> &ids, QObject *, auto) { questions.append(ids); });
        model.reset(range(1, 1000));
        model.index(300, 0).data();
        model.index(301, 0).data();
        QTRY_COMPARE(questions.size(), 2);
        QCOMPARE(questions.at(0), QList<DeliveryId>({699, 700}));
        QCOMPARE(questions.at(1).size(), DeliveryTableModel::block - 2);
        QVERIFY(!questions.at(1).contains(700));
    }

    void aPlaceholderSeenWhileItsRowIsOnTheWayIsPaintedAnew()
    {
        std::vector<std::pair<QList<DeliveryId>, Handler<QList<DeliveryRow>>>> questions;
        DeliveryTableModel model([&questions](const QList<DeliveryId> &ids, QObject *, auto handler) {
            questions.emplace_back(ids, handler);
        });
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.reset(range(1, 1000));
        model.index(0, 0).data();
        QTRY_COMPARE(questions.size(), 2);
        model.index(5, 0).data(); // among the neighbours
        for (const auto &[ids, handler] : questions) {
            QList<DeliveryRow> rows;
            for (const DeliveryId id : ids)
                rows.append(rowOf(id));
            handler(rows);
        }
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed.last().at(0).toModelIndex().row(), 5);
        QCOMPARE(questions.size(), 2); // it was asked for once
    }

    void scrollingFetchesTheNextBlockAhead()
    {
        Reader reader;
        DeliveryTableModel model(reader.function());
        model.reset(range(1, 10'000));
        model.lookAhead(1000, 1030, true);
        QTRY_VERIFY(model.cached(1030 + int(DeliveryTableModel::block)));
        QVERIFY(!model.cached(1000 - int(DeliveryTableModel::block)));
        model.lookAhead(1000, 1030, false);
        QTRY_VERIFY(model.cached(1000 - int(DeliveryTableModel::block)));
        const int asked = reader.asked;
        model.lookAhead(1000, 1030, true); // is there already
        model.lookAhead(9980, 10'010, true);
        QTRY_VERIFY(model.cached(9999));
        QCOMPARE(reader.asked, asked + 1);
    }

    void aLongTailIsShownBitByBit()
    {
        Reader reader;
        DeliveryTableModel model(reader.function());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        constexpr int many = 3 * DeliveryTableModel::stride;
        model.reset(range(many - 99, many));
        QSignalSpy whole(&model, &DeliveryTableModel::becameWhole);
        model.prependOlder(range(1, many));
        QCOMPARE(model.rowCount(), 100 + int(DeliveryTableModel::stride));
        QCOMPARE(model.total(), many);
        QVERIFY(!model.isWhole());
        QCOMPARE(model.rowOf(1), -1);
        model.append({many + 1});
        model.remove({2, many - 1});
        QCOMPARE(model.idAt(0), many + 1);
        QCOMPARE(model.total(), many - 1);
        QTRY_COMPARE(whole.size(), 1);
        QCOMPARE(model.rowCount(), many - 1);
        QCOMPARE(model.idAt(many - 2), 1);
        model.reset(range(1, 10));
        QVERIFY(model.isWhole());
    }

    void aNewListEndsTheTailOfTheOldOne()
    {
        Reader reader;
        DeliveryTableModel model(reader.function());
        model.reset({1'000'000});
        model.prependOlder(range(1, 1'000'000));
        model.reset(range(1, 10));
        QCoreApplication::processEvents();
        QCOMPARE(model.rowCount(), 10);
    }

    void cellsSpeakTheirSeverityAndVerdict()
    {
        Reader reader;
        DeliveryTableModel model(reader.function());
        model.reset({1});
        model.index(0, 0).data();
        QTRY_VERIFY(model.cached(0));
        QCOMPARE(model.index(0, DeliveryTableModel::Severity).data(Qt::AccessibleTextRole).toString(),
                 u"Severity High"_s);
        QCOMPARE(model.index(0, DeliveryTableModel::Verdict).data(Qt::AccessibleTextRole).toString(),
                 u"Signature: Does not match"_s);
    }

    void aRepeatWithAnotherBodyHasItsOwnMark()
    {
        Theme theme(*qApp);
        DeliveryTableModel model([](const QList<DeliveryId> &ids, QObject *, auto handler) {
            QList<DeliveryRow> rows;
            for (const DeliveryId id : ids) { // they differ in their marks alone
                rows.append(rowOf(1));
                rows.last().id = id;
                rows.last().attempt = 2;
                rows.last().bodyDiffers = id == 2 || id == 4;
            }
            handler(rows);
        });
        model.setDriftLook([](DeliveryId id) { return id >= 3; });
        model.reset(range(1, 4));
        DeliveryTable table(theme, model);
        table.resize(700, 300);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QTRY_VERIFY(model.cached(3));
        const auto cell = [&](DeliveryId id) {
            return model.index(model.rowOf(id), DeliveryTableModel::Event);
        };
        const auto tip = [&](DeliveryId id) { return cell(id).data(Qt::ToolTipRole).toString(); };
        const auto said = [&](DeliveryId id) { return cell(id).data(Qt::AccessibleTextRole).toString(); };
        for (const DeliveryId id : {1, 2, 3, 4}) {
            const bool differs = id == 2 || id == 4;
            QCOMPARE(tip(id).contains(u"another body"_s), differs);
            QCOMPARE(said(id).contains(u"another body"_s), differs);
            QCOMPARE(tip(id).contains(u"contract"_s), id >= 3);
            QCOMPARE(said(id).contains(u"contract"_s), id >= 3);
        }
        const auto picture = [&](DeliveryId id) {
            const QRect place = table.visualRect(cell(id));
            return table.viewport()->grab(place.adjusted(2, 2, -2, -2)).toImage();
        };
        QList<QImage> pictures;
        for (const DeliveryId id : {1, 2, 3, 4}) {
            const QImage seen = picture(id);
            QVERIFY2(!pictures.contains(seen), qPrintable(u"delivery %1 looks like another"_s.arg(id)));
            pictures.append(seen);
        }
        QCOMPARE(picture(1), pictures.at(0)); // nothing but the marks tells them apart
    }

    void aMillionIdsTakeTwoThousandMoreInATick()
    {
        Theme theme(*qApp);
        Reader reader;
        DeliveryTableModel model(reader.function());
        model.reset(range(1, 1'000'000));
        DeliveryTable table(theme, model);
        table.resize(700, 500);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QElapsedTimer timer;
        timer.start();
        for (int tick = 0; tick < 10; ++tick)
            model.append(range(1'000'001 + tick * 2000, 1'002'000 + tick * 2000));
        qInfo("one tick of 2000 rows into a million, with its view: %.1f ms",
              double(timer.nsecsElapsed()) / 1e7);
        QCOMPARE(model.rowCount(), 1'020'000);
        for (int place = 0; place < 1'000'000; place += 9973)
            model.index(place, 0).data();
        QTRY_VERIFY(reader.rows <
                    2 * DeliveryTableModel::cachedRows); // scrolled past: not all of it is asked for
    }

    void keepsTheRowUnderTheEyeAndCountsWhatCameAbove()
    {
        Theme theme(*qApp);
        Reader reader;
        DeliveryTableModel model(reader.function());
        model.reset(range(1, 5000));
        DeliveryTable table(theme, model);
        table.resize(700, 500);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        table.verticalScrollBar()->setValue(100);
        table.selectId(4890);
        const DeliveryId atTop = model.idAt(table.rowAt(2));
        model.append(range(5001, 5300));
        QCOMPARE(model.idAt(table.rowAt(2)), atTop);
        QCOMPARE(table.currentId(), 4890);
        auto *chip = table.findChild<QAbstractButton *>(u"newChip"_s);
        QVERIFY(chip->isVisible());
        QVERIFY(chip->accessibleName().startsWith(u"300 new"_s));
        chip->click();
        QCOMPARE(table.verticalScrollBar()->value(), 0);
        QVERIFY(!chip->isVisible());
        QCOMPARE(table.currentId(), 4890);
    }

    void movesByLettersAndCopiesRowsAsTsv()
    {
        Theme theme(*qApp);
        Reader reader;
        DeliveryTableModel model(reader.function());
        model.reset(range(1, 50));
        DeliveryTable table(theme, model);
        table.show();
        table.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        table.setFocus();
        QSignalSpy chosen(&table, &DeliveryTable::currentIdChanged);
        QSignalSpy opened(&table, &DeliveryTable::opened);
        QTest::keyClick(&table, Qt::Key_J);
        QTest::keyClick(&table, Qt::Key_J);
        QTest::keyClick(&table, Qt::Key_K);
        QCOMPARE(table.currentId(), 50);
        QTest::keyClick(&table, Qt::Key_J);
        QCOMPARE(table.currentId(), 49);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QVERIFY(chosen.size() >= 3);
        QTRY_VERIFY(model.cached(1));
        const QStringList lines = table.selectionAsTsv().split(u'\n');
        QVERIFY(lines.at(0).startsWith(u"Time\tEndpoint\tEvent"_s));
        QVERIFY(lines.at(1).contains(u"alerts\tdelivery 49\tDoes not match\tHigh"_s));
    }
};

QTEST_MAIN(TestDeliveryTableModel)
#include "tst_deliverytablemodel.moc"
