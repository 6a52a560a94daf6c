// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What is sent: always everything, and nothing that was not asked to change.

#include "core/socotra/paths.h"
#include "core/socotra/writer.h"
#include "tests/support/socotradata.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::socotra;
using namespace Qt::StringLiterals;

namespace {

QJsonObject objectOf(const Secret &body)
{
    return QJsonDocument::fromJson(body.reveal().toByteArray()).object();
}

QByteArray bytesOf(const Result<Secret> &body)
{
    return body ? body->reveal().toByteArray() : QByteArray();
}

} // namespace

class SocotraWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void aNewOneIsSentWhole();
    void anUpdateIsSentWhole();
    void anUpdateWithoutChangeKeepsEveryByte();
    void aNewTagChangesNothingElse();
    void aMaskIsNeverWritten_data();
    void aMaskIsNeverWritten();
    void whatIsTakenOutIsGone();
    void namesAreOneSegment_data();
    void namesAreOneSegment();
    void exportsHoldNoSecret();
    void guessesTheApiFromTheHost_data();
    void guessesTheApiFromTheHost();
};

void SocotraWriterTest::aNewOneIsSentWhole()
{
    Draft draft = test::newDraft();
    draft.headers = {{u"X-\"Q\""_s, Secret::copyOf("zo\xc3\xab \\ \"q\"")}};
    const QJsonObject body = objectOf(addBody(draft));
    QCOMPARE(body.keys(), (QStringList{u"headers"_s, u"name"_s, u"securitySpec"_s, u"type"_s, u"url"_s}));
    QCOMPARE(body["headers"_L1][u"X-\"Q\""_s].toString(), u"zo\u00eb \\ \"q\""_s);
    const QJsonObject spec = body["securitySpec"_L1].toObject();
    QCOMPARE(spec.keys(), (QStringList{u"hmacEnabled"_s, u"secret"_s, u"secureSSL"_s, u"tag"_s}));
    QCOMPARE(spec["secret"_L1].toString(), QString::fromLatin1(test::sampleSecret));
    draft.secured = false;
    QVERIFY(!objectOf(addBody(draft)).contains("securitySpec"_L1));
}

void SocotraWriterTest::anUpdateIsSentWhole()
{
    const Integration base =
        test::integrationFrom(R"({"name":"a","type":"webhook","url":"https://x.example"})");
    Draft draft = draftOf(base);
    draft.secured = true;
    draft.from = Draft::SecretFrom::Fresh;
    draft.secret = Secret::copyOf(test::otherSecret);
    draft.tag = u"t"_s;
    const auto body = updateBody(draft, base);
    QVERIFY(body);
    const QJsonObject object = objectOf(*body);
    QCOMPARE(object.keys(), (QStringList{u"headers"_s, u"securitySpec"_s, u"url"_s}));
    QVERIFY(object["headers"_L1].isObject()); // also when the entry had none
    QCOMPARE(object["securitySpec"_L1].toObject().size(), 4);
}

void SocotraWriterTest::anUpdateWithoutChangeKeepsEveryByte()
{
    const Integration base = test::integrationFrom(test::sampleEntry());
    const QByteArray body = bytesOf(updateBody(draftOf(base), base));
    QVERIFY(body.contains(R"("url" : "https:\/\/hooks.example.org\/a", "x-new":1e2)"));
    QVERIFY(body.contains(R"("headers":{"X-Api-Key":"k-1","X-Team":"blue"})"));
    QVERIFY(body.contains(R"("securitySpec":{"hmacEnabled":true,"secret":")" + test::sampleSecret +
                          R"(","secureSSL":true,"tag":"secret-1","later":{"b":1,"a":[2]}})"));
    for (const char *readOnly : {"\"name\"", "\"type\"", "\"tenantLocator\""})
        QVERIFY(!body.contains(readOnly));
}

void SocotraWriterTest::aNewTagChangesNothingElse()
{
    const Integration base = test::integrationFrom(test::sampleEntry());
    Draft draft = draftOf(base);
    const QByteArray before = bytesOf(updateBody(draft, base));
    draft.tag = u"secret-2"_s;
    QByteArray expected = before;
    expected.replace("secret-1", "secret-2");
    QCOMPARE(bytesOf(updateBody(draft, base)), expected);
}

