// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/poll/poller.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::poll;
using namespace Qt::StringLiterals;

namespace {

constexpr Micros second = microsPerSecond;
constexpr Micros minute = 60 * second;
constexpr Micros start = 1'767'225'600 * second;

// One job that answers when it is told to, and time that passes when it is told to.
struct Desk
{
    Micros now = start;
    Poller poller{[] { return 0.5; }}; // no swing; failures wait three quarters of the doubled time
    QList<Micros> runs;
    Poller::Done done;

    explicit Desk(Pace pace = {})
    {
        poller.add(
            u"list"_s, pace,
            [this](Micros at, Poller::Done finished) {
                runs.append(at - start);
                done = std::move(finished);
            },
            now);
    }

    void passTo(Micros at)
    {
        now = start + at;
        poller.tick(now);
    }

    // Ticks every second, as in a program that does not sleep.
    void liveTo(Micros at)
    {
        while (now < start + at) {
            now += second;
            poller.tick(now);
        }
    }

    void answer(const Result<void> &outcome = {}) { done(outcome, now); }
    JobState state() const { return poller.state(u"list"_s); }
};

Result<void> failure(Error::Kind kind, std::chrono::milliseconds retryAfter = {})
{
    return tl::unexpected(Error{kind, u"x"_s, retryAfter});
}

} // namespace

class PollerTest : public QObject
{
    Q_OBJECT

private slots:
    void runsAtOnceAndThenByItsInterval()
    {
        Desk desk;
        QCOMPARE(desk.poller.nextDue(), start);
        desk.passTo(0);
        QCOMPARE(desk.runs, QList<Micros>{0});
        desk.answer();
        QCOMPARE(desk.state().succeeded, start);
        QCOMPARE(desk.poller.nextDue(), start + 5 * minute);
        desk.liveTo(5 * minute);
        QCOMPARE(desk.runs, (QList<Micros>{0, 5 * minute}));
    }

    void neverRunsTwiceAtOnce()
    {
        Desk desk;
        desk.passTo(0);
        desk.passTo(20 * minute);
        desk.poller.pollNow(u"list"_s, desk.now);
        QCOMPARE(desk.runs.size(), 1);
        QVERIFY(!desk.poller.nextDue());
        desk.answer();
        desk.answer(); // an answer counts once
        QCOMPARE(desk.poller.nextDue(), start + 25 * minute);
    }

    void theSwingStaysWithinItsShare_data()
    {
        QTest::addColumn<double>("random");
        QTest::addColumn<Micros>("wait");
        QTest::newRow("shortest") << 0.0 << 270 * second;
        QTest::newRow("middle") << 0.5 << 300 * second;
        QTest::newRow("longest") << 1.0 << 330 * second;
    }

    void theSwingStaysWithinItsShare()
    {
        QFETCH(double, random);
        QTEST(Pace{}.after({}, random), "wait");
    }

    void slowsDownWithTheSurroundings_data()
    {
        QTest::addColumn<Conditions>("conditions");
        QTest::addColumn<int>("minutes");
        QTest::newRow("watched") << Conditions{} << 5;
        QTest::newRow("hidden") << Conditions{.hidden = true} << 10;
        QTest::newRow("idle") << Conditions{.idle = true} << 15;
        QTest::newRow("reduced") << Conditions{.reduced = true} << 20;
        QTest::newRow("the greatest counts") << Conditions{.hidden = true, .idle = true} << 15;
    }

    void slowsDownWithTheSurroundings()
    {
        QFETCH(Conditions, conditions);
        QFETCH(int, minutes);
        Desk desk;
        desk.passTo(0);
        desk.answer();
        desk.passTo(minute);
        desk.poller.setConditions(conditions, desk.now);
        QCOMPARE(desk.poller.nextDue(), start + minutes * minute);
        // Seen again: what was due in the meantime is done with the next tick.
        desk.passTo(6 * minute);
        desk.poller.setConditions({}, desk.now);
        desk.passTo(6 * minute + 1);
        QCOMPARE(desk.runs.size(), 2);
    }

    void nothingRunsOffline()
    {
        Desk desk;
        desk.passTo(0);
        desk.answer(failure(Error::Kind::Transient));
        desk.poller.setConditions({.offline = true}, desk.now);
        QVERIFY(!desk.poller.nextDue());
        desk.liveTo(10 * minute);
        QCOMPARE(desk.runs.size(), 1);
        desk.poller.setConditions({}, desk.now);
        desk.passTo(10 * minute + 1);
        QCOMPARE(desk.runs.size(), 2);
    }

