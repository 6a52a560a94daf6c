// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/compare/json.h"

#include "core/compare/meaning.h"

#include <QtTest>

using namespace tocsin::compare;

namespace {

// "value /a: 1 | 2", one line per difference; "white-space x3 /a".
QByteArray told(const Findings &findings)
{
    QByteArrayList lines;
    for (const Difference &difference : findings.differences) {
        QByteArray line = changeId(difference.kind).data();
        if (difference.places != 1)
            line += " x" + QByteArray::number(difference.places);
        line += ' ' + difference.path;
        const bool between =
            difference.kind == Change::WhiteSpace ||
            (difference.kind == Change::Newline && difference.detail.contains(QStringLiteral("between")));
        if (!between) {
            const auto side = [](const QByteArray &text) { return text.isNull() ? QByteArray("-") : text; };
            line += ": " + side(difference.left) + " | " + side(difference.right);
        }
        lines.append(line);
    }
    return lines.join('\n');
}

} // namespace

class JsonTest : public QObject
{
    Q_OBJECT

private slots:
    void tells_data();
    void tells();
    void backwardsIsTheMirror_data() { tells_data(); }
    void backwardsIsTheMirror();
    void detailsSayMore();
    void whatIsNotJsonIsSaid();
    void differencesAreBounded();
    void largeBodiesAreCompared_data();
    void largeBodiesAreCompared();
    void sameNumbers_data();
    void sameNumbers();
};

void JsonTest::tells_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QByteArray>("differences");
    const auto row = [](const char *name, const QByteArray &left, const QByteArray &right,
                        const QByteArray &differences) {
        QTest::newRow(name) << left << right << differences;
    };
    row("the same", R"({"a":[1,"x",null]})", R"({"a":[1,"x",null]})", "");
    row("a blank", R"({"a":1})", R"({"a": 1})", "white-space /a");
    row("spaced", R"({"a":1,"b":[1,2]})", R"({"a": 1, "b": [1, 2]})", "white-space x4 /a");
    row("blank in an empty one", "{}", "{ }", "white-space ");
    row("in front", "1", " 1", "white-space ");
    row("behind", "1 ", "1", "white-space ");
    row("trailing line end", "{}\n", "{}", "newline ");
    row("CR LF for LF", "{\n\"a\":1\n}", "{\r\n\"a\":1\r\n}", "newline x2 /a");
    row("line end for blank", "[1,\n2]", "[1, 2]", "white-space /1");
    row("line end and blank", "[1]\n", "[1] ", "white-space ");
    row("escape", R"({"a":"\u00e9"})", "{\"a\":\"\xc3\xa9\"}", "escape /a: \"\\u00e9\" | \"\xc3\xa9\"");
    row("slash", R"(["a\/b"])", R"(["a/b"])", R"(escape /0: "a\/b" | "a/b")");
    row("hex digits", R"(["\u00E9"])", R"(["\u00e9"])", R"(escape /0: "\u00E9" | "\u00e9")");
    row("escape in a name", R"({"\u0061":1})", R"({"a":1})", R"(escape /a: "\u0061" | "a")");
    row("number", "[1.0]", "[1]", "number-spelling /0: 1.0 | 1");
    row("exponent", "[1e2]", "[100]", "number-spelling /0: 1e2 | 100");
    row("minus zero", "[-0]", "[0]", "number-spelling /0: -0 | 0");
    row("another number", "[1.0]", "[1.1]", "value /0: 1.0 | 1.1");
    row("beyond double", "[9007199254740993]", "[9007199254740992]",
        "value /0: 9007199254740993 | 9007199254740992");
    row("value", R"({"a":{"b":"x"}})", R"({"a":{"b":"y"}})", R"(value /a/b: "x" | "y")");
    row("kind", R"({"a":1})", R"({"a":"1"})", R"(value /a: 1 | "1")");
    row("boolean", "[true]", "[false]", "value /0: true | false");
    row("null", "[null]", "[0]", "value /0: null | 0");
    row("line end in a value", R"(["a\r\nb"])", R"(["a\nb"])", R"(newline /0: "a\r\nb" | "a\nb")");
    row("added", R"({"a":1})", R"({"a":1,"b":[2]})", "added /b: - | [2]");
    row("removed", R"({"a":1,"b":{}})", R"({"b":{}})", "removed /a: 1 | -");
    row("key order", R"({"a":1,"b":2,"c":3})", R"({"b":2,"c":3,"a":1})",
        R"(key-order : {"a":1,"b":2,"c":3} | {"b":2,"c":3,"a":1})");
    row("order and value", R"({"a":1,"b":2})", R"({"b":3,"a":1})",
        "key-order : {\"a\":1,\"b\":2} | {\"b\":3,\"a\":1}\nvalue /b: 2 | 3");
    row("duplicate", R"({"a":1,"a":2})", R"({"a":2})", "duplicate-key /a: 1 | -");
    row("twice on both", R"({"a":1,"a":2})", R"({"a":1,"a":3})", "value /a: 2 | 3");
    row("duplicate by an escape", R"({"a":2})", R"({"\u0061":1,"a":2})", "duplicate-key /a: - | 1");
    row("item at the front", "[1,2,3]", "[0,1,2,3]", "added /0: - | 0");
    row("item in the middle", R"([{"a":1},{"a":2}])", R"([{"a":1},{"a":9},{"a":2.0}])",
        "added /1: - | {\"a\":9}\nnumber-spelling /1/a: 2 | 2.0");
    row("item at the end", "[1,2]", "[1]", "removed /1: 2 | -");
    row("items and a change", "[1,2,3,4]", "[1,7,4]", "value /1: 2 | 7\nremoved /2: 3 | -");
    row("emptied", "[1]", "[]", "removed /0: 1 | -");
    row("names in pointers", R"({"a/b~c":1})", R"({"a/b~c":2})", "value /a~1b~0c: 1 | 2");
    row("another root", "[]", "{}", "value : [] | {}");
    row("not UTF-8", "[\"\xff\"]", "[\"\xfe\"]", "value /0: \"\xff\" | \"\xfe\"");
}

