// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/analystdesk.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::SessionState;
using flows::InvestigationRun;
using flows::Investigations;
using test::AnalystDesk;

namespace {

constexpr Micros second = microsPerSecond;
constexpr Micros minute = 60 * second;

// The state as it is kept.
SessionState stateOf(AnalystDesk &desk, qint64 id)
{
    return desk.session(id).session.state;
}

int kept(AnalystDesk &desk)
{
    return int(desk.stored<QList<SessionRow>>(
                       [](AnalystStores &stores) { return stores.sessions.page(u"work"_s, 0, 1000); })
                   ->size());
}

Result<void> ask(AnalystDesk &desk, qint64 id, const QString &question)
{
    return desk.answer<void>([&](QObject *context, const Handler<void> &handler) {
        desk.runs->followUp(id, question, context, handler);
    });
}

} // namespace

class InvestigationsTest : public QObject
{
    Q_OBJECT

private slots:
    void oneRunsToItsReport_data();
    void oneRunsToItsReport();
    void moreThanTheServerTakesWaitForASlot();
    void aLostAnswerIsLookedForAndNotRepeated_data();
    void aLostAnswerIsLookedForAndNotRepeated();
    void twoLostStartsOfOneQuestionFindOneSessionEach();
    void whatTheServerNeverHadIsSaid();
    void aRefusedStartFailsWithTheReason();
    void aRestartGoesOn();
    void aRestartWithTheRequestOnItsWayLooksForIt();
    void oneThatNeverEndsIsLeftAloneAndCheckedOnDemand();
    void oneThatAnotherProgramLeftIsCheckedOnDemand();
    void aFollowUpIsAnswered_data();
    void aFollowUpIsAnswered();
    void aFollowUpIsRefusedWhileItWorks();
    void stopping();
    void oneOfElsewhereIsOpened();
    void tellsInOrder();
};

void InvestigationsTest::oneRunsToItsReport_data()
{
    QTest::addColumn<QString>("profile");
    for (const QString &name : sandbox::Profile::names())
        QTest::newRow(qPrintable(name)) << name;
}

void InvestigationsTest::oneRunsToItsReport()
{
    QFETCH(QString, profile);
    AnalystDesk desk(test::stillOptions(profile));
    const auto id = desk.start(u"Were there password sprays? [quick]"_s, 7);
    QVERIFY(id);
    desk.advance(5 * minute);
    QVERIFY(desk.goesFast);
    const StoredSession session = desk.session(*id);
    QCOMPARE(session.session.state, SessionState::Completed);
    QVERIFY(session.session.report);
    QVERIFY(!session.session.raw.isEmpty());
    QCOMPARE(session.session.query, u"Were there password sprays? [quick]"_s);
    QCOMPARE(session.incident, 7);
    QVERIFY(session.ended > session.started);
    QVERIFY(desk.runs->live().isEmpty());
    QCOMPARE(desk.server->counts().starts, 1);
    QVERIFY(desk.poller->names().isEmpty()); // nothing is asked any more
    const auto found = desk.stored<QList<ReportHit>>(
        [](AnalystStores &stores) { return stores.sessions.search(u"work"_s, u"password sprays"_s, 5); });
    QCOMPARE(found->size(), 1); // offline too
}

void InvestigationsTest::moreThanTheServerTakesWaitForASlot()
{
    AnalystDesk desk;
    QList<qint64> ids;
    for (int i = 0; i < 12; ++i)
        ids.append(*desk.start(u"Question %1 [quick]"_s.arg(i)));
    desk.advance(10 * second);
    QCOMPARE(desk.server->counts().starts, 5);
    QCOMPARE(desk.runs->waiting(), 7);
    QCOMPARE(stateOf(desk, ids[5]), SessionState::Queued);
    QVERIFY(desk.runs->run(ids[5])->error().contains(u"limit"_s, Qt::CaseInsensitive));
    desk.advance(30 * minute);
    QVERIFY(desk.goesFast);
    Micros before = 0;
    for (const qint64 id : ids) {
        QCOMPARE(stateOf(desk, id), SessionState::Completed);
        QVERIFY(desk.session(id).started >= before); // in the order asked
        before = desk.session(id).started;
    }
    QCOMPARE(desk.server->counts().starts, 12);
    QVERIFY(desk.server->counts().limited > 0);
    QVERIFY2(desk.busiestMinute() <= 60, QByteArray::number(desk.busiestMinute()));
}

