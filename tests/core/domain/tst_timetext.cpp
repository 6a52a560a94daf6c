// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/timetext.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::domain;
using namespace Qt::StringLiterals;

class TimeTextTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<qint64>("micros");
        constexpr qint64 newYear = 1767225600000000; // 2026-01-01T00:00:00Z
        const auto row = [](const char *text, qint64 micros) { QTest::newRow(text) << micros; };
        row("2026-01-01T00:00:00Z", newYear);
        row("2026-01-01t00:00:00z", newYear);
        row("2026-01-01 00:00:00", newYear);
        row("2026-01-01T00:00:00", newYear);
        row("2026-01-01T00:00Z", newYear);
        row("2026-01-01", newYear);
        row(" 2026-01-01T00:00:00Z ", newYear);
        row("2026-01-01T02:00:00+02:00", newYear);
        row("2026-01-01T02:00:00+0200", newYear);
        row("2026-01-01T02:00:00+02", newYear);
        row("2025-12-31T18:30:00-05:30", newYear);
        row("2026-01-01T00:00:00.1Z", newYear + 100000);
        row("2026-01-01T00:00:00,25Z", newYear + 250000);
        row("2026-01-01T00:00:00.000001Z", newYear + 1);
        row("2026-01-01T00:00:00.123456789Z", newYear + 123456);
        row("2026-01-01T00:00:00.999999999999+00:00", newYear + 999999);
        row("2025-12-31T23:59:60Z", newYear); // leap second
        row("2024-02-29T00:00:00Z", 1709164800000000);
        row("9999-12-31T23:59:59.999999Z", 253402300799999999);
        row("1767225600000", newYear);
        row("1767225600", newYear);
        row("1767225600.25", newYear + 250000);
        row("1767225600250.5", newYear + 250500);
        row("1.7672256e9", newYear);
    }
    void reads()
    {
        QFETCH(qint64, micros);
        QCOMPARE(parseTime(QByteArray(QTest::currentDataTag())), std::optional(micros));
    }

    void refuses_data()
    {
        QTest::addColumn<bool>("unused");
        for (const char *text : {"",
                                 " ",
                                 "yesterday",
                                 "0",
                                 "-5",
                                 "1e400",
                                 "nan",
                                 "inf",
                                 "99999999999999999999",
                                 "1e30",
                                 "9223372036854775807",
                                 "253402300800000",
                                 "2026-13-01T00:00:00Z",
                                 "2026-02-29T00:00:00Z",
                                 "2026-00-10",
                                 "2026-01-01T24:00:00Z",
                                 "2026-01-01T00:60:00Z",
                                 "2026-01-01T00:00:61Z",
                                 "2026-01-01T00:00:00.Z",
                                 "2026-01-01T00:00:00+24:00",
                                 "2026-01-01T00:00:00+0",
                                 "2026-01-01T00:00:00Zx",
                                 "2026-01-01T",
                                 "2026-01-01TZ",
                                 "2026-1-1T00:00:00Z",
                                 "1969-12-31T23:59:59Z",
                                 "+2026-01-01",
                                 "2026-01-01T00:00:00 Z",
                                 "17672256OO",
                                 "0x6955",
                                 "-2026-01-01"})
            QTest::newRow(text) << true;
        QTest::newRow(QByteArray(1000, '1').constData()) << true;
    }
    void refuses() { QCOMPARE(parseTime(QByteArray(QTest::currentDataTag())), std::nullopt); }
};

QTEST_GUILESS_MAIN(TimeTextTest)
#include "tst_timetext.moc"
