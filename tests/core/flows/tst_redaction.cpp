// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/rawhead.h"
#include "core/flows/redaction.h"
#include "core/signature/catalogue.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;

namespace {

domain::HttpMessage request(const QByteArray &line, const QByteArray &fields, const QByteArray &body = {})
{
    domain::HttpMessage message;
    message.head = line + " HTTP/1.1\r\n" + fields + "\r\n";
    domain::readHead(message);
    message.body = body;
    return message;
}

QList<signature::NamedSecret> secrets(const QByteArray &value)
{
    return {{u"main"_s, Secret::copyOf(value), {}, false}};
}

} // namespace

class RedactionTest : public QObject
{
    Q_OBJECT

private slots:
    void takesOut_data();
    void takesOut();
    void keeps_data();
    void keeps();
    void aSecretIsFoundInEverySpelling_data();
    void aSecretIsFoundInEverySpelling();
    void tokensOfASchemeAreTakenOut_data();
    void tokensOfASchemeAreTakenOut();
    void aPackedBodyWithASecretGoesAsAWhole_data();
    void aPackedBodyWithASecretGoesAsAWhole();
    void tellsWhatItTook();
    void whatItTookIsNotToldElsewhere();
    void factsStayJson();
    void inactiveChangesNothing();
    void brokenHeadsAreRead_data();
    void brokenHeadsAreRead();
    void veryShortSecretsAreCounted();
};

void RedactionTest::takesOut_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("target");
    for (const char *name :
         {"Authorization", "authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "X_API_KEY",
          "X-Gitlab-Token", "X-Auth-Token", "X-Webhook-Secret", "X-Session", "Ocp-Apim-Subscription-Key"})
        QTest::newRow(name) << name + QByteArray(": hidden-value\r\n") << QByteArray("/");
    QTest::newRow("blank before the colon")
        << QByteArray("Authorization : hidden-value\r\n") << QByteArray("/");
    QTest::newRow("folded") << QByteArray("Authorization: Bearer\r\n hidden-value\r\n") << QByteArray("/");
    QTest::newRow("folded from the start") << QByteArray("Cookie:\r\n\thidden-value\r\n") << QByteArray("/");
    for (const char *name :
         {"token", "access_token", "api_key", "apikey", "key", "sig", "code", "password", "to%6ben"})
        QTest::newRow(name) << QByteArray("A: 1\r\n") << "/h?a=1&" + QByteArray(name) + "=hidden-value&b=2";
    QTest::newRow("user of an absolute target")
        << QByteArray("A: 1\r\n") << QByteArray("http://me:hidden-value@x/h");
}

void RedactionTest::takesOut()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, target);
    Redactor redactor(nullptr, {}, true);
    const auto out = redactor.message(request("POST " + target, fields));
    QVERIFY2(!out.head.contains("hidden"), out.head);
    QVERIFY(!out.target.contains("hidden"));
    for (const domain::HeaderField &field : out.headers)
        QVERIFY(!field.value.contains("hidden"));
    QVERIFY(out.head.contains("[redacted "));
    QVERIFY(out.head.endsWith("\r\n\r\n"));
    QVERIFY(!redactor.done().isEmpty());
}

void RedactionTest::keeps_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("plain") << QByteArray("Host: x\r\nX-Dup: 1\r\nx-dup:  2\r\n");
    QTest::newRow("signatures") << QByteArray(
        "X-Hub-Signature-256: sha256=ab\r\nwebhook-id: 1\r\nIdempotency-Key: 7\r\n");
    QTest::newRow("no values") << QByteArray("Authorization:\r\nCookie: \r\n");
    QTest::newRow("high bytes") << QByteArray("X: \xff\xfe\r\n");
}

void RedactionTest::keeps()
{
    QFETCH(QByteArray, fields);
    const auto in = request("POST /h?a=1&token=", fields, QByteArray("\0\xff", 2));
    Redactor redactor(nullptr, secrets("a stored secret"), true);
    QVERIFY(redactor.message(in) == in);
    QVERIFY(redactor.done().isEmpty());
}

