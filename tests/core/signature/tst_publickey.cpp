// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/crypto.h"
#include "core/signature/privatekey.h"
#include "tests/support/signaturedata.h"

#include <QtTest>

#include <QJsonArray>
#include <QRegularExpression>

#include <thread>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

using A = SignatureAlgorithm;
using Kind = PublicKey::Kind;

const QHash<QString, Kind> kinds = {{u"rsa"_s, Kind::Rsa},
                                    {u"p256"_s, Kind::EcP256},
                                    {u"p384"_s, Kind::EcP384},
                                    {u"ed25519"_s, Kind::Ed25519}};

const QHash<QString, A> algorithms = {{u"ed25519"_s, A::Ed25519},
                                      {u"ecdsa-p256-sha256"_s, A::EcdsaP256Sha256Der},
                                      {u"ecdsa-p256-sha256-raw"_s, A::EcdsaP256Sha256Raw},
                                      {u"ecdsa-p256-sha1"_s, A::EcdsaP256Sha1Der},
                                      {u"ecdsa-p384-sha384-raw"_s, A::EcdsaP384Sha384Raw},
                                      {u"rsa-sha1"_s, A::RsaSha1},
                                      {u"rsa-sha256"_s, A::RsaSha256},
                                      {u"rsa-sha384"_s, A::RsaSha384},
                                      {u"rsa-sha512"_s, A::RsaSha512},
                                      {u"rsa-pss-sha256"_s, A::RsaPssSha256},
                                      {u"rsa-pss-sha384"_s, A::RsaPssSha384},
                                      {u"rsa-pss-sha512"_s, A::RsaPssSha512}};

QByteArray hex(const QJsonValue &value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

QByteArray textOf(const QJsonObject &test)
{
    return test["text"_L1].toString().toUtf8().repeated(test["times"_L1].toInt(1));
}

// No message may hold a piece of the key: neither of its text nor of what the text stands for.
bool echoes(const QString &message, const QByteArray &text)
{
    for (qsizetype i = 0; i + 12 <= qMin<qsizetype>(text.size(), 2000); ++i) {
        const QByteArray piece = text.mid(i, 12);
        if (!piece.contains(' ') && message.toUtf8().contains(piece))
            return true;
    }
    return false;
}

void addTests(const QString &file)
{
    QTest::addColumn<QJsonObject>("test");
    for (const QJsonValue &test : test::readSignatureData(u"primitives/"_s + file)["tests"_L1].toArray())
        QTest::newRow(qPrintable(test["name"_L1].toString())) << test.toObject();
}

bool verifyText(A algorithm, const PublicKey &key, QByteArrayView text, QByteArrayView signature)
{
    return verifySignature(algorithm, key, std::span(&text, 1), signature);
}

} // namespace

// tests/data/signature/primitives/{keys,private-keys,signatures,ed25519}.json, and what goes round.
class PublicKeyTest : public QObject
{
    Q_OBJECT

private slots:
    void readsKeys_data() { addTests(u"keys.json"_s); }
    void readsKeys();
    void readsPrivateKeys_data() { addTests(u"private-keys.json"_s); }
    void readsPrivateKeys();
    void judgesSignatures_data() { addTests(u"signatures.json"_s); }
    void judgesSignatures();
    void signsAsRfc8032_data() { addTests(u"ed25519.json"_s); }
    void signsAsRfc8032();
    void findsItsOwnSignaturesValid_data();
    void findsItsOwnSignaturesValid();
    void aKeyForPssAloneDoesNothingElse();
    void aNullKeyNeitherSignsNorVerifies();
    void keysWithOtherIdsDiffer();
    void theFingerprintIsTheDigestOfTheSpki();
    void oneKeyServesManyThreads();
};

