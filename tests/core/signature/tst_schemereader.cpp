// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"
#include "core/signature/schemewriter.h"
#include "tests/support/signaturedata.h"

#include <QtTest>

#include <QJsonArray>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

class SchemeReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryMember();
    void readsEveryMemberOfAHandshake();
    void namesLineAndMember_data();
    void namesLineAndMember();
    void refusesWhatIsNotAnObject();
    void findsTheBuiltInSchemes();
    void aUsersSchemeReplacesABuiltInOne();
    void theWordForAllIsNoId();
    void appliesTheVendorsSecretRules_data();
    void appliesTheVendorsSecretRules();
    void saysTheLengthRule();
    void advisesOnBlanks();
};

void SchemeReaderTest::readsEveryMember()
{
    const auto scheme = readScheme(R"({
      "id": "own-1", "name": "Own", "aliases": ["mine"], "sources": ["somewhere"], "evidence": "unsure",
      "parameters": [ { "name": "webhookId", "about": "from the dashboard" } ],
      "detect": { "headers": ["X-Own"], "userAgents": ["Own/"], "body": ["/own"] },
      "retry": { "delaysSeconds": [10, 60], "attemptHeader": "X-Try", "idHeader": "X-Id" },
      "reply": { "status": 201, "contentType": "text/plain", "body": "ok" },
      "algorithm": "hmac-sha512",
      "key": { "form": "prefixed-base64", "prefixes": ["whsec_"] },
      "signature": { "header": "X-Sig", "key": "v1", "encoding": "base64url",
                     "prefixes": ["a="], "toleratedPrefixes": ["b=", "c="] },
      "timestamp": { "header": "X-Time", "unit": "milliseconds", "maxDigits": 13, "windowSeconds": 60 },
      "messageId": { "header": "X-Id" },
      "tag": { "header": "X-Sig", "key": "tag", "takesRest": true },
      "message": [ { "kind": "id" }, { "kind": "literal", "text": "\u000a" }, { "kind": "header", "header": "Host" },
                   { "kind": "method", "lower": true }, { "kind": "target" }, { "kind": "path" },
                   { "kind": "timestamp" }, { "kind": "parameter", "parameter": "webhookId" },
                   { "kind": "body", "hash": "sha256", "encoding": "hex-lower" },
                   { "kind": "tag", "optional": true, "before": "." } ],
      "secret": { "minLength": 2, "maxLength": 9, "alphabet": "word", "about": "its page" } })");
    QVERIFY2(scheme.has_value(), scheme ? "" : qPrintable(scheme.error().detail));
    using Kind = PartSpec::Kind;
    const auto part = [](Kind kind, const QByteArray &text = {}) {
        PartSpec spec;
        spec.kind = kind;
        spec.text = text;
        return spec;
    };
    const auto field = [](const QByteArray &header, const QByteArray &key = {}) {
        FieldSpec spec;
        spec.place = FieldSpec::Place::Header;
        spec.names = {header};
        spec.key = key;
        return spec;
    };
    Scheme expected;
    expected.id = u"own-1"_s;
    expected.name = u"Own"_s;
    expected.aliases = {u"mine"_s};
    expected.sources = {u"somewhere"_s};
    expected.evidence = Scheme::Evidence::Unsure;
    expected.parameters = {{"webhookId", u"from the dashboard"_s}};
    expected.signs = {{"X-Own"}, {"Own/"}, {"/own"}};
    expected.retry = {{10, 60}, "X-Try", "X-Id"};
    expected.reply = {201, "text/plain", "ok"};
    expected.secretRule = {2, 9, "word", u"its page"_s};
    Recipe recipe;
    recipe.algorithm = Algorithm::HmacSha512;
    recipe.encoding = Encoding::Base64Url;
    recipe.key.form = KeyForm::PrefixedBase64;
    recipe.key.prefixes = {"whsec_"};
    recipe.signature = field("X-Sig", "v1");
    recipe.signature.prefixes = {"a="};
    recipe.signature.toleratedPrefixes = {"b=", "c="};
    recipe.timestamp = {field("X-Time"), TimeUnit::Milliseconds, 13, 60};
    recipe.messageId = field("X-Id");
    recipe.tag = field("X-Sig", "tag");
    recipe.tag.takesRest = true;
    recipe.message = {part(Kind::Id),
                      part(Kind::Literal, "\n"),
                      part(Kind::Header, "Host"),
                      part(Kind::Method),
                      part(Kind::Target),
                      part(Kind::Path),
                      part(Kind::Timestamp),
                      part(Kind::Parameter, "webhookId"),
                      part(Kind::Body),
                      part(Kind::Tag)};
    recipe.message[3].lower = true;
    recipe.message[8].hash = PartHash::Sha256;
    recipe.message[8].encoding = Encoding::HexLower;
    recipe.message[9].optional = true;
    recipe.message[9].before = ".";
    expected.recipes = {recipe};
    QVERIFY(*scheme == expected);
}

