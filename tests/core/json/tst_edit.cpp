// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/edit.h"
#include "core/json/tokenreader.h"

#include <QtTest>

using namespace tocsin::json;

class JsonEditTest : public QObject
{
    Q_OBJECT

private slots:
    void setsAMember_data();
    void setsAMember();
    void removesAMember_data();
    void removesAMember();
    void replacesAValue();
    void whatIsNoJsonIsLeftAlone_data();
    void whatIsNoJsonIsLeftAlone();
    void quotesText_data();
    void quotesText();
};

void JsonEditTest::setsAMember_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("into an empty object") << QByteArray("{}") << QByteArray() << QByteArray("{ \"m\": 1 }");
    QTest::newRow("into an object of blanks")
        << QByteArray("{\n}") << QByteArray() << QByteArray("{ \"m\": 1 }");
    QTest::newRow("behind others in a line")
        << QByteArray("{ \"a\" :  2 }") << QByteArray() << QByteArray("{ \"a\" :  2, \"m\": 1 }");
    QTest::newRow("on a line of its own")
        << QByteArray("{\n    \"a\": 2,\n    \"b\": [\n1]\n}\n") << QByteArray()
        << QByteArray("{\n    \"a\": 2,\n    \"b\": [\n1],\n    \"m\": 1\n}\n");
    QTest::newRow("in place of another") << QByteArray("{\"m\" : [1, 2] ,\"z\":1.50}") << QByteArray()
                                         << QByteArray("{\"m\" : 1 ,\"z\":1.50}");
    QTest::newRow("of two the one that counts")
        << QByteArray("{\"m\":5,\"m\":6}") << QByteArray() << QByteArray("{\"m\":5,\"m\":1}");
    QTest::newRow("a name with an escape")
        << QByteArray("{\"\\u006d\":5}") << QByteArray() << QByteArray("{\"\\u006d\":1}");
    QTest::newRow("further in") << QByteArray("{\"v\":[{\"x\":0},{\"m\":2,\"k\":1e400}]}")
                                << QByteArray("/v/1")
                                << QByteArray("{\"v\":[{\"x\":0},{\"m\":1,\"k\":1e400}]}");
    QTest::newRow("a member of a member") << QByteArray("{\"v\":{\"m\":{\"m\":3}}}") << QByteArray("/v/m")
                                          << QByteArray("{\"v\":{\"m\":{\"m\":1}}}");
}

void JsonEditTest::setsAMember()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, object);
    QTEST(withMember(text, object, "m", "1").value(), "expected");
}

void JsonEditTest::removesAMember_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("the only one") << QByteArray("{ \"m\": 1 }") << QByteArray("{}");
    QTest::newRow("none") << QByteArray("{ \"a\": 1 }") << QByteArray("{ \"a\": 1 }");
    QTest::newRow("the first") << QByteArray("{\n  \"m\": 1,\n  \"a\": 2\n}")
                               << QByteArray("{\n  \"a\": 2\n}");
    QTest::newRow("the last") << QByteArray("{\n  \"a\": 2,\n  \"m\": {\"m\":1}\n}")
                              << QByteArray("{\n  \"a\": 2\n}");
    QTest::newRow("in the middle") << QByteArray("{\"a\":1, \"m\":2, \"b\":3}")
                                   << QByteArray("{\"a\":1, \"b\":3}");
    QTest::newRow("twice") << QByteArray("{\"m\":1,\"m\":2}") << QByteArray("{}");
    QTest::newRow("twice with one between")
        << QByteArray("{\"m\":1,\"a\":0,\"m\":2}") << QByteArray("{\"a\":0}");
    QTest::newRow("twice before another")
        << QByteArray("{\"m\":1,\"m\":2,\"a\":0}") << QByteArray("{\"a\":0}");
}

void JsonEditTest::removesAMember()
{
    QFETCH(QByteArray, text);
    QTEST(withoutMember(text, {}, "m").value(), "expected");
}

void JsonEditTest::replacesAValue()
{
    QCOMPARE(withValue("[1,  {\"a\": 2} ]", "/1/a", "[]").value(), QByteArray("[1,  {\"a\": []} ]"));
    QCOMPARE(withValue(" 1 ", {}, "2").value(), QByteArray(" 2 "));
    QVERIFY(!withValue("[1]", "/1", "2"));
}

void JsonEditTest::whatIsNoJsonIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "{", "{\"a\":1", "{\"a\" 1}", "{\"a\":1,}", "[1]", "1", "{} {}", "{'a':1}"})
        QTest::newRow(text) << QByteArray(text);
}

void JsonEditTest::whatIsNoJsonIsLeftAlone()
{
    QFETCH(QByteArray, text);
    QVERIFY(!withMember(text, {}, "m", "1"));
    QVERIFY(!withoutMember(text, {}, "m"));
}

void JsonEditTest::quotesText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("a.b");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("quotes and controls") << QByteArray("\"\\\n\r\t\x01\x1f\x7f");
    QTest::newRow("beyond ascii") << QByteArray("zo\xc3\xab \xf0\x9f\x94\x91");
}

void JsonEditTest::quotesText()
{
    QFETCH(QByteArray, text);
    const QByteArray quoted = quotedText(text);
    TokenReader reader(quoted);
    const Token token = reader.next();
    QCOMPARE(int(token.kind), int(Token::Kind::String));
    QCOMPARE(reader.text(token).toUtf8(), text);
    QCOMPARE(int(reader.next().kind), int(Token::Kind::End));
}

QTEST_APPLESS_MAIN(JsonEditTest)

#include "tst_edit.moc"
