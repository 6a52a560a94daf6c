// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/place.h"

#include <QtTest>

using namespace tocsin;

class PlaceTest : public QObject
{
    Q_OBJECT

private slots:
    void everyOtherByteStays_data();
    void everyOtherByteStays();
    void whatHasNoPlaceIsRefused_data();
    void whatHasNoPlaceIsRefused();
};

void PlaceTest::everyOtherByteStays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("placed");
    const auto row = [](const char *name, const char *text, const char *pointer, const char *value,
                        const char *placed) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(pointer) << QByteArray(value)
                            << QByteArray(placed);
    };
    row("in place of a number", R"({ "a" : 1.50 , "b":2})", "/a", "9", R"({ "a" : 9 , "b":2})");
    row("in place of an object", R"({"a":{"x":[1,{}]},"b":2})", "/a", "null", R"({"a":null,"b":2})");
    row("in place of an item", "[1, 2 ,3]", "/1", R"("x")", R"([1, "x" ,3])");
    row("the whole", " [1] ", "", "{}", " {} ");
    row("as the last member", R"({"b":10000000000000000001,"a":1e2})", "/c", "true",
        R"({"b":10000000000000000001,"a":1e2,"c":true})");
    row("into an empty object", "{}", "/a", "1", R"({"a":1})");
    row("into one of blanks", "{ \n }", "/a", "1", "{\"a\":1 \n }");
    row("before the line end of the brace", "{\n  \"a\": 1\n}\n", "/b", "2", "{\n  \"a\": 1,\"b\":2\n}\n");
    row("in an object of an array", R"([{"a":1},{}])", "/1/b", "2", R"([{"a":1},{"b":2}])");
    row("objects on the way are made", R"({"a":1})", "/x/y/z", "2", R"({"a":1,"x":{"y":{"z":2}}})");
    row("an escaped name is found", R"({"a/b":1,"m~n":2})", "/m~0n", "3", R"({"a/b":1,"m~n":3})");
    row("an escaped name is made", "{}", "/a~1b~0c", "1", R"({"a/b~c":1})");
    row("a name of quotes and controls", "{}", "/\"\n", "1", R"({"\"\n":1})");
    row("an empty name", "{}", "/", "1", R"({"":1})");
    row("a name spelled with escapes", R"({"\u0061":1})", "/a", "2", R"({"\u0061":2})");
}

void PlaceTest::everyOtherByteStays()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, pointer);
    QFETCH(const QByteArray, value);
    const auto result = json::placed(text, pointer, value);
    QVERIFY(result);
    QTEST(*result, "placed");
}

void PlaceTest::whatHasNoPlaceIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("/a");
    QTest::newRow("nothing") << QByteArray() << QByteArray("/a");
    QTest::newRow("behind a number") << QByteArray(R"({"a":1})") << QByteArray("/a/b");
    QTest::newRow("behind a text of braces") << QByteArray(R"({"a":"{}"})") << QByteArray("/a/b");
    QTest::newRow("beyond an array") << QByteArray("[1]") << QByteArray("/1");
    QTest::newRow("a member of an array") << QByteArray("[]") << QByteArray("/a/b");
    QTest::newRow("no pointer") << QByteArray("{}") << QByteArray("a");
}

void PlaceTest::whatHasNoPlaceIsRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, pointer);
    QVERIFY(!json::placed(text, pointer, "1"));
}

QTEST_GUILESS_MAIN(PlaceTest)
#include "tst_place.moc"
