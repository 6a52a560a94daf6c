// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/contract/compare.h"
#include "core/contract/schema.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::contract;
using namespace Qt::StringLiterals;

class ContractSchemaTest : public QObject
{
    Q_OBJECT

private slots:
    void refusesWhatItWouldNotCheck_data();
    void refusesWhatItWouldNotCheck();
    void takesWhatPeopleWrite();
    void namesDoNotSteerATerminal();
    void countsGoOnWhereTheyStopped();
    void stringsHaveTheFormatsTheyHave_data();
    void stringsHaveTheFormatsTheyHave();
};

void ContractSchemaTest::refusesWhatItWouldNotCheck_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("message");
    QTest::newRow("no JSON") << QByteArray("{") << u"the schema is no JSON"_s;
    QTest::newRow("no object") << QByteArray("[]") << u"the schema is no object"_s;
    QTest::newRow("a keyword beyond contracts")
        << QByteArray(R"({"oneOf":[]})") << u"the schema: \"oneOf\" is not a keyword that a contract has"_s;
    QTest::newRow("the same further down")
        << QByteArray(R"({"type":"object","properties":{"a":{"$ref":"#"}}})")
        << u"/properties/a: \"$ref\" is not a keyword that a contract has"_s;
    QTest::newRow("an unknown type") << QByteArray(R"({"type":"float"})")
                                     << u"the schema: \"float\" is not a type"_s;
    QTest::newRow("no type at all") << QByteArray(R"({"type":[]})")
                                    << u"the schema: \"type\" names no type"_s;
    QTest::newRow("an unknown format") << QByteArray(R"({"type":"string","format":"iban"})")
                                       << u"the schema: \"iban\" is not a format that is known here"_s;
    QTest::newRow("a list of numbers")
        << QByteArray(R"({"type":"string","enum":[1]})") << u"the schema: lists a value that is no string"_s;
    QTest::newRow("a list beside numbers")
        << QByteArray(R"({"type":["string","integer"],"enum":["a"]})")
        << u"the schema: \"enum\" stands where other values are allowed too"_s;
    QTest::newRow("a list without strings")
        << QByteArray(R"({"type":"integer","enum":["a"]})")
        << u"the schema: lists values or a format, but strings are not allowed"_s;
    QTest::newRow("required and unknown")
        << QByteArray(R"({"type":"object","required":["a"]})")
        << u"the schema: requires \"a\", which is not among its properties"_s;
    QTest::newRow("properties that are none")
        << QByteArray(R"({"type":"object","properties":{"a":7}})") << u"/properties/a: is no schema"_s;
    QTest::newRow("nested without end")
        << QByteArray(R"({"type":"array","items":)").repeated(60) + "true" + QByteArray("}").repeated(60)
        << u"is nested too deep, or the schema is too large"_s;
}

void ContractSchemaTest::refusesWhatItWouldNotCheck()
{
    QFETCH(QByteArray, schema);
    QFETCH(QString, message);
    const auto read = readSchema(schema);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Malformed);
    QVERIFY2(read.error().detail.contains(message), qPrintable(read.error().detail));
}

void ContractSchemaTest::takesWhatPeopleWrite()
{
    const auto shape = readSchema(R"({
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "x", "title": "t", "type": "object",
        "properties": {"kind": {"type": "string", "enum": ["a", "b"], "description": "of what"}, "more": true},
        "required": ["kind"]})");
    QVERIFY2(shape, shape ? "" : qPrintable(shape.error().detail));
    QCOMPARE(compare(*shape, R"({"kind":"a","more":[{}],"else":1})"), QList<domain::Drift>());
    QCOMPARE(compare(*shape, R"({"kind":"c"})").size(), 1);
    QCOMPARE(compare(*shape, R"({"more":1})").size(), 1);
}

void ContractSchemaTest::namesDoNotSteerATerminal()
{
    Shape shape;
    QVERIFY(absorb(shape, "{\"a\xe2\x80\xae\":1,\"b\\u001b[2J\":2,\"c\xc2\x9b\":3,\"d\xf3\xa0\x80\x81\":4,"
                          "\"\xf0\x9f\x94\x94\":5}"));
    const QByteArray schema = writeSchema(shape, u"x\u202Ey"_s, Counts::Leave);
    for (const QChar c : QString::fromUtf8(schema))
        QVERIFY(c == u'\n' || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format));
    QVERIFY(schema.contains("\\u202e") && schema.contains("\\udb40\\udc01"));
    QVERIFY(schema.contains("\xf0\x9f\x94\x94")); // is drawn
    const auto again = readSchema(schema);
    QVERIFY(again);
    QVERIFY(findMember(*again, "a\xe2\x80\xae") && findMember(*again, "d\xf3\xa0\x80\x81"));
}

void ContractSchemaTest::countsGoOnWhereTheyStopped()
{
    Shape whole;
    Shape parts;
    for (int i = 0; i < 30; ++i) {
        const QByteArray body = "{\"n\":" + QByteArray::number(i) + ",\"s\":\"" + (i % 3 ? "yes" : "no") +
                                "\"" + (i % 5 ? "" : ",\"o\":[1.5,null]") + '}';
        QVERIFY(absorb(whole, body));
        QVERIFY(absorb(parts, body));
        parts = *readSchema(writeSchema(parts, {}, Counts::Note));
    }
    QVERIFY(parts == whole);
    QCOMPARE(whole.samples, 30);
}

void ContractSchemaTest::stringsHaveTheFormatsTheyHave_data()
{
    QTest::addColumn<QString>("format");
    const std::pair<const char *, const char *> texts[] = {
        {"2026-01-01T00:00:00Z", "date-time"},
        {"2026-01-01t23:59:60.5-08:00", "date-time"},
        {"2026-01-01T00:00:00", ""},
        {"2026-01-01T24:00:00Z", ""},
        {"2026-01-01T00:00:00.Z", ""},
        {"2026-01-01T00:00:00+25:00", ""},
        {"2026-13-01", ""},
        {"2024-02-29", "date"},
        {"6F1C6F1E-0000-4000-8000-100000000001", "uuid"},
        {"6f1c6f1e000040008000100000000001", ""},
        {"1.2.3.4", "ipv4"},
        {"01.2.3.4", ""},
        {"1.2.3.256", ""},
        {"1.2.3", ""},
        {"1.2.3.4.5", ""},
        {"::", "ipv6"},
        {"2001:db8::8a2e:370:7334", "ipv6"},
        {"::ffff:192.0.2.1", "ipv6"},
        {"1:2:3:4:5:6:7:8", "ipv6"},
        {"1:2:3:4:5:6:7", ""},
        {"1::2::3", ""},
        {"12:30:00", ""},
        {"a@b.example", "email"},
        {"@b.example", ""},
        {"a@b", ""},
        {"https://x.example/a?b#c", "uri"},
        {"https://", ""},
        {"https://a b", ""},
        {"high", ""},
        {"", ""},
    };
    for (const auto &[text, format] : texts)
        QTest::newRow(text) << QString::fromLatin1(format);
}

void ContractSchemaTest::stringsHaveTheFormatsTheyHave()
{
    QFETCH(QString, format);
    QCOMPARE(QString(formatName(formatOf(QTest::currentDataTag()))), format);
}

QTEST_GUILESS_MAIN(ContractSchemaTest)
#include "tst_schema.moc"
