// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The test sender on real sockets: a target that notes every byte, and our own listener with its verdicts.

#include "core/domain/rawhead.h"
#include "core/flows/testrun.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/memorystore.h"
#include "core/signature/catalogue.h"
#include "core/storage/deliverybrowser.h"
#include "tests/support/freshkey.h"
#include "tests/support/rawtarget.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::Verdict;
using test::RawTarget;

namespace {

const QByteArray keyText = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";

signature::NamedSecret secret(const QByteArray &value = keyText)
{
    return {u"main"_s, Secret::copyOf(value), {}, false};
}

domain::HttpMessage messageOf(const QByteArray &bytes)
{
    domain::HttpMessage message;
    const qsizetype end = bytes.indexOf("\r\n\r\n") + 4;
    message.head = bytes.first(end);
    domain::readHead(message);
    message.body = bytes.sliced(end);
    return message;
}

} // namespace

class TestRunTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_run = std::make_unique<TestRun>(); }
    void everyEventIsItsOwn();
    void aDuplicateIsTheSameBytes();
    void reorderedEventsKeepTheirTimes();
    void aBurstIsSentAtOnce();
    void theScheduleIsKeptUntilItIsAcknowledged();
    void anIdenticalRepeatIsTheSameBytes();
    void anIdenticalRepeatAgesAsWithoutTheSpeedUp();
    void attemptsAreCountedWhereTheSenderSaysSo();
    void cancelSendsNoMore();
    void whatIsWrongIsSaidBeforeAnythingIsSent_data();
    void whatIsWrongIsSaidBeforeAnythingIsSent();
    void nobodyThereIsTold();
    void theReplayWindowIsProved();
    void aPrivateKeySignsWhatItsPublicKeyVerifies();

private:
    TestPlan plan(const RawTarget &target, const QString &scheme = u"socwarden"_s) const;
    QList<TestAnswer> run(const TestPlan &plan);
    Verdict verdictOf(const QByteArray &request) const;

    signature::Catalogue m_catalogue;
    QList<payload::Sample> m_samples = payload::samples();
    std::unique_ptr<TestRun> m_run;
};

void TestRunTest::initTestCase()
{
    m_catalogue = signature::Catalogue::load().value();
}

TestPlan TestRunTest::plan(const RawTarget &target, const QString &scheme) const
{
    TestPlan plan;
    plan.url = target.url(u"/in"_s);
    plan.scheme = m_catalogue.find(scheme);
    plan.secret = secret();
    plan.event = *pickSample(m_samples, {}, plan.scheme);
    plan.timeoutMs = 60'000;
    return plan;
}

