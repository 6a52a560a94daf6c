// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/analystdesk.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using test::AnalystDesk;

namespace {

constexpr Micros minute = 60 * microsPerSecond;

qint64 countOf(AnalystDesk &desk)
{
    return *desk.stored<qint64>([](AnalystStores &stores) { return stores.incidents.count(u"work"_s); });
}

qint64 unseenOf(AnalystDesk &desk)
{
    return desk
        .stored<QList<qint64>>([](AnalystStores &stores) {
            return stores.incidents.counts(u"work"_s, {*filter::parseIncidents(u"is:unseen"_s)}, 1);
        })
        ->first();
}

// All of them are younger than what the first sync asks for.
qint64 thereAre(AnalystDesk &desk)
{
    qint64 count = 0;
    desk.server->look([&](sandbox::World &world) { count = qint64(world.incidents().size()); });
    return count;
}

// Incidents arrive when the test says so, and not by themselves.
sandbox::ServerOptions quietOptions(const QString &profile = u"default"_s)
{
    sandbox::ServerOptions options = test::stillOptions(profile);
    options.syncInterval = 60 * 86'400 * microsPerSecond;
    return options;
}

} // namespace

class IncidentSyncTest : public QObject
{
    Q_OBJECT

private slots:
    void fillsTheQueueFromEveryServer_data()
    {
        QTest::addColumn<QString>("profile");
        for (const QString &name : sandbox::Profile::names())
            QTest::newRow(qPrintable(name)) << name;
    }
    void fillsTheQueueFromEveryServer()
    {
        QFETCH(QString, profile);
        AnalystDesk desk(quietOptions(profile), 600);
        QList<bool> first;
        connect(desk.sync.get(), &flows::IncidentSync::stored, this,
                [&](const Upserted &, bool isFirst) { first.append(isFirst); });
        desk.sync->start();
        desk.advance(2 * minute); // a hostile server is asked more than once
        QVERIFY(desk.goesFast);
        QCOMPARE(desk.sync->state().job.error, Error());
        QCOMPARE(countOf(desk), thereAre(desk));
        QCOMPARE(unseenOf(desk), 0); // the first filling is no news
        QVERIFY(!first.isEmpty() && !first.contains(false));
        QVERIFY(desk.sync->state().synced > 0);
        QVERIFY(!desk.sync->state().cut);
    }

    void whatArrivesIsNewAndToldOfOnce()
    {
        AnalystDesk desk(quietOptions());
        desk.sync->start();
        desk.advance(minute);
        const qint64 before = countOf(desk);
        QList<IncidentId> added;
        connect(desk.sync.get(), &flows::IncidentSync::stored, this, [&](const Upserted &page, bool isFirst) {
            QVERIFY(!isFirst);
            added += page.added;
        });
        desk.server->arrive(3);
        for (int i = 0; i < 6; ++i)
            desk.advance(6 * minute);
        const qint64 after = countOf(desk);
        QCOMPARE(after, before + 3);
        QCOMPARE(added.size(), 3);
        QCOMPARE(QSet<IncidentId>(added.begin(), added.end()).size(), added.size());
        QCOMPARE(unseenOf(desk), added.size());
    }

    void nothingIsMissedWhenTheListShiftsBetweenPages()
    {
        auto options = quietOptions();
        options.insertedBetweenPages = 7;
        AnalystDesk desk(options);
        desk.sync->start();
        desk.advance(minute);
        desk.advance(6 * minute);
        const qint64 missing = thereAre(desk) - countOf(desk);
        QVERIFY2(missing >= 0 && missing <= 7, QByteArray::number(missing)); // came with the last page
    }

    void laterSyncsAskForLittle()
    {
        AnalystDesk desk(quietOptions());
        desk.sync->start();
        desk.advance(minute);
        const qint64 before = desk.server->counts().requests;
        for (int i = 0; i < 9; ++i)
            desk.advance(5 * minute + 10 * microsPerSecond);
        const qint64 asked = desk.server->counts().requests - before;
        QVERIFY2(asked <= 11, QByteArray::number(asked)); // 420 incidents are five pages
        // Now and then all of it: whether `timespan` means created or modified is not documented.
        for (int i = 0; i < 4; ++i)
            desk.advance(5 * minute + 10 * microsPerSecond);
        QVERIFY(desk.server->counts().requests - before >= 15);
    }