void JsonTest::tells()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    const Findings findings = compareJson(left, right);
    QCOMPARE(findings.cannot, QString());
    QTEST(told(findings), "differences");
    QCOMPARE(findings.isSame(), left == right);
    QVERIFY(findings.isComplete);
}

void JsonTest::backwardsIsTheMirror()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    const Findings there = compareJson(left, right);
    const Findings back = compareJson(right, left);
    auto counts = there.counts;
    std::swap(counts[size_t(Change::Added)], counts[size_t(Change::Removed)]);
    QCOMPARE(back.counts, counts);
}

void JsonTest::detailsSayMore()
{
    const auto detail = [](const char *left, const char *right) {
        return compareJson(left, right).differences.value(0).detail;
    };
    QVERIFY(detail("[9007199254740993]", "[9007199254740992]").contains(QStringLiteral("doubles")));
    QVERIFY(detail("[1]", "[\"1\"]").contains(QStringLiteral("a number became a string")));
    QVERIFY(detail("{\"a\":1,\"a\":2}", "{\"a\":2}").contains(QStringLiteral("2 times on the left")));
    QVERIFY(detail("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}").contains(QStringLiteral("1 of 2 members")));
    QVERIFY(detail("[\"a \"]", "[\"a\"]").contains(QStringLiteral("blanks")));
    const Findings places = compareJson("{\"a\":1}", "{\"a\":2}");
    QCOMPARE(places.differences.first().leftAt, 5);
    QCOMPARE(places.differences.first().rightAt, 5);
}