void SocotraWriterTest::aMaskIsNeverWritten_data()
{
    QTest::addColumn<int>("from");
    QTest::newRow("nobody has chosen") << int(Draft::SecretFrom::Unknown);
    QTest::newRow("without") << int(Draft::SecretFrom::Without);
    QTest::newRow("entered") << int(Draft::SecretFrom::Entered);
}

void SocotraWriterTest::aMaskIsNeverWritten()
{
    QFETCH(const int, from);
    const Integration base = test::integrationFrom(test::sampleEntry(",\"secret\":\"********\""));
    Draft draft = draftOf(base);
    draft.from = Draft::SecretFrom(from);
    draft.secret = Secret::copyOf(test::otherSecret);
    const QByteArray body = bytesOf(updateBody(draft, base));
    QVERIFY(!body.isEmpty());
    QVERIFY(!body.contains("***"));
    QCOMPARE(body.contains("\"secret\""), draft.from == Draft::SecretFrom::Entered);
}

void SocotraWriterTest::whatIsTakenOutIsGone()
{
    const Integration base = test::integrationFrom(test::sampleEntry());
    Draft draft = draftOf(base);
    draft.tag.clear();
    draft.headers.removeFirst();
    const auto body = updateBody(draft, base);
    QVERIFY(body);
    const QJsonObject object = objectOf(*body);
    QVERIFY(!object["securitySpec"_L1].toObject().contains("tag"_L1));
    QCOMPARE(object["headers"_L1].toObject().keys(), QStringList{u"X-Team"_s});
    draft.secured = false;
    const auto without = updateBody(draft, base);
    QVERIFY(without);
    QVERIFY(!objectOf(*without).contains("securitySpec"_L1));
}

void SocotraWriterTest::namesAreOneSegment_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("plain") << u"autofill-demo"_s << QByteArray("/v1/integrations/autofill-demo");
    QTest::newRow("slash") << u"a/b"_s << QByteArray("/v1/integrations/a%2Fb");
    QTest::newRow("percent") << u"50%"_s << QByteArray("/v1/integrations/50%25");
    QTest::newRow("blank") << u"a b"_s << QByteArray("/v1/integrations/a%20b");
    QTest::newRow("question mark") << u"a?b#c"_s << QByteArray("/v1/integrations/a%3Fb%23c");
    QTest::newRow("not ASCII") << u"zo\u00eb"_s << QByteArray("/v1/integrations/zo%C3%AB");
}

void SocotraWriterTest::namesAreOneSegment()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, path);
    const QUrl url = joined(QUrl(u"https://api.example.org/v1//"_s), integrationPath(name));
    QCOMPARE(url.path(QUrl::FullyEncoded).toLatin1(), path);
    QVERIFY(!url.hasQuery() && !url.hasFragment());
}

void SocotraWriterTest::exportsHoldNoSecret()
{
    const QByteArray text = withoutSecrets(test::integrationFrom(test::sampleEntry()));
    QVERIFY(!text.contains(test::sampleSecret));
    QVERIFY(!text.contains("k-1"));
    QVERIFY(text.contains("\"X-Team\":\"blue\""));
    QVERIFY(text.contains("\"x-new\":1e2"));
    QVERIFY(text.contains("\"tag\":\"secret-1\""));
    QVERIFY(!test::integrationFrom(text).name.isEmpty());
}

void SocotraWriterTest::guessesTheApiFromTheHost_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QUrl>("api");
    QTest::newRow("sandbox") << u"acme.co.sandbox.socotra.com"_s
                             << QUrl(u"https://api.sandbox.socotra.com"_s);
    QTest::newRow("without environment") << u"acme.co.socotra.com"_s << QUrl(u"https://api.socotra.com"_s);
    QTest::newRow("of somebody else") << u"acme.co.sandbox.example.com"_s << QUrl();
    QTest::newRow("nothing") << QString() << QUrl();
}

void SocotraWriterTest::guessesTheApiFromTheHost()
{
    QFETCH(const QString, host);
    QFETCH(const QUrl, api);
    QCOMPARE(suggestedApi(host), api);
}

QTEST_GUILESS_MAIN(SocotraWriterTest)
#include "tst_writer.moc"
