// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Senders that ask before they send: real sockets, a real SQLite file.

#include "core/flows/webhookdesk.h"
#include "core/http/rawexchange.h"
#include "core/secrets/memorystore.h"
#include "core/signature/crypto.h"
#include "core/storage/deliverybrowser.h"
#include "tests/support/rawclient.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::Endpoint;
using domain::Verdict;
using test::RawClient;
using test::RawReply;

namespace {

QByteArray get(const QByteArray &target, const QByteArray &fields = {}, const QByteArray &method = "GET")
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
}

QByteArray post(const QByteArray &target, const QByteArray &body, const QByteArray &fields = {})
{
    return "POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + fields +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray hmacHex(const QByteArray &key, QByteArrayView text)
{
    return signature::hmac(signature::Hash::Sha256, key, std::span(&text, 1)).view().toByteArray().toHex();
}

} // namespace

class DeskHandshakesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_desk.reset(); }
    void theChallengeComesBack_data();
    void theChallengeComesBack();
    void strictEndpointsAnswerToo();
    void aDeliveryIsNoHandshake();
    void anOracleIsRefused();
    void theVerifyTokenIsTheEndpoints();
    void aSecretIsKeptWhenAPersonSaysSo();
    void aDeclinedSecretIsGone();
    void aFloodOfSecretsIsBounded();
    void aSubscribeUrlIsNeverOpened();
    void aSubscriptionWaitsForAPerson();
    void aSubscriptionThatFailsCanBeTriedAgain();
    void aDismissedSubscriptionStaysSo();
    void anEndpointMayAnswerNone();
    void automaticAnswersWhatASignatureProves();
    void theAnswerComesAfterTheCommit();

private:
    void serve(const QString &scheme, const QByteArray &secret = {},
               Endpoint::Mode mode = Endpoint::Mode::Inspect,
               const QMap<QByteArray, QByteArray> &parameters = {});
    RawReply ask(const QByteArray &request) { return RawClient(m_desk->state().port).ask(request); }
    domain::Delivery load(domain::DeliveryId id);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<WebhookDesk> m_desk;
};

void DeskHandshakesTest::init()
{
    m_desk.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<secrets::MemoryStore>();
    DeskOptions options;
    options.dataFolder = m_folder->filePath(u"data"_s);
    options.port = 0;
    auto desk = WebhookDesk::open(options, *m_secrets);
    QVERIFY2(desk, desk ? "" : qPrintable(desk.error().detail));
    m_desk = std::move(*desk);
}

void DeskHandshakesTest::serve(const QString &scheme, const QByteArray &secret, Endpoint::Mode mode,
                               const QMap<QByteArray, QByteArray> &parameters)
{
    Endpoint endpoint;
    endpoint.name = u"in"_s;
    endpoint.pathPrefix = "/in";
    endpoint.scheme = scheme;
    endpoint.mode = mode;
    endpoint.parameters = parameters;
    endpoint.response = {202, {}, "the endpoint's own"};
    if (!secret.isEmpty()) {
        m_desk->addSecret({u"main"_s, Secret::copyOf(secret), {}, false});
        endpoint.secretLabels = {u"main"_s};
    }
    const auto saved = m_desk->saveEndpoint(endpoint);
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
    m_desk->start();
    QTRY_COMPARE(m_desk->state().phase, DeskState::Phase::Listening);
}

domain::Delivery DeskHandshakesTest::load(domain::DeliveryId id)
{
    if (!QTest::qWaitFor([this, id] { return m_desk->lastStoredId() >= id; }))
        return {};
    std::optional<Result<domain::Delivery>> found;
    m_desk->browser().load(id, this, [&found](const Result<domain::Delivery> &result) { found = result; });
    if (!QTest::qWaitFor([&found] { return found.has_value(); }) || !*found)
        return {};
    return **found;
}

