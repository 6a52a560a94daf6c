// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Response rules from the wire to the store: real sockets, a real SQLite file.

#include "core/flows/ruledanswers.h"
#include "core/flows/webhookdesk.h"
#include "core/rules/rule.h"
#include "core/secrets/memorystore.h"
#include "core/storage/deliverybrowser.h"
#include "core/storage/deliverystore.h"
#include "tests/support/rawclient.h"

#include <QTemporaryDir>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::Endpoint;
using domain::RuleTraceLine;
using domain::Verdict;
using test::RawClient;
using test::RawReply;
using Outcome = RuleTraceLine::Outcome;

namespace {

constexpr int patience = 30'000; // ms

QByteArray post(const QByteArray &path, const QByteArray &body)
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

// A body is the same for every attempt of an event.
QByteArray ofEvent(const QByteArray &key)
{
    return post("/hooks/a", "{\"n\":1,\"key\":\"" + key + "\"}");
}

rules::Rule rule(const QString &name, const rules::Conditions &when, const rules::Answer &answer)
{
    return {name, true, when, answer};
}

rules::Rule flaky(int failFirst)
{
    rules::Answer answer;
    answer.status = 202;
    answer.failFirst = failFirst;
    answer.retryAfterSeconds = 7;
    return rule(u"flaky"_s, {}, answer);
}

} // namespace

class ResponseRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aMatchingRuleAnswersAndTheTraceIsKept();
    void whatARuleHadSaidIsKept_data();
    void whatARuleHadSaidIsKept();
    void aTrialSaysWhatTheListenerDoes();
    void aTrialSaysWhereRulesAreNotAsked();
    void withoutAMatchTheEndpointAnswers();
    void whereThereAreNoRulesNothingIsKept();
    void theTemplateKnowsTheNumberOfItsDelivery();
    void theFirstAttemptsOfAnEventFail();
    void attemptsThatWaitTogetherAreCounted();
    void attemptsAreKnownAfterARestart();
    void aRequestWithoutAnEventIsAFirstAttempt();
    void aDelayedAnswerIsTimedWhenItLeaves();
    void anEndingWithoutAnAnswerHasNoStatus();
    void storedBeforeItIsAnsweredWhateverTheRule();
    void aStoreThatFailsAnswers503WhateverTheRule();
    void strictGoesBeforeTheRules();
    void anEditAppliesToTheNextRequest();
    void faultyRulesAreRefused();
    void rulesThatCannotBeReadAreSaid();

private:
    void open();
    Endpoint endpoint(const QList<rules::Rule> &rules) const;
    void use(const QList<rules::Rule> &rules);
    void start();
    RawReply ask(const QByteArray &request) { return RawClient(m_desk->state().port).ask(request); }
    domain::Delivery load(domain::DeliveryId id);
    domain::Delivery stored(domain::DeliveryId id);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<WebhookDesk> m_desk;
};

void ResponseRulesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<secrets::MemoryStore>();
    open();
}

void ResponseRulesTest::cleanup()
{
    m_desk.reset();
    m_secrets.reset();
}

void ResponseRulesTest::open()
{
    m_desk.reset();
    DeskOptions options;
    options.dataFolder = m_folder->filePath(u"data"_s);
    options.port = 0;
    auto desk = WebhookDesk::open(options, *m_secrets);
    if (!desk)
        qFatal("%s", qPrintable(desk.error().detail));
    m_desk = std::move(*desk);
}

Endpoint ResponseRulesTest::endpoint(const QList<rules::Rule> &rules) const
{
    Endpoint endpoint;
    endpoint.name = u"a"_s;
    endpoint.pathPrefix = "/hooks/a";
    endpoint.response.status = 204;
    endpoint.rules = rules::writeRules(rules);
    return endpoint;
}

void ResponseRulesTest::use(const QList<rules::Rule> &rules)
{
    const auto saved = m_desk->saveEndpoint(endpoint(rules));
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
    start();
}

void ResponseRulesTest::start()
{
    m_desk->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, DeskState::Phase::Listening, patience);
}