QList<TestAnswer> TestRunTest::run(const TestPlan &plan)
{
    QList<TestAnswer> answers;
    bool finished = false;
    connect(m_run.get(), &TestRun::answered, this, [&](const TestAnswer &answer) { answers.append(answer); });
    connect(m_run.get(), &TestRun::finished, this, [&] { finished = true; });
    const auto started = m_run->start(plan);
    if (!started)
        qWarning("%s", qPrintable(started.error().detail));
    if (!started || !QTest::qWaitFor([&] { return finished; }, 30'000))
        return {};
    m_run->disconnect(this);
    return answers;
}

Verdict TestRunTest::verdictOf(const QByteArray &request) const
{
    const auto named = secret();
    return signature::verify(*m_catalogue.find(u"socwarden"), messageOf(request), {&named, 1}, wallClock())
        .verdict;
}

void TestRunTest::everyEventIsItsOwn()
{
    RawTarget target;
    TestPlan own = plan(target);
    own.count = 3;
    const auto answers = run(own);
    QCOMPARE(answers.size(), 3);
    QCOMPARE(target.requests.size(), 3);
    QSet<QByteArray> bodies;
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(answers[i].event, i + 1);
        QCOMPARE(answers[i].status, 200);
        QVERIFY(!answers[i].nextInMs);
        QVERIFY(target.requests[i].startsWith("POST /in HTTP/1.1\r\nHost: 127.0.0.1:"));
        QCOMPARE(verdictOf(target.requests[i]), Verdict::Valid);
        bodies.insert(messageOf(target.requests[i]).body);
    }
    QCOMPARE(bodies.size(), 3);
    QCOMPARE(m_run->requests(), 3);
}

void TestRunTest::aDuplicateIsTheSameBytes()
{
    RawTarget target;
    TestPlan own = plan(target, u"standard-webhooks"_s);
    own.secret = secret("whsec_" + keyText.toBase64());
    own.count = 2;
    own.duplicates = 2;
    const auto answers = run(own);
    QCOMPARE(answers.size(), 6);
    QCOMPARE(target.requests.size(), 6);
    QCOMPARE(target.requests[1], target.requests[0]);
    QCOMPARE(target.requests[2], target.requests[0]);
    QCOMPARE(target.requests[4], target.requests[3]);
    QVERIFY(target.requests[3] != target.requests[0]);
    QCOMPARE(answers[2].event, 1);
    QCOMPARE(answers[2].copy, 2);
    QVERIFY(messageOf(target.requests[3]).first("webhook-id") !=
            messageOf(target.requests[0]).first("webhook-id"));
}

void TestRunTest::reorderedEventsKeepTheirTimes()
{
    RawTarget target;
    TestPlan own = plan(target);
    own.count = 5;
    own.reorder = true;
    const auto answers = run(own);
    QCOMPARE(answers.size(), 5);
    QList<int> sent;
    QList<qint64> times(5);
    for (int i = 0; i < 5; ++i) {
        sent.append(answers[i].event);
        times[answers[i].event - 1] = messageOf(target.requests[i]).first("X-Timestamp").toLongLong();
        QCOMPARE(verdictOf(target.requests[i]), Verdict::Valid);
    }
    QVERIFY(!std::is_sorted(sent.begin(), sent.end()));
    QVERIFY(std::is_sorted(times.begin(), times.end()));
    QCOMPARE(times.last() - times.first(), 4); // one second apart
}

void TestRunTest::aBurstIsSentAtOnce()
{
    RawTarget target;
    QList<QByteArray> held;
    target.answer = [&](const QByteArray &) { return QByteArray(); }; // keeps them waiting
    TestPlan own = plan(target);
    own.count = 20;
    own.burst = 8;
    QVERIFY(m_run->start(own));
    QTRY_COMPARE_WITH_TIMEOUT(target.requests.size(), 8, 30'000);
    QCOMPARE(target.connections, 8);
    m_run->cancel();
    QVERIFY(!m_run->isRunning());
}

void TestRunTest::theScheduleIsKeptUntilItIsAcknowledged()
{
    RawTarget target;
    int asked = 0;
    target.answer = [&asked](const QByteArray &) { return RawTarget::reply(++asked < 4 ? 503 : 202); };
    TestPlan own = plan(target);
    own.retryDelays = own.scheme->retry.delaysSeconds;
    QCOMPARE(own.retryDelays, (QList<qint64>{10, 30, 90, 270, 810}));
    own.speed = 10'000;
    const auto answers = run(own);
    QCOMPARE(answers.size(), 4); // it stopped at the first 2xx
    QCOMPARE(answers[0].nextInMs, std::optional<qint64>(1));
    QCOMPARE(answers[1].nextInMs, std::optional<qint64>(3));
    QCOMPARE(answers[2].nextInMs, std::optional<qint64>(9));
    QVERIFY(!answers[3].nextInMs && answers[3].isAcknowledged());
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(answers[i].attempt, i + 1);
        QCOMPARE(verdictOf(target.requests[i]), Verdict::Valid);
        QCOMPARE(messageOf(target.requests[i]).body, messageOf(target.requests[0]).body); // the same event
    }

    asked = -100;
    own.speed = 1'000'000;
    const auto all = run(own);
    QCOMPARE(all.size(), 6); // the first and five more, then it gives up
    QVERIFY(!all.last().nextInMs && !all.last().isAcknowledged());
}

void TestRunTest::anIdenticalRepeatIsTheSameBytes()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(500); };
    TestPlan own = plan(target);
    own.retryDelays = {0, 0};
    own.retry = TestPlan::Retry::Identical;
    QCOMPARE(run(own).size(), 3);
    QCOMPARE(target.requests[1], target.requests[0]);
    QCOMPARE(target.requests[2], target.requests[0]);
}

