// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/rule.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::rules;
using namespace Qt::StringLiterals;

namespace {

// One rule, with what stands in its `answer` and after it.
QByteArray file(const QByteArray &answer, const QByteArray &rest = {})
{
    return R"({"rules":[{"name":"a","answer":{)" + answer + "}" + rest + "}]}";
}

Rule fullRule()
{
    Rule rule;
    rule.name = u"all of it – \"<x>\""_s;
    rule.isEnabled = false;
    rule.when = {"/hooks/*",
                 "/hooks",
                 {"POST", "PUT"},
                 {{"X-A", Test::Equals, ""}, {"X-B", Test::Absent, {}}, {"X-C", Test::Contains, "c\xc3\xa9"}},
                 {{"/a/b", Test::Equals, "17"}, {"", Test::Present, {}}},
                 {domain::Verdict::Mismatch, domain::Verdict::ValidStale},
                 2,
                 5};
    rule.answer = {302,
                   {{"X-Own", "1 2"}},
                   "{\"id\":\"${id}\",\"s\":\"$${\"}",
                   250,
                   100,
                   Ending::HalfBody,
                   "https://example.org/x?y=1",
                   30,
                   3,
                   500};
    return rule;
}

} // namespace

class RulesTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void defaultsAreLeftOut();
    void errorsNameLineRuleAndMember_data();
    void errorsNameLineRuleAndMember();
    void refusalsAreBounded();
    void checkRefusesWhatCannotBeWritten_data();
    void checkRefusesWhatCannotBeWritten();
};

void RulesTest::readsWhatItWrites_data()
{
    QTest::addColumn<QList<Rule>>("rules");
    Rule small;
    small.name = u"b"_s;
    Rule marked = small;
    marked.answer.body = "\xef\xbb\xbfwith a byte order mark";
    QTest::newRow("byte order mark") << QList<Rule>{marked};
    QTest::newRow("none") << QList<Rule>();
    QTest::newRow("smallest") << QList<Rule>{small};
    QTest::newRow("full") << QList<Rule>{fullRule(), small};
}

void RulesTest::readsWhatItWrites()
{
    QFETCH(QList<Rule>, rules);
    const auto read = readRules(writeRules(rules));
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QVERIFY(*read == rules);
    QVERIFY(checkRules(rules));
}

void RulesTest::defaultsAreLeftOut()
{
    const auto read = readRules(file(""));
    QVERIFY(read);
    QCOMPARE(read->size(), 1);
    QVERIFY(read->first().isEnabled);
    QVERIFY(read->first().answer == Answer());
    QVERIFY(read->first().when == Conditions());
    QVERIFY(readRules("{}")->isEmpty());
    QVERIFY(!writeRules(*read).contains("when"));
}