void RedactionTest::aSecretIsFoundInEverySpelling_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("body");
    const QByteArray secret = "s3cr/t+\"q";
    QTest::newRow("as it is") << secret << secret;
    QTest::newRow("in JSON") << secret << QByteArray(R"({"k":"s3cr/t+\"q"})");
    QTest::newRow("in JSON with slashes") << secret << QByteArray(R"({"k":"s3cr\/t+\"q"})");
    QTest::newRow("in a form") << secret << QByteArray("x=s3cr%2Ft%2B%22q");
    QTest::newRow("in JSON with \\u") << secret << QByteArray(R"({"k":"s3cr/t\u002B\u0022q"})");
    QTest::newRow("in a form, lower case") << secret << QByteArray("x=s3cr%2ft%2b%22q");
    QTest::newRow("with what looks like an escape")
        << QByteArray("s3cr%41t") << QByteArray("s3cr%41t s3cr%2541t");
    QTest::newRow("base64") << secret << QByteArray("x " + secret.toBase64());
    for (int before = 0; before < 3; ++before)
        QTest::addRow("within base64, %d bytes before it", before)
            << secret << (QByteArray(before, 'x') + secret + "yy").toBase64();
    QTest::newRow("hex") << secret << QByteArray("x " + secret.toHex());
    QTest::newRow("several times") << secret << secret + ' ' + secret;
    QTest::newRow("stored with a line end") << secret + '\n' << secret;
    QTest::newRow("without the name of its form") << QByteArray("whsec_abcdefgh") << QByteArray("x abcdefgh");
}

void RedactionTest::aSecretIsFoundInEverySpelling()
{
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, body);
    Redactor redactor(nullptr, secrets(secret), true);
    const auto out = redactor.message(
        request("POST /?x=" + secret.trimmed().toPercentEncoding("/+"), "X: " + body + "\r\n", body));
    QVERIFY2(out.body.contains("[redacted "), out.body);
    for (const QByteArray &text : {out.body, out.head, out.target, out.headers.first().value}) {
        for (const char *part : {"s3cr", "abcdefgh"})
            QVERIFY2(!text.contains(part), text);
        QVERIFY(!text.contains(secret.trimmed().toBase64()));
        QVERIFY(!text.contains(secret.trimmed().toHex()));
    }
    QCOMPARE(redactor.done().first().where, u"secret main"_s);
}

void RedactionTest::tokensOfASchemeAreTakenOut_data()
{
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    const QByteArray start =
        R"({"id":"own","name":"Own","strength":"token","algorithm":"token","key":{"form":"utf8"},)";
    QTest::newRow("header") << start + R"("signature":{"header":"X-Proof"}})"
                            << QByteArray("X-Proof: hidden\r\n") << QByteArray();
    QTest::newRow("member") << start + R"("signature":{"json":"/auth/proof"}})" << QByteArray("A: 1\r\n")
                            << QByteArray(R"({"auth":{"proof":"hidden"},"b":1})");
    QTest::newRow("form") << start + R"("signature":{"form":"proof"}})"
                          << QByteArray("Content-Type: application/x-www-form-urlencoded\r\n")
                          << QByteArray("a=1&proof=hidden");
}

void RedactionTest::tokensOfASchemeAreTakenOut()
{
    QFETCH(QByteArray, scheme);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, body);
    const auto read = signature::readScheme(scheme);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    Redactor redactor(&*read, {}, true);
    const auto out = redactor.message(request("POST /", fields, body));
    QVERIFY2(!(out.head + out.body).contains("hidden"), out.body);
    if (body.startsWith('{'))
        QVERIFY(!QJsonDocument::fromJson(out.body).isNull());
}

void RedactionTest::aPackedBodyWithASecretGoesAsAWhole_data()
{
    QTest::addColumn<QByteArray>("hex"); // of {"note":"the-secret-0123456789 stands here"}, by Node's zlib
    QTest::newRow("gzip")
        << "1f8b0800000000000003ab56cacb2f4955b2522ac948d52d4e4d2e4a2dd13530343236313533b7b054282e49cc4b2956c8482d4a55aa050053870e472c000000"_ba;
    QTest::newRow("zlib")
        << "789cab56cacb2f4955b2522ac948d52d4e4d2e4a2dd13530343236313533b7b054282e49cc4b2956c8482d4a55aa05003c7e0e10"_ba;
    QTest::newRow("bare deflate")
        << "ab56cacb2f4955b2522ac948d52d4e4d2e4a2dd13530343236313533b7b054282e49cc4b2956c8482d4a55aa0500"_ba;
    QTest::newRow("Brotli")
        << "8b15807b226e6f7465223a227468652d7365637265742d30313233343536373839207374616e64732068657265227d03"_ba;
    QTest::newRow("gzip of Brotli")
        << "1f8b0800000000000003eb166da856cacb2f4955b2522ac948d52d4e4d2e4a2dd13530343236313533b7b054282e49cc4b2956c8482d4a55aa6506001b5a0c4330000000"_ba;
}