void InvestigationsTest::aLostAnswerIsLookedForAndNotRepeated_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<bool>("found");
    for (const QString &name : sandbox::Profile::names())
        QTest::newRow(qPrintable(name)) << name << sandbox::Profile::load(name)->sessionList;
}

void InvestigationsTest::aLostAnswerIsLookedForAndNotRepeated()
{
    QFETCH(QString, profile);
    QFETCH(bool, found);
    AnalystDesk desk(test::stillOptions(profile));
    desk.server->dropNext(1);
    const auto id = desk.start(u"Who read the mailbox? [quick]"_s);
    desk.advance(10 * minute);
    QCOMPARE(desk.server->counts().starts, 1);
    QCOMPARE(stateOf(desk, *id), found ? SessionState::Completed : SessionState::StartUnknown);
    if (!found) {
        QVERIFY(!desk.session(*id).session.error.isEmpty());
        const qint64 asked = desk.server->counts().requests;
        desk.advance(60 * minute);
        QCOMPARE(desk.server->counts().requests, asked); // not for ever
        desk.runs->lookFor(*id);
        desk.settle();
        QCOMPARE(desk.server->counts().requests, asked + 1);
        desk.runs->stop(*id);
        desk.settle();
        QCOMPARE(stateOf(desk, *id), SessionState::Failed);
    }
}

void InvestigationsTest::twoLostStartsOfOneQuestionFindOneSessionEach()
{
    AnalystDesk desk;
    desk.server->dropNext(1);
    const qint64 one = *desk.start(u"Twice? [quick]"_s);
    desk.advance(0);
    desk.server->dropNext(1);
    const qint64 two = *desk.start(u"Twice? [quick]"_s);
    desk.advance(10 * minute);
    QCOMPARE(stateOf(desk, one), SessionState::Completed);
    QCOMPARE(stateOf(desk, two), SessionState::Completed);
    QVERIFY(desk.session(one).session.id != desk.session(two).session.id);
    QCOMPARE(desk.server->counts().starts, 2);
}

void InvestigationsTest::whatTheServerNeverHadIsSaid()
{
    AnalystDesk desk;
    desk.server->setOffline(true); // the connection is reset behind the request
    const qint64 id = *desk.start(u"Lost? [quick]"_s);
    desk.advance(second);
    QCOMPARE(stateOf(desk, id), SessionState::StartUnknown);
    desk.server->setOffline(false);
    desk.advance(20 * minute);
    QCOMPARE(stateOf(desk, id), SessionState::Failed);
    QVERIFY(desk.session(id).session.error.contains(u"list"_s));
    QCOMPARE(desk.server->counts().starts, 0);
}

void InvestigationsTest::aRefusedStartFailsWithTheReason()
{
    AnalystDesk desk;
    flows::InvestigationDraft draft{u"Who?"_s, u"astronaut"_s};
    const auto id = desk.answer<qint64>(
        [&](QObject *context, const Handler<qint64> &handler) { desk.runs->start(draft, context, handler); });
    desk.advance(second);
    QCOMPARE(stateOf(desk, *id), SessionState::Failed);
    QVERIFY(desk.session(*id).session.error.contains(u"persona"_s));
    draft.query = u"  "_s;
    const auto empty = desk.answer<qint64>(
        [&](QObject *context, const Handler<qint64> &handler) { desk.runs->start(draft, context, handler); });
    QCOMPARE(empty.error().kind, Error::Kind::Rejected);
    QCOMPARE(kept(desk), 1);
}

