// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/analystdesk.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::SessionState;
using test::AnalystDesk;

namespace {

constexpr Micros second = microsPerSecond;
constexpr Micros minute = 60 * second;
constexpr Micros hour = 60 * minute;
constexpr int budget = 60; // requests per minute

sandbox::ServerOptions dayOptions()
{
    sandbox::ServerOptions options = test::stillOptions();
    options.syncInterval = 5 * minute;
    options.coldDelayMs = 2; // the first request of each five minutes misses the cache
    options.keyPerMinute = budget;
    return options;
}

} // namespace

// A day of the analyst's program, with everything that goes wrong in one, in virtual time.
class DayTest : public QObject
{
    Q_OBJECT

private slots:
    void everyIncidentIsSeenOnceAndEverySessionEndsKnown();

private:
    void follow(AnalystDesk &desk);
    void passTo(AnalystDesk &desk, Micros sinceMorning);
    void ask(AnalystDesk &desk, const QString &question);
    void morning(AnalystDesk &desk);
    void noon(AnalystDesk &desk);
    void afternoon(AnalystDesk &desk);
    void evening(AnalystDesk &desk);
    void checkIncidents(AnalystDesk &desk);
    void checkSessions(AnalystDesk &desk);

    Micros m_began = 0;
    QList<IncidentId> m_added;
    QList<qint64> m_asked;
    QSet<qint64> m_lost; // their answer was, at some time
    int m_finished = 0;
};

// After each start of the program.
void DayTest::follow(AnalystDesk &desk)
{
    connect(desk.sync.get(), &flows::IncidentSync::stored, this,
            [this](const Upserted &page, bool) { m_added += page.added; });
    connect(desk.runs.get(), &flows::Investigations::changed, this,
            [this, runs = desk.runs.get()](qint64 id) {
                if (runs->run(id) && runs->run(id)->state() == SessionState::StartUnknown)
                    m_lost.insert(id);
            });
    connect(desk.runs.get(), &flows::Investigations::finished, this, [this](qint64) { ++m_finished; });
    desk.runs->restore();
    desk.sync->start();
}

void DayTest::passTo(AnalystDesk &desk, Micros sinceMorning)
{
    desk.advanceTo(m_began + sinceMorning);
    QVERIFY(desk.goesFast);
}

void DayTest::ask(AnalystDesk &desk, const QString &question)
{
    const auto id = desk.start(u"%1 (%2)"_s.arg(question).arg(m_asked.size()));
    QVERIFY(id);
    m_asked.append(*id);
}

// Ordinary work, then more at once than the server takes.
void DayTest::morning(AnalystDesk &desk)
{
    for (int i = 0; i < 6; ++i) {
        passTo(desk, i * 25 * minute);
        ask(desk, i % 2 == 0 ? u"[quick]"_s : u"[loop]"_s);
    }
    passTo(desk, 3 * hour);
    for (int i = 0; i < 9; ++i)
        ask(desk, i % 3 == 0 ? u"[long]"_s : u"[quick]"_s);
    ask(desk, u"[fail]"_s);
    passTo(desk, 3 * hour + minute);
    QVERIFY(desk.runs->waiting() > 0);
}

// The server has trouble: 503s, 429s and lost answers.
void DayTest::noon(AnalystDesk &desk)
{
    passTo(desk, 5 * hour);
    ask(desk, u"[long]"_s);
    desk.advance(10 * second);
    desk.server->failNext(9, 503);
    passTo(desk, 6 * hour);
    ask(desk, u"[quick]"_s);
    desk.advance(10 * second);
    desk.server->failNext(4, 429);
    passTo(desk, 7 * hour);
    for (int i = 0; i < 2; ++i) { // carried out, but nobody hears of it
        desk.server->dropNext(1);
        ask(desk, u"[quick]"_s);
        desk.advance(0);
    }
    desk.server->failNext(1, 503);
    passTo(desk, 8 * hour);
    ask(desk, u"[never]"_s);
}

// The network goes, and later the machine sleeps.
void DayTest::afternoon(AnalystDesk &desk)
{
    passTo(desk, 10 * hour);
    ask(desk, u"[long]"_s);
    desk.advance(20 * second);
    desk.server->setOffline(true);
    desk.advance(10 * minute); // before the system notices
    desk.poller->setConditions({false, false, false, true}, desk.clock.now());
    ask(desk, u"[quick]"_s);
    passTo(desk, 11 * hour);
    QCOMPARE(desk.session(m_asked.last()).session.state, SessionState::Queued);
    desk.server->setOffline(false);
    desk.poller->setConditions({}, desk.clock.now());
    passTo(desk, 13 * hour);
    for (int i = 0; i < 3; ++i)
        ask(desk, u"[long]"_s);
    desk.advance(30 * second);
    desk.clock.set(desk.clock.now() + 3 * hour); // asleep
    desk.server->tick();
    passTo(desk, 17 * hour);
}

