// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Response rules from the wire to the store: real sockets, a real SQLite file.

#include "core/flows/ruledanswers.h"
#include "core/storage/deliverystore.h"
#include "tests/support/rulesdesk.h"

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::Endpoint;
using domain::RuleTraceLine;
using domain::Verdict;
using namespace test;
using Outcome = RuleTraceLine::Outcome;

class ResponseRulesTest : public QObject, private test::RulesDesk
{
    Q_OBJECT

private slots:
    void init() { openDesk(); }
    void cleanup() { closeDesk(); }
    void aMatchingRuleAnswersAndTheTraceIsKept();
    void whatARuleHadSaidIsKept_data();
    void whatARuleHadSaidIsKept();
    void aTrialSaysWhatTheListenerDoes();
    void aTrialSaysWhereRulesAreNotAsked();
    void withoutAMatchTheEndpointAnswers();
    void whereThereAreNoRulesNothingIsKept();
    void theTemplateKnowsTheNumberOfItsDelivery();
    void strictGoesBeforeTheRules();
    void anEditAppliesToTheNextRequest();
    void faultyRulesAreRefused();
    void rulesThatCannotBeReadAreSaid();
};

void ResponseRulesTest::aMatchingRuleAnswersAndTheTraceIsKept()
{
    rules::Conditions high;
    high.members = {{"/severity", rules::Test::Equals, "high"}};
    rules::Answer teapot;
    teapot.status = 429;
    teapot.headers = {{"X-Rule", "1"}};
    teapot.retryAfterSeconds = 30;
    rules::Rule off = rule(u"off"_s, {}, {});
    off.isEnabled = false;
    rules::Conditions other;
    other.path = "/hooks/a/other";
    use({off, rule(u"other path"_s, other, {}), rule(u"slow down"_s, high, teapot), rule(u"rest"_s, {}, {})});
    const RawReply reply = ask(post("/hooks/a", "{\"severity\":\"high\"}"));
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.field("X-Rule"), "1");
    QCOMPARE(reply.field("Retry-After"), "30");
    const domain::Delivery delivery = stored(1);
    QCOMPARE(delivery.row.responseStatus, 429);
    QVERIFY(delivery.rules);
    QCOMPARE(delivery.rules->rule, u"slow down"_s);
    QCOMPARE(delivery.rules->attempt, 1);
    const QList<RuleTraceLine> &trace = delivery.rules->trace;
    QCOMPARE(trace.size(), 4);
    QCOMPARE(trace[0].outcome, Outcome::Disabled);
    QCOMPARE(trace[1].outcome, Outcome::NotMatched);
    QVERIFY(trace[1].reason.contains(u"/hooks/a/other"_s));
    QCOMPARE(trace[2].outcome, Outcome::Matched);
    QCOMPARE(trace[3].outcome, Outcome::NotReached);
}

void ResponseRulesTest::whatARuleHadSaidIsKept_data()
{
    QTest::addColumn<domain::Ending>("ending");
    QTest::addColumn<int>("length");
    QTest::newRow("whole") << domain::Ending::Whole << 20;
    QTest::newRow("half of it") << domain::Ending::HalfBody << 20;
    QTest::newRow("longer than what is kept") << domain::Ending::Whole << 10'000;
    QTest::newRow("nothing is said") << domain::Ending::Reset << 20;
}

