// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/requestbudget.h"
#include "tests/support/virtualtime.h"

#include <QSignalSpy>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::http;
using namespace std::chrono_literals;
using test::VirtualTime;

class RequestBudgetTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_time = std::make_unique<VirtualTime>();
        m_context = std::make_unique<QObject>();
        m_sent.clear();
    }
    void nothingGoesFromWithinTheCall();
    void neverMoreThanTheBudgetInAnyMinute_data();
    void neverMoreThanTheBudgetInAnyMinute();
    void whatTheUserAsksForGoesFirst();
    void pollingLeavesRoomForAClick();
    void aPauseHoldsEverything();
    void aShorterPauseDoesNotEndALongerOne();
    void resumeEndsAPause();
    void askersThatHaveGoneAreForgotten();
    void aSmallerBudgetHoldsAtOnce();
    void theFiguresAreSaid();
    void whoeverGoesMayEndTheBudget();

private:
    void ask(RequestBudget &budget, Priority priority, int count = 1)
    {
        for (int i = 0; i < count; ++i)
            budget.acquire(priority, m_context.get(), [this, priority] {
                m_sent.append({m_time->now(), priority});
            });
    }
    int countOf(Priority priority) const
    {
        return int(std::ranges::count_if(m_sent, [=](const auto &one) { return one.second == priority; }));
    }

    std::unique_ptr<VirtualTime> m_time;
    std::unique_ptr<QObject> m_context;
    QList<std::pair<Micros, Priority>> m_sent;
};

void RequestBudgetTest::nothingGoesFromWithinTheCall()
{
    RequestBudget budget(10, m_time->timing());
    ask(budget, Priority::Asked);
    QVERIFY(m_sent.isEmpty());
    QCOMPARE(budget.waiting(), 1);
    VirtualTime::settle();
    QCOMPARE(m_sent.size(), 1);
    QCOMPARE(budget.waiting(), 0);
    QCOMPARE(budget.used(), 1);
}

void RequestBudgetTest::neverMoreThanTheBudgetInAnyMinute_data()
{
    QTest::addColumn<int>("perMinute");
    QTest::addColumn<Priority>("priority");
    QTest::newRow("clicks") << 10 << Priority::Asked;
    QTest::newRow("polling") << 10 << Priority::Polling;
    QTest::newRow("one a minute") << 1 << Priority::Asked;
    QTest::newRow("one poll a minute") << 1 << Priority::Polling;
}

void RequestBudgetTest::neverMoreThanTheBudgetInAnyMinute()
{
    QFETCH(int, perMinute);
    QFETCH(Priority, priority);
    RequestBudget budget(perMinute, m_time->timing());
    const int wanted = perMinute * 3;
    for (int second = 0; second < 300; ++second) { // they come in dribs and drabs
        if (second % 7 == 0 && second / 7 < wanted)
            ask(budget, priority);
        m_time->advance(1s);
    }
    m_time->advance(10min);
    QCOMPARE(m_sent.size(), std::min(wanted, 43));
    for (qsizetype i = perMinute; i < m_sent.size(); ++i)
        QVERIFY(m_sent[i].first - m_sent[i - perMinute].first >= 60 * microsPerSecond);
}

void RequestBudgetTest::whatTheUserAsksForGoesFirst()
{
    RequestBudget budget(2, m_time->timing());
    ask(budget, Priority::Asked, 2);
    VirtualTime::settle();
    ask(budget, Priority::Polling, 2);
    ask(budget, Priority::Asked, 2);
    m_time->advance(5min);
    QCOMPARE(m_sent.size(), 6);
    QCOMPARE(m_sent[2].second, Priority::Asked);
    QCOMPARE(m_sent[3].second, Priority::Asked);
    QCOMPARE(m_sent[4].second, Priority::Polling);
}

void RequestBudgetTest::pollingLeavesRoomForAClick()
{
    RequestBudget budget(10, m_time->timing());
    ask(budget, Priority::Polling, 20);
    m_time->advance(30s);
    QCOMPARE(countOf(Priority::Polling), 8);
    ask(budget, Priority::Asked, 2);
    VirtualTime::settle();
    QCOMPARE(countOf(Priority::Asked), 2);
}

void RequestBudgetTest::aPauseHoldsEverything()
{
    RequestBudget budget(10, m_time->timing());
    budget.pauseFor(90s);
    QCOMPARE(budget.pausedFor(), 90s);
    ask(budget, Priority::Asked);
    m_time->advance(89s);
    QVERIFY(m_sent.isEmpty());
    QCOMPARE(budget.pausedFor(), 1s);
    m_time->advance(2s);
    QCOMPARE(m_sent.size(), 1);
    QCOMPARE(budget.pausedFor(), 0s);
}

void RequestBudgetTest::aShorterPauseDoesNotEndALongerOne()
{
    RequestBudget budget(10, m_time->timing());
    budget.pauseFor(60s);
    budget.pauseFor(5s);
    QCOMPARE(budget.pausedFor(), 60s);
}

void RequestBudgetTest::resumeEndsAPause()
{
    RequestBudget budget(10, m_time->timing());
    budget.pauseFor(1h);
    ask(budget, Priority::Asked);
    VirtualTime::settle();
    QVERIFY(m_sent.isEmpty());
    budget.resume();
    VirtualTime::settle();
    QCOMPARE(m_sent.size(), 1);
}

void RequestBudgetTest::askersThatHaveGoneAreForgotten()
{
    RequestBudget budget(1, m_time->timing());
    ask(budget, Priority::Asked, 3);
    VirtualTime::settle();
    QCOMPARE(m_sent.size(), 1);
    m_context = std::make_unique<QObject>();
    ask(budget, Priority::Asked);
    m_time->advance(61s);
    QCOMPARE(m_sent.size(), 2); // none of the minute was lost to them
    QCOMPARE(budget.waiting(), 0);
}

void RequestBudgetTest::aSmallerBudgetHoldsAtOnce()
{
    RequestBudget budget(10, m_time->timing());
    ask(budget, Priority::Asked, 5);
    VirtualTime::settle();
    budget.setPerMinute(5);
    ask(budget, Priority::Asked);
    m_time->advance(59s);
    QCOMPARE(m_sent.size(), 5);
    m_time->advance(2s);
    QCOMPARE(m_sent.size(), 6);
}

void RequestBudgetTest::theFiguresAreSaid()
{
    RequestBudget budget(10, m_time->timing());
    QSignalSpy changed(&budget, &RequestBudget::changed);
    ask(budget, Priority::Asked, 3);
    VirtualTime::settle();
    QVERIFY(changed.size() >= 1 && changed.size() <= 3);
    QCOMPARE(budget.used(), 3);
    m_time->advance(61s);
    QCOMPARE(budget.used(), 0);
}

void RequestBudgetTest::whoeverGoesMayEndTheBudget()
{
    auto budget = std::make_unique<RequestBudget>(10, m_time->timing());
    budget->acquire(Priority::Asked, m_context.get(), [&budget] { budget.reset(); });
    ask(*budget, Priority::Asked);
    VirtualTime::settle();
    QVERIFY(!budget);
    QVERIFY(m_sent.isEmpty());
}

QTEST_GUILESS_MAIN(RequestBudgetTest)
#include "tst_requestbudget.moc"
