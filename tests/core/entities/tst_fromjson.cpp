// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/entities/fromjson.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::entities;
using namespace Qt::StringLiterals;

class FromJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void findsInEveryString_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("pointers") << QByteArray(R"({"a":["x",{"b/c":"to evil.com"}],"~":"203.0.113.7"})")
                                  << QStringList{u"domain evil.com /a/1/b~1c 3+8"_s,
                                                 u"ip 203.0.113.7 /~0 0+11"_s};
        QTest::newRow("escapes are decoded")
            << QByteArray("\"\\u0065vil.com CORP\\\\jdoe\"")
            << QStringList{u"domain evil.com  0+8"_s, u"user CORP\\jdoe  9+9"_s};
        QTest::newRow("names say what it is")
            << QByteArray(
                   R"({"DeviceName":"alpha","AccountUpn":"j@contoso.com","processName":"sshd","hosts":["b"]})")
            << QStringList{u"host alpha /DeviceName 0+5"_s, u"user j@contoso.com /AccountUpn 0+13"_s,
                           u"process sshd /processName 0+4"_s, u"host b /hosts/0 0+1"_s};
        QTest::newRow("a sentence in such a member") << QByteArray(R"({"user":"not a name: evil.com"})")
                                                     << QStringList{u"domain evil.com /user 12+8"_s};
        QTest::newRow("broken off") << QByteArray("{\"a\":\"evil.com\",\"b\":\"bad")
                                    << QStringList{u"domain evil.com /a 0+8"_s};
        QTest::newRow("no JSON") << QByteArray("evil.com") << QStringList{};
    }
    void findsInEveryString()
    {
        QFETCH(QByteArray, text);
        QStringList told;
        for (const FoundInJson &one : extractFromJson(text))
            told << u"%1 %2 %3 %4+%5"_s
                        .arg(QString(domain::entityKindId(one.found.entity.kind)), one.found.entity.value,
                             QString::fromUtf8(one.pointer))
                        .arg(one.found.offset)
                        .arg(one.found.length);
        QTEST(told, "expected");
    }

    void boundsPointers()
    {
        const QByteArray text = "{\"" + QByteArray(5000, 'k') + "\":[\"evil.com\",\"bad.com\"]}";
        const auto found = extractFromJson(text);
        QCOMPARE(found.size(), 2);
        QVERIFY(found[0].pointer.size() < 1024);
    }
};

QTEST_GUILESS_MAIN(FromJsonTest)
#include "tst_fromjson.moc"