void RulesTest::errorsNameLineRuleAndMember_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("start");
    const auto row = [](const char *name, const QByteArray &text, const QString &start) {
        QTest::newRow(name) << text << start;
    };
    row("not JSON", "{\n]", u"line 2, file: not JSON"_s);
    row("unknown member", file("\"stauts\":200"), u"line 1, rules[0].answer.stauts: is not a member"_s);
    row("line of the second rule",
        "{\"rules\":[\n{\"name\":\"a\",\"answer\":{}},\n{\"name\":\"b\",\"answer\":{\"status\":99}}]}",
        u"line 3, rules[1].answer.status: must be a whole number from 200 to 599"_s);
    row("no name", R"({"rules":[{"answer":{}}]})", u"line 1, rules[0].name: is missing"_s);
    row("no answer", R"({"rules":[{"name":"a"}]})", u"line 1, rules[0].answer: is missing"_s);
    row("same name", R"({"rules":[{"name":"a","answer":{}},{"name":"a","answer":{}}]})",
        u"line 1, rules[1].name: is the name of an earlier rule"_s);
    row("member twice", file("\"status\":200,\"status\":201"),
        u"line 1, rules[0].answer.status: stands here a second"_s);
    row("informational status", file("\"status\":100"), u"line 1, rules[0].answer.status"_s);
    row("header with a line end", file(R"("headers":[{"name":"X","value":"a\r\nb"}])"),
        u"line 1, rules[0].answer.headers[0].value: has a character"_s);
    row("header name", file(R"("headers":[{"name":"X Y","value":"a"}])"),
        u"line 1, rules[0].answer.headers[0].name"_s);
    row("own length", file(R"("headers":[{"name":"content-length","value":"1"}])"),
        u"line 1, rules[0].answer.headers[0].name: is written by the listener"_s);
    row("unknown place", file(R"("body":"${secret}")"),
        u"line 1, rules[0].answer.body: has the unknown place"_s);
    row("open place", file(R"("body":"${id")"), u"line 1, rules[0].answer.body: has a ${ without its }"_s);
    row("redirect without its status", file(R"("redirect":"/x")"),
        u"line 1, rules[0].answer.redirect: needs a status"_s);
    row("redirect elsewhere", file(R"("status":302,"redirect":"javascript:1")"),
        u"line 1, rules[0].answer.redirect"_s);
    row("redirect with a line end", file(R"("status":302,"redirect":"/x\r\nY: 1")"),
        u"line 1, rules[0].answer.redirect"_s);
    row("redirect twice",
        file(R"("status":302,"redirect":"/x","headers":[{"name":"location","value":"/y"}])"),
        u"line 1, rules[0].answer.redirect: stands among"_s);
    row("negative delay", file("\"delayMs\":-1"), u"line 1, rules[0].answer.delayMs"_s);
    row("no drip", file("\"dripBytesPerSecond\":0"), u"line 1, rules[0].answer.dripBytesPerSecond"_s);
    row("half of nothing", file(R"("ending":"half-body")"),
        u"line 1, rules[0].answer.ending: half-body needs"_s);
    row("unknown ending", file(R"("ending":"bang")"), u"line 1, rules[0].answer.ending"_s);
    row("failing status alone", file(R"("failStatus":500)"),
        u"line 1, rules[0].answer.failStatus: has no meaning"_s);
    row("good failing status", file(R"("failFirst":1,"failStatus":200)"),
        u"line 1, rules[0].answer.failStatus"_s);
    row("path", file("", R"(,"when":{"path":"hooks"})"), u"line 1, rules[0].when.path: must be a path"_s);
    row("path with a query", file("", R"(,"when":{"path":"/a?b"})"),
        u"line 1, rules[0].when.path: must be a path"_s);
    row("prefix with a star alone", file("", R"(,"when":{"pathPrefix":"*"})"),
        u"line 1, rules[0].when.pathPrefix"_s);
    row("verdict", file("", R"(,"when":{"verdicts":["wrong"]})"),
        u"line 1, rules[0].when.verdicts[0]: is no verdict"_s);
    row("verdict twice", file("", R"(,"when":{"verdicts":["valid","valid"]})"),
        u"line 1, rules[0].when.verdicts[1]: stands twice"_s);
    row("attempts", file("", R"(,"when":{"attemptFrom":3,"attemptTo":2})"),
        u"line 1, rules[0].when.attemptTo: is less"_s);
    row("test without its value", file("", R"(,"when":{"headers":[{"name":"X","test":"equals"}]})"),
        u"line 1, rules[0].when.headers[0]: has no value"_s);
    row("value without its test",
        file("", R"(,"when":{"headers":[{"name":"X","test":"absent","value":"1"}]})"),
        u"line 1, rules[0].when.headers[0].value: goes with"_s);
    row("test of members",
        file("", R"(,"when":{"members":[{"pointer":"/a","test":"contains","value":"1"}]})"),
        u"line 1, rules[0].when.members[0].test"_s);
    row("pointer", file("", R"(,"when":{"members":[{"pointer":"a","test":"present"}]})"),
        u"line 1, rules[0].when.members[0].pointer"_s);
    row("empty list", file("", R"(,"when":{"headers":[]})"),
        u"line 1, rules[0].when.headers: must have an entry"_s);
}

void RulesTest::errorsNameLineRuleAndMember()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, start);
    const auto read = readRules(text);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Malformed);
    QVERIFY2(read.error().detail.startsWith(start), qPrintable(read.error().detail));
    QVERIFY(read.error().detail.size() < 600);
}

void RulesTest::refusalsAreBounded()
{
    QByteArray many = "{\"rules\":[";
    for (int i = 0; i <= mostRules; ++i)
        many += (i > 0 ? ",{\"name\":\"" : "{\"name\":\"") + QByteArray::number(i) + "\",\"answer\":{}}";
    QVERIFY(readRules(many + "]}").error().detail.contains(u"more than 64"_s));
    QVERIFY(readRules(file("\"body\":\"" + QByteArray(mostBody + 1, 'x') + '"'))
                .error()
                .detail.contains(u"longer"_s));
    QVERIFY(readRules(QByteArray(9 * 1024 * 1024, ' ')).error().detail.contains(u"8 MiB"_s));
    QVERIFY(readRules(file('"' + QByteArray(100'000, 'x') + "\":1")).error().detail.size() < 600);
    QVERIFY(readRules(QByteArray("[").repeated(10'000)).error().detail.startsWith(u"line 1"_s));
}

void RulesTest::checkRefusesWhatCannotBeWritten_data()
{
    QTest::addColumn<Rule>("rule");
    const auto row = [](const char *name, const auto &change) {
        Rule rule = fullRule();
        change(rule);
        QTest::newRow(name) << rule;
    };
    row("no name", [](Rule &rule) { rule.name.clear(); });
    row("not UTF-8", [](Rule &rule) { rule.answer.body = "\xff"; });
    row("a line end in a header", [](Rule &rule) { rule.answer.headers[0].value = "a\nb"; });
    row("a status of no answer", [](Rule &rule) { rule.answer.status = 100; });
    row("a value that is not compared", [](Rule &rule) { rule.when.headers[1].value = "x"; });
    row("a failing status alone", [](Rule &rule) { rule.answer.failFirst = 0; });
}

void RulesTest::checkRefusesWhatCannotBeWritten()
{
    QFETCH(Rule, rule);
    const auto checked = checkRules({rule});
    QVERIFY(!checked);
    QCOMPARE(checked.error().kind, Error::Kind::Rejected);
    QVERIFY(!checked.error().detail.isEmpty());
}

QTEST_GUILESS_MAIN(RulesTest)
#include "tst_rules.moc"