// A restart in the middle of it all; then nobody looks.
void DayTest::evening(AnalystDesk &desk)
{
    passTo(desk, 18 * hour);
    for (int i = 0; i < 7; ++i)
        ask(desk, u"[quick]"_s);
    desk.advance(12 * second);
    QVERIFY(desk.runs->waiting() > 0);
    QVERIFY(desk.runs->live().size() >= 7);
    desk.end();
    desk.clock.set(desk.clock.now() + 7 * minute);
    desk.server->tick();
    desk.begin();
    follow(desk);
    passTo(desk, 20 * hour);
    desk.poller->setConditions({true, true, false, false}, desk.clock.now());
    passTo(desk, 22 * hour);
    ask(desk, u"[loop]"_s);
    passTo(desk, 24 * hour);
    desk.sync->syncNow();
    desk.settle();
}

void DayTest::checkIncidents(AnalystDesk &desk)
{
    const QSet<IncidentId> distinct(m_added.begin(), m_added.end());
    QCOMPARE(distinct.size(), m_added.size());
    QSet<qint64> seen;
    const auto rows = desk.stored<QList<IncidentRow>>(
        [all = m_added](AnalystStores &stores) { return stores.incidents.rows(all); });
    for (const IncidentRow &row : *rows)
        seen.insert(row.key.number);
    QCOMPARE(seen.size(), m_added.size());
    QSet<qint64> there;
    desk.server->look([&](sandbox::World &world) {
        for (const sandbox::WorldIncident &incident : world.incidents())
            there.insert(incident.facts.number);
    });
    QVERIFY(there.size() > 500);
    QCOMPARE(seen, there);
    QCOMPARE(*desk.stored<qint64>([](AnalystStores &stores) { return stores.incidents.count(u"work"_s); }),
             there.size());
}

void DayTest::checkSessions(AnalystDesk &desk)
{
    QSet<QString> sessions;
    for (const qint64 id : m_asked) {
        const StoredSession kept = desk.session(id);
        const QByteArray which = kept.session.query.toUtf8() + ": " + kept.session.error.toUtf8();
        const bool never = kept.session.query.contains(u"[never]"_s);
        QVERIFY2(kept.session.state == (never ? SessionState::NotWatched : SessionState::Completed) ||
                     kept.session.state == SessionState::Failed,
                 which);
        if (kept.session.id.isEmpty()) {
            QVERIFY2(!kept.session.error.isEmpty(), which);
            continue;
        }
        QVERIFY2(!sessions.contains(kept.session.id), which);
        sessions.insert(kept.session.id);
        // What the server knows of it is what is kept.
        desk.server->look([&](sandbox::World &world) {
            const sandbox::WorldSession *facts = world.session(kept.session.id);
            QVERIFY2(facts, which);
            QVERIFY2(never || facts->facts.state == kept.session.state, which);
            QVERIFY2(facts->facts.query == kept.session.query, which);
        });
    }
    QCOMPARE(desk.server->counts().starts, sessions.size()); // none was started twice
    QVERIFY(m_lost.size() >= 2);
    QVERIFY(sessions.size() >= m_asked.size() - 2); // the two that met a 503
    QCOMPARE(m_finished, int(m_asked.size()) - 1);
    QCOMPARE(desk.poller->names(), QStringList{desk.sync->jobName()});
}

void DayTest::everyIncidentIsSeenOnceAndEverySessionEndsKnown()
{
    QElapsedTimer real;
    real.start();
    AnalystDesk desk(dayOptions(), budget);
    m_began = desk.clock.now();
    follow(desk);
    morning(desk);
    noon(desk);
    afternoon(desk);
    evening(desk);
    if (QTest::currentTestFailed())
        return;
    checkIncidents(desk);
    checkSessions(desk);
    const sandbox::ServerCounts counts = desk.server->counts();
    QVERIFY(counts.limited > 0);
    QVERIFY(counts.failures >= 10);
    QVERIFY2(desk.busiestMinute() <= budget, QByteArray::number(desk.busiestMinute()));
    qInfo("24 hours in %lld ms: %lld requests, at most %lld a minute, %lld starts, %lld times 429",
          static_cast<long long>(real.elapsed()), static_cast<long long>(counts.requests),
          static_cast<long long>(desk.busiestMinute()), static_cast<long long>(counts.starts),
          static_cast<long long>(counts.limited));
}

QTEST_GUILESS_MAIN(DayTest)
#include "tst_day.moc"
