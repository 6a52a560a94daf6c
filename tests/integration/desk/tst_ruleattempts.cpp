// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Response rules and attempts: what is counted, when the answer leaves, and that it is stored before.

#include "tests/support/rulesdesk.h"

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using namespace test;

class RuleAttemptsTest : public QObject, private test::RulesDesk
{
    Q_OBJECT

private slots:
    void init() { openDesk(); }
    void cleanup() { closeDesk(); }
    void theFirstAttemptsOfAnEventFail();
    void attemptsThatWaitTogetherAreCounted();
    void attemptsAreKnownAfterARestart();
    void aRequestWithoutAnEventIsAFirstAttempt();
    void aDelayedAnswerIsTimedWhenItLeaves();
    void anEndingWithoutAnAnswerHasNoStatus();
    void storedBeforeItIsAnsweredWhateverTheRule();
    void aStoreThatFailsAnswers503WhateverTheRule();
};

// A sender that tries again until it is heard.
void RuleAttemptsTest::theFirstAttemptsOfAnEventFail()
{
    use({flaky(2)});
    for (const QByteArray &key : {QByteArray("one"), QByteArray("two")}) {
        QList<int> statuses;
        while (statuses.size() < 10 && (statuses.isEmpty() || statuses.last() != 202)) {
            const RawReply reply = ask(ofEvent(key));
            statuses.append(reply.status);
            QCOMPARE(reply.field("Retry-After"), reply.status == 503 ? QByteArray("7") : QByteArray());
        }
        QCOMPARE(statuses, (QList<int>{503, 503, 202}));
    }
    const domain::Delivery third = stored(3);
    QCOMPARE(third.row.attempt, 3);
    QCOMPARE(third.rules->attempt, 3);
    QCOMPARE(third.row.responseStatus, 202);
    QVERIFY(third.rules->trace.first().reason.contains(u"attempt 3"_s));
    QCOMPARE(stored(5).rules->attempt, 2);
}

// Those that are in one batch, or durable and not yet filed, count as well.
void RuleAttemptsTest::attemptsThatWaitTogetherAreCounted()
{
    use({flaky(30)});
    RawClient sender(m_desk->state().port);
    QByteArray all;
    for (int i = 0; i < 60; ++i)
        all += ofEvent("same");
    sender.send(all);
    for (int i = 0; i < 60; ++i)
        QCOMPARE(sender.read().status, i < 30 ? 503 : 202);
    for (const domain::DeliveryId id : {1, 30, 31, 60}) {
        const domain::Delivery delivery = stored(id);
        QCOMPARE(delivery.rules->attempt, int(id));
        QCOMPARE(delivery.row.attempt, int(id));
    }
}

void RuleAttemptsTest::attemptsAreKnownAfterARestart()
{
    use({flaky(2)});
    QCOMPARE(ask(ofEvent("e")).status, 503);
    stored(1);
    open(); // the endpoint and its rules are kept too
    start();
    QCOMPARE(ask(ofEvent("e")).status, 503);
    QCOMPARE(ask(ofEvent("e")).status, 202);
}

void RuleAttemptsTest::aRequestWithoutAnEventIsAFirstAttempt()
{
    use({flaky(1)});
    for (int i = 0; i < 3; ++i)
        QCOMPARE(ask(post("/hooks/a", {})).status, 503);
}

void RuleAttemptsTest::aDelayedAnswerIsTimedWhenItLeaves()
{
    rules::Answer slow;
    slow.delayMs = 300;
    rules::Conditions when;
    when.path = "/hooks/a/slow";
    use({rule(u"slow"_s, when, slow)});
    RawClient sender(m_desk->state().port);
    sender.send(post("/hooks/a", "1") + post("/hooks/a/slow", "2") + post("/hooks/a", "3"));
    for (const int status : {204, 200, 204})
        QCOMPARE(sender.read().status, status);
    for (const domain::DeliveryId id : {1, 2, 3})
        QTRY_VERIFY_WITH_TIMEOUT(stored(id).answered > 0, patience);
    const domain::Delivery late = stored(2);
    QVERIFY(late.answered - late.committed >= 250'000);
    QVERIFY(stored(3).answered >= late.answered);
    QCOMPARE(late.rules->plan.delayMs, 300);
}

void RuleAttemptsTest::anEndingWithoutAnAnswerHasNoStatus()
{
    rules::Answer gone;
    gone.ending = domain::Ending::Close;
    use({rule(u"gone"_s, {}, gone)});
    RawClient sender(m_desk->state().port);
    sender.send(post("/hooks/a", "x"));
    QByteArray all;
    QVERIFY(sender.readToEnd(&all));
    QCOMPARE(all, QByteArray());
    const domain::Delivery delivery = stored(1);
    QCOMPARE(delivery.row.responseStatus, 0);
    QCOMPARE(delivery.answered, 0);
    QCOMPARE(delivery.rules->plan.ending, domain::Ending::Close);
    QCOMPARE(delivery.rules->rule, u"gone"_s);
}

// While its answer waits, the delivery is there.
void RuleAttemptsTest::storedBeforeItIsAnsweredWhateverTheRule()
{
    rules::Answer slow;
    slow.delayMs = 600'000;
    use({rule(u"slow"_s, {}, slow)});
    RawClient sender(m_desk->state().port);
    sender.send(post("/hooks/a", "x"));
    const domain::Delivery delivery = stored(1);
    QCOMPARE(delivery.capture.message.body, "x");
    QCOMPARE(delivery.answered, 0);
    m_desk->stop();
    QCOMPARE(sender.read().status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, DeskState::Phase::Stopped, patience);
    QTRY_VERIFY_WITH_TIMEOUT(stored(1).answered > 0, patience);
}

void RuleAttemptsTest::aStoreThatFailsAnswers503WhateverTheRule()
{
#ifdef Q_OS_UNIX
    rules::Answer gone;
    gone.delayMs = 600'000;
    gone.ending = domain::Ending::Reset;
    use({rule(u"gone"_s, {}, gone)});
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit none{0, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &none), 0);
    const RawReply refused = ask(ofEvent("e"));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QCOMPARE(refused.status, 503);
    QVERIFY(refused.field("Retry-After").toInt() > 0);

    // What was not stored was no attempt.
    QVERIFY(m_desk->saveEndpoint(endpoint({flaky(1)}), u"a"_s));
    QTRY_COMPARE_WITH_TIMEOUT(ask(post("/elsewhere", "y")).status, 200, patience);
    QCOMPARE(ask(ofEvent("e")).field("Retry-After"), "7");
    QCOMPARE(ask(ofEvent("e")).status, 202);
#else
    QSKIP("file size limits are of Unix");
#endif
}

QTEST_GUILESS_MAIN(RuleAttemptsTest)
#include "tst_ruleattempts.moc"