    void theUserGoesFirst()
    {
        Desk desk;
        desk.passTo(0);
        desk.answer(failure(Error::Kind::Unauthorised));
        QVERIFY(desk.state().halted);
        QVERIFY(!desk.poller.nextDue());
        desk.liveTo(60 * minute);
        QCOMPARE(desk.runs.size(), 1);
        desk.poller.pollAllNow(desk.now);
        QCOMPARE(desk.runs.size(), 2);
        desk.answer();
        QVERIFY(!desk.state().halted);
        QCOMPARE(desk.poller.nextDue(), desk.now + 5 * minute);
    }

    void aSleepIsMadeUpForOnce()
    {
        Desk desk;
        desk.passTo(0);
        desk.answer();
        desk.passTo(8 * 60 * minute);
        QCOMPARE(desk.runs.size(), 2);
        desk.answer();
        desk.passTo(8 * 60 * minute + second);
        QCOMPARE(desk.runs.size(), 2);
        QCOMPARE(desk.poller.nextDue(), start + (8 * 60 + 5) * minute);
    }

    void aClockThatIsPutBackKeepsNothingWaiting()
    {
        Desk desk;
        desk.passTo(10 * 60 * minute);
        desk.answer();
        desk.passTo(9 * 60 * minute);
        QCOMPARE(desk.poller.nextDue(), start + (9 * 60 + 5) * minute);
    }

    void waitsLongerAfterEachFailure_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<double>("random");
        QTest::addColumn<Micros>("wait");
        QTest::newRow("first, shortest") << 1 << 0.0 << 5 * second / 2;
        QTest::newRow("first, longest") << 1 << 1.0 << 5 * second;
        QTest::newRow("third") << 3 << 1.0 << 20 * second;
        QTest::newRow("capped") << 12 << 1.0 << 15 * minute;
        QTest::newRow("capped for good") << 1'000'000 << 1.0 << 15 * minute;
    }

    void waitsLongerAfterEachFailure()
    {
        QFETCH(int, failures);
        QFETCH(double, random);
        QTEST(Pace{}.afterFailure(failures, random), "wait");
    }

    void aSuccessEndsTheBackoff()
    {
        Desk desk;
        desk.passTo(0);
        for (int i = 0; i < 3; ++i) {
            desk.answer(failure(Error::Kind::Transient));
            desk.passTo(*desk.poller.nextDue() - start);
        }
        QCOMPARE(desk.state().failures, 3);
        QCOMPARE(desk.state().succeeded, 0);
        desk.answer();
        QCOMPARE(desk.state().failures, 0);
        QCOMPARE(desk.poller.nextDue(), desk.now + 5 * minute);
    }

    void waitsAsLongAsTheServerAsks_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<Micros>("wait");
        QTest::newRow("longer than ours") << 120 << 120 * second;
        QTest::newRow("shorter than ours") << 1 << 3'750'000LL;
        QTest::newRow("not believed") << 864'000 << 60 * minute;
    }

    void waitsAsLongAsTheServerAsks()
    {
        QFETCH(int, seconds);
        QFETCH(Micros, wait);
        Desk desk;
        desk.passTo(0);
        desk.answer(failure(Error::Kind::Limited, std::chrono::seconds(seconds)));
        QCOMPARE(*desk.poller.nextDue() - start, wait);
        // Neither does coming back online shorten what the server asked for.
        desk.poller.setConditions({.offline = true}, desk.now);
        desk.poller.setConditions({}, desk.now);
        if (seconds > 5)
            QCOMPARE(*desk.poller.nextDue() - start, wait);
    }

    void anAnswerOfWhatIsGoneIsDropped()
    {
        Desk desk;
        desk.passTo(0);
        const auto old = desk.done;
        desk.poller.remove(u"list"_s);
        old({}, desk.now);
        QCOMPARE(desk.state(), JobState());
        int runs = 0;
        desk.poller.add(
            u"list"_s, {}, [&](Micros, const Poller::Done &) { ++runs; }, desk.now);
        old({}, desk.now);
        QCOMPARE(desk.poller.nextDue(), desk.now);
        desk.passTo(1);
        old({}, desk.now);
        QVERIFY(desk.state().running);
        QCOMPARE(runs, 1);
    }

    void mayAnswerLateWhenThePollerIsGone()
    {
        Poller::Done done;
        {
            Poller poller([] { return 0.0; });
            poller.add(
                u"a"_s, {}, [&](Micros, Poller::Done finished) { done = std::move(finished); }, 1);
            poller.tick(1);
        }
        done({}, 2);
    }
};

QTEST_GUILESS_MAIN(PollerTest)
#include "tst_poller.moc"
