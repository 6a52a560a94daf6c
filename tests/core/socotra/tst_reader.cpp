// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What GET /integrations and GET /webhooks may answer (socotra.md sections 3 and 4).

#include "tests/support/socotradata.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::socotra;
using namespace Qt::StringLiterals;

class SocotraReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryDocumentedMember();
    void readsEveryFormOfTheList_data();
    void readsEveryFormOfTheList();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void tellsHowASecretIsShown_data();
    void tellsHowASecretIsShown();
    void keepsUnknownTypesAndMembers();
    void opensAFormWithoutInventing();
    void readsWebhooksAndWhatTheyUse();
    void survivesAnyBytes();
};

void SocotraReaderTest::readsEveryDocumentedMember()
{
    const Integration entry = test::integrationFrom(test::sampleEntry());
    QCOMPARE(entry.name, u"alerts"_s);
    QCOMPARE(entry.type, u"webhook"_s);
    QCOMPARE(entry.url, u"https://hooks.example.org/a"_s);
    QCOMPARE(entry.tenantLocator, u"5a1f"_s);
    QCOMPARE(entry.headers.size(), 2);
    QCOMPARE(entry.headers[0].name, u"X-Api-Key"_s);
    QCOMPARE(entry.headers[0].value.reveal(), QByteArrayView("k-1"));
    QVERIFY(entry.security);
    QCOMPARE(entry.security->hmacEnabled, std::optional(true));
    QCOMPARE(entry.security->secureSsl, std::optional(true));
    QCOMPARE(entry.security->tag, u"secret-1"_s);
    QCOMPARE(entry.security->secret.reveal(), QByteArrayView(test::sampleSecret));
    QCOMPARE(entry.raw.reveal(), QByteArrayView(test::sampleEntry()));
}

void SocotraReaderTest::readsEveryFormOfTheList_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("count");
    QTest::newRow("wrapper") << QByteArray(R"({"externalServiceIntegrations":[{"name":"a"},{"name":"b"}]})")
                             << 2;
    QTest::newRow("empty wrapper") << QByteArray(R"({"externalServiceIntegrations":[]})") << 0;
    QTest::newRow("bare array") << QByteArray(R"([{"name":"a"}])") << 1;
    QTest::newRow("one entry") << QByteArray(R"({"name":"a","url":"https://x.example"})") << 1;
    QTest::newRow("another wrapper") << QByteArray(R"({"total":1,"items":[{"name":"a"}]})") << 1;
    QTest::newRow("what has no name is left out")
        << QByteArray(R"([{"name":""},{"url":"x"},7,null,{"name":"a"}])") << 1;
    QTest::newRow("blanks around") << QByteArray(" \n[{\"name\":\"a\"}]\n") << 1;
}

void SocotraReaderTest::readsEveryFormOfTheList()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, count);
    const auto all = readIntegrations(body);
    QVERIFY2(all, all ? "" : qPrintable(all.error().detail));
    QCOMPARE(all->size(), count);
}

void SocotraReaderTest::refusesWhatIsNoList_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("web page") << QByteArray("<html><body>Sign in</body></html>");
    QTest::newRow("number") << QByteArray("7");
    QTest::newRow("cut off") << QByteArray(R"({"externalServiceIntegrations":[{"name":"a"})");
    QTest::newRow("an object of something else") << QByteArray(R"({"message":"hello"})");
}

void SocotraReaderTest::refusesWhatIsNoList()
{
    QFETCH(const QByteArray, body);
    const auto all = readIntegrations(body);
    QVERIFY(!all);
    QCOMPARE(all.error().kind, Error::Kind::Malformed);
}