void SchemeReaderTest::readsEveryMemberOfAHandshake()
{
    const auto scheme = readScheme(R"({
      "id": "own-1", "name": "Own", "algorithm": "hmac-sha512", "key": { "form": "utf8" },
      "signature": { "header": "X-Sig", "encoding": "hex-lower" }, "message": [ { "kind": "body" } ],
      "handshakes": [ {
        "name": "check",
        "when": { "methods": ["GET", "POST"],
                  "has": [ { "query": "mode", "equals": "subscribe" }, { "parameter": "token" },
                           { "header": "X-Token", "equalsParameter": "token" },
                           { "json": "/u", "alphabet": "base64", "minLength": 2, "maxLength": 99 } ],
                  "lacks": [ { "json": "/event" } ], "only": true, "emptyBody": true },
        "signature": "required",
        "reply": { "status": 201, "contentType": "application/json",
                   "headers": [ { "name": "X-Back", "value": [ { "header": "X-Token" } ] } ],
                   "body": [ { "text": "[" }, { "json": "/u", "quoted": true }, { "text": ",\"" },
                             { "digest": "hmac-sha384", "of": [ { "json": "/u" }, { "url": true } ],
                               "encoding": "base64url" }, { "text": "\"]" } ] },
        "learns": { "header": "X-Token" },
        "consent": { "json": "/u", "hosts": ["sns.*.example.com"], "start": "/?a" } } ],
      "parameters": [ { "name": "token", "about": "typed in" } ] })");
    QVERIFY2(scheme.has_value(), scheme ? "" : qPrintable(scheme.error().detail));
    using Place = HandshakeValue::Place;
    const HandshakeValue member{Place::Json, "/u"};
    const HandshakeValue token{Place::Header, "X-Token"};
    const auto text = [](const QByteArray &bytes) {
        ReplyPiece piece;
        piece.text = bytes;
        return piece;
    };
    const auto value = [](const HandshakeValue &of) {
        ReplyPiece piece;
        piece.kind = ReplyPiece::Kind::Value;
        piece.value = of;
        return piece;
    };
    Handshake expected;
    expected.name = u"check"_s;
    expected.methods = {"GET", "POST"};
    expected.has.resize(4);
    expected.has[0].value = {Place::Query, "mode"};
    expected.has[0].equals = "subscribe";
    expected.has[1].value = {Place::Parameter, "token"};
    expected.has[2].value = token;
    expected.has[2].parameter = "token";
    expected.has[3] = {member, {}, {}, Alphabet::Base64, 2, 99};
    expected.lacks = {{Place::Json, "/event"}};
    expected.only = true;
    expected.emptyBody = true;
    expected.signature = Handshake::Signed::Required;
    expected.reply.status = 201;
    expected.reply.content = HandshakeReply::Content::Json;
    expected.reply.fields = {{"X-Back", {value(token)}}};
    expected.reply.body = {text("["), value(member), text(",\""), ReplyPiece(), text("\"]")};
    expected.reply.body[1].quoted = true;
    ReplyPiece url;
    url.kind = ReplyPiece::Kind::Url;
    ReplyPiece &digest = expected.reply.body[3];
    digest.kind = ReplyPiece::Kind::Digest;
    digest.digest = Algorithm::HmacSha384;
    digest.encoding = Encoding::Base64Url;
    digest.of = {value(member), url};
    expected.learns = token;
    expected.consent = {"/u", {"sns.*.example.com"}, "/?a"};
    QCOMPARE(scheme->handshakes.size(), size_t(1));
    QVERIFY(scheme->handshakes.front() == expected);
    const auto written = readScheme(writeScheme(*scheme));
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    QVERIFY(*written == *scheme);
}

void SchemeReaderTest::namesLineAndMember_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const QJsonObject data = test::readSignatureData(u"broken-schemes.json"_s);
    for (const QJsonValue &test : data["cases"_L1].toArray()) {
        QStringList lines;
        for (const QJsonValue &line : data["good"_L1].toArray())
            lines += line.toString();
        for (const QJsonValue &edit : test["edits"_L1].toArray())
            lines[edit[0].toInt() - 1] = edit[1].toString();
        QTest::newRow(qPrintable(test["name"_L1].toString()))
            << lines.join(u'\n').toUtf8() << test["message"_L1].toString();
    }
}

void SchemeReaderTest::namesLineAndMember()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    const auto scheme = readScheme(text);
    if (message.isEmpty()) {
        QVERIFY2(scheme.has_value(), scheme ? "" : qPrintable(scheme.error().detail));
        return;
    }
    QVERIFY(!scheme);
    QCOMPARE(scheme.error().kind, Error::Kind::Malformed);
    if (message.endsWith(u'*')) // the words of the language behind it are many
        QVERIFY2(scheme.error().detail.startsWith(message.chopped(1)), qPrintable(scheme.error().detail));
    else
        QCOMPARE(scheme.error().detail, message);
}

