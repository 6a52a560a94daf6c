// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"
#include "tests/support/signaturedata.h"

#include <QtTest>

#include <QJsonArray>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

void writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), qint64(text.size()));
}

} // namespace

class SchemeReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryMember();
    void namesLineAndMember_data();
    void namesLineAndMember();
    void refusesWhatIsNotAnObject();
    void findsTheBuiltInSchemes();
    void aUsersFileReplacesABuiltInOne();
    void aBrokenUserFileIsNamed();
    void aMissingFolderIsNoFault();
    void appliesTheVendorsSecretRules_data();
    void appliesTheVendorsSecretRules();
    void saysTheLengthRule();
    void advisesOnBlanks();
};

void SchemeReaderTest::readsEveryMember()
{
    const auto scheme = readScheme(R"({
      "id": "own-1", "name": "Own", "source": "somewhere", "algorithm": "hmac-sha512",
      "key": { "form": "prefixed-base64", "prefix": "whsec_" },
      "signature": { "header": "X-Sig", "key": "v1", "encoding": "base64url",
                     "prefixes": ["a="], "toleratedPrefixes": ["b=", "c="] },
      "timestamp": { "header": "X-Time", "unit": "milliseconds", "maxDigits": 13, "windowSeconds": 60 },
      "messageId": { "header": "X-Id" },
      "tag": { "header": "X-Sig", "key": "tag", "takesRest": true },
      "message": [ { "kind": "id" }, { "kind": "literal", "text": "\u000a" }, { "kind": "header", "header": "Host" },
                   { "kind": "method" }, { "kind": "target" }, { "kind": "path" }, { "kind": "timestamp" },
                   { "kind": "body" }, { "kind": "tag", "optional": true, "before": "." } ],
      "secret": { "minLength": 2, "maxLength": 9, "alphabet": "word" } })");
    QVERIFY2(scheme.has_value(), scheme ? "" : qPrintable(scheme.error().detail));
    using P = PartSpec;
    using K = PartSpec::Kind;
    Scheme expected;
    expected.id = u"own-1"_s;
    expected.name = u"Own"_s;
    expected.source = u"somewhere"_s;
    expected.algorithm = Scheme::Algorithm::HmacSha512;
    expected.encoding = Scheme::Encoding::Base64Url;
    expected.keyForm = Scheme::KeyForm::PrefixedBase64;
    expected.keyPrefix = "whsec_";
    expected.signature = {"X-Sig", "v1", false};
    expected.timestamp = {"X-Time", {}, false};
    expected.messageId = {"X-Id", {}, false};
    expected.tag = {"X-Sig", "tag", true};
    expected.documentedPrefixes = {"a="};
    expected.toleratedPrefixes = {"b=", "c="};
    expected.message = {
        P{K::Id, {}, false, {}},        P{K::Literal, "\n", false, {}}, P{K::Header, "Host", false, {}},
        P{K::Method, {}, false, {}},    P{K::Url, {}, false, {}},       P{K::Path, {}, false, {}},
        P{K::Timestamp, {}, false, {}}, P{K::Body, {}, false, {}},      P{K::Tag, {}, true, "."}};
    expected.timeUnit = Scheme::TimeUnit::Milliseconds;
    expected.timestampMaxDigits = 13;
    expected.windowSeconds = 60;
    expected.secretRule = {2, 9, "word"};
    QVERIFY(*scheme == expected);
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
    QCOMPARE(ids, (QStringList{u"socmate"_s, u"socotra"_s, u"socwarden"_s}));
    QVERIFY(!catalogue->find(u"nobody"));
    QVERIFY(!catalogue->find(u"socmate")->isSigned());
    QVERIFY(catalogue->find(u"socotra")->tag.takesRest);
    QCOMPARE(catalogue->find(u"socwarden")->windowSeconds, qint64(300));
}

void SchemeReaderTest::aUsersFileReplacesABuiltInOne()
{
    QTemporaryDir folder;
    writeFile(folder.filePath(u"a.json"_s), R"({"id":"socmate","name":"Mine","algorithm":"none"})");
    writeFile(folder.filePath(u"b.json"_s), R"({"id":"another","name":"Another","algorithm":"none"})");
    writeFile(folder.filePath(u"notes.txt"_s), "not a scheme");
    const auto catalogue = Catalogue::load(folder.path());
    QVERIFY2(catalogue.has_value(), catalogue ? "" : qPrintable(catalogue.error().detail));
    QCOMPARE(catalogue->all().size(), 4);
    QCOMPARE(catalogue->all().first().id, u"another"_s);
    QCOMPARE(catalogue->find(u"socmate")->name, u"Mine"_s);
}

void SchemeReaderTest::aBrokenUserFileIsNamed()
{
    QTemporaryDir folder;
    writeFile(folder.filePath(u"own.json"_s), "{\n \"id\": \"own\",\n \"nam\": \"x\"\n}");
    const auto broken = Catalogue::load(folder.path());
    QVERIFY(!broken);
    QVERIFY2(broken.error().detail.endsWith(
                 u"own.json: line 3, nam: is not a member here; known are id, name, source, "
                 "algorithm, key, signature, timestamp, messageId, tag, message, secret"_s),
             qPrintable(broken.error().detail));
    writeFile(folder.filePath(u"own.json"_s), R"({"id":"own","name":"x","algorithm":"none"})");
    writeFile(folder.filePath(u"own2.json"_s), R"({"id":"own","name":"y","algorithm":"none"})");
    const auto twice = Catalogue::load(folder.path());
    QVERIFY(!twice && twice.error().detail.contains(u"own2.json: line 1, id: \"own\" is already"_s));
}

void SchemeReaderTest::aMissingFolderIsNoFault()
{
    QVERIFY(Catalogue::load(u"/no/such/folder"_s).has_value());
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
