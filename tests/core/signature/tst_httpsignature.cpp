// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/httpsignature.h"
#include "tests/support/signaturekeys.h"

#include <QtTest>

#include <QJsonArray>
#include <QRegularExpression>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

using Edition = HttpSignatureEdition;

QList<domain::HeaderField> readFields(const QJsonValue &list)
{
    QList<domain::HeaderField> fields;
    for (const QJsonValue &field : list.toArray())
        fields.append({field[0].toString().toUtf8(), field[1].toString().toUtf8()});
    return fields;
}

QByteArray text(const QJsonObject &object, QLatin1StringView member)
{
    return object[member].toString().toUtf8();
}

domain::HttpMessage readMessage(const QJsonObject &test)
{
    domain::HttpMessage message;
    message.method = text(test, "method"_L1);
    message.target = text(test, "target"_L1);
    message.headers = readFields(test["headers"_L1]);
    message.trailers = readFields(test["trailers"_L1]);
    message.body = text(test, "body"_L1);
    return message;
}

VerifyingKey keyOf(const QJsonObject &test)
{
    if (test.contains("secret"_L1))
        return Secret(QByteArray::fromHex(text(test, "secret"_L1)));
    return PublicKey::parse(text(test, "public"_L1)).value().first();
}

void compare(const HttpSignature &found, const QJsonObject &expected, const VerifyingKey &key)
{
    QCOMPARE(found.label, text(expected, "label"_L1));
    if (expected.contains("fault"_L1)) {
        const QRegularExpression fault(expected["fault"_L1].toString());
        QVERIFY2(fault.match(found.fault).hasMatch(), qPrintable(found.fault));
        QVERIFY(!verifyHttpSignature(found, key));
        return;
    }
    QCOMPARE(found.fault, QString());
    if (expected.contains("base"_L1))
        QCOMPARE(found.base, text(expected, "base"_L1));
    if (expected.contains("components"_L1)) {
        QList<QByteArray> components;
        for (const QJsonValue &component : expected["components"_L1].toArray())
            components.append(component.toString().toUtf8());
        QCOMPARE(found.components, components);
    }
    const std::pair<QLatin1StringView, QByteArray> texts[] = {{"keyId"_L1, found.keyId},
                                                              {"algorithm"_L1, found.algorithm},
                                                              {"nonce"_L1, found.nonce},
                                                              {"tag"_L1, found.tag}};
    for (const auto &[member, value] : texts) {
        if (expected.contains(member))
            QCOMPARE(value, text(expected, member));
    }
    for (const auto &[member, value] :
         {std::pair("created"_L1, found.created), {"expires"_L1, found.expires}}) {
        if (expected.contains(member))
            QCOMPARE(value, std::optional(expected[member].toInteger()));
    }
    QCOMPARE(verifyHttpSignature(found, key), expected["valid"_L1].toBool());
}

domain::HttpMessage sample()
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks?a=1";
    message.headers = {{"Host", "example.com"}, {"Date", "Tue, 20 Apr 2021 02:07:55 GMT"}};
    message.body = "{\"hello\": \"world\"}";
    return message;
}

using tocsin::test::privateKey;

} // namespace

// tests/data/signature/primitives/httpsignatures.json, the body's digests, and what goes round.
class HttpSignatureTest : public QObject
{
    Q_OBJECT

private slots:
    void judgesRequests_data();
    void judgesRequests();
    void readsItsOwnSignatures_data();
    void readsItsOwnSignatures();
    void reproducesB26();
    void refusesToSignWhatIsNotThere();
    void holdsTheBodyAgainstItsDigest_data();
    void holdsTheBodyAgainstItsDigest();
};

void HttpSignatureTest::judgesRequests_data()
{
    QTest::addColumn<QJsonObject>("test");
    for (const QJsonValue &test :
         test::readSignatureData(u"primitives/httpsignatures.json"_s)["tests"_L1].toArray())
        QTest::newRow(qPrintable(test["name"_L1].toString())) << test.toObject();
}

void HttpSignatureTest::judgesRequests()
{
    QFETCH(QJsonObject, test);
    const Edition edition = test["edition"_L1].toString() == "cavage"_L1 ? Edition::Cavage : Edition::Rfc9421;
    const auto found = readHttpSignatures(edition, readMessage(test), text(test, "url"_L1));
    if (test.contains("error"_L1)) {
        QVERIFY(!found);
        QVERIFY2(found.error().detail.contains(test["error"_L1].toString()),
                 qPrintable(found.error().detail));
        return;
    }
    QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
    const QJsonArray expected = test["signatures"_L1].toArray();
    QCOMPARE(found->size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i)
        compare(found->at(i), expected[i].toObject(), keyOf(test));
}

