// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/backoff.h"
#include "core/http/retryafter.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::http;
using namespace std::chrono_literals;

namespace {

constexpr Micros now = 784111777 * microsPerSecond; // Sun, 06 Nov 1994 08:49:37 GMT

} // namespace

class RetryAfterTest : public QObject
{
    Q_OBJECT

private slots:
    void readsDates_data();
    void readsDates();
    void readsPauses_data();
    void readsPauses();
    void pausesGrowAndStayBelowTheLongest();
    void chanceMovesAPauseWithinItsUpperHalf();
};

void RetryAfterTest::readsDates_data()
{
    QTest::addColumn<qint64>("seconds"); // -1: none
    QTest::newRow("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(784111777);
    QTest::newRow("Sunday, 06-Nov-94 08:49:37 GMT") << qint64(784111777);
    QTest::newRow("Sun Nov  6 08:49:37 1994") << qint64(784111777);
    QTest::newRow("Tue, 29 Feb 2028 00:00:00 GMT") << qint64(1835395200);
    QTest::newRow("Friday, 01-Jan-44 00:00:00 GMT") << qint64(2335219200); // 50 years on: still to come
    QTest::newRow("Sunday, 01-Jan-45 00:00:00 GMT") << qint64(-788918400); // 51: long ago
    QTest::newRow("Wed, 29 Feb 2027 00:00:00 GMT") << qint64(-1);
    QTest::newRow("Sun, 06 Nov 1994 24:49:37 GMT") << qint64(-1);
    QTest::newRow("Sun, 06 Nov 1994 08:49 GMT") << qint64(-1);
    QTest::newRow("Sun, 06 Nov 1994 08:49:37 CET") << qint64(-1);
    QTest::newRow("Sun, 06 Foo 1994 08:49:37 GMT") << qint64(-1);
    QTest::newRow("1994-11-06T08:49:37Z") << qint64(-1);
    QTest::newRow("Sun, 06 Nov 99999 08:49:37 GMT") << qint64(-1);
    QTest::newRow("") << qint64(-1);
}

void RetryAfterTest::readsDates()
{
    QFETCH(qint64, seconds);
    const auto date = parseHttpDate(QTest::currentDataTag(), now);
    if (seconds == -1)
        QCOMPARE(date, std::nullopt);
    else
        QCOMPARE(date, std::optional(seconds * microsPerSecond));
}

void RetryAfterTest::readsPauses_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("milliseconds"); // -1: none
    QTest::newRow("seconds") << QByteArray("17") << qint64(17'000);
    QTest::newRow("with blanks") << QByteArray(" 17 ") << qint64(17'000);
    QTest::newRow("none at all is held at one second") << QByteArray("0") << qint64(1'000);
    QTest::newRow("a day is held at an hour") << QByteArray("86400") << qint64(3'600'000);
    QTest::newRow("more than any number") << QByteArray("99999999999999999999999") << qint64(3'600'000);
    QTest::newRow("a date") << QByteArray("Sun, 06 Nov 1994 08:51:37 GMT") << qint64(120'000);
    QTest::newRow("a date that is over") << QByteArray("Sun, 06 Nov 1994 07:49:37 GMT") << qint64(1'000);
    QTest::newRow("a date far away") << QByteArray("Mon, 06 Nov 2034 07:49:37 GMT") << qint64(3'600'000);
    QTest::newRow("negative") << QByteArray("-5") << qint64(-1);
    QTest::newRow("a fraction") << QByteArray("1.5") << qint64(-1);
    QTest::newRow("words") << QByteArray("soon") << qint64(-1);
    QTest::newRow("nothing") << QByteArray() << qint64(-1);
}

void RetryAfterTest::readsPauses()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, milliseconds);
    const auto pause = parseRetryAfter(value, now);
    QCOMPARE(pause ? qint64(pause->count()) : qint64(-1), milliseconds);
}

void RetryAfterTest::pausesGrowAndStayBelowTheLongest()
{
    const BackoffPlan plan{8, 500ms, 10s};
    QCOMPARE(backoff(0, plan, 1), 500ms);
    QCOMPARE(backoff(1, plan, 1), 1s);
    QCOMPARE(backoff(2, plan, 1), 2s);
    QCOMPARE(backoff(6, plan, 1), 10s);
    QCOMPARE(backoff(1'000'000, plan, 1), 10s);
    QCOMPARE(backoff(-3, plan, 1), 500ms);
}

void RetryAfterTest::chanceMovesAPauseWithinItsUpperHalf()
{
    const BackoffPlan plan;
    QCOMPARE(backoff(0, plan, 0), 250ms);
    QCOMPARE(backoff(0, plan, 0.5), 375ms);
    QCOMPARE(backoff(0, plan, 7), 500ms);
}

QTEST_GUILESS_MAIN(RetryAfterTest)
#include "tst_retryafter.moc"