void SchemeReaderTest::refusesWhatIsNotAnObject()
{
    QCOMPARE(readScheme("").error().detail,
             u"line 1, file: not JSON: the text ends where a value should be (column 1)"_s);
    QCOMPARE(readScheme("[]").error().detail, u"line 1, file: must be an object, { ... }"_s);
    QCOMPARE(readScheme(QByteArray(300 * 1024, ' ')).error().kind, Error::Kind::Malformed);
}

void SchemeReaderTest::findsTheBuiltInSchemes()
{
    const auto catalogue = Catalogue::load();
    QVERIFY2(catalogue.has_value(), catalogue ? "" : qPrintable(catalogue.error().detail));
    QStringList ids;
    for (const Scheme &scheme : catalogue->all())
        ids += scheme.id;
    QVERIFY(ids.contains(u"socmate"_s) && ids.contains(u"socotra"_s) && ids.contains(u"socwarden"_s));
    QVERIFY(!catalogue->find(u"nobody"));
    QVERIFY(!catalogue->find(u"socmate")->isSigned());
    QVERIFY(catalogue->find(u"socotra")->recipe().tag.takesRest);
    QCOMPARE(catalogue->find(u"socwarden")->recipe().timestamp.windowSeconds, qint64(300));
}

void SchemeReaderTest::aUsersSchemeReplacesABuiltInOne()
{
    const auto mine = readScheme(R"({"id":"socmate","name":"Mine","algorithm":"none"})");
    const auto another = readScheme(R"({"id":"another","name":"Another","algorithm":"none"})");
    QVERIFY(mine && another);
    const auto catalogue = Catalogue::with({*mine, *another});
    QVERIFY2(catalogue.has_value(), catalogue ? "" : qPrintable(catalogue.error().detail));
    const auto builtIn = Catalogue::load();
    QVERIFY(builtIn.has_value());
    QCOMPARE(catalogue->all().size(), builtIn->all().size() + 1);
    QVERIFY(catalogue->find(u"another"));
    QCOMPARE(catalogue->find(u"socmate")->name, u"Mine"_s);
}

void SchemeReaderTest::theWordForAllIsNoId()
{
    const auto scheme = readScheme(R"({"id":"auto","name":"Mine","algorithm":"none"})");
    QVERIFY(!scheme);
    QVERIFY2(scheme.error().detail.contains(u"id: cannot be \"auto\""_s), qPrintable(scheme.error().detail));
}

void SchemeReaderTest::appliesTheVendorsSecretRules_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<bool>("accepted");
    for (const QJsonValue &test : test::readSignatureData(u"socotra-secrets.json"_s)["cases"_L1].toArray())
        QTest::newRow(qPrintable(test["name"_L1].toString()))
            << test["secret"_L1].toString().toUtf8() << test["accepted"_L1].toBool();
}

void SchemeReaderTest::appliesTheVendorsSecretRules()
{
    QFETCH(QByteArray, secret);
    QFETCH(bool, accepted);
    const auto catalogue = Catalogue::load();
    const auto result = checkSecret(*catalogue->find(u"socotra"), secret);
    QCOMPARE(result.has_value(), accepted);
    if (accepted)
        QCOMPARE(*result, QString());
    else
        QVERIFY(secret.isEmpty() || !result.error().detail.contains(QString::fromUtf8(secret)));
}

void SchemeReaderTest::saysTheLengthRule()
{
    const auto catalogue = Catalogue::load();
    const Scheme &socotra = *catalogue->find(u"socotra");
    QCOMPARE(checkSecret(socotra, QByteArray(31, 'a')).error().detail,
             u"Socotra secrets have 32 to 64 characters; this one has 31."_s);
    QCOMPARE(checkSecret(socotra, QByteArray(31, 'a') + '-').error().detail,
             u"Socotra secrets have letters, digits and underscores only; character 32 is none of these."_s);
}

void SchemeReaderTest::advisesOnBlanks()
{
    const auto catalogue = Catalogue::load();
    const Scheme &socwarden = *catalogue->find(u"socwarden");
    QCOMPARE(checkSecret(socwarden, "local-test-secret-01").value(), QString());
    QVERIFY(checkSecret(socwarden, "secret\n").value().contains(u"line break"));
    QVERIFY(checkSecret(socwarden, " secret").value().contains(u"blanks"));
    QVERIFY(checkSecret(socwarden, "\xff").value().contains(u"UTF-8"));
}

QTEST_GUILESS_MAIN(SchemeReaderTest)
#include "tst_schemereader.moc"