void HttpSignatureTest::readsItsOwnSignatures_data()
{
    QTest::addColumn<Edition>("edition");
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<QString>("key");
    const auto row = [](Edition edition, const char *algorithm, const char *key) {
        QTest::addRow("%s %d", algorithm, int(edition))
            << edition << QByteArray(algorithm) << QString::fromLatin1(key);
    };
    row(Edition::Rfc9421, "hmac-sha256", "");
    row(Edition::Rfc9421, "ed25519", "ed25519");
    row(Edition::Rfc9421, "ecdsa-p256-sha256", "p256");
    row(Edition::Rfc9421, "ecdsa-p384-sha384", "p384");
    row(Edition::Rfc9421, "rsa-v1_5-sha256", "rsa");
    row(Edition::Rfc9421, "rsa-pss-sha512", "rsa");
    row(Edition::Cavage, "hmac-sha256", "");
    row(Edition::Cavage, "hmac-sha512", "");
    row(Edition::Cavage, "ed25519", "ed25519");
    row(Edition::Cavage, "ecdsa-sha256", "p256");
    row(Edition::Cavage, "rsa-sha256", "rsa");
    row(Edition::Cavage, "rsa-sha512", "rsa");
}

void HttpSignatureTest::readsItsOwnSignatures()
{
    QFETCH(Edition, edition);
    QFETCH(QByteArray, algorithm);
    QFETCH(QString, key);
    const bool isOld = edition == Edition::Cavage;
    SigningKey signer = Secret::copyOf("secret");
    VerifyingKey holder = Secret::copyOf("secret");
    if (!key.isEmpty()) {
        const PrivateKey own = privateKey(QLatin1StringView(QString(key + u" as PKCS#8"_s).toLatin1()));
        signer = own;
        holder = own.publicKey();
    }
    HttpSignatureOptions options;
    options.components =
        isOld ? QList<QByteArray>{"(request-target)", "(created)", "date"}
              : QList<QByteArray>{"@method", "@query-param;name=\"a\"", "@authority", "date;bs"};
    options.algorithm = algorithm;
    options.keyId = isOld ? "key 1" : "key \"1\"";
    options.created = 1618884473;
    options.expires = 1618884773;
    options.nonce = "n";
    options.tag = "t";
    for (const bool named : {true, false}) {
        options.namesAlgorithm = named;
        domain::HttpMessage message = sample();
        const auto fields =
            signHttpMessage(edition, message, "https://example.com/hooks?a=1", signer, options);
        QVERIFY2(fields, fields ? "" : qPrintable(fields.error().detail));
        message.headers += *fields;
        const auto found = readHttpSignatures(edition, message, "https://example.com/hooks?a=1");
        QCOMPARE(found->size(), 1);
        QVERIFY2(verifyHttpSignature(found->first(), holder), qPrintable(found->first().fault));
        QCOMPARE(found->first().keyId, options.keyId);
        QCOMPARE(found->first().components, options.components);
        QCOMPARE(found->first().created, options.created);
        QCOMPARE(found->first().expires, options.expires);
        QCOMPARE(found->first().algorithm, named ? algorithm : QByteArray());
        message.method = "PUT";
        QVERIFY(!verifyHttpSignature(
            readHttpSignatures(edition, message, "https://example.com/hooks?a=1")->first(), holder));
    }
}

// RFC 9421 B.1.4 and B.2.6: Ed25519 signs the same every time.
void HttpSignatureTest::reproducesB26()
{
    const auto key =
        PrivateKey::parse(Secret::copyOf("-----BEGIN PRIVATE KEY-----\n"
                                         "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n"
                                         "-----END PRIVATE KEY-----\n"));
    domain::HttpMessage message = sample();
    message.target = "/foo?param=Value&Pet=dog";
    message.headers += {{"Content-Type", "application/json"}, {"Content-Length", "18"}};
    HttpSignatureOptions options;
    options.label = "sig-b26";
    options.components = {"date", "@method", "@path", "@authority", "content-type", "content-length"};
    options.keyId = "test-key-ed25519";
    options.algorithm = "ed25519";
    options.created = 1618884473;
    const auto fields = signHttpMessage(Edition::Rfc9421, message,
                                        "https://example.com/foo?param=Value&Pet=dog", *key, options);
    QCOMPARE(fields->at(0).value,
             QByteArray(R"(sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length"))"
                        R"(;created=1618884473;keyid="test-key-ed25519")"));
    QCOMPARE(
        fields->at(1).value,
        QByteArray("sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5W"
                   "PpBKRCw==:"));
}