void InvestigationsTest::aRestartGoesOn()
{
    AnalystDesk desk;
    QList<qint64> ids;
    for (int i = 0; i < 7; ++i) // five run and two wait
        ids.append(*desk.start(u"Question %1 [quick]"_s.arg(i)));
    desk.advance(12 * second);
    desk.end();
    desk.clock.set(desk.clock.now() + 5 * minute);
    desk.begin();
    desk.runs->restore();
    desk.advance(20 * minute);
    for (const qint64 id : ids)
        QCOMPARE(stateOf(desk, id), SessionState::Completed);
    QCOMPARE(desk.server->counts().starts, 7);
    QCOMPARE(kept(desk), 7);
}

void InvestigationsTest::aRestartWithTheRequestOnItsWayLooksForIt()
{
    AnalystDesk desk;
    const qint64 id = *desk.start(u"Interrupted? [quick]"_s);
    desk.advance(second);
    // As if the program had ended before the answer came.
    StoredSession session = desk.session(id);
    session.session.id.clear();
    session.session.state = SessionState::Starting;
    desk.end();
    QVERIFY((*AnalystStores::open(desk.folder.filePath(u"analyst.db"_s)))->sessions.save(session));
    desk.begin();
    desk.runs->restore();
    desk.advance(10 * minute);
    QCOMPARE(stateOf(desk, id), SessionState::Completed);
    QCOMPARE(desk.server->counts().starts, 1);
    QCOMPARE(kept(desk), 1);
}

void InvestigationsTest::oneThatNeverEndsIsLeftAloneAndCheckedOnDemand()
{
    AnalystDesk desk;
    const qint64 id = *desk.start(u"For ever? [never]"_s);
    desk.advance(14 * minute);
    QCOMPARE(stateOf(desk, id), SessionState::Running);
    QVERIFY(desk.runs->run(id)->isSlow(desk.clock.now()));
    QCOMPARE(*desk.runs->run(id)->stored().session.stage, domain::Stage::Execution);
    desk.advance(3 * minute);
    QCOMPARE(stateOf(desk, id), SessionState::NotWatched);
    const qint64 asked = desk.server->counts().requests;
    desk.advance(60 * minute);
    QCOMPARE(desk.server->counts().requests, asked);
    desk.runs->checkNow(id);
    desk.advance(0);
    QCOMPARE(desk.server->counts().requests, asked + 1);
    QCOMPARE(stateOf(desk, id), SessionState::Running);
}

// Nothing was restored: it stands in the file as running, and nobody watches it.
void InvestigationsTest::oneThatAnotherProgramLeftIsCheckedOnDemand()
{
    AnalystDesk desk;
    const qint64 id = *desk.start(u"Left alone? [quick]"_s);
    desk.advance(0);
    QCOMPARE(stateOf(desk, id), SessionState::Running);
    desk.end();
    desk.clock.set(desk.clock.now() + 60 * minute);
    desk.begin();
    desk.runs->checkNow(id);
    desk.advance(minute);
    QCOMPARE(stateOf(desk, id), SessionState::Completed);
}

void InvestigationsTest::aFollowUpIsAnswered_data()
{
    QTest::addColumn<bool>("lost");
    QTest::newRow("taken") << false;
    QTest::newRow("its answer is lost") << true;
}