// The fifth attempt of SOCWarden comes 400 s after the first: out of the window unless it is signed anew.
void TestRunTest::anIdenticalRepeatAgesAsWithoutTheSpeedUp()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(500); };
    TestPlan own = plan(target);
    own.retryDelays = own.scheme->retry.delaysSeconds;
    own.retry = TestPlan::Retry::Identical;
    own.speed = 1'000'000;
    QCOMPARE(run(own).size(), 6);
    const QList<Verdict> wanted = {Verdict::Valid, Verdict::Valid,      Verdict::Valid,
                                   Verdict::Valid, Verdict::ValidStale, Verdict::ValidStale};
    for (int i = 0; i < 6; ++i)
        QCOMPARE(verdictOf(target.requests[i]), wanted[i]);
}

void TestRunTest::attemptsAreCountedWhereTheSenderSaysSo()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(500); };
    for (const QString &id : {u"azure-event-grid"_s, u"github"_s}) {
        target.requests.clear();
        TestPlan own = plan(target, id);
        own.retryDelays = {0};
        own.retry = TestPlan::Retry::Identical;
        QCOMPARE(run(own).size(), 2);
        const auto first = messageOf(target.requests[0]);
        const auto second = messageOf(target.requests[1]);
        if (const QByteArray attempt = own.scheme->retry.attemptHeader; !attempt.isEmpty()) {
            QCOMPARE(first.first(attempt), "1"_ba);
            QCOMPARE(second.first(attempt), "2"_ba);
        }
        if (const QByteArray idHeader = own.scheme->retry.idHeader; !idHeader.isEmpty()) {
            QVERIFY(!first.first(idHeader).isEmpty());
            QCOMPARE(second.first(idHeader), first.first(idHeader));
        }
    }
}

void TestRunTest::cancelSendsNoMore()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(500); };
    TestPlan own = plan(target);
    own.count = 50;
    own.retryDelays = {3600};
    QSignalSpy finished(m_run.get(), &TestRun::finished);
    connect(m_run.get(), &TestRun::answered, this, [&](const TestAnswer &answer) {
        if (answer.event == 3)
            m_run->cancel();
    });
    QVERIFY(m_run->start(own));
    QVERIFY(!m_run->start(own)); // one at a time
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QCOMPARE(target.requests.size(), 3);
    QVERIFY(!m_run->isRunning());
}

void TestRunTest::whatIsWrongIsSaidBeforeAnythingIsSent_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
    for (const auto &[field, says] :
         std::initializer_list<std::pair<const char *, const char *>>{{"url", "target:"},
                                                                      {"count", "count:"},
                                                                      {"too many", "count:"},
                                                                      {"burst", "burst:"},
                                                                      {"rate", "rate:"},
                                                                      {"speed", "speed:"},
                                                                      {"secret", "none is given"}})
        QTest::newRow(field) << QString::fromLatin1(field) << QString::fromLatin1(says);
}

