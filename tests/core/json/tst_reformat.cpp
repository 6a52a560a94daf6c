// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/layouts.h"

#include <QtTest>

using namespace tocsin::json;
using namespace Qt::StringLiterals;

class ReformatTest : public QObject
{
    Q_OBJECT

private slots:
    void writesAnew_data();
    void writesAnew();
    void keepingAllChangesNothing();
    void refusesWhatIsNotJson();
    void staysWithinTheLimit();
    void namesStandOnce();
    void knowsTheProfilesOfTheSchemeLanguage();
    void namesThatOnlyLookAlikeStayApart();
    void readsToTheHardDepthAndNoFurther();
    void refusesMoreTokensThanItCanHold();
};

namespace {

constexpr qsizetype plenty = 1 << 20;

QByteArray in(const char *profile, const QByteArray &text)
{
    const Layout *how = layout(profile);
    return how ? reformat(text, *how, plenty).value_or("refused") : QByteArray("no such layout");
}

} // namespace

void ReformatTest::writesAnew_data()
{
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *profile, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(profile) << QByteArray(text) << QByteArray(expected);
    };
    row("compact keeps numbers, escapes, duplicates and order", "compact",
        " { \"b\" : 1.50 , \"a\" : \"\\u00FC\\/\" , \"b\" : 12345678901234567890 } \n",
        R"({"b":1.50,"a":"\u00FC\/","b":12345678901234567890})");
    row("spaced", "spaced", R"({"a":[1,2],"b":{}})", R"({"a": [1, 2], "b": {}})");
    row("two blanks with CRLF", "indent-2-crlf", "{\"a\":[1]}", "{\r\n  \"a\": [\r\n    1\r\n  ]\r\n}");
    row("sorted at every depth, duplicates in their order", "sorted", R"({"b":{"d":1,"c":2},"a":0,"a":1})",
        R"({"a":0,"a":1,"b":{"c":2,"d":1}})");
    row("sorted by decoded names, spelled as they were", "sorted", R"({"b":1,"\u0061":2})",
        R"({"\u0061":2,"b":1})");
    row("sorted by bytes puts U+FB01 before an emoji", "sorted",
        "{\"\xf0\x9f\x98\x80\":1,\"\xef\xac\x81\":2}", "{\"\xef\xac\x81\":2,\"\xf0\x9f\x98\x80\":1}");
    row("sorted by UTF-16 puts it behind", "jcs", "{\"\xef\xac\x81\":2,\"\xf0\x9f\x98\x80\":1}",
        "{\"\xf0\x9f\x98\x80\":1,\"\xef\xac\x81\":2}");
    row("the sample of RFC 8785, 3.2.2", "jcs",
        "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"
        "\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/"
        "\",\"literals\":[null,true,false]}",
        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
        "\"string\":\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    row("the sorting sample of RFC 8785, 3.2.3", "jcs",
        "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew\",\"1\":\"One\","
        "\"\\ud83d\\ude00\":\"Emoji\",\"\\u0080\":\"Control\",\"\\u00f6\":\"Latin\"}",
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\",\"\xc3\xb6\":\"Latin\","
        "\"\xe2\x82\xac\":\"Euro Sign\",\"\xf0\x9f\x98\x80\":\"Emoji\",\"\xef\xac\xb3\":\"Hebrew\"}");
    row("ascii touches only what is beyond ASCII", "ascii", "[ \"\xc3\xa9\\u00C9/\xf0\x9f\x98\x80\" ] ",
        "[ \"\\u00e9\\u00C9/\\ud83d\\ude00\" ] ");
    row("ascii-slash as Box does", "ascii-slash", "{ \"a\":\"/\xc3\xa9\\/\" }",
        "{ \"a\":\"\\/\\u00e9\\/\" }");
    row("slashes escaped", "slash", R"(["/\/\\/"])", R"(["\/\/\\\/"])");
    row("slashes not escaped", "plain-slash", R"(["/\/\\\/"])", R"(["//\\/"])");
    row("unicode not escaped, pairs joined, lone ones kept", "unicode",
        R"(["\u00e9\ud83d\ude00\ud800\u0041"])", "[\"\xc3\xa9\xf0\x9f\x98\x80\\ud800\\u0041\"]");
    row("markup escaped", "markup", R"(["<&>"])", R"(["\u003c\u0026\u003e"])");
    row("markup not escaped, quotes and controls kept", "plain-markup",
        R"(["\u003C\u0026\u0022\u005c\n\u0001"])", R"(["<&\u0022\u005c\n\u0001"])");
    row("escapes in lower case", "hex-lower", R"(["\u00C9\uD83D\uDE00\\u00C9"])",
        R"(["\u00c9\ud83d\ude00\\u00C9"])");
    row("escapes in upper case", "hex-upper", R"(["\u00c9\ud83d\ude00"])", R"(["\u00C9\uD83D\uDE00"])");
    row("emoji escaped", "pairs", "[\"\xc3\xa9\xf0\x9f\x98\x80\"]", "[\"\xc3\xa9\\ud83d\\ude00\"]");
    row("emoji not escaped", "plain-pairs", R"(["\u00e9\ud83d\ude00"])", "[\"\\u00e9\xf0\x9f\x98\x80\"]");
    row("Meta's escapes", "meta", "[\"a@b/<%\xc3\xa4>\"]", R"(["a\u0040b\/\u003C\u0025\u00e4>"])");
    row("whole numbers lose .0", "without-point-zero", "[136.0, 1.50, 2, 0.00, 1.0e3]",
        "[136, 1.50, 2, 0, 1.0e3]");
    row("whole numbers get .0", "with-point-zero", "[136, 1.5, 2e3]", "[136.0, 1.5, 2e3]");
    row("nulls dropped in objects only", "without-nulls", R"({"a":null,"b":[null],"c":{"d":null}})",
        R"({"b":[null],"c":{}})");
    row("repeated names, last wins in the first place", "unique", R"({"a":1.0,"b":2,"a":3.0})",
        R"({"a":3.0,"b":2})");
}