void InvestigationsTest::aFollowUpIsAnswered()
{
    QFETCH(bool, lost);
    AnalystDesk desk;
    const qint64 id = *desk.start(u"Who? [quick]"_s);
    desk.advance(5 * minute);
    const qsizetype messages = desk.session(id).session.messages.size();
    desk.server->dropNext(lost ? 1 : 0);
    const auto sent = ask(desk, id, u"Since when?"_s);
    QCOMPARE(sent.has_value(), !lost);
    if (lost)
        QCOMPARE(sent.error().kind, Error::Kind::Unanswered);
    QVERIFY(desk.runs->run(id));
    desk.advance(5 * minute);
    const StoredSession session = desk.session(id);
    QCOMPARE(session.session.state, SessionState::Completed);
    QVERIFY(session.session.messages.size() >= messages + 2); // once, with its answer
    QCOMPARE(std::ranges::count_if(session.session.messages,
                                   [](const auto &message) { return message.text == u"Since when?"_s; }),
             1);
    QVERIFY(session.session.report); // of the first question
}

void InvestigationsTest::aFollowUpIsRefusedWhileItWorks()
{
    AnalystDesk desk;
    const qint64 id = *desk.start(u"Who? [quick]"_s);
    desk.advance(second);
    QCOMPARE(ask(desk, id, u"Since when?"_s).error().kind, Error::Kind::Rejected);
    desk.advance(5 * minute);
    QCOMPARE(ask(desk, id, u" "_s).error().kind, Error::Kind::Rejected);
    QCOMPARE(ask(desk, 99, u"x"_s).error().kind, Error::Kind::NotFound);
    QVERIFY(desk.runs->live().isEmpty());
    QCOMPARE(stateOf(desk, id), SessionState::Completed);
}

void InvestigationsTest::stopping()
{
    AnalystDesk desk;
    QList<qint64> ids;
    for (int i = 0; i < 6; ++i)
        ids.append(*desk.start(u"Question %1 [quick]"_s.arg(i)));
    desk.advance(second);
    desk.runs->stop(ids[5]); // waits
    desk.runs->stop(ids[0]); // runs
    desk.settle();
    QCOMPARE(stateOf(desk, ids[5]), SessionState::Failed);
    QCOMPARE(stateOf(desk, ids[0]), SessionState::NotWatched);
    desk.advance(10 * minute);
    QCOMPARE(desk.server->counts().starts, 5);
    QCOMPARE(stateOf(desk, ids[0]), SessionState::NotWatched);
    desk.runs->checkNow(ids[0]); // the server went on
    desk.advance(second);
    QCOMPARE(stateOf(desk, ids[0]), SessionState::Completed);
}

void InvestigationsTest::oneOfElsewhereIsOpened()
{
    AnalystDesk desk;
    QString session;
    desk.server->look([&](sandbox::World &world) { session = world.sessions().front().facts.id; });
    const auto open = [&] {
        return desk.answer<qint64>([&](QObject *context, const Handler<qint64> &handler) {
            desk.runs->open(session, context, handler);
        });
    };
    const auto id = open();
    desk.advance(10 * second);
    QVERIFY(desk.session(*id).session.report);
    QVERIFY(!desk.session(*id).mine);
    QCOMPARE(*open(), *id);
    session = u"sess_none"_s;
    const auto none = open();
    desk.advance(10 * second);
    QCOMPARE(stateOf(desk, *none), SessionState::Failed);
}

void InvestigationsTest::tellsInOrder()
{
    AnalystDesk desk;
    QStringList told;
    connect(desk.runs.get(), &Investigations::changed, this, [&](qint64 id) {
        const InvestigationRun *run = desk.runs->run(id);
        const QString state = run ? QString::number(int(run->state())) : u"-"_s;
        if (told.isEmpty() || told.last() != state)
            told.append(state);
    });
    connect(desk.runs.get(), &Investigations::finished, this, [&](qint64) { told.append(u"end"_s); });
    QVERIFY(desk.start(u"Who? [quick]"_s));
    desk.advance(5 * minute);
    QCOMPARE(told, (QStringList{u"0"_s, u"1"_s, u"3"_s, u"4"_s, u"end"_s}));
}

QTEST_GUILESS_MAIN(InvestigationsTest)
#include "tst_investigations.moc"
