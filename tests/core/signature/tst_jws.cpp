// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/jws.h"
#include "tests/support/signaturekeys.h"

#include <QtTest>

#include <QJsonArray>
#include <QRegularExpression>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array allAlgorithms = {JwsAlgorithm::Hs256, JwsAlgorithm::Hs384, JwsAlgorithm::Hs512,
                                      JwsAlgorithm::Rs256, JwsAlgorithm::Rs384, JwsAlgorithm::Rs512,
                                      JwsAlgorithm::Ps256, JwsAlgorithm::Ps384, JwsAlgorithm::Ps512,
                                      JwsAlgorithm::Es256, JwsAlgorithm::Es384, JwsAlgorithm::EdDsa};

QByteArray text(const QJsonObject &test, QLatin1StringView member)
{
    return test[member].toString().toUtf8();
}

VerifyingKey keyOf(const QJsonObject &test)
{
    if (test.contains("secret"_L1))
        return Secret(QByteArray::fromHex(text(test, "secret"_L1)));
    return PublicKey::parse(text(test, "public"_L1)).value().first();
}

using tocsin::test::privateKey;

SigningKey signerFor(JwsAlgorithm algorithm)
{
    const QByteArrayView name = nameOf(algorithm);
    if (name.startsWith("HS"))
        return Secret::copyOf("a secret of the sender");
    if (name == "EdDSA")
        return privateKey("ed25519 as PKCS#8"_L1);
    if (name.startsWith("ES"))
        return privateKey(name == "ES256" ? "p256 as PKCS#8"_L1 : "p384 as PKCS#8"_L1);
    return privateKey("rsa as PKCS#8"_L1);
}

VerifyingKey holderOf(const SigningKey &signer)
{
    if (const auto *secret = std::get_if<Secret>(&signer))
        return *secret;
    return std::get<PrivateKey>(signer).publicKey();
}

} // namespace

// tests/data/signature/primitives/jws.json, and what goes round.
class JwsTest : public QObject
{
    Q_OBJECT

private slots:
    void judgesTokens_data();
    void judgesTokens();
    void readsItsOwnTokens_data();
    void readsItsOwnTokens();
    void refusesToSignWithTheWrongKind();
    void signsNothingThatItWouldNotRead();
    void writesTheTokenOfRfc7797();
    void readsClaims_data();
    void readsClaims();
};

void JwsTest::judgesTokens_data()
{
    QTest::addColumn<QJsonObject>("test");
    for (const QJsonValue &test : test::readSignatureData(u"primitives/jws.json"_s)["tests"_L1].toArray())
        QTest::newRow(qPrintable(test["name"_L1].toString())) << test.toObject();
}

void JwsTest::judgesTokens()
{
    QFETCH(QJsonObject, test);
    const QByteArray token = text(test, "token"_L1);
    const QByteArray detached = text(test, "detached"_L1);
    const auto jws = test.contains("detached"_L1) ? readDetachedJws(token, detached) : readJws(token);
    if (test.contains("error"_L1)) {
        QVERIFY(!jws);
        QCOMPARE(jws.error().kind, Error::Kind::Malformed);
        QVERIFY2(jws.error().detail.contains(test["error"_L1].toString()), qPrintable(jws.error().detail));
        return;
    }
    QVERIFY2(jws, jws ? "" : qPrintable(jws.error().detail));
    QList<JwsAlgorithm> allowed;
    for (const QJsonValue &name : test["allowed"_L1].toArray()) {
        if (const auto algorithm = readJwsAlgorithm(name.toString().toLatin1()))
            allowed.append(*algorithm);
    }
    QCOMPARE(verifyJws(*jws, allowed, keyOf(test)), test["valid"_L1].toBool());
    for (const QLatin1StringView member : {"payload"_L1, "payload_text"_L1, "detached"_L1}) {
        if (test.contains(member))
            QCOMPARE(jws->payload, text(test, member));
    }
    if (test.contains("kid"_L1))
        QCOMPARE(jws->keyId, text(test, "kid"_L1));
}

void JwsTest::readsItsOwnTokens_data()
{
    QTest::addColumn<JwsAlgorithm>("algorithm");
    for (const JwsAlgorithm algorithm : allAlgorithms)
        QTest::newRow(nameOf(algorithm).data()) << algorithm;
}

