// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/poll/ticker.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::poll;

namespace {

// Due every few milliseconds, or not at all.
struct Counter final : Driven
{
    Micros due = 0;
    Micros step = 2000;
    int ticks = 0;

    std::optional<Micros> nextDue() const override { return due ? std::optional(due) : std::nullopt; }
    void tick(Micros now) override
    {
        ++ticks;
        if (due && now >= due)
            due = now + step;
    }
};

} // namespace

class TickerTest : public QObject
{
    Q_OBJECT

private slots:
    void ticksWhatIsDue()
    {
        Counter counter;
        counter.due = wallClock();
        Ticker ticker;
        ticker.add(counter);
        QTRY_VERIFY_WITH_TIMEOUT(counter.ticks >= 5, 30'000);
        ticker.remove(counter);
        const int ticks = counter.ticks;
        ticker.review();
        QCoreApplication::processEvents();
        QCOMPARE(counter.ticks, ticks);
    }

    void restsWhenNothingIsDueUntilItIsTold()
    {
        Counter counter;
        Ticker ticker;
        ticker.add(counter);
        QTRY_COMPARE_WITH_TIMEOUT(counter.ticks, 1, 30'000);
        counter.due = wallClock();
        ticker.review();
        QTRY_VERIFY_WITH_TIMEOUT(counter.ticks >= 3, 30'000);
    }
};

QTEST_GUILESS_MAIN(TickerTest)
#include "tst_ticker.moc"