void DeskHandshakesTest::theChallengeComesBack_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("field"); // "Name: value"
    QTest::addColumn<QByteArray>("body");

    const QByteArray none;
    const QByteArray text = "Content-Type: text/plain";
    const QByteArray json = "Content-Type: application/json";
    QTest::newRow("Dropbox") << u"dropbox"_s << none << get("/in?challenge=abc-123") << 200 << text
                             << QByteArray("abc-123");
    QTest::newRow("Slack") << u"slack"_s << QByteArray("key")
                           << post("/in", R"({"type":"url_verification","challenge":"3eZbrw1a"})") << 200
                           << text << QByteArray("3eZbrw1a");
    QTest::newRow("Microsoft Graph")
        << u"microsoft-graph"_s << QByteArray("state")
        << QByteArray("POST /in?validationToken=Validation%3A+Testing+a%20token HTTP/1.1\r\nHost: x\r\n"
                      "Content-Length: 0\r\n\r\n")
        << 200 << text << QByteArray("Validation: Testing a token");
    QTest::newRow("X") << u"twitter"_s << QByteArray("key") << get("/in?crc_token=foobar-1") << 200 << json
                       << "{\"response_token\":\"sha256=" +
                              QByteArray::fromHex(hmacHex("key", "foobar-1")).toBase64() + "\"}";
    QTest::newRow("Zoom") << u"zoom"_s << QByteArray("key")
                          << post("/in",
                                  R"({"event":"endpoint.url_validation","payload":{"plainToken":"q-1"}})")
                          << 200 << json
                          << "{\"plainToken\":\"q-1\",\"encryptedToken\":\"" + hmacHex("key", "q-1") + "\"}";
    QTest::newRow("Okta") << u"okta"_s << QByteArray("key")
                          << get("/in", "X-Okta-Verification-Challenge: v1\r\n") << 200 << json
                          << QByteArray(R"({"verification":"v1"})");
    QTest::newRow("CloudEvents") << u"cloudevents"_s << none
                                 << get("/in", "WebHook-Request-Origin: e.example.com\r\n", "OPTIONS") << 200
                                 << QByteArray("WebHook-Allowed-Origin: e.example.com") << none;
    QTest::newRow("Asana") << u"asana"_s << none << post("/in", "{}", "X-Hook-Secret: 0123456789abcdef\r\n")
                           << 200 << QByteArray("X-Hook-Secret: 0123456789abcdef") << none;
    QTest::newRow("Trello") << u"trello"_s << QByteArray("key") << get("/in", {}, "HEAD") << 200
                            << QByteArray("Content-Length: 0") << none;
}

void DeskHandshakesTest::theChallengeComesBack()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, body);
    serve(scheme, secret);
    const RawReply reply = ask(request);
    QCOMPARE(reply.status, status);
    QVERIFY2(reply.head.contains("\r\n" + field + "\r\n"), reply.head.constData());
    QCOMPARE(reply.body, body);
    if (!body.isEmpty())
        QCOMPARE(reply.field("X-Content-Type-Options"), "nosniff");
    const domain::Delivery delivery = load(1);
    QCOMPARE(delivery.row.signature.verdict, Verdict::Unsigned);
    QCOMPARE(delivery.row.signature.scheme, scheme);
    QCOMPARE(delivery.row.responseStatus, status);
    QVERIFY2(delivery.handshake.contains(u"answered"_s), qPrintable(delivery.handshake));
    QCOMPARE(m_desk->verification(delivery).verification.verdict, Verdict::Unsigned);
    QCOMPARE(m_desk->verification(delivery).verification.reason, delivery.handshake);
}

void DeskHandshakesTest::strictEndpointsAnswerToo()
{
    serve(u"dropbox"_s, "key", Endpoint::Mode::Strict);
    QCOMPARE(ask(get("/in?challenge=abc")).body, "abc");
    QCOMPARE(ask(get("/in")).status, 401);
    QCOMPARE(load(2).row.signature.verdict, Verdict::MissingSignature);
    QCOMPARE(load(2).handshake, QString());
}

void DeskHandshakesTest::aDeliveryIsNoHandshake()
{
    serve(u"slack"_s, "key");
    QCOMPARE(ask(post("/in", R"({"type":"event_callback","challenge":"abc"})")).body, "the endpoint's own");
    QCOMPARE(load(1).row.signature.verdict, Verdict::MissingSignature);
}

