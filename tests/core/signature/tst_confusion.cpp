// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The confusion of algorithms (RFC 8725 section 2.1): who knows a public key must not be able to sign with it
// as if it were a shared secret, in whatever form it is stored.

#include "core/signature/catalogue.h"
#include "core/signature/detect.h"
#include "core/signature/jws.h"
#include "core/signature/publickey.h"
#include "tests/support/signaturedata.h"

#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

class ConfusionTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void publicKeysAreTold_data();
    void publicKeysAreTold();
    void whatIsNoPublicKeyIsTakenForNone_data();
    void whatIsNoPublicKeyIsTakenForNone();
    void aPublicKeyIsNoSharedSecret_data();
    void aPublicKeyIsNoSharedSecret();
    void ofAnotherFamilyNoTokenIsRight();

private:
    Catalogue m_catalogue;
};

namespace {

constexpr Micros now = 1'767'225'600 * microsPerSecond;

QByteArray keyText(QLatin1StringView name)
{
    const QJsonArray tests = test::readSignatureData(u"primitives/keys.json"_s)["tests"_L1].toArray();
    for (const QJsonValue &test : tests) {
        if (test["name"_L1].toString() == name)
            return test["text"_L1].toString().toUtf8();
    }
    qFatal("no key of that name");
}

domain::HttpMessage request(const QByteArray &body)
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks";
    message.headers = {{"Host", "hooks.example.com"}, {"Content-Type", "application/json"}};
    message.body = body;
    return message;
}

} // namespace

void ConfusionTest::initTestCase()
{
    auto loaded = Catalogue::load();
    QVERIFY(loaded);
    m_catalogue = *std::move(loaded);
}

void ConfusionTest::publicKeysAreTold_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const QJsonValue &test : test::readSignatureData(u"primitives/keys.json"_s)["tests"_L1].toArray()) {
        const QByteArray text = test["text"_L1].toString().toUtf8();
        const auto keys = PublicKey::parse(text);
        const QByteArray bare = text.trimmed();
        // 32 bytes may be anything.
        if (keys && !(keys->first().kind() == PublicKey::Kind::Ed25519 && bare.size() <= 64 &&
                      !bare.startsWith("MCow") && !bare.startsWith('{')))
            QTest::newRow(qPrintable(test["name"_L1].toString())) << text;
    }
    QTest::newRow("Standard Webhooks") << QByteArray("whpk_") + QByteArray(32, 'k').toBase64();
    QTest::newRow("a key that cannot be used")
        << QByteArray("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n");
}

void ConfusionTest::publicKeysAreTold()
{
    QFETCH(QByteArray, text);
    QVERIFY(isPublicKeyText(text));
    QVERIFY(isPublicKeyText("\n " + text + "\n"));
}

void ConfusionTest::whatIsNoPublicKeyIsTakenForNone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "x", "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
          "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAthisisnokey", "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
          "{\"a\": 1, \"b\": \"a text that is longer than fifty characters\"}",
          "0404040404040404040404040404040404040404040404040404040404040404",
          "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("a long hexadecimal secret") << QByteArray(32, '\x04').toHex();
    QTest::newRow("64 bytes") << QByteArray(64, 'M').toBase64();
}

void ConfusionTest::whatIsNoPublicKeyIsTakenForNone()
{
    QFETCH(QByteArray, text);
    QVERIFY(!isPublicKeyText(text));
}

void ConfusionTest::aPublicKeyIsNoSharedSecret_data()
{
    QTest::addColumn<QByteArray>("key");
    for (const auto name : {"PEM of rsa"_L1, "PEM of p256"_L1, "PEM of ed25519"_L1})
        QTest::newRow(name.data()) << keyText(name);
}

// A token, a digest, a bearer and an HTTP signature, each forged with nothing but the key.
void ConfusionTest::aPublicKeyIsNoSharedSecret()
{
    QFETCH(QByteArray, key);
    const NamedSecret stored{u"key"_s, Secret(QByteArray(key)), {}, false};
    const Secret known{QByteArray(key)};
    const auto refused = [&](const QString &id, const domain::HttpMessage &message) {
        const auto byScheme = verify(*m_catalogue.find(id), message, {&stored, 1}, now);
        const auto byProof = detect(m_catalogue, message, {&stored, 1}, now);
        return byScheme.verdict == domain::Verdict::Mismatch && byScheme.reason.contains(u"public key"_s) &&
               byProof.verification.verdict != domain::Verdict::Valid &&
               byProof.verification.verdict != domain::Verdict::ValidStale;
    };
    const QByteArray body = R"({"event":"user.create"})";
    domain::HttpMessage forged = request(body);
    const QByteArray claims = "{\"request_body_sha256\":\"" +
                              QCryptographicHash::hash(body, QCryptographicHash::Sha256).toBase64() + "\"}";
    forged.headers.append(
        {"X-FusionAuth-Signature-JWT", signJws(JwsAlgorithm::Hs256, known, claims).value()});
    QVERIFY(refused(u"fusionauth-hmac"_s, forged));

    forged = request(body);
    forged.headers.append(
        {"X-Hub-Signature-256",
         "sha256=" + QMessageAuthenticationCode::hash(body, key, QCryptographicHash::Sha256).toHex()});
    QVERIFY(refused(u"github"_s, forged));
}

// What a scheme of public keys takes is decided by the scheme and the key, never by the token.
void ConfusionTest::ofAnotherFamilyNoTokenIsRight()
{
    const QByteArray key = keyText("PEM of rsa"_L1);
    const QByteArray body = R"({"event":"user.create"})";
    const QByteArray claims = "{\"request_body_sha256\":\"" +
                              QCryptographicHash::hash(body, QCryptographicHash::Sha256).toBase64() + "\"}";
    const auto token = signJws(JwsAlgorithm::Hs256, Secret(QByteArray(key)), claims);
    Scheme scheme = *m_catalogue.find(u"fusionauth"_s);
    domain::HttpMessage forged = request(body);
    forged.headers.append({"X-FusionAuth-Signature-JWT", *token});
    const NamedSecret stored{u"key"_s, Secret(QByteArray(key)), {}, false};
    QCOMPARE(verify(scheme, forged, {&stored, 1}, now).verdict, domain::Verdict::Malformed);
    // Not even when the scheme allows both.
    scheme.recipes.first().jws.algorithms = {"HS256", "RS256"};
    QCOMPARE(verify(scheme, forged, {&stored, 1}, now).verdict, domain::Verdict::Mismatch);
}

QTEST_GUILESS_MAIN(ConfusionTest)
#include "tst_confusion.moc"