void PublicKeyTest::readsKeys()
{
    QFETCH(QJsonObject, test);
    const QByteArray text = textOf(test);
    const auto keys = PublicKey::parse(text);
    if (test.contains("error"_L1)) {
        QVERIFY(!keys);
        QCOMPARE(keys.error().kind, Error::Kind::Rejected);
        const QString &detail = keys.error().detail;
        QVERIFY2(QRegularExpression(test["error"_L1].toString()).match(detail).hasMatch(),
                 qPrintable(detail));
        QVERIFY2(!echoes(detail, text), qPrintable(detail));
        return;
    }
    QVERIFY2(keys, keys ? "" : qPrintable(keys.error().detail));
    const QJsonArray expected = test["keys"_L1].toArray();
    QCOMPARE(keys->size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const PublicKey &key = keys->at(i);
        QCOMPARE(key.kind(), kinds[expected[i]["kind"_L1].toString()]);
        QCOMPARE(key.bits(), expected[i]["bits"_L1].toInt());
        QCOMPARE(key.keyId(), expected[i]["kid"_L1].toString().toUtf8());
        QCOMPARE(key.spki().toBase64(), expected[i]["spki"_L1].toString().toLatin1());
    }
}

void PublicKeyTest::readsPrivateKeys()
{
    QFETCH(QJsonObject, test);
    const QByteArray text = textOf(test);
    const auto key = PrivateKey::parse(Secret::copyOf(text));
    if (test.contains("error"_L1)) {
        QVERIFY(!key);
        QCOMPARE(key.error().kind, Error::Kind::Rejected);
        const QString &detail = key.error().detail;
        QVERIFY2(detail.contains(test["error"_L1].toString()), qPrintable(detail));
        QVERIFY2(!echoes(detail, text), qPrintable(detail));
        return;
    }
    QVERIFY2(key, key ? "" : qPrintable(key.error().detail));
    QCOMPARE(key->publicKey().spki().toBase64(), test["spki"_L1].toString().toLatin1());
}

void PublicKeyTest::judgesSignatures()
{
    QFETCH(QJsonObject, test);
    const auto keys = PublicKey::parse(test["key"_L1].toString().toUtf8());
    QVERIFY2(keys, keys ? "" : qPrintable(keys.error().detail));
    QVERIFY(algorithms.contains(test["algorithm"_L1].toString()));
    const A algorithm = algorithms[test["algorithm"_L1].toString()];
    const PssSalt salt = test["salt"_L1].toString() == "any"_L1 ? PssSalt::Any : PssSalt::AsDigest;
    const QByteArray message = hex(test["message"_L1]);
    const QByteArrayView whole[] = {message};
    const QByteArrayView cut[] = {QByteArrayView(message).first(message.size() / 2),
                                  {},
                                  QByteArrayView(message).sliced(message.size() / 2)};
    const QByteArray signature = hex(test["signature"_L1]);
    QCOMPARE(verifySignature(algorithm, keys->first(), whole, signature, salt), test["valid"_L1].toBool());
    QCOMPARE(verifySignature(algorithm, keys->first(), cut, signature, salt), test["valid"_L1].toBool());
}

void PublicKeyTest::signsAsRfc8032()
{
    QFETCH(QJsonObject, test);
    const auto key = PrivateKey::parse(Secret(test["seed"_L1].toString().toLatin1()));
    QVERIFY(key);
    QCOMPARE(key->publicKey().spki().last(32), hex(test["public"_L1]));
    const QByteArray message = hex(test["message"_L1]);
    const QByteArrayView pieces[] = {message};
    QCOMPARE(*makeSignature(A::Ed25519, *key, pieces), hex(test["signature"_L1]));
}

void PublicKeyTest::findsItsOwnSignaturesValid_data()
{
    QTest::addColumn<A>("algorithm");
    for (auto i = algorithms.begin(); i != algorithms.end(); ++i)
        QTest::newRow(qPrintable(i.key())) << i.value();
}