void TestRunTest::whatIsWrongIsSaidBeforeAnythingIsSent()
{
    QFETCH(QString, field);
    QFETCH(QString, says);
    RawTarget target;
    TestPlan own = plan(target);
    if (field == u"url"_s)
        own.url = QUrl(u"ftp://127.0.0.1/"_s);
    else if (field == u"count"_s)
        own.count = 0;
    else if (field == u"too many"_s)
        own.count = own.duplicates = 2'000'000'000;
    else if (field == u"burst"_s)
        own.burst = 1000;
    else if (field == u"rate"_s)
        own.perSecond = -1;
    else if (field == u"speed"_s)
        own.speed = 0;
    else
        own.secret.reset();
    const auto started = m_run->start(own);
    QVERIFY(!started);
    QCOMPARE(started.error().kind, Error::Kind::Rejected);
    QVERIFY2(started.error().detail.contains(says), qPrintable(started.error().detail));
    QVERIFY(!m_run->isRunning());
    QCOMPARE(target.connections, 0);
}

void TestRunTest::nobodyThereIsTold()
{
    RawTarget target;
    TestPlan own = plan(target);
    target.close();
    const auto answers = run(own);
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers[0].status, 0);
    QVERIFY(!answers[0].error.isEmpty());
}

// Our own listener judges what was signed 299 and 301 s ago.
void TestRunTest::theReplayWindowIsProved()
{
    QTemporaryDir folder;
    secrets::MemoryStore store;
    DeskOptions options;
    options.dataFolder = folder.filePath(u"data"_s);
    options.port = 0;
    auto desk = WebhookDesk::open(options, store).value();
    desk->addSecret(secret());
    domain::Endpoint endpoint;
    endpoint.name = u"alerts"_s;
    endpoint.pathPrefix = "/hooks/alerts";
    endpoint.scheme = u"socwarden"_s;
    endpoint.secretLabels = {u"main"_s};
    QVERIFY(desk->saveEndpoint(endpoint));
    QVERIFY(!desk->testPlan(u"alerts"_s)); // not listening yet
    desk->start();
    QTRY_COMPARE_WITH_TIMEOUT(desk->state().phase, DeskState::Phase::Listening, 30'000);
    QVERIFY(!desk->testPlan(u"none"_s));
    domain::DeliveryId id = 0;
    for (const auto &[age, verdict] : {std::pair(0, Verdict::Valid), std::pair(301, Verdict::ValidStale),
                                       std::pair(-400, Verdict::ValidFuture)}) {
        auto own = desk->testPlan(u"alerts"_s);
        QVERIFY2(own, own ? "" : qPrintable(own.error().detail));
        QCOMPARE(own->scheme->id, u"socwarden"_s);
        own->ageSeconds = age;
        own->timeoutMs = 60'000;
        const auto answers = run(*own);
        QCOMPARE(answers.size(), 1);
        QCOMPARE(answers[0].status, 200);
        ++id;
        QTRY_COMPARE_WITH_TIMEOUT(desk->lastStoredId(), id, 30'000);
        std::optional<Verdict> stored;
        desk->browser().load(id, this, [&stored](const Result<domain::Delivery> &delivery) {
            stored = delivery ? delivery->row.signature.verdict : Verdict::Unsigned;
        });
        QTRY_VERIFY_WITH_TIMEOUT(stored, 30'000);
        QCOMPARE(*stored, verdict);
    }
}

void TestRunTest::aPrivateKeySignsWhatItsPublicKeyVerifies()
{
    const test::FreshKey key = test::freshKey(signature::PublicKey::Kind::Ed25519);
    RawTarget target;
    TestPlan own = plan(target, u"discord"_s);
    own.secret = secret(key.privatePem);
    QCOMPARE(run(own).size(), 1);
    const auto publicKey = secret(key.publicRaw.toHex());
    QCOMPARE(
        signature::verify(*own.scheme, messageOf(target.requests[0]), {&publicKey, 1}, wallClock()).verdict,
        Verdict::Valid);
    QVERIFY(!target.requests[0].contains("PRIVATE KEY"));
}

QTEST_GUILESS_MAIN(TestRunTest)
#include "tst_testrun.moc"