void HttpSignatureTest::refusesToSignWhatIsNotThere()
{
    const SigningKey secret = Secret::copyOf("secret");
    const auto refuses = [&](Edition edition, const HttpSignatureOptions &options, const SigningKey &key) {
        const auto fields = signHttpMessage(edition, sample(), "https://example.com/hooks?a=1", key, options);
        return !fields && fields.error().kind == Error::Kind::Rejected;
    };
    HttpSignatureOptions options;
    options.algorithm = "hmac-sha256";
    options.components = {"date"};
    QVERIFY(!refuses(Edition::Rfc9421, options, secret));
    QVERIFY(!refuses(Edition::Cavage, options, secret));
    QVERIFY(refuses(Edition::Rfc9421, options, Secret()));
    QVERIFY(refuses(Edition::Rfc9421, options, privateKey("rsa as PKCS#8"_L1)));
    options.components = {"x-none"};
    QVERIFY(refuses(Edition::Rfc9421, options, secret));
    QVERIFY(refuses(Edition::Cavage, options, secret));
    options.components = {"date"};
    options.algorithm = "hmac-md5";
    QVERIFY(refuses(Edition::Rfc9421, options, secret));
    QVERIFY(refuses(Edition::Cavage, options, secret));
    options.algorithm = "ed25519";
    QVERIFY(refuses(Edition::Rfc9421, options, secret));
    options.algorithm = "hmac-sha256";
    options.label = "Bad Label";
    QVERIFY(refuses(Edition::Rfc9421, options, secret));
    options.label = "a=(), b";
    QVERIFY(refuses(Edition::Rfc9421, options, secret));
    options.keyId = "a\"b";
    QVERIFY(refuses(Edition::Cavage, options, secret));
}

void HttpSignatureTest::holdsTheBodyAgainstItsDigest_data()
{
    using D = BodyDigest;
    const QByteArray right256 = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";
    const QByteArray right512 =
        "WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==";
    const QByteArray wrong256 = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPA=";
    QTest::addColumn<QByteArray>("content"); // Content-Digest; null = absent
    QTest::addColumn<QByteArray>("older");   // Digest
    QTest::addColumn<D>("contentFound");
    QTest::addColumn<D>("olderFound");
    const auto both = [](const char *name, const QByteArray &content, const QByteArray &older, D found) {
        QTest::newRow(name) << content << older << found << found;
    };
    both("absent", {}, {}, D::Absent);
    both("SHA-256", "sha-256=:" + right256 + ":", "SHA-256=" + right256, D::Right);
    both("SHA-512", "sha-512=:" + right512 + ":", "sha-512=" + right512, D::Right);
    both("both", "sha-256=:" + right256 + ":, sha-512=:" + right512 + ":",
         "SHA-256=" + right256 + ", SHA-512=" + right512, D::Right);
    both("one of an older kind beside", "md5=:AA==:, sha-256=:" + right256 + ":", "MD5=x,SHA-256=" + right256,
         D::Right);
    both("wrong", "sha-256=:" + wrong256 + ":", "SHA-256=" + wrong256, D::Wrong);
    both("wrong before right", "sha-256=:" + wrong256 + ":, sha-512=:" + right512 + ":",
         "SHA-256=" + wrong256 + ",SHA-512=" + right512, D::Wrong);
    both("right before wrong", "sha-512=:" + right512 + ":, sha-256=:" + wrong256 + ":",
         "SHA-512=" + right512 + ",SHA-256=" + wrong256, D::Wrong);
    both("digest of the other algorithm", "sha-512=:" + right256 + ":", "SHA-512=" + right256, D::Wrong);
    both("empty digest", "sha-256=::", "SHA-256=", D::Wrong);
    both("older kinds only", "md5=:AA==:", "MD5=AA==", D::Malformed);
    both("empty", "", "", D::Malformed);
    both("not base64", "sha-256=:!:", "SHA-256=!", D::Malformed);
    both("a word", "Sha", "sha", D::Malformed);
    QTest::newRow("each in the other's form")
        << "SHA-256=" + right256 << "sha-256=:" + right256 + ":" << D::Malformed << D::Malformed;
    QTest::newRow("twice") << "sha-256=:" + wrong256 + ":, sha-256=:" + right256 + ":"
                           << "SHA-256=" + wrong256 + ",SHA-256=" + right256 << D::Malformed << D::Wrong;
    QTest::newRow("text in place of bytes")
        << "sha-256=\"" + right256 + "\"" << QByteArray() << D::Malformed << D::Absent;
    QTest::newRow("list in place of bytes")
        << "sha-256=(:" + right256 + ":)" << QByteArray() << D::Malformed << D::Absent;
}

void HttpSignatureTest::holdsTheBodyAgainstItsDigest()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, older);
    domain::HttpMessage message = sample();
    if (!content.isNull())
        message.headers.append({"content-digest", content});
    if (!older.isNull())
        message.headers.append({"DIGEST", older});
    QTEST(checkContentDigest(message), "contentFound");
    QTEST(checkDigest(message), "olderFound");
}

QTEST_GUILESS_MAIN(HttpSignatureTest)
#include "tst_httpsignature.moc"