    void aFailureKeepsTheLastQueueAndItsAge()
    {
        AnalystDesk desk(quietOptions());
        desk.sync->start();
        desk.advance(minute);
        const Micros synced = desk.sync->state().synced;
        const qint64 count = countOf(desk);
        desk.server->setOffline(true);
        desk.advance(20 * minute);
        flows::SyncState state = desk.sync->state();
        QCOMPARE(state.synced, synced); // the age grows on
        QVERIFY(state.job.failures > 0);
        QVERIFY(!state.job.halted);
        QCOMPARE(countOf(desk), count);
        desk.server->setOffline(false);
        desk.server->arrive(1);
        desk.advance(20 * minute);
        state = desk.sync->state();
        QCOMPARE(state.job.failures, 0);
        QVERIFY(state.synced > synced);
        QCOMPARE(countOf(desk), thereAre(desk));
    }

    void aRestartKnowsTheAgeBeforeItAsks()
    {
        AnalystDesk desk(quietOptions());
        desk.sync->start();
        desk.advance(minute);
        const Micros synced = desk.sync->state().synced;
        desk.end();
        desk.server->setOffline(true);
        desk.clock.set(desk.clock.now() + 3 * 60 * minute);
        desk.begin();
        desk.sync->start();
        desk.advance(minute);
        QVERIFY(desk.sync->state().loaded);
        QCOMPARE(desk.sync->state().synced, synced);
        QVERIFY(countOf(desk) > 0);
        // Three hours later all that came in between is there, as news.
        desk.server->setOffline(false);
        bool anyFirst = false;
        connect(desk.sync.get(), &flows::IncidentSync::stored, this,
                [&](const Upserted &, bool isFirst) { anyFirst = anyFirst || isFirst; });
        desk.advance(20 * minute);
        QVERIFY(!anyFirst);
        QCOMPARE(countOf(desk), thereAre(desk));
    }

    void aWrongKeyStopsThePollingUntilTheUserAsks()
    {
        AnalystDesk desk(quietOptions());
        desk.sync->start();
        desk.advance(minute);
        desk.server->disableApiKey();
        desk.advance(6 * minute);
        QVERIFY(desk.sync->state().job.halted);
        QCOMPARE(desk.sync->state().job.error.kind, Error::Kind::Unauthorised);
        const qint64 asked = desk.server->counts().requests;
        desk.advance(60 * minute);
        QCOMPARE(desk.server->counts().requests, asked);
        desk.sync->syncNow();
        desk.settle();
        QVERIFY(desk.server->counts().requests > asked);
    }

    void theDetailIsKept()
    {
        AnalystDesk desk(quietOptions());
        desk.sync->start();
        desk.advance(minute);
        qint64 number = 0;
        desk.server->look([&](sandbox::World &world) { number = world.incidents().back().facts.number; });
        const auto id = desk.answer<IncidentId>([&](QObject *context, const Handler<IncidentId> &handler) {
            desk.sync->readDetail({u"work"_s, {}, number}, context, handler);
        });
        QVERIFY(id);
        const auto kept =
            desk.stored<StoredIncident>([id](AnalystStores &stores) { return stores.incidents.load(*id); });
        QVERIFY(kept->detailAt > 0);
        QVERIFY(kept->listRaw != kept->incident.raw);
        QCOMPARE(countOf(desk), thereAre(desk)); // no second record of it
        const auto none = desk.answer<IncidentId>([&](QObject *context, const Handler<IncidentId> &handler) {
            desk.sync->readDetail({u"work"_s, {}, 1}, context, handler);
        });
        QCOMPARE(none.error().kind, Error::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(IncidentSyncTest)
#include "tst_incidentsync.moc"