void JwsTest::readsItsOwnTokens()
{
    QFETCH(JwsAlgorithm, algorithm);
    QCOMPARE(readJwsAlgorithm(nameOf(algorithm)), std::optional(algorithm));
    const SigningKey signer = signerFor(algorithm);
    const VerifyingKey key = holderOf(signer);
    const QByteArray payload = "{\"a\":\"\xc3\xa9\"}\n.";

    const auto token = signJws(algorithm, signer, payload, {.type = "JWT", .keyId = "k \"1\""});
    const auto jws = readJws(*token);
    QVERIFY(verifyJws(*jws, allAlgorithms, key));
    QCOMPARE(jws->payload, payload);
    QCOMPARE(jws->keyId, QByteArray("k \"1\""));
    QCOMPARE(jws->header,
             "{\"alg\":\"" + nameOf(algorithm).toByteArray() + R"(","typ":"JWT","kid":"k \"1\""})");

    for (const bool encoded : {true, false}) {
        const auto detached = signJws(algorithm, signer, payload, {.detached = true, .encoded = encoded});
        QVERIFY(verifyJws(*readDetachedJws(*detached, payload), allAlgorithms, key));
        QVERIFY(!verifyJws(*readDetachedJws(*detached, payload + " "), allAlgorithms, key));
        QVERIFY(!verifyJws(*readDetachedJws(*detached, payload), {}, key));
    }
}

void JwsTest::refusesToSignWithTheWrongKind()
{
    const SigningKey secret = Secret::copyOf("secret");
    QVERIFY(!signJws(JwsAlgorithm::Es256, secret, "x"));
    QVERIFY(!signJws(JwsAlgorithm::Hs256, signerFor(JwsAlgorithm::Es256), "x"));
    QVERIFY(!signJws(JwsAlgorithm::Es384, signerFor(JwsAlgorithm::Es256), "x"));
    QVERIFY(!signJws(JwsAlgorithm::Hs256, Secret(), "x"));
    QVERIFY(!signJws(JwsAlgorithm::Rs256, PrivateKey(), "x"));
    QVERIFY(!signJws(JwsAlgorithm::Hs256, secret, "x", {.detached = false, .encoded = false}));
}

void JwsTest::signsNothingThatItWouldNotRead()
{
    const SigningKey secret = Secret::copyOf("secret");
    JwsOptions options{.keyId = QByteArray(maxJwsKeyId, 'k')};
    const auto longest = signJws(JwsAlgorithm::Hs256, secret, "x", options);
    QVERIFY(longest);
    QVERIFY(readJws(*longest));
    options.keyId += 'k';
    QVERIFY(!signJws(JwsAlgorithm::Hs256, secret, "x", options));
}

void JwsTest::writesTheTokenOfRfc7797()
{
    const auto key = QByteArray::fromBase64(
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
        QByteArray::Base64UrlEncoding);
    const auto token =
        signJws(JwsAlgorithm::Hs256, Secret::copyOf(key), "$.02", {.detached = true, .encoded = false});
    QCOMPARE(*token, QByteArray("eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19.."
                                "A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY"));
}

void JwsTest::readsClaims_data()
{
    using Kind = Error::Kind;
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("found");
    QTest::addColumn<std::optional<Kind>>("error");
    const auto good = [](const char *name, const QByteArray &payload, const QByteArray &found) {
        QTest::newRow(name) << payload << found << std::optional<Kind>();
    };
    const auto bad = [](const char *name, const QByteArray &payload, Kind error) {
        QTest::newRow(name) << payload << QByteArray() << std::optional(error);
    };
    good("text", R"({"b":1,"a":"x\u00e9\n"})", "x\xc3\xa9\n");
    good("name with an escape", R"({"\u0061":"x"})", "x");
    good("number as spelled", R"({"a":1.50e3})", "1.50e3");
    good("true", R"({"a":true,"b":{"a":2}})", "true");
    good("empty text", R"({"a":""})", "");
    bad("absent", R"({"b":{"a":1}})", Kind::NotFound);
    bad("absent in nothing", "{}", Kind::NotFound);
    bad("twice", R"({"a":1,"a":1})", Kind::Malformed);
    bad("twice, spelled otherwise", R"({"a":1,"\u0061":1})", Kind::Malformed);
    bad("null", R"({"a":null})", Kind::Malformed);
    bad("object", R"({"a":{}})", Kind::Malformed);
    bad("not UTF-8", "{\"a\":\"\xff\"}", Kind::Malformed);
    bad("list", "[1]", Kind::Malformed);
    bad("nothing", "", Kind::Malformed);
    bad("truncated", R"({"a":1)", Kind::Malformed);
    bad("truncated inside a value", R"({"a":1,"b":[)", Kind::Malformed);
    bad("something behind", R"({"a":1}x)", Kind::Malformed);
}

void JwsTest::readsClaims()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, found);
    QFETCH(std::optional<Error::Kind>, error);
    const auto claim = claimText(payload, "a");
    QCOMPARE(claim.has_value(), !error.has_value());
    if (claim)
        QCOMPARE(*claim, found);
    else
        QCOMPARE(claim.error().kind, *error);
}

QTEST_GUILESS_MAIN(JwsTest)
#include "tst_jws.moc"