void ReformatTest::writesAnew()
{
    QFETCH(QByteArray, profile);
    QFETCH(QByteArray, text);
    QTEST(in(profile.constData(), text), "expected");
}

void ReformatTest::keepingAllChangesNothing()
{
    const QByteArray text = " {\"a\" :\t[ ] , \"b\":{ \"c\" : 1.0e5 } ,\r\n\"a\": \"\\/\xff\" }\n ";
    QCOMPARE(reformat(text, Layout(), plenty), std::optional(text));
    Layout moved;
    moved.order = Layout::Order::Bytewise;
    QCOMPARE(reformat("{ \"b\":1,  \"a\" :2 }", moved, plenty),
             std::optional<QByteArray>("{ \"a\" :2,  \"b\":1 }"));
    moved.duplicates = Layout::Duplicates::LastWins;
    QCOMPARE(reformat("{ \"a\":1,  \"a\" :2 }", moved, plenty), std::optional<QByteArray>("{ \"a\" :2 }"));
}

void ReformatTest::refusesWhatIsNotJson()
{
    for (const char *text : {"", " ", "{", "[1,]", "nul", "\xef\xbb\xbf{}", "{} {}"})
        QVERIFY(!reformat(text, Layout(), plenty));
}

void ReformatTest::staysWithinTheLimit()
{
    const QByteArray text = "[\"" + QByteArray("\xc3\xa9").repeated(1000) + "\"]";
    QCOMPARE(reformat(text, *layout("ascii"), 6004)->size(), 6004);
    QVERIFY(!reformat(text, *layout("ascii"), 6003));
    const QByteArray deep = QByteArray(400, '[') + QByteArray(400, ']');
    QVERIFY(!reformat(deep, *layout("indent-4"), 1000));
}

void ReformatTest::namesStandOnce()
{
    QSet<QByteArray> seen;
    for (const NamedLayout &named : layouts()) {
        QVERIFY(!named.what.isEmpty());
        QVERIFY2(!seen.contains(named.id.data()), named.id.data());
        seen += named.id.data();
        QCOMPARE(layout(named.id.data()), &named.layout);
    }
    QVERIFY(!layout("nothing"));
}

void ReformatTest::knowsTheProfilesOfTheSchemeLanguage()
{
    for (const char *id : {"compact", "spaced", "sorted", "jcs", "php", "ascii", "ascii-slash"})
        QVERIFY2(layout(id), id);
    QCOMPARE(in("php", R"({ "a/b" : 1.0, "c" : {} })"), QByteArray(R"({"a\/b":1.0,"c":{}})"));
}

// Lone surrogates and broken bytes must not make two names one.
void ReformatTest::namesThatOnlyLookAlikeStayApart()
{
    const QByteArray text = R"({"\ud800":1,"\ud801":2,"\ufffd":3})";
    QCOMPARE(in("unique", text), text);
    QCOMPARE(in("unique", "{\"\xff\":1,\"\xfe\":2}"), QByteArray("{\"\xff\":1,\"\xfe\":2}"));
}

void ReformatTest::readsToTheHardDepthAndNoFurther()
{
    const QByteArray good = QByteArray(512, '[') + QByteArray(512, ']');
    QCOMPARE(in("compact", good), good);
    QCOMPARE(in("compact", '[' + good + ']'), QByteArray("refused"));
}

void ReformatTest::refusesMoreTokensThanItCanHold()
{
    const QByteArray good = '[' + QByteArray("1,").repeated(TokenTree::mostTokens - 3) + "1]";
    QVERIFY(TokenTree::read(good));
    QVERIFY(!TokenTree::read("[1," + good.sliced(1)));
}

QTEST_GUILESS_MAIN(ReformatTest)
#include "tst_reformat.moc"