void PublicKeyTest::findsItsOwnSignaturesValid()
{
    QFETCH(A, algorithm);
    const QByteArrayView pieces[] = {"ab", "", "c"};
    int signedBy = 0;
    for (const QJsonValue &test :
         test::readSignatureData(u"primitives/private-keys.json"_s)["tests"_L1].toArray()) {
        if (!test["name"_L1].toString().endsWith("as PKCS#8"_L1))
            continue;
        const auto key = PrivateKey::parse(Secret(test["text"_L1].toString().toLatin1()));
        const auto signature = makeSignature(algorithm, *key, pieces);
        QCOMPARE(signature.has_value(), key->publicKey().kind() == keyKindOf(algorithm));
        if (!signature)
            continue;
        ++signedBy;
        QVERIFY(verifyText(algorithm, key->publicKey(), "abc", *signature));
        QVERIFY(!verifyText(algorithm, key->publicKey(), "abd", *signature));
        for (const A other : algorithms) {
            if (other != algorithm)
                QVERIFY(!verifyText(other, key->publicKey(), "abc", *signature));
        }
    }
    QCOMPARE(signedBy, 1);
}

// RFC 9421 B.1.2: a key under the OID of RSASSA-PSS.
void PublicKeyTest::aKeyForPssAloneDoesNothingElse()
{
    const auto key =
        PrivateKey::parse(Secret::copyOf("MIIEvgIBADALBgkqhkiG9w0BAQoEggSqMIIEpgIBAAKCAQEAr4tmm3r20Wd/Pbqv"
                                         "P1s2+QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry5"
                                         "3mm+oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7Oyr"
                                         "FAHqgDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUA"
                                         "AN5WUtzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw"
                                         "9lq4aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oy"
                                         "c6XI2wIDAQABAoIBAQCUB8ip+kJiiZVKF8AqfB/aUP0jTAqOQewK1kKJ/iQCXBCq"
                                         "pbo360gvdt05H5VZ/RDVkEgO2k73VSsbulqezKs8RFs2tEmU+JgTI9MeQJPWcP6X"
                                         "aKy6LIYs0E2cWgp8GADgoBs8llBq0UhX0KffglIeek3n7Z6Gt4YFge2TAcW2WbN4"
                                         "XfK7lupFyo6HHyWRiYHMMARQXLJeOSdTn5aMBP0PO4bQyk5ORxTUSeOciPJUFktQ"
                                         "HkvGbym7KryEfwH8Tks0L7WhzyP60PL3xS9FNOJi9m+zztwYIXGDQuKM2GDsITeD"
                                         "2mI2oHoPMyAD0wdI7BwSVW18p1h+jgfc4dlexKYRAoGBAOVfuiEiOchGghV5vn5N"
                                         "RDNscAFnpHj1QgMr6/UG05RTgmcLfVsI1I4bSkbrIuVKviGGf7atlkROALOG/xRx"
                                         "DLadgBEeNyHL5lz6ihQaFJLVQ0u3U4SB67J0YtVO3R6lXcIjBDHuY8SjYJ7Ci6Z6"
                                         "vuDcoaEujnlrtUhaMxvSfcUJAoGBAMPsCHXte1uWNAqYad2WdLjPDlKtQJK1diCm"
                                         "rqmB2g8QE99hDOHItjDBEdpyFBKOIP+NpVtM2KLhRajjcL9Ph8jrID6XUqikQuVi"
                                         "4J9FV2m42jXMuioTT13idAILanYg8D3idvy/3isDVkON0X3UAVKrgMEne0hJpkPL"
                                         "FYqgetvDAoGBAKLQ6JZMbSe0pPIJkSamQhsehgL5Rs51iX4m1z7+sYFAJfhvN3Q/"
                                         "OGIHDRp6HjMUcxHpHw7U+S1TETxePwKLnLKj6hw8jnX2/nZRgWHzgVcY+sPsReRx"
                                         "NJVf+Cfh6yOtznfX00p+JWOXdSY8glSSHJwRAMog+hFGW1AYdt7w80XBAoGBAImR"
                                         "NUugqapgaEA8TrFxkJmngXYaAqpA0iYRA7kv3S4QavPBUGtFJHBNULzitydkNtVZ"
                                         "3w6hgce0h9YThTo/nKc+OZDZbgfN9s7cQ75x0PQCAO4fx2P91Q+mDzDUVTeG30mE"
                                         "t2m3S0dGe47JiJxifV9P3wNBNrZGSIF3mrORBVNDAoGBAI0QKn2Iv7Sgo4T/XjND"
                                         "dl2kZTXqGAk8dOhpUiw/HdM3OGWbhHj2NdCzBliOmPyQtAr770GITWvbAI+IRYyF"
                                         "S7Fnk6ZVVVHsxjtaHy1uJGFlaZzKR4AGNaUTOJMs6NadzCmGPAxNQQOCqoUjn4XR"
                                         "rOjr9w349JooGXhOxbu8nOxX"));
    QVERIFY2(key, key ? "" : qPrintable(key.error().detail));
    const QByteArrayView pieces[] = {"abc"};
    const auto signature = makeSignature(A::RsaPssSha512, *key, pieces);
    QVERIFY(signature);
    QVERIFY(verifyText(A::RsaPssSha512, key->publicKey(), "abc", *signature));
    QVERIFY(!verifyText(A::RsaSha512, key->publicKey(), "abc", *signature));
    QVERIFY(!makeSignature(A::RsaSha512, *key, pieces));
    QCOMPARE(PublicKey::parse(key->publicKey().spki().toBase64())->first(), key->publicKey());
}

