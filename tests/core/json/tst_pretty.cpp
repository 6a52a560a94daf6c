// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/pretty.h"

#include <QtTest>

using tocsin::json::pretty;

class PrettyTest : public QObject
{
    Q_OBJECT

private slots:
    void laysOutAnew_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("scalar") << QByteArray(" 1.50 ") << QByteArray("1.50");
        QTest::newRow("empty containers") << QByteArray("[ {}, [ ] ]") << QByteArray("[\n  {},\n  []\n]");
        QTest::newRow("object, duplicates and escapes kept")
            << QByteArray(R"({"b":1e2,"a":"\u00fc\/","b":[1,2]})")
            << QByteArray("{\n  \"b\": 1e2,\n  \"a\": \"\\u00fc\\/\",\n  \"b\": [\n    1,\n    2\n  ]\n}");
        QTest::newRow("already laid out") << QByteArray("{\n  \"a\": 1\n}") << QByteArray("{\n  \"a\": 1\n}");
    }
    void laysOutAnew()
    {
        QFETCH(QByteArray, text);
        QTEST(pretty(text), "expected");
    }

    void copiesTheRestFromTheFirstErrorOn()
    {
        QCOMPARE(pretty(R"({"a":1, "b":tru)"), QByteArray("{\n  \"a\": 1,\n  \"b\":tru"));
        QCOMPARE(pretty("not json"), QByteArray("not json"));
        QCOMPARE(pretty(""), QByteArray());
    }

    void staysWithinTheLimit()
    {
        const QByteArray text =
            QByteArray(60, '[') + QByteArray("1,").repeated(5000) + "1" + QByteArray(60, ']');
        QVERIFY(pretty(text).size() > text.size() * 20);
        const QByteArray bounded = pretty(text, text.size() * 2);
        QVERIFY(bounded.size() <= text.size() * 2 + 200);
        QByteArray packed = bounded;
        packed.replace("\n", "").replace(" ", "");
        QCOMPARE(packed, text);
    }
};

QTEST_GUILESS_MAIN(PrettyTest)
#include "tst_pretty.moc"