void DeskHandshakesTest::anOracleIsRefused()
{
    serve(u"twitter"_s, "key");
    const RawReply reply = ask(get("/in?crc_token=%7B%22for_user_id%22%3A%221%22%7D"));
    QCOMPARE(reply.status, 403);
    QVERIFY(!reply.body.contains("sha256"));
    QCOMPARE(ask(get("/in?crc_token=17")).status, 403);
    const domain::Delivery delivery = load(1);
    QVERIFY2(delivery.handshake.contains(u"refused"_s), qPrintable(delivery.handshake));
    QCOMPARE(delivery.row.signature.verdict, Verdict::MissingSignature);
    QVERIFY2(load(2).handshake.contains(u"could be that of a delivery"_s), qPrintable(load(2).handshake));
}

void DeskHandshakesTest::theVerifyTokenIsTheEndpoints()
{
    serve(u"facebook"_s, "key", Endpoint::Mode::Inspect, {{"verifyToken", "ours"}});
    const QByteArray target = "/in?hub.mode=subscribe&hub.challenge=115820&hub.verify_token=";
    QCOMPARE(ask(get(target + "ours")).body, "115820");
    QCOMPARE(ask(get(target + "guess")).status, 403);
}

void DeskHandshakesTest::aSecretIsKeptWhenAPersonSaysSo()
{
    serve(u"asana"_s);
    QSignalSpy offered(m_desk.get(), &WebhookDesk::handshakeSecretOffered);
    const QByteArray key = "b537207f20cbfa02357cf448134da559";
    QCOMPARE(ask(post("/in", "{}", "X-Hook-Secret: " + key + "\r\n")).field("X-Hook-Secret"), key);
    QCOMPARE(ask(post("/in", "{}", "X-Hook-Secret: " + key + "\r\n")).status, 200); // it repeats itself
    QTRY_COMPARE(offered.size(), 1);
    const HandshakeOffer offer = m_desk->handshakeOffers().value(0);
    QCOMPARE(m_desk->handshakeOffers(),
             QList<HandshakeOffer>({{u"in"_s, u"asana"_s, u"header X-Hook-Secret"_s, u"asana"_s, 1,
                                     "127.0.0.1", load(1).row.received}}));
    QVERIFY(offer.received > 0);

    const QByteArray body = R"({"events":[]})";
    const QByteArray signedPost = post("/in", body, "X-Hook-Signature: " + hmacHex(key, body) + "\r\n");
    QCOMPARE(ask(signedPost).status, 202);
    QCOMPARE(load(3).row.signature.verdict, Verdict::NoSecret); // not before it is accepted

    QSignalSpy changed(m_desk.get(), &WebhookDesk::secretsChanged);
    std::optional<Result<void>> kept;
    m_desk->acceptHandshakeSecret(u"in"_s, u"asana"_s, this,
                                  [&kept](const Result<void> &result) { kept = result; });
    QTRY_VERIFY(kept);
    QVERIFY2(*kept, *kept ? "" : qPrintable(kept->error().detail));
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(m_desk->endpoints().first().secretLabels, QStringList(u"asana"_s));
    QCOMPARE(m_desk->handshakeOffers(), QList<HandshakeOffer>());
    QCOMPARE(ask(signedPost).status, 202);
    QCOMPARE(load(4).row.signature.verdict, Verdict::Valid);
    QCOMPARE(load(4).row.signature.secretLabel, u"asana"_s);

    kept.reset();
    m_desk->acceptHandshakeSecret(u"in"_s, u"nobody"_s, this,
                                  [&kept](const Result<void> &result) { kept = result; });
    QTRY_VERIFY(kept);
    QCOMPARE(kept->error().kind, Error::Kind::NotFound);
}

void DeskHandshakesTest::aDeclinedSecretIsGone()
{
    serve(u"notion"_s);
    QSignalSpy offered(m_desk.get(), &WebhookDesk::handshakeSecretOffered);
    QCOMPARE(ask(post("/in", R"({"verification_token":"secret_tMrlL1qK5vuQAh1b6cZ"})")).status, 200);
    QTRY_COMPARE(offered.size(), 1);
    m_desk->declineHandshakeSecret(u"in"_s, u"notion"_s);
    QCOMPARE(m_desk->handshakeOffers(), QList<HandshakeOffer>());
    std::optional<Result<QList<secrets::StoredSecret>>> all;
    m_secrets->list(this, [&all](const auto &result) { all = result; });
    QTRY_VERIFY(all);
    QVERIFY((*all)->isEmpty());
    QVERIFY(!load(1).handshake.contains(u"secret_tMrl"_s));
}