void ResponseRulesTest::whatARuleHadSaidIsKept()
{
    QFETCH(domain::Ending, ending);
    QFETCH(int, length);
    rules::Answer answer;
    answer.status = 202;
    answer.headers = {{"X-Rule", "1"}};
    answer.body = QByteArray(length, 'b');
    answer.ending = ending;
    use({rule(u"says"_s, {}, answer)});
    RawClient sender(m_desk->state().port);
    sender.send("POST /hooks/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    QByteArray all;
    QVERIFY(sender.readToEnd(&all));
    const domain::Delivery delivery = stored(1);
    QVERIFY(delivery.rules);
    const bool silent = ending == domain::Ending::Reset;
    QCOMPARE(delivery.rules->head.isEmpty(), silent);
    QVERIFY(all.startsWith(delivery.rules->head));
    QCOMPARE(delivery.rules->bodySize, silent ? 0 : length);
    QCOMPARE(delivery.rules->body,
             silent ? QByteArray() : answer.body.left(domain::RuledAnswer::mostKeptBody));
}

void ResponseRulesTest::aTrialSaysWhatTheListenerDoes()
{
    rules::Conditions high;
    high.members = {{"/severity", rules::Test::Equals, "high"}};
    rules::Answer echo;
    echo.headers = {{"Content-Type", "application/json"}};
    echo.body = "{\"id\":${id},\"path\":\"${path}\"}";
    echo.failFirst = 1;
    const QList<rules::Rule> all{rule(u"high"_s, high, echo), rule(u"rest"_s, {}, {})};
    use(all);
    QCOMPARE(ask(post("/hooks/a", "{\"severity\":\"high\"}")).status, 503);
    QCOMPARE(ask(post("/hooks/a/b", "{}")).status, 200);
    for (const domain::DeliveryId id : {1, 2}) {
        const domain::Delivery delivery = stored(id);
        const RulesTrial trial = tryRules(all, endpoint(all), delivery, delivery.row.attempt, 0);
        QCOMPARE(trial.notAsked, RulesTrial::NotAsked::No);
        QCOMPARE(trial.evaluation.trace, delivery.rules->trace);
        QCOMPARE(trial.head, delivery.rules->head);
        QCOMPARE(trial.body, delivery.rules->body);
    }
    const RulesTrial second = tryRules(all, endpoint(all), stored(1), 2, 0);
    QCOMPARE(second.evaluation.reply->status, 200);
}

void ResponseRulesTest::aTrialSaysWhereRulesAreNotAsked()
{
    const QList<rules::Rule> all{rule(u"any"_s, {}, {})};
    domain::Delivery delivery;
    delivery.capture.message.method = "POST";
    QCOMPARE(tryRules(all, endpoint(all), delivery, 1, 0).notAsked, RulesTrial::NotAsked::No);
    Endpoint strict = endpoint(all);
    strict.mode = Endpoint::Mode::Strict;
    QCOMPARE(tryRules(all, strict, delivery, 1, 0).notAsked, RulesTrial::NotAsked::Strict);
    delivery.handshake = u"answered"_s;
    QCOMPARE(tryRules(all, strict, delivery, 1, 0).notAsked, RulesTrial::NotAsked::Handshake);
    delivery.capture.completeness = domain::Completeness::Malformed;
    QCOMPARE(tryRules(all, strict, delivery, 1, 0).notAsked, RulesTrial::NotAsked::Broken);
}

void ResponseRulesTest::withoutAMatchTheEndpointAnswers()
{
    rules::Conditions never;
    never.verdicts = {Verdict::Mismatch};
    use({rule(u"never"_s, never, {})});
    QCOMPARE(ask(post("/hooks/a", "x")).status, 204);
    const domain::Delivery delivery = stored(1);
    QCOMPARE(delivery.row.responseStatus, 204);
    QVERIFY(delivery.rules);
    QCOMPARE(delivery.rules->rule, QString());
    QCOMPARE(delivery.rules->trace.size(), 1);
    QCOMPARE(delivery.rules->trace.first().outcome, Outcome::NotMatched);
}

void ResponseRulesTest::whereThereAreNoRulesNothingIsKept()
{
    use({flaky(1)});
    QCOMPARE(ask(post("/elsewhere", "x")).status, 200);
    QVERIFY(!stored(1).rules);
}

void ResponseRulesTest::theTemplateKnowsTheNumberOfItsDelivery()
{
    rules::Answer answer;
    answer.headers = {{"Content-Type", "application/json"}};
    answer.body = "{\"id\":${id},\"attempt\":${attempt},\"n\":\"${json./n}\"}";
    use({rule(u"echo"_s, {}, answer)});
    QCOMPARE(ask(post("/elsewhere", "x")).status, 200);
    QCOMPARE(ask(ofEvent("e")).body, "{\"id\":2,\"attempt\":1,\"n\":\"1\"}");
    QCOMPARE(ask(ofEvent("e")).body, "{\"id\":3,\"attempt\":2,\"n\":\"1\"}");
    QCOMPARE(stored(3).row.attempt, 2);
}

void ResponseRulesTest::strictGoesBeforeTheRules()
{
    m_desk->addSecret({u"main"_s, Secret::copyOf("A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r"), {}, false});
    Endpoint strict = endpoint({rule(u"yes"_s, {}, {})});
    strict.scheme = u"socwarden"_s;
    strict.secretLabels = {u"main"_s};
    strict.mode = Endpoint::Mode::Strict;
    QVERIFY(m_desk->saveEndpoint(strict));
    start();
    QCOMPARE(ask(post("/hooks/a", "{}")).status, 401);
    const domain::Delivery delivery = stored(1);
    QVERIFY(delivery.rules);
    QCOMPARE(delivery.rules->rule, QString());
    QCOMPARE(delivery.rules->trace.size(), 1);
    QVERIFY(delivery.rules->trace.first().reason.contains(u"strict"_s));
}

void ResponseRulesTest::anEditAppliesToTheNextRequest()
{
    use({flaky(1)});
    QCOMPARE(ask(ofEvent("1")).status, 503);
    QVERIFY(m_desk->saveEndpoint(endpoint({}), u"a"_s));
    QCOMPARE(ask(ofEvent("2")).status, 204);
}

void ResponseRulesTest::faultyRulesAreRefused()
{
    Endpoint faulty = endpoint({});
    faulty.rules = "{\"rules\":[{\"name\":\"a\",\n\"answer\":{\"status\":199}}]}";
    const auto saved = m_desk->saveEndpoint(faulty);
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, Error::Kind::Rejected);
    QVERIFY2(saved.error().detail.startsWith(u"rules: line 2, rules[0].answer.status"_s),
             qPrintable(saved.error().detail));
    QCOMPARE(m_desk->endpoints().size(), 1); // the catch-all
}

// Only another program can have put them there. Everything else goes on, and the trace says it.
void ResponseRulesTest::rulesThatCannotBeReadAreSaid()
{
    const QString store = m_desk->storePath();
    m_desk.reset();
    {
        auto file = storage::DeliveryStore::open(store);
        QVERIFY(file);
        Endpoint faulty = endpoint({});
        faulty.rules = "{\"rules\":[{\"name\":\"a\",\"later\":1}]}";
        QVERIFY((*file)->saveEndpoints({faulty}));
    }
    open();
    QStringList said;
    connect(m_desk.get(), &WebhookDesk::failed, this, [&said](const QString &what) { said.append(what); });
    start();
    QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, patience);
    QVERIFY2(said.first().contains(u"rules[0].later"_s), qPrintable(said.first()));
    QCOMPARE(ask(post("/hooks/a", "x")).status, 204);
    QVERIFY(stored(1).rules->trace.first().reason.contains(u"rules[0].later"_s));
}

QTEST_GUILESS_MAIN(ResponseRulesTest)
#include "tst_responserules.moc"
