// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/investigationrun.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;
using domain::Session;
using domain::SessionState;
using flows::InvestigationRun;

namespace {

constexpr Micros second = microsPerSecond;
constexpr Micros start = 1'790'000'000 * second;

InvestigationRun asked()
{
    InvestigationRun run = InvestigationRun::asked(u"c"_s, {u"who?"_s, u"ciso"_s, u"sentinel"_s, 7}, start);
    run.setId(3);
    return run;
}

InvestigationRun running()
{
    InvestigationRun run = asked();
    run.sending(start + second);
    run.started(socmate::Started{u"sess_1"_s, u"active"_s, {}}, start + 2 * second);
    return run;
}

Session told(SessionState state, const QString &word, const QString &answer = {})
{
    Session session;
    session.id = u"sess_1"_s;
    session.state = state;
    session.statusText = word;
    if (!answer.isEmpty())
        session.messages = {{u"user"_s, u"who?"_s, {}}, {u"assistant"_s, answer, {}}};
    return session;
}

template<class T>
Result<T> failure(Error::Kind kind)
{
    return fail(kind, u"because"_s);
}

InvestigationRun again(const InvestigationRun &run)
{
    return InvestigationRun(run.stored());
}

} // namespace

class InvestigationRunTest : public QObject
{
    Q_OBJECT

private slots:
    void goesFromTheWishToTheReport()
    {
        InvestigationRun run = asked();
        QCOMPARE(run.state(), SessionState::Queued);
        QCOMPARE(run.stored().incident, 7);
        run.sending(start + second);
        QCOMPARE(run.state(), SessionState::Starting);
        run.started(socmate::Started{u"sess_1"_s, u"active"_s, {}}, start + 2 * second);
        QCOMPARE(run.state(), SessionState::Running);
        QCOMPARE(run.stored().started, start + second);
        run.polled(told(SessionState::Running, u"waiting_for_siem"_s), start + 8 * second);
        QCOMPARE(run.stored().session.statusText, u"waiting_for_siem"_s); // unknown ones are shown
        QCOMPARE(run.stored().session.query, u"who?"_s);                  // and nothing known is lost
        run.polled(told(SessionState::Completed, u"completed"_s, u"they"_s), start + 60 * second);
        QVERIFY(run.isOver());
        QCOMPARE(run.stored().ended, start + 60 * second);
        QCOMPARE(run.stored().session.messages.size(), 2);
    }

    void whatAStartIsAnswered_data()
    {
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<SessionState>("state");
        QTest::newRow("no slot is free") << Error::Kind::Limited << SessionState::Queued;
        QTest::newRow("the answer was lost") << Error::Kind::Unanswered << SessionState::StartUnknown;
        QTest::newRow("not reached") << Error::Kind::Transient << SessionState::Failed;
        QTest::newRow("refused") << Error::Kind::Rejected << SessionState::Failed;
        QTest::newRow("no scope") << Error::Kind::Forbidden << SessionState::Failed;
    }
    void whatAStartIsAnswered()
    {
        QFETCH(Error::Kind, kind);
        QFETCH(SessionState, state);
        InvestigationRun run = asked();
        run.sending(start);
        run.started(failure<socmate::Started>(kind), start + second);
        QCOMPARE(run.state(), state);
        QCOMPARE(run.error(), u"because"_s);
    }

    void whatAPollIsAnswered_data()
    {
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<SessionState>("state");
        QTest::newRow("server down") << Error::Kind::Transient << SessionState::Running;
        QTest::newRow("lost") << Error::Kind::Unanswered << SessionState::Running;
        QTest::newRow("too many requests") << Error::Kind::Limited << SessionState::Running;
        QTest::newRow("a web page") << Error::Kind::Malformed << SessionState::Running;
        QTest::newRow("the key expired") << Error::Kind::Unauthorised << SessionState::NotWatched;
        QTest::newRow("not ours") << Error::Kind::Forbidden << SessionState::NotWatched;
        QTest::newRow("gone") << Error::Kind::NotFound << SessionState::Failed;
    }
    void whatAPollIsAnswered()
    {
        QFETCH(Error::Kind, kind);
        QFETCH(SessionState, state);
        InvestigationRun run = running();
        run.polled(failure<Session>(kind), start + 60 * second);
        QCOMPARE(run.state(), state);
        QVERIFY(run.error().contains(u"because"_s));
        // One failure after the other is not watched for ever either.
        run = running();
        run.polled(failure<Session>(kind), start + second + InvestigationRun::longestWatch + 1);
        QVERIFY(run.state() != SessionState::Running);
    }