void JsonTest::whatIsNotJsonIsSaid()
{
    QVERIFY(compareJson("{", "{}").cannot.contains(QStringLiteral("left is not JSON: line 1")));
    QVERIFY(compareJson("{}", "x").cannot.contains(QStringLiteral("right is not JSON")));
    QVERIFY(!compareJson("x", "x").isSame());
    QByteArray many = "[0";
    many += QByteArray(",0").repeated(4'000'000) + ']';
    QVERIFY(compareJson(many, "[]").cannot.contains(QStringLiteral("more values")));
}

void JsonTest::differencesAreBounded()
{
    QByteArray left = "{";
    QByteArray right = "{";
    for (int i = 0; i < 5000; ++i) {
        left += '"' + QByteArray::number(i) + "\":1,";
        right += '"' + QByteArray::number(i) + "\":2,";
    }
    const QByteArray name(100'000, 'n');
    const Findings findings = compareJson(left + '"' + name + "\":1}", right + '"' + name + "\":2}");
    QCOMPARE(findings.differences.size(), Findings::mostDifferences);
    QCOMPARE(findings.count(Change::Value), 5001);
    QVERIFY(!findings.isComplete);
    const Findings one = compareJson("{\"" + name + "\":\"" + name + "\"}", "{\"" + name + "\":1}");
    QVERIFY(one.differences.first().path.size() < 500);
    QVERIFY(one.differences.first().left.size() < 500);
}

void JsonTest::largeBodiesAreCompared_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<int>("kind");
    QByteArray members = "{\"items\":[";
    for (int i = 0; members.size() < 10 * 1024 * 1024; ++i)
        members += "{\"id\":" + QByteArray::number(i) + ",\"name\":\"caf\\u00e9 " + QByteArray::number(i) +
                   "\",\"tags\":[1,2,3]},";
    members.chop(1);
    members += "]}";
    QByteArray spaced = members;
    spaced.replace("\":", "\": ");
    QTest::newRow("spaced") << members << spaced << int(Change::WhiteSpace);
    QByteArray longer = members;
    longer.replace("[{\"id\":0,", "[{},{\"id\":0,");
    QTest::newRow("one more item") << members << longer << int(Change::Added);
    QByteArray names = "{";
    QByteArray backwards;
    for (int i = 0; names.size() < 10 * 1024 * 1024; ++i) {
        const QByteArray member = "\"name" + QByteArray::number(i) + "\":" + QByteArray::number(i) + ',';
        names += member;
        backwards = i == 0 ? QByteArray(member) : backwards;
    }
    names.chop(1);
    names += '}';
    QByteArray moved = names;
    moved.remove(1, backwards.size());
    moved.insert(moved.size() - 1, ',' + backwards.chopped(1));
    QTest::newRow("one moved of many") << names << moved << int(Change::KeyOrder);
}

void JsonTest::largeBodiesAreCompared()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QFETCH(int, kind);
    QElapsedTimer timer;
    timer.start();
    const Findings findings = compareJson(left, right);
    qInfo("%lld ms", timer.elapsed());
    QCOMPARE(findings.cannot, QString());
    QCOMPARE(findings.total(), findings.count(Change(kind)));
    QCOMPARE(findings.differences.size(), 1);
}

void JsonTest::sameNumbers_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<bool>("same");
    const auto row = [](const QByteArray &left, const QByteArray &right, bool same) {
        QTest::newRow(left + ' ' + right) << left << right << same;
    };
    row("1", "1.0", true);
    row("0.10", "1e-1", true);
    row("-0.0", "0e9", true);
    row("120", "1.2E+2", true);
    row("1", "-1", false);
    row("10", "1", false);
    row("0.1", "0.01", false);
    row("1e99999999999999999999", "1e99999999999999999999", true);
    row("1e99999999999999999999", "10e99999999999999999998", false);
    row("100000000000000000000000000000000000001", "100000000000000000000000000000000000002", false);
}

void JsonTest::sameNumbers()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QTEST(sameNumber(left, right), "same");
}

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_json.moc"