void DeskHandshakesTest::aFloodOfSecretsIsBounded()
{
    serve(u"asana"_s);
    QSignalSpy offered(m_desk.get(), &WebhookDesk::handshakeSecretOffered);
    for (int i = 0; i < 20; ++i)
        ask(post("/in", "{}", "X-Hook-Secret: a-secret-" + QByteArray::number(i) + "\r\n"));
    QTRY_COMPARE(offered.size(), 20);
    QCOMPARE(m_desk->handshakeOffers().size(), 8);
    QStringList labels;
    for (const HandshakeOffer &offer : m_desk->handshakeOffers())
        labels.append(offer.label);
    QCOMPARE(labels.removeDuplicates(), 0);
}

// The URL leads to a server here that counts who comes; a URL that leads to Amazon is told, no more.
void DeskHandshakesTest::aSubscribeUrlIsNeverOpened()
{
    QTcpServer bait;
    QVERIFY(bait.listen(QHostAddress::LocalHost));
    serve(u"aws-sns"_s);
    const auto confirmation = [](const QByteArray &url) {
        return post("/in", R"({"Type":"SubscriptionConfirmation","SubscribeURL":")" + url + "\"}");
    };
    const QByteArray port = QByteArray::number(bait.serverPort());
    QCOMPARE(ask(confirmation("http://127.0.0.1:" + port + "/?Action=ConfirmSubscription&Token=1")).status,
             403);
    QCOMPARE(
        ask(confirmation("https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=1")).status,
        200);
    QVERIFY2(load(2).handshake.contains(u"when a person opens body member /SubscribeURL"_s),
             qPrintable(load(2).handshake));
    QVERIFY(load(1).handshake.contains(u"must not be opened"_s));
    QVERIFY(!bait.waitForNewConnection(0));
}

namespace {

const QByteArray subscribeUrl =
    "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:a&Token=1";

QByteArray subscription(const QByteArray &url = subscribeUrl)
{
    return post("/in", R"({"Type":"SubscriptionConfirmation","SubscribeURL":")" + url + "\"}");
}

} // namespace

void DeskHandshakesTest::aSubscriptionWaitsForAPerson()
{
    QList<QUrl> opened;
    QList<Handler<int>> answers;
    m_desk->subscriptions().setOpener(
        [&](const http::RawRequest &request, QObject *, const Handler<int> &handler) {
            opened.append(request.url);
            answers.append(handler);
        });
    serve(u"aws-sns"_s);
    QCOMPARE(ask(subscription()).status, 200);
    QCOMPARE(ask(subscription()).status, 200); // Amazon asks again
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->subscriptions().all().size(), 1, 30'000);
    const domain::Delivery delivery = load(1);
    const Subscription asked = m_desk->subscriptions().all().first();
    QCOMPARE(asked, (Subscription{1, u"in"_s, u"aws-sns"_s, subscribeUrl, "sns.eu-west-1.amazonaws.com",
                                  "sns.*.amazonaws.com", "127.0.0.1", delivery.row.received,
                                  delivery.row.signature.verdict}));
    // The stored request says the same, also after a restart.
    const auto facts = m_desk->handshake(delivery);
    QVERIFY(facts);
    QCOMPARE(facts->subscription, asked);
    QVERIFY(!facts->refused);
    QVERIFY2(facts->recognition.contains(u"body member /Type \"SubscriptionConfirmation\""_s),
             qPrintable(facts->recognition));
    QVERIFY(opened.isEmpty());

    m_desk->subscriptions().confirm(asked);
    m_desk->subscriptions().confirm(asked); // a second click changes nothing
    QCOMPARE(opened, QList<QUrl>{QUrl(QString::fromLatin1(subscribeUrl))});
    QCOMPARE(m_desk->subscriptions().all().first().state, Subscription::State::Opening);
    answers.first()(200);
    QCOMPARE(m_desk->subscriptions().all().first().state, Subscription::State::Confirmed);
    QCOMPARE(m_desk->handshake(delivery)->subscription->state, Subscription::State::Confirmed);
    QCOMPARE(opened.size(), 1);
}