// A search for its text alone would find nothing, and whoever has the pack unpacks it.
void RedactionTest::aPackedBodyWithASecretGoesAsAWhole()
{
    QFETCH(QByteArray, hex);
    const QByteArray packed = QByteArray::fromHex(hex);
    const auto in = request("POST /", "Host: x\r\n", packed);
    Redactor redactor(nullptr, secrets("the-secret-0123456789"), true);
    const QByteArray size = QByteArray::number(packed.size());
    QCOMPARE(redactor.message(in).body, "[redacted " + size + " bytes]");
    QCOMPARE(redactor.done(),
             (QList<Redaction>{{u"compressed body, which holds a secret"_s, packed.size(), 1}}));
    Redactor other(nullptr, secrets("another-secret-0123456789"), true);
    QCOMPARE(other.message(in).body, packed);
    QVERIFY(other.done().isEmpty());
}

void RedactionTest::tellsWhatItTook()
{
    Redactor redactor(nullptr, secrets("main-secret"), true);
    (void)redactor.message(
        request("POST /?token=abc", "Authorization: Basic eA==\r\n", "main-secret main-secret"));
    const QList<Redaction> expected = {
        {u"query parameter token"_s, 3, 1}, {u"header Authorization"_s, 10, 1}, {u"secret main"_s, 11, 2}};
    QVERIFY(redactor.done() == expected);
}

void RedactionTest::whatItTookIsNotToldElsewhere()
{
    Redactor redactor(nullptr, {}, true);
    const auto out =
        redactor.message(request("POST /", "Authorization: Bearer hunter22\r\n", "{\"copy\":\"hunter22\"}"));
    QVERIFY2(!out.body.contains("hunter22"), out.body);
    QCOMPARE(redactor.text(u"the reason quotes hunter22"_s), u"the reason quotes [redacted 8 bytes]"_s);
}

void RedactionTest::factsStayJson()
{
    Redactor redactor(nullptr, secrets("true"), true);
    const QJsonObject facts{{u"true"_s, true}, {u"list"_s, QJsonArray{u"is true"_s, 1}}};
    const QJsonObject expected{{u"true"_s, true}, {u"list"_s, QJsonArray{u"is [redacted 4 bytes]"_s, 1}}};
    QCOMPARE(redactor.facts(facts), expected);
}

void RedactionTest::inactiveChangesNothing()
{
    const auto in = request("POST /?token=abc", "Authorization: x\r\n", "main-secret");
    Redactor redactor(nullptr, secrets("main-secret"), false);
    QVERIFY(redactor.message(in) == in);
    QCOMPARE(redactor.bytes("main-secret"), "main-secret");
}

void RedactionTest::brokenHeadsAreRead_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no line end") << QByteArray("POST /?token=hidden");
    QTest::newRow("LF alone") << QByteArray("POST / HTTP/1.1\nAuthorization: hidden\n\n");
    QTest::newRow("cut") << QByteArray("POST / HTTP/1.1\r\nAuthorization: hid");
    QTest::newRow("bytes") << QByteArray("\x16\x03\x01\0\0: \n \n:\n", 11);
}

void RedactionTest::brokenHeadsAreRead()
{
    QFETCH(QByteArray, head);
    domain::HttpMessage in;
    in.head = head;
    Redactor redactor(nullptr, {}, true);
    const auto out = redactor.message(in);
    QVERIFY2(!out.head.contains("hid"), out.head);
    QCOMPARE(out.head.count('\n'), head.count('\n'));
}

void RedactionTest::veryShortSecretsAreCounted()
{
    Redactor redactor(nullptr, secrets("abc"), true);
    QCOMPARE(redactor.tooShort(), 1);
    QCOMPARE(redactor.bytes("abc"), "abc");
    Redactor none(nullptr, secrets(""), true);
    QCOMPARE(none.tooShort(), 0);
}

QTEST_GUILESS_MAIN(RedactionTest)
#include "tst_redaction.moc"