void SocotraReaderTest::tellsHowASecretIsShown_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<int>("shown");
    const auto row = [](const char *name, const QByteArray &member, SecretShown shown) {
        QTest::newRow(name) << member << int(shown);
    };
    row("in clear", ",\"secret\":\"" + test::sampleSecret + '"', SecretShown::Clear);
    row("absent", "", SecretShown::Absent);
    row("null", ",\"secret\":null", SecretShown::Absent);
    row("empty", ",\"secret\":\"\"", SecretShown::Absent);
    row("asterisks", ",\"secret\":\"********\"", SecretShown::Masked);
    row("bullets", ",\"secret\":\"\\u2022\\u2022\\u2022\\u2022\"", SecretShown::Masked);
    row("the last four", ",\"secret\":\"************a7Fz\"", SecretShown::Masked);
    row("letters x", ",\"secret\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"", SecretShown::Masked);
}

void SocotraReaderTest::tellsHowASecretIsShown()
{
    QFETCH(const QByteArray, member);
    QFETCH(const int, shown);
    const Integration entry = test::integrationFrom(test::sampleEntry(member));
    QVERIFY(entry.security);
    QCOMPARE(int(entry.security->shown), shown);
    QCOMPARE(entry.security->secret.isEmpty(), SecretShown(shown) != SecretShown::Clear);
    const Draft draft = draftOf(entry);
    QCOMPARE(draft.from == Draft::SecretFrom::Returned, SecretShown(shown) == SecretShown::Clear);
}

void SocotraReaderTest::keepsUnknownTypesAndMembers()
{
    QByteArray text = test::sampleEntry();
    text.replace("\"webhook\"", "\"quantum_rater\"");
    const Integration entry = test::integrationFrom(text);
    QCOMPARE(entry.type, u"quantum_rater"_s);
    const QStringList unknown = {u"/x-new"_s, u"/securitySpec/later"_s};
    QCOMPARE(entry.unknown, unknown);
}

void SocotraReaderTest::opensAFormWithoutInventing()
{
    const Draft plain =
        draftOf(test::integrationFrom(R"({"name":"a","url":"http://x.example","type":"webhook"})"));
    QVERIFY(!plain.secured);
    const Draft spare =
        draftOf(test::integrationFrom(R"({"name":"a","url":"https://x.example","securitySpec":{}})"));
    QVERIFY(spare.secured);
    QVERIFY(!spare.hmacEnabled); // its default is not documented: nothing is switched on by opening a form
    QVERIFY(spare.secureSsl);    // that one is
    QCOMPARE(spare.from, Draft::SecretFrom::Unknown);
}

void SocotraReaderTest::readsWebhooksAndWhatTheyUse()
{
    const auto all = readWebhooks(
        R"({"webhooks":[{"name":"w","displayName":"W","enabled":true,"suspended":"false","events":["policy.issue"],)"
        R"("target":{"integrationName":"alerts"},"alertIntegrationName":"ops"}]})");
    QVERIFY(all);
    QCOMPARE(all->size(), 1);
    const WebhookDefinition &webhook = all->first();
    QCOMPARE(webhook.name, u"w"_s);
    QCOMPARE(webhook.displayName, u"W"_s);
    QCOMPARE(webhook.enabled, std::optional(true));
    QCOMPARE(webhook.suspended, std::optional(false));
    QCOMPARE(webhook.events, QStringList{u"policy.issue"_s});
    QVERIFY(webhook.mayUse(u"alerts"_s));
    QVERIFY(webhook.mayUse(u"ops"_s));
    QVERIFY(!webhook.mayUse(u"policy.issue"_s));
}

void SocotraReaderTest::survivesAnyBytes()
{
    const QByteArray good = "{\"externalServiceIntegrations\":[" + test::sampleEntry() + "]}";
    for (qsizetype at = 0; at < good.size(); ++at) {
        QByteArray cut = good.first(at);
        QVERIFY(!readIntegrations(cut));
        QByteArray changed = good;
        changed[at] = char(changed[at] ^ 0x21);
        (void)readIntegrations(changed);
        (void)readWebhooks(changed);
    }
    QVERIFY(!readIntegrations(QByteArray(100'000, '[')));
}

QTEST_GUILESS_MAIN(SocotraReaderTest)
#include "tst_reader.moc"
