// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/addressrange.h"

#include <QtTest>

using namespace tocsin::filter;
using namespace Qt::StringLiterals;

class AddressRangeTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAddressesAndNetworks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("192.0.2.7") << u"192.0.2.7"_s;
        QTest::newRow("192.0.2.7/24") << u"192.0.2.0/24"_s;
        QTest::newRow("0.0.0.0/0") << u"0.0.0.0/0"_s;
        QTest::newRow("255.255.255.255/32") << u"255.255.255.255"_s;
        QTest::newRow("::") << u"::"_s;
        QTest::newRow("::1") << u"::1"_s;
        QTest::newRow("1::") << u"1::"_s;
        QTest::newRow("2001:DB8::8:800:200C:417A") << u"2001:db8::8:800:200c:417a"_s;
        QTest::newRow("2001:db8:0:1:1:1:1:1") << u"2001:db8:0:1:1:1:1:1"_s;
        QTest::newRow("2001:0:0:1:0:0:0:1") << u"2001:0:0:1::1"_s;
        QTest::newRow("2001:db8:ffff::/33") << u"2001:db8:8000::/33"_s;
        QTest::newRow("::ffff:192.0.2.7") << u"192.0.2.7"_s;
        QTest::newRow("64:ff9b::192.0.2.33") << u"64:ff9b::c000:221"_s;
        QTest::newRow("1:2:3:4:5:6:7.8.9.10") << u"1:2:3:4:5:6:708:90a"_s;
    }

    void readsAddressesAndNetworks()
    {
        QFETCH(QString, text);
        const auto range = addressRangeFromText(QTest::currentDataTag());
        QVERIFY(range);
        QCOMPARE(range->toText(), text);
        QVERIFY(addressRangeFromText(text.toLatin1()) == range);
    }

    void refusesEverythingElse_data()
    {
        QTest::addColumn<int>("unused");
        for (const char *text : {"",
                                 "1",
                                 "1.2.3",
                                 "1.2.3.4.5",
                                 "1.2.3.",
                                 "1.2.3.256",
                                 "01.2.3.4",
                                 " 1.2.3.4",
                                 "1.2.3.4 ",
                                 "1.2.3.4/",
                                 "1.2.3.4/33",
                                 "1.2.3.4/-1",
                                 "1.2.3.4/08",
                                 "1.2.3.4/8/8",
                                 ":",
                                 ":::",
                                 "1:2:3:4:5:6:7",
                                 "1::2::3",
                                 "1:2:3:4:5:6:7:8:9",
                                 "::12345",
                                 "1:2:3:4:5:6:7:8::",
                                 "fe80::1%eth0",
                                 "[::1]",
                                 "::1/129",
                                 "1.2.3.4::",
                                 "::1.2.3",
                                 "1:",
                                 ":1",
                                 "g::",
                                 "0x7f.0.0.1",
                                 "localhost"})
            QTest::newRow(text) << 0;
    }

    void refusesEverythingElse()
    {
        QVERIFY(!addressRangeFromText(QTest::currentDataTag()));
        QVERIFY(!addressRangeFromText(QByteArray(100'000, ':')));
    }

    void overlapIsContainmentEitherWay()
    {
        const auto range = [](const char *text) { return *addressRangeFromText(text); };
        QVERIFY(range("203.0.113.0/24").overlaps(range("203.0.113.77")));
        QVERIFY(range("203.0.113.77").overlaps(range("203.0.113.0/24")));
        QVERIFY(!range("203.0.113.0/25").overlaps(range("203.0.113.128")));
        QVERIFY(range("203.0.113.0/24").overlaps(range("::ffff:203.0.113.9")));
        QVERIFY(!range("0.0.0.0/0").overlaps(range("2001:db8::1")));
        QVERIFY(range("::/0").overlaps(range("192.0.2.1")));
        QVERIFY(!range("2001:db8::/33").overlaps(range("2001:db8:8000::1")));
    }

    void keysAreTheEndsOfTheRange()
    {
        const auto range = addressRangeFromText("2001:db8::/33");
        QCOMPARE(range->firstKey().toHex(), QByteArray("20010db8000000000000000000000000"));
        QCOMPARE(range->lastKey().toHex(), QByteArray("20010db87fffffffffffffffffffffff"));
        QCOMPARE(addressRangeFromText("192.0.2.7")->firstKey(), addressRangeFromText("192.0.2.7")->lastKey());
    }
};

QTEST_GUILESS_MAIN(AddressRangeTest)
#include "tst_addressrange.moc"