domain::Delivery ResponseRulesTest::load(domain::DeliveryId id)
{
    std::optional<Result<domain::Delivery>> loaded;
    m_desk->browser().load(id, this, [&](const Result<domain::Delivery> &delivery) { loaded = delivery; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(loaded, patience); }();
    return loaded && *loaded ? **loaded : domain::Delivery();
}

domain::Delivery ResponseRulesTest::stored(domain::DeliveryId id)
{
    [&] { QTRY_VERIFY_WITH_TIMEOUT(m_desk->lastStoredId() >= id, patience); }();
    return load(id);
}

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

// A sender that tries again until it is heard.
void ResponseRulesTest::theFirstAttemptsOfAnEventFail()
{
    use({flaky(2)});
    for (const QByteArray &key : {QByteArray("one"), QByteArray("two")}) {
        QList<int> statuses;
        while (statuses.size() < 10 && (statuses.isEmpty() || statuses.last() != 202)) {
            const RawReply reply = ask(ofEvent(key));
            statuses.append(reply.status);
            QCOMPARE(reply.field("Retry-After"), reply.status == 503 ? QByteArray("7") : QByteArray());
        }
        QCOMPARE(statuses, (QList<int>{503, 503, 202}));
    }
    const domain::Delivery third = stored(3);
    QCOMPARE(third.row.attempt, 3);
    QCOMPARE(third.rules->attempt, 3);
    QCOMPARE(third.row.responseStatus, 202);
    QVERIFY(third.rules->trace.first().reason.contains(u"attempt 3"_s));
    QCOMPARE(stored(5).rules->attempt, 2);
}

// Those that are in one batch, or durable and not yet filed, count as well.
void ResponseRulesTest::attemptsThatWaitTogetherAreCounted()
{
    use({flaky(30)});
    RawClient sender(m_desk->state().port);
    QByteArray all;
    for (int i = 0; i < 60; ++i)
        all += ofEvent("same");
    sender.send(all);
    for (int i = 0; i < 60; ++i)
        QCOMPARE(sender.read().status, i < 30 ? 503 : 202);
    for (const domain::DeliveryId id : {1, 30, 31, 60}) {
        const domain::Delivery delivery = stored(id);
        QCOMPARE(delivery.rules->attempt, int(id));
        QCOMPARE(delivery.row.attempt, int(id));
    }
}

void ResponseRulesTest::attemptsAreKnownAfterARestart()
{
    use({flaky(2)});
    QCOMPARE(ask(ofEvent("e")).status, 503);
    stored(1);
    open(); // the endpoint and its rules are kept too
    start();
    QCOMPARE(ask(ofEvent("e")).status, 503);
    QCOMPARE(ask(ofEvent("e")).status, 202);
}

void ResponseRulesTest::aRequestWithoutAnEventIsAFirstAttempt()
{
    use({flaky(1)});
    for (int i = 0; i < 3; ++i)
        QCOMPARE(ask(post("/hooks/a", {})).status, 503);
}

void ResponseRulesTest::aDelayedAnswerIsTimedWhenItLeaves()
{
    rules::Answer slow;
    slow.delayMs = 300;
    rules::Conditions when;
    when.path = "/hooks/a/slow";
    use({rule(u"slow"_s, when, slow)});
    RawClient sender(m_desk->state().port);
    sender.send(post("/hooks/a", "1") + post("/hooks/a/slow", "2") + post("/hooks/a", "3"));
    for (const int status : {204, 200, 204})
        QCOMPARE(sender.read().status, status);
    for (const domain::DeliveryId id : {1, 2, 3})
        QTRY_VERIFY_WITH_TIMEOUT(stored(id).answered > 0, patience);
    const domain::Delivery late = stored(2);
    QVERIFY(late.answered - late.committed >= 250'000);
    QVERIFY(stored(3).answered >= late.answered);
    QCOMPARE(late.rules->plan.delayMs, 300);
}

void ResponseRulesTest::anEndingWithoutAnAnswerHasNoStatus()
{
    rules::Answer gone;
    gone.ending = domain::Ending::Close;
    use({rule(u"gone"_s, {}, gone)});
    RawClient sender(m_desk->state().port);
    sender.send(post("/hooks/a", "x"));
    QByteArray all;
    QVERIFY(sender.readToEnd(&all));
    QCOMPARE(all, QByteArray());
    const domain::Delivery delivery = stored(1);
    QCOMPARE(delivery.row.responseStatus, 0);
    QCOMPARE(delivery.answered, 0);
    QCOMPARE(delivery.rules->plan.ending, domain::Ending::Close);
    QCOMPARE(delivery.rules->rule, u"gone"_s);
}

// While its answer waits, the delivery is there.
void ResponseRulesTest::storedBeforeItIsAnsweredWhateverTheRule()
{
    rules::Answer slow;
    slow.delayMs = 600'000;
    use({rule(u"slow"_s, {}, slow)});
    RawClient sender(m_desk->state().port);
    sender.send(post("/hooks/a", "x"));
    const domain::Delivery delivery = stored(1);
    QCOMPARE(delivery.capture.message.body, "x");
    QCOMPARE(delivery.answered, 0);
    m_desk->stop();
    QCOMPARE(sender.read().status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, DeskState::Phase::Stopped, patience);
    QTRY_VERIFY_WITH_TIMEOUT(stored(1).answered > 0, patience);
}

void ResponseRulesTest::aStoreThatFailsAnswers503WhateverTheRule()
{
#ifdef Q_OS_UNIX
    rules::Answer gone;
    gone.delayMs = 600'000;
    gone.ending = domain::Ending::Reset;
    use({rule(u"gone"_s, {}, gone)});
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit none{0, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &none), 0);
    const RawReply refused = ask(ofEvent("e"));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QCOMPARE(refused.status, 503);
    QVERIFY(refused.field("Retry-After").toInt() > 0);

    // What was not stored was no attempt.
    QVERIFY(m_desk->saveEndpoint(endpoint({flaky(1)}), u"a"_s));
    QTRY_COMPARE_WITH_TIMEOUT(ask(post("/elsewhere", "y")).status, 200, patience);
    QCOMPARE(ask(ofEvent("e")).field("Retry-After"), "7");
    QCOMPARE(ask(ofEvent("e")).status, 202);
#else
    QSKIP("file size limits are of Unix");
#endif
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
