// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/evaluate.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::rules;
using namespace Qt::StringLiterals;
using Outcome = TraceLine::Outcome;

namespace {

domain::HttpMessage sample()
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks/alerts/7?x=1";
    message.headers = {{"X-Event", "alert.created"}, {"x-event", "second"}, {"X-Empty", ""}};
    message.body = R"({"kind":"alert","data":{"n":7,"ok":true,"none":null}})";
    return message;
}

Evaluation run(const QList<Rule> &rules, int attempt = 2, domain::Verdict verdict = domain::Verdict::Mismatch)
{
    const domain::HttpMessage message = sample();
    return evaluate(rules, {message, verdict, attempt, 17, 1'767'225'600'000'000});
}

Rule rule(const QString &name, const Conditions &when = {}, const Answer &answer = {})
{
    return {name, true, when, answer};
}

} // namespace

class EvaluateTest : public QObject
{
    Q_OBJECT

private slots:
    void conditions_data();
    void conditions();
    void pathsOfWholeUrls();
    void theFirstThatMatchesDecides();
    void theTraceNamesEveryRule();
    void noRuleNoReply();
    void answersAreMadeReady();
    void failsTheFirstAttempts_data();
    void failsTheFirstAttempts();
    void largeBodiesAreNotLookedInto();
    void reasonsAreShort();
};

void EvaluateTest::conditions_data()
{
    QTest::addColumn<Conditions>("when");
    QTest::addColumn<QString>("reason"); // empty: it matches
    const auto row = [](const char *name, const auto &change, const QString &reason = {}) {
        Conditions when;
        change(when);
        QTest::newRow(name) << when << reason;
    };
    row("nothing asked", [](Conditions &) {});
    row("path", [](Conditions &c) { c.path = "/hooks/alerts/7"; });
    row("glob", [](Conditions &c) { c.path = "/hooks/*/7"; });
    row("glob at both ends", [](Conditions &c) { c.path = "*alerts*"; });
    row("glob that goes back", [](Conditions &c) { c.path = "/*s/7"; });
    row(
        "path is not a prefix", [](Conditions &c) { c.path = "/hooks"; },
        u"the path \"/hooks/alerts/7\" does not fit \"/hooks\""_s);
    row("prefix", [](Conditions &c) { c.pathPrefix = "/hooks"; });
    row("prefix with a slash", [](Conditions &c) { c.pathPrefix = "/hooks/"; });
    row(
        "prefix of a segment", [](Conditions &c) { c.pathPrefix = "/hooks/alert"; },
        u"the path \"/hooks/alerts/7\" is not below \"/hooks/alert\""_s);
    row("method", [](Conditions &c) { c.methods = {"GET", "POST"}; });
    row(
        "other method", [](Conditions &c) { c.methods = {"GET"}; }, u"the method \"POST\" is not \"GET\""_s);
    row("verdict", [](Conditions &c) { c.verdicts = {domain::Verdict::Valid, domain::Verdict::Mismatch}; });
    row(
        "other verdict", [](Conditions &c) { c.verdicts = {domain::Verdict::Valid}; },
        u"the verdict is mismatch"_s);
    row("attempts", [](Conditions &c) { c.attemptFrom = 2, c.attemptTo = 2; });
    row(
        "too early", [](Conditions &c) { c.attemptFrom = 3; }, u"it is attempt 2, before 3"_s);
    row(
        "too late", [](Conditions &c) { c.attemptTo = 1; }, u"it is attempt 2, after 1"_s);
    const auto header = [&](const char *name, const HeaderCondition &condition, const QString &reason = {}) {
        row(
            name, [&](Conditions &c) { c.headers = {condition}; }, reason);
    };
    header("header is there", {"x-EVENT", Test::Present, {}});
    header("empty header is there", {"X-Empty", Test::Present, {}});
    header("header is not there", {"X-None", Test::Present, {}}, u"the header X-None is absent"_s);
    header("header absent", {"X-None", Test::Absent, {}});
    header("header not absent", {"X-Empty", Test::Absent, {}}, u"the header X-Empty is there"_s);
    header("header equals", {"X-Event", Test::Equals, "alert.created"});
    header("the second of a name equals", {"X-Event", Test::Equals, "second"});
    header("header equals nothing", {"X-Empty", Test::Equals, ""});
    header("header differs", {"X-Event", Test::Equals, "Alert.created"},
           u"the header X-Event is \"alert.created\", not \"Alert.created\""_s);
    header("header contains", {"X-Event", Test::Contains, ".cre"});
    header("header does not contain", {"X-Event", Test::Contains, "gone"},
           u"the header X-Event is \"alert.created\", without \"gone\""_s);
    const auto member = [&](const char *name, const MemberCondition &condition, const QString &reason = {}) {
        row(
            name, [&](Conditions &c) { c.members = {condition}; }, reason);
    };
    member("member is there", {"/data/none", Test::Present, {}});
    member("member is not there", {"/data/x", Test::Present, {}}, u"the member \"/data/x\" is absent"_s);
    member("member absent", {"/x", Test::Absent, {}});
    member("member not absent", {"/data", Test::Absent, {}}, u"the member \"/data\" is there"_s);
    member("string", {"/kind", Test::Equals, "alert"});
    member("number", {"/data/n", Test::Equals, "7"});
    member("boolean", {"/data/ok", Test::Equals, "true"});
    member("null", {"/data/none", Test::Equals, "null"});
    member("member differs", {"/data/n", Test::Equals, "8"}, u"the member \"/data/n\" is \"7\", not \"8\""_s);
    row(
        "the second of two fails",
        [](Conditions &c) {
            c.headers = {{"X-Event", Test::Present, {}}, {"X-None", Test::Present, {}}};
        },
        u"the header X-None is absent"_s);
}

void EvaluateTest::conditions()
{
    QFETCH(Conditions, when);
    QFETCH(QString, reason);
    const Evaluation found = run({rule(u"a"_s, when)});
    QCOMPARE(found.reply.has_value(), reason.isEmpty());
    QCOMPARE(found.matched, reason.isEmpty() ? 0 : -1);
    QCOMPARE(found.trace.size(), 1);
    QCOMPARE(found.trace.first().outcome, reason.isEmpty() ? Outcome::Matched : Outcome::NotMatched);
    QCOMPARE(found.trace.first().reason, reason.isEmpty() ? u"all of its conditions hold"_s : reason);
}

void EvaluateTest::pathsOfWholeUrls()
{
    domain::HttpMessage message = sample();
    const auto matches = [&](const QByteArray &target, const QByteArray &prefix) {
        message.target = target;
        Conditions when;
        when.pathPrefix = prefix;
        return evaluate({rule(u"a"_s, when)}, {message}).reply.has_value();
    };
    QVERIFY(matches("http://x:9000/hooks/a?b=//c", "/hooks"));
    QVERIFY(matches("http://x", "/"));
    QVERIFY(!matches("http://x/other", "/hooks"));
    QVERIFY(!matches("*", "/"));
}

void EvaluateTest::theFirstThatMatchesDecides()
{
    Answer first;
    first.status = 201;
    Answer second;
    second.status = 202;
    Conditions never;
    never.path = "/none";
    Rule off = rule(u"off"_s);
    off.isEnabled = false;
    const Evaluation found =
        run({off, rule(u"never"_s, never), rule(u"one"_s, {}, first), rule(u"two"_s, {}, second)});
    QCOMPARE(found.matched, 2);
    QCOMPARE(found.reply->status, 201);
}

void EvaluateTest::theTraceNamesEveryRule()
{
    Conditions never;
    never.attemptFrom = 9;
    Rule off = rule(u"off"_s);
    off.isEnabled = false;
    const Evaluation found = run({off, rule(u"never"_s, never), rule(u"one"_s), rule(u"two"_s)});
    const QList<TraceLine> expected = {
        {u"off"_s, Outcome::Disabled, u"it is switched off"_s},
        {u"never"_s, Outcome::NotMatched, u"it is attempt 2, before 9"_s},
        {u"one"_s, Outcome::Matched, u"all of its conditions hold"_s},
        {u"two"_s, Outcome::NotReached, u"the rule \"one\" stands before it and matched"_s},
    };
    QVERIFY(found.trace == expected);
}

void EvaluateTest::noRuleNoReply()
{
    const Evaluation found = run({});
    QVERIFY(!found.reply && found.matched == -1 && found.trace.isEmpty());
}

void EvaluateTest::answersAreMadeReady()
{
    Answer answer;
    answer.status = 307;
    answer.headers = {{"X-Own", "1"}};
    answer.body = "n is ${json./data/n}, attempt ${attempt}";
    answer.redirect = "https://example.org/";
    answer.retryAfterSeconds = 5;
    answer.delayMs = 10;
    answer.dripBytesPerSecond = 20;
    answer.ending = Ending::HalfBody;
    const Reply expected{307,
                         {{"X-Own", "1"},
                          {"Content-Type", "text/plain; charset=utf-8"},
                          {"Location", "https://example.org/"},
                          {"Retry-After", "5"}},
                         "n is 7, attempt 2",
                         {10, 20, Ending::HalfBody}};
    QVERIFY(*run({rule(u"a"_s, {}, answer)}).reply == expected);
    answer.headers = {{"content-type", "application/json"}};
    answer.body = "\"${json./kind}\"";
    const Reply json = *run({rule(u"a"_s, {}, answer)}).reply;
    QCOMPARE(json.headers.first().name, "content-type");
    QCOMPARE(json.headers.size(), 3);
}

void EvaluateTest::failsTheFirstAttempts_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("retryAfter");
    QTest::newRow("first") << 1 << 500 << true;
    QTest::newRow("last that fails") << 2 << 500 << true;
    QTest::newRow("first that does not") << 3 << 301 << false;
    QTest::newRow("later") << 9 << 301 << false;
}