void DeskHandshakesTest::aSubscriptionThatFailsCanBeTriedAgain()
{
    QList<Result<int>> answers{fail(Error::Kind::Transient, u"nothing listens there"_s), 302, 403, 200};
    m_desk->subscriptions().setOpener([&](const http::RawRequest &, QObject *, const Handler<int> &handler) {
        handler(answers.takeFirst());
    });
    serve(u"aws-sns"_s);
    QCOMPARE(ask(subscription()).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->subscriptions().all().size(), 1, 30'000);
    const auto known = [this] { return m_desk->subscriptions().all().first(); };
    for (const QString &words : {u"nothing listens"_s, u"no redirect"_s, u"answered 403"_s}) {
        m_desk->subscriptions().confirm(known());
        QCOMPARE(known().state, Subscription::State::Failed);
        QVERIFY2(known().error.contains(words), qPrintable(known().error));
    }
    m_desk->subscriptions().confirm(known());
    QCOMPARE(known().state, Subscription::State::Confirmed);
    QCOMPARE(known().status, 200);
    QVERIFY(known().error.isEmpty());
}

void DeskHandshakesTest::aDismissedSubscriptionStaysSo()
{
    serve(u"aws-sns"_s);
    QCOMPARE(ask(subscription()).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->subscriptions().all().size(), 1, 30'000);
    m_desk->subscriptions().dismiss(subscribeUrl);
    QCOMPARE(ask(subscription()).status, 200);
    QCOMPARE(ask(subscription(subscribeUrl + "2")).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->subscriptions().all().size(), 2, 30'000);
    QVERIFY(m_desk->subscriptions().all().first().dismissed);
    QVERIFY(!m_desk->subscriptions().all().last().dismissed);
}

void DeskHandshakesTest::anEndpointMayAnswerNone()
{
    serve(u"dropbox"_s);
    Endpoint endpoint = m_desk->endpoints().first();
    endpoint.answersHandshakes = false;
    QVERIFY(m_desk->saveEndpoint(endpoint, endpoint.name));
    QCOMPARE(ask(get("/in?challenge=abc-123")).body, "the endpoint's own");
    QCOMPARE(load(1).handshake, QString());
    QCOMPARE(load(1).row.signature.verdict, Verdict::NoSecret);
}

void DeskHandshakesTest::automaticAnswersWhatASignatureProves()
{
    serve(domain::autoScheme, "key");
    const QByteArray body = R"({"event":"endpoint.url_validation","payload":{"plainToken":"q-1"}})";
    QCOMPARE(ask(post("/in", body)).body, "the endpoint's own"); // anybody's
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/in";
    message.body = body;
    const auto fields = signature::sign(*m_desk->schemes().find(u"zoom"_s), message,
                                        {u"main"_s, Secret::copyOf("key"), {}, false}, wallClock());
    QVERIFY(fields);
    QByteArray head;
    for (const domain::HeaderField &field : *fields)
        head += field.name + ": " + field.value + "\r\n";
    QVERIFY(ask(post("/in", body, head)).body.contains(hmacHex("key", "q-1")));
    QCOMPARE(load(2).row.signature.verdict, Verdict::Valid);
    QVERIFY(load(1).handshake.isEmpty());
    QVERIFY(load(2).handshake.contains(u"answered"_s));
}

void DeskHandshakesTest::theAnswerComesAfterTheCommit()
{
    serve(u"dropbox"_s);
    QCOMPARE(ask(get("/in?challenge=abc")).status, 200);
    QTRY_VERIFY(load(1).answered > 0); // its time is noted a little later
    QVERIFY(load(1).committed > 0);
    QVERIFY(load(1).answered >= load(1).committed);
}

QTEST_GUILESS_MAIN(DeskHandshakesTest)
#include "tst_handshakes.moc"