    void isWatchedForAQuarterOfAnHourAndThenOnDemand()
    {
        InvestigationRun run = running();
        QVERIFY(!run.isSlow(start + 100 * second));
        QVERIFY(run.isSlow(start + 200 * second));
        run.polled(told(SessionState::Running, u"active"_s), start + 890 * second);
        QCOMPARE(run.state(), SessionState::Running);
        run.polled(told(SessionState::Running, u"active"_s), start + 910 * second);
        QCOMPARE(run.state(), SessionState::NotWatched);
        run.watchAgain(start + 2000 * second);
        QCOMPARE(run.state(), SessionState::Running);
        run.polled(told(SessionState::Running, u"active"_s), start + 2001 * second);
        QCOMPARE(run.state(), SessionState::Running);
    }

    void asksLessOftenAsItGetsOlder()
    {
        const InvestigationRun run = running();
        Micros before = 0;
        double asked = 0;
        for (Micros at = 0; at < InvestigationRun::longestWatch;
             at += run.pace(start + second + at).interval) {
            const Micros interval = run.pace(start + second + at).interval;
            QVERIFY(interval >= before);
            before = interval;
            ++asked;
        }
        QVERIFY(before > 5 * second);
        QVERIFY2(asked < 70, QByteArray::number(asked)); // every 5 s were 180
    }

    void aRestartForgetsNothing()
    {
        InvestigationRun run = asked();
        run.sending(start);
        run = again(run);
        run.resumed(start + second); // the program ended with the request on its way
        QCOMPARE(run.state(), SessionState::StartUnknown);
        run.found(u"sess_1"_s, start + 2 * second);
        run = again(run);
        run.resumed(start + 3 * second);
        QCOMPARE(run.state(), SessionState::Running);
        run.polled(told(SessionState::Running, u"active"_s), start + 899 * second);
        QCOMPARE(run.state(), SessionState::Running); // counted from the start, not from the restart
        run.polled(told(SessionState::Running, u"active"_s), start + 901 * second);
        QCOMPARE(run.state(), SessionState::NotWatched);
    }

    void whatWaitedTooLongIsNotSentAfterARestart()
    {
        InvestigationRun run = again(asked());
        run.resumed(start + 60 * second);
        QCOMPARE(run.state(), SessionState::Queued);
        run.resumed(start + InvestigationRun::longestQueue + second);
        QCOMPARE(run.state(), SessionState::Failed);
        QVERIFY(!run.error().isEmpty());
    }

    void theOldAnswerIsNotTheFollowUpsOne_data()
    {
        QTest::addColumn<bool>("restarts");
        QTest::newRow("in one go") << false;
        QTest::newRow("with a restart") << true;
    }
    void theOldAnswerIsNotTheFollowUpsOne()
    {
        QFETCH(bool, restarts);
        InvestigationRun run = running();
        run.polled(told(SessionState::Completed, u"completed"_s, u"they"_s), start + 60 * second);
        run.followedUp(u"since when?"_s, start + 100 * second);
        QCOMPARE(run.state(), SessionState::Running);
        QCOMPARE(run.stored().ended, 0);
        if (restarts)
            run = again(run);
        // The server has not even begun: it still shows the old one.
        run.polled(told(SessionState::Completed, u"completed"_s, u"they"_s), start + 101 * second);
        QCOMPARE(run.state(), SessionState::Running);
        Session newer = told(SessionState::Completed, u"completed"_s, u"they"_s);
        newer.messages.append({u"user"_s, u"since when?"_s, {}});
        run.polled(newer, start + 105 * second);
        QCOMPARE(run.state(), SessionState::Running);
        newer.messages.append({u"assistant"_s, u"Monday"_s, {}});
        run.polled(newer, start + 110 * second);
        QCOMPARE(run.state(), SessionState::Completed);
    }

    void aFollowUpThatWasSeenAtWorkIsDoneWhenTheServerSaysSo()
    {
        // A server that lists no messages: only the status tells.
        InvestigationRun run = running();
        run.polled(told(SessionState::Completed, u"completed"_s), start + 60 * second);
        run.followedUp(u"since when?"_s, start + 100 * second);
        run.polled(told(SessionState::Running, u"processing"_s), start + 105 * second);
        run = again(run);
        run.polled(told(SessionState::Completed, u"completed"_s), start + 110 * second);
        QCOMPARE(run.state(), SessionState::Completed);
    }

    void aNewReportIsAnAnswerToo()
    {
        Session first = told(SessionState::Completed, u"completed"_s);
        first.report.emplace();
        first.report->raw = "{\"risk\":1}";
        InvestigationRun run = running();
        run.polled(first, start + 60 * second);
        run.followedUp(u"and now?"_s, start + 100 * second);
        run.polled(first, start + 105 * second);
        QCOMPARE(run.state(), SessionState::Running);
        first.report->raw = "{\"risk\":9}";
        run.polled(first, start + 110 * second);
        QCOMPARE(run.state(), SessionState::Completed);
    }
};

QTEST_GUILESS_MAIN(InvestigationRunTest)
#include "tst_investigationrun.moc"