void EvaluateTest::failsTheFirstAttempts()
{
    QFETCH(int, attempt);
    QFETCH(bool, retryAfter);
    Answer answer;
    answer.status = 301;
    answer.redirect = "/x";
    answer.failFirst = 2;
    answer.failStatus = 500;
    answer.retryAfterSeconds = 1;
    const Evaluation found = run({rule(u"a"_s, {}, answer)}, attempt);
    QTEST(found.reply->status, "status");
    QCOMPARE(found.reply->headers.contains(domain::HeaderField{"Retry-After", "1"}), retryAfter);
    QCOMPARE(found.reply->headers.contains(domain::HeaderField{"Location", "/x"}), !retryAfter);
    QVERIFY(found.trace.first().reason.contains(retryAfter ? u"which fail"_s : u"which failed"_s));
}

void EvaluateTest::largeBodiesAreNotLookedInto()
{
    domain::HttpMessage message = sample();
    message.body = "{\"a\":\"" + QByteArray(2 * 1024 * 1024, 'x') + "\"}";
    Conditions when;
    when.members = {{"/a", Test::Present, {}}};
    const Evaluation found = evaluate({rule(u"a"_s, when)}, {message});
    QVERIFY(!found.reply);
    QVERIFY(found.trace.first().reason.contains(u"more than 1048576 bytes"_s));
}

void EvaluateTest::reasonsAreShort()
{
    domain::HttpMessage message = sample();
    message.target = '/' + QByteArray(8000, 'p');
    message.headers = {{"X", QByteArray(8000, 'v')}};
    Conditions byPath;
    byPath.path = "/" + QByteArray(900, 'q');
    Conditions byHeader;
    byHeader.headers = {{"X", Test::Equals, QByteArray(4000, 'w')}};
    for (const TraceLine &line : evaluate({rule(u"a"_s, byPath), rule(u"b"_s, byHeader)}, {message}).trace)
        QVERIFY(line.reason.size() < 300);
}

QTEST_GUILESS_MAIN(EvaluateTest)
#include "tst_evaluate.moc"
