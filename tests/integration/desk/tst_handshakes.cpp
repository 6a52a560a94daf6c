// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Senders that ask before they send: real sockets, a real SQLite file.

#include "core/signature/crypto.h"
#include "tests/support/handshakedesk.h"

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::test;
using namespace Qt::StringLiterals;
using domain::Endpoint;
using domain::Verdict;

namespace {

QByteArray get(const QByteArray &target, const QByteArray &fields = {}, const QByteArray &method = "GET")
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
}

QByteArray hmacHex(const QByteArray &key, QByteArrayView text)
{
    return signature::hmac(signature::Hash::Sha256, key, std::span(&text, 1)).view().toByteArray().toHex();
}

} // namespace

class DeskHandshakesTest : public QObject, private HandshakeDesk
{
    Q_OBJECT

private slots:
    void init() { openDesk(); }
    void cleanup() { closeDesk(); }
    void theChallengeComesBack_data();
    void theChallengeComesBack();
    void strictEndpointsAnswerToo();
    void aDeliveryIsNoHandshake();
    void anOracleIsRefused();
    void theVerifyTokenIsTheEndpoints();
    void aSecretIsKeptWhenAPersonSaysSo();
    void aDeclinedSecretIsGone();
    void aFloodOfSecretsIsBounded();
    void anEndpointMayAnswerNone();
    void automaticAnswersWhatASignatureProves();
    void theAnswerComesAfterTheCommit();
};

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
                           << jsonPost("/in", R"({"type":"url_verification","challenge":"3eZbrw1a"})") << 200
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
                          << jsonPost("/in",
                                      R"({"event":"endpoint.url_validation","payload":{"plainToken":"q-1"}})")
                          << 200 << json
                          << "{\"plainToken\":\"q-1\",\"encryptedToken\":\"" + hmacHex("key", "q-1") + "\"}";
    QTest::newRow("Okta") << u"okta"_s << QByteArray("key")
                          << get("/in", "X-Okta-Verification-Challenge: v1\r\n") << 200 << json
                          << QByteArray(R"({"verification":"v1"})");
    QTest::newRow("CloudEvents") << u"cloudevents"_s << none
                                 << get("/in", "WebHook-Request-Origin: e.example.com\r\n", "OPTIONS") << 200
                                 << QByteArray("WebHook-Allowed-Origin: e.example.com") << none;
    QTest::newRow("Asana") << u"asana"_s << none
                           << jsonPost("/in", "{}", "X-Hook-Secret: 0123456789abcdef\r\n") << 200
                           << QByteArray("X-Hook-Secret: 0123456789abcdef") << none;
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
    const domain::Delivery delivery = stored(1);
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
    QCOMPARE(stored(2).row.signature.verdict, Verdict::MissingSignature);
    QCOMPARE(stored(2).handshake, QString());
}

void DeskHandshakesTest::aDeliveryIsNoHandshake()
{
    serve(u"slack"_s, "key");
    QCOMPARE(ask(jsonPost("/in", R"({"type":"event_callback","challenge":"abc"})")).body,
             "the endpoint's own");
    QCOMPARE(stored(1).row.signature.verdict, Verdict::MissingSignature);
}

