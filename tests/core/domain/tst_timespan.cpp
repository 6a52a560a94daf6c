// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/timespan.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::domain;
using namespace Qt::StringLiterals;

class TimeSpanTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatPeopleAndServersWrite_data()
    {
        QTest::addColumn<Micros>("span");
        const auto row = [](const char *text, Micros span) { QTest::newRow(text) << span; };
        row("PT1H", microsPerHour);
        row("P7D", 7 * microsPerDay);
        row("p1w", 7 * microsPerDay);
        row("P1DT12H", 36 * microsPerHour);
        row("P1M", 30 * microsPerDay);
        row("PT1M", 60 * microsPerSecond);
        row("PT0.5H", microsPerHour / 2);
        row("P1Y2M3DT4H5M6S", (365 + 60 + 3) * microsPerDay + 4 * microsPerHour + 306 * microsPerSecond);
        row("24 hours", microsPerDay);
        row("last 24 hours", microsPerDay);
        row("Last 7 Days", 7 * microsPerDay);
        row("in the past week", 7 * microsPerDay);
        row("an hour", microsPerHour);
        row("1 day and 12 hours", 36 * microsPerHour);
        row("7d", 7 * microsPerDay);
        row("1h30m", 90 * 60 * microsPerSecond);
        row(" 90 min ", 90 * 60 * microsPerSecond);
        row("2 hrs ago", 2 * microsPerHour);
    }

    void readsWhatPeopleAndServersWrite()
    {
        const auto span = readTimeSpan(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY2(span, span ? "" : qPrintable(span.error().detail));
        QTEST(*span, "span");
    }

    void refusesWhatIsNoSpan_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "P", "PT", "P7", "7", "P1H", "PT1D", "P1D1D", "hours and", "yesterday",
                                 "0 days", "-1 day", "P999999Y", "1..5 h", "and 5 hours", "P1DT"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("long") << QString(100'000, u'1');
    }

    void refusesWhatIsNoSpan()
    {
        QFETCH(QString, text);
        const auto span = readTimeSpan(text);
        QVERIFY(!span);
        QCOMPARE(span.error().kind, Error::Kind::Rejected);
        QVERIFY(!span.error().detail.isEmpty());
    }

    void writesWhatItReads_data()
    {
        QTest::addColumn<Micros>("span");
        QTest::newRow("PT1S") << Micros(1);
        QTest::newRow("PT1H") << microsPerHour;
        QTest::newRow("P7D") << 7 * microsPerDay;
        QTest::newRow("P1DT1M1S") << microsPerDay + 61 * microsPerSecond;
        QTest::newRow("PT1H5M") << microsPerHour + 300 * microsPerSecond;
    }

    void writesWhatItReads()
    {
        QFETCH(Micros, span);
        const QString text = isoDuration(span);
        QCOMPARE(text, QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(isoDuration(*readTimeSpan(text)), text);
    }

    void saysSecondsPlainly_data()
    {
        QTest::addColumn<qint64>("seconds");
        const auto row = [](const char *text, qint64 seconds) { QTest::newRow(text) << seconds; };
        row("0 seconds", 0);
        row("1 second", 1);
        row("119 seconds", 119);
        row("120 seconds (2 minutes)", 120);
        row("400 seconds (about 6 minutes)", 400);
        row("3600 seconds (1 hour)", 3600);
        row("90000 seconds (1 day 1 hour)", 90'000);
        row("90500 seconds (about 1 day 1 hour)", 90'500);
        row("86460 seconds (1 day 1 minute)", 86'460);
    }

    void saysSecondsPlainly()
    {
        QFETCH(qint64, seconds);
        QCOMPARE(plainSeconds(seconds), QString::fromLatin1(QTest::currentDataTag()));
    }
};

QTEST_GUILESS_MAIN(TimeSpanTest)
#include "tst_timespan.moc"
