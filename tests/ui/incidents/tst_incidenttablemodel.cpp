// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidenttable.h"
#include "ui/incidents/incidenttablemodel.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace Qt::StringLiterals;
using namespace tocsin;
using namespace tocsin::ui;
using storage::IncidentId;
using storage::IncidentRow;

namespace {

constexpr int patience = 30'000; // ms

QList<IncidentId> range(IncidentId from, IncidentId to)
{
    QList<IncidentId> ids(to - from + 1);
    std::iota(ids.begin(), ids.end(), from);
    return ids;
}

IncidentRow rowOf(IncidentId id)
{
    IncidentRow row;
    row.id = id;
    row.key.number = 40'000 + id;
    row.title = u"incident %1"_s.arg(id);
    row.severity = domain::Severity::High;
    return row;
}

// Answers in the next turn of the event loop, as the book does.
struct Reader
{
    int asked = 0;
    IncidentReader function()
    {
        return [this](const QList<IncidentId> &ids, QObject *context, Handler<QList<IncidentRow>> handler) {
            ++asked;
            QMetaObject::invokeMethod(
                context,
                [ids, handler] {
                    QList<IncidentRow> answer;
                    for (const IncidentId id : ids)
                        answer.append(rowOf(id));
                    handler(answer);
                },
                Qt::QueuedConnection);
        };
    }
};

} // namespace

class TestIncidentTableModel final : public QObject
{
    Q_OBJECT

private slots:
    void anyListBecomesAnyOtherAndKeepsPersistentIndices()
    {
        Reader reader;
        IncidentTableModel model(reader.function());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::mt19937 random(7);
        QVERIFY(!model.setIds(range(1, 60))); // from nothing: a reset
        for (int round = 0; round < 60; ++round) {
            QList<IncidentId> next = range(1, 90);
            std::shuffle(next.begin(), next.end(), random);
            next.resize(20 + int(random() % 60));
            const IncidentId watched = model.idAt(int(random() % unsigned(model.rowCount())));
            const QPersistentModelIndex index(model.index(model.rowOf(watched), 0));
            const bool merged = model.setIds(next);
            QCOMPARE(model.ids(), next);
            if (merged && next.contains(watched))
                QCOMPARE(model.idAt(index.row()), watched);
            else
                QVERIFY(!index.isValid());
        }
    }

    void rowsComeInBlocksAndOnlyWhenLookedAt()
    {
        Reader reader;
        IncidentTableModel model(reader.function());
        model.setIds(range(1, 5'000));
        QCOMPARE(reader.asked, 0);
        QVERIFY(model.index(0, IncidentTableModel::Title).data(IncidentTableModel::placeholderRole).toBool());
        QTRY_VERIFY_WITH_TIMEOUT(model.cached(0) != nullptr, patience);
        QVERIFY(model.cached(100) != nullptr);
        QVERIFY(model.cached(200) == nullptr);
        QCOMPARE(reader.asked, 1);
        QCOMPARE(model.index(0, IncidentTableModel::Title).data().toString(), u"incident 1"_s);
        QCOMPARE(model.index(0, IncidentTableModel::Number).data().toString(), u"40001"_s);
    }

    void aRefreshKeepsSelectionAndPlace()
    {
        Theme theme(*qApp);
        Reader reader;
        IncidentTableModel model(reader.function());
        IncidentTable table(theme, model);
        table.resize(700, 400);
        table.show();
        model.setIds(range(100, 400));
        table.selectIds({150, 151, 160}, 151);
        table.verticalScrollBar()->setValue(40);
        const IncidentId top = model.idAt(table.verticalScrollBar()->value());
        QVERIFY(model.setIds(range(90, 400)));
        QCOMPARE(table.selectedIds(), (QList<IncidentId>{150, 151, 160}));
        QCOMPARE(table.currentId(), IncidentId(151));
        QCOMPARE(model.idAt(table.verticalScrollBar()->value()), top);
    }

    void aTitleThatIsClickedAsksForAnOrderAndOnceMoreForItsReverse()
    {
        Theme theme(*qApp);
        Reader reader;
        IncidentTableModel model(reader.function());
        IncidentTable table(theme, model);
        table.resize(900, 400);
        table.showSort({});
        QList<storage::IncidentSort> asked;
        connect(&table, &IncidentTable::sortAsked, this, [&](const storage::IncidentSort &sort) {
            asked.append(sort);
            table.showSort(sort);
        });
        for (int i = 0; i < 2; ++i)
            emit table.horizontalHeader()->sectionClicked(IncidentTableModel::Severity);
        emit table.horizontalHeader()->sectionClicked(IncidentTableModel::Title);
        emit table.horizontalHeader()->sectionClicked(IncidentTableModel::Tactics); // cannot be sorted by
        using C = storage::IncidentColumn;
        QCOMPARE(asked.size(), 3);
        QVERIFY(asked.at(0) == (storage::IncidentSort{C::Severity, true}));
        QVERIFY(asked.at(1) == (storage::IncidentSort{C::Severity, false}));
        QVERIFY(asked.at(2) == (storage::IncidentSort{C::Title, false}));
    }

    void everyColumnOfAViewIsOneOfTheTable()
    {
        for (const QString &id : storage::viewColumns())
            QVERIFY2(IncidentTableModel::columnOf(id).has_value(), qPrintable(id));
    }
};

QTEST_MAIN(TestIncidentTableModel)

#include "tst_incidenttablemodel.moc"