void PublicKeyTest::aNullKeyNeitherSignsNorVerifies()
{
    QVERIFY(PublicKey().isNull());
    QVERIFY(PrivateKey().isNull());
    QVERIFY(!verifyText(A::Ed25519, {}, "abc", QByteArray(64, '\0')));
    QVERIFY(!makeSignature(A::Ed25519, {}, {}));
    QVERIFY(PublicKey() == PublicKey());
}

void PublicKeyTest::keysWithOtherIdsDiffer()
{
    const QByteArray x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"; // RFC 8037 A.2
    const auto jwk = [&](const QByteArray &id) {
        return PublicKey::parse(R"({"kty":"OKP","crv":"Ed25519","x":")" + x + R"(","kid":")" + id + "\"}")
            ->first();
    };
    QVERIFY(jwk("a") == jwk("a"));
    QVERIFY(jwk("a") != jwk("b"));
    QVERIFY(jwk("a") != PublicKey());
    QCOMPARE(jwk("a").fingerprint(), jwk("b").fingerprint());
    QVERIFY(jwk("") == PublicKey::parse(x)->first());
}

void PublicKeyTest::theFingerprintIsTheDigestOfTheSpki()
{
    const PublicKey key = PublicKey::parse("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")->first();
    QCOMPARE(key.fingerprint(), QCryptographicHash::hash(key.spki(), QCryptographicHash::Sha256));
}

void PublicKeyTest::oneKeyServesManyThreads()
{
    const QJsonArray tests = test::readSignatureData(u"primitives/private-keys.json"_s)["tests"_L1].toArray();
    for (const auto &[name, algorithm] :
         {std::pair("rsa as PKCS#8"_L1, A::RsaSha256), std::pair("p256 as PKCS#8"_L1, A::EcdsaP256Sha256Der),
          std::pair("ed25519 as PKCS#8"_L1, A::Ed25519)}) {
        const auto found = std::find_if(tests.begin(), tests.end(), [&](const QJsonValue &test) {
            return test["name"_L1].toString() == name;
        });
        const auto key = PrivateKey::parse(Secret((*found)["text"_L1].toString().toLatin1()));
        std::atomic<int> right = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 10; ++i) {
                    const QByteArrayView pieces[] = {"abc"};
                    const auto signature = makeSignature(algorithm, *key, pieces);
                    right += verifyText(algorithm, key->publicKey(), "abc", *signature) ? 1 : 0;
                }
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(right.load(), 40);
    }
}

QTEST_GUILESS_MAIN(PublicKeyTest)
#include "tst_publickey.moc"