void DeskHandshakesTest::anOracleIsRefused()
{
    serve(u"twitter"_s, "key");
    const RawReply reply = ask(get("/in?crc_token=%7B%22for_user_id%22%3A%221%22%7D"));
    QCOMPARE(reply.status, 403);
    QVERIFY(!reply.body.contains("sha256"));
    QCOMPARE(ask(get("/in?crc_token=17")).status, 403);
    const domain::Delivery delivery = stored(1);
    QVERIFY2(delivery.handshake.contains(u"refused"_s), qPrintable(delivery.handshake));
    QCOMPARE(delivery.row.signature.verdict, Verdict::MissingSignature);
    QVERIFY2(stored(2).handshake.contains(u"could be that of a delivery"_s), qPrintable(stored(2).handshake));
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
    QCOMPARE(ask(jsonPost("/in", "{}", "X-Hook-Secret: " + key + "\r\n")).field("X-Hook-Secret"), key);
    QCOMPARE(ask(jsonPost("/in", "{}", "X-Hook-Secret: " + key + "\r\n")).status, 200); // it repeats itself
    QTRY_COMPARE(offered.size(), 1);
    const HandshakeOffer offer = m_desk->handshakeOffers().value(0);
    QCOMPARE(m_desk->handshakeOffers(),
             QList<HandshakeOffer>({{u"in"_s, u"asana"_s, u"header X-Hook-Secret"_s, u"asana"_s, 1,
                                     "127.0.0.1", stored(1).row.received}}));
    QVERIFY(offer.received > 0);

    const QByteArray body = R"({"events":[]})";
    const QByteArray signedPost = jsonPost("/in", body, "X-Hook-Signature: " + hmacHex(key, body) + "\r\n");
    QCOMPARE(ask(signedPost).status, 202);
    QCOMPARE(stored(3).row.signature.verdict, Verdict::NoSecret); // not before it is accepted

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
    QCOMPARE(stored(4).row.signature.verdict, Verdict::Valid);
    QCOMPARE(stored(4).row.signature.secretLabel, u"asana"_s);

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
    QCOMPARE(ask(jsonPost("/in", R"({"verification_token":"secret_tMrlL1qK5vuQAh1b6cZ"})")).status, 200);
    QTRY_COMPARE(offered.size(), 1);
    m_desk->declineHandshakeSecret(u"in"_s, u"notion"_s);
    QCOMPARE(m_desk->handshakeOffers(), QList<HandshakeOffer>());
    std::optional<Result<QList<secrets::StoredSecret>>> all;
    m_secrets->list(this, [&all](const auto &result) { all = result; });
    QTRY_VERIFY(all);
    QVERIFY((*all)->isEmpty());
    QVERIFY(!stored(1).handshake.contains(u"secret_tMrl"_s));
}

void DeskHandshakesTest::aFloodOfSecretsIsBounded()
{
    serve(u"asana"_s);
    QSignalSpy offered(m_desk.get(), &WebhookDesk::handshakeSecretOffered);
    for (int i = 0; i < 20; ++i)
        ask(jsonPost("/in", "{}", "X-Hook-Secret: a-secret-" + QByteArray::number(i) + "\r\n"));
    QTRY_COMPARE(offered.size(), 20);
    QCOMPARE(m_desk->handshakeOffers().size(), 8);
    QStringList labels;
    for (const HandshakeOffer &offer : m_desk->handshakeOffers())
        labels.append(offer.label);
    QCOMPARE(labels.removeDuplicates(), 0);
}

void DeskHandshakesTest::anEndpointMayAnswerNone()
{
    serve(u"dropbox"_s);
    Endpoint endpoint = m_desk->endpoints().first();
    endpoint.answersHandshakes = false;
    QVERIFY(m_desk->saveEndpoint(endpoint, endpoint.name));
    QCOMPARE(ask(get("/in?challenge=abc-123")).body, "the endpoint's own");
    QCOMPARE(stored(1).handshake, QString());
    QCOMPARE(stored(1).row.signature.verdict, Verdict::NoSecret);
}

void DeskHandshakesTest::automaticAnswersWhatASignatureProves()
{
    serve(domain::autoScheme, "key");
    const QByteArray body = R"({"event":"endpoint.url_validation","payload":{"plainToken":"q-1"}})";
    QCOMPARE(ask(jsonPost("/in", body)).body, "the endpoint's own"); // anybody's
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
    QVERIFY(ask(jsonPost("/in", body, head)).body.contains(hmacHex("key", "q-1")));
    QCOMPARE(stored(2).row.signature.verdict, Verdict::Valid);
    QVERIFY(stored(1).handshake.isEmpty());
    QVERIFY(stored(2).handshake.contains(u"answered"_s));
}

void DeskHandshakesTest::theAnswerComesAfterTheCommit()
{
    serve(u"dropbox"_s);
    QCOMPARE(ask(get("/in?challenge=abc")).status, 200);
    QTRY_VERIFY(stored(1).answered > 0); // its time is noted a little later
    QVERIFY(stored(1).committed > 0);
    QVERIFY(stored(1).answered >= stored(1).committed);
}

QTEST_GUILESS_MAIN(DeskHandshakesTest)
#include "tst_handshakes.moc"
