// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Integrations in a file: no secret gets into it, and what the tenant has drifted from is told field by
// field.

#include "core/socotra/portable.h"
#include "tests/support/socotradata.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::socotra;
using namespace Qt::StringLiterals;

namespace {

using State = EntryDrift::State;
using Action = ImportStep::Action;

constexpr Micros then = 1'795'464'000LL * microsPerSecond;

// The sample with one text put for another.
Integration sampleWith(const QByteArray &from = {}, const QByteArray &to = {})
{
    QByteArray entry = test::sampleEntry();
    return test::integrationFrom(from.isEmpty() ? entry : entry.replace(from, to));
}

QList<Integration> exported(const QList<Integration> &entries)
{
    return readExport(exportText(entries, u"acme"_s, then)).value_or(QList<Integration>());
}

} // namespace

class SocotraPortableTest : public QObject
{
    Q_OBJECT

private slots:
    void anExportHoldsNoSecretAndEverythingElse();
    void anExportIsReadAgain();
    void anAnswerOfTheTenantIsReadAsWell();
    void otherFilesAreRefused_data();
    void otherFilesAreRefused();
    void whatTheExportCameFromHasNotDrifted_data();
    void whatTheExportCameFromHasNotDrifted();
    void driftNamesTheField_data();
    void driftNamesTheField();
    void driftTellsWhoHasIt();
    void theImportOfAnExportChangesNothing();
    void anImportUpdatesWithTheTenantsOwnSecrets();
    void anImportSaysWhatItLacks();
    void whatIsGivenIsNotLackedAnyMore();
};

void SocotraPortableTest::anExportHoldsNoSecretAndEverythingElse()
{
    const QByteArray text = exportText({sampleWith()}, u"acme"_s, then);
    QVERIFY(!text.contains(test::sampleSecret));
    QVERIFY(!text.contains("k-1"));
    for (const char *part :
         {R"("tocsin": "socotra integrations")", R"("tenant": "acme")", "2026-11-23T", R"("X-Team":"blue")",
          R"("x-new":1e2)", R"("tag":"secret-1")", R"("later":{"b":1,"a":[2]})"})
        QVERIFY2(text.contains(part), part);
}

void SocotraPortableTest::anExportIsReadAgain()
{
    const auto read = readExport(exportText({sampleWith()}, u"acme"_s, then));
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->size(), 1);
    QCOMPARE(read->first().name, u"alerts"_s);
    QCOMPARE(read->first().security->tag, u"secret-1"_s);
    QCOMPARE(read->first().security->shown, SecretShown::Absent);
    const auto none = readExport(exportText({}, {}, then));
    QVERIFY(none);
    QVERIFY(none->isEmpty());
}

void SocotraPortableTest::anAnswerOfTheTenantIsReadAsWell()
{
    const auto read = readExport("{\"externalServiceIntegrations\":[" + test::sampleEntry() + "]}");
    QVERIFY(read);
    QCOMPARE(read->size(), 1);
}

void SocotraPortableTest::otherFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("another kind") << QByteArray(
        R"({"tocsin":"settings","version":1,"externalServiceIntegrations":[]})");
    QTest::newRow("a later version") << QByteArray(
        R"({"tocsin":"socotra integrations","version":2,"externalServiceIntegrations":[]})");
    QTest::newRow("no JSON") << QByteArray("name,url\n");
    QTest::newRow("empty") << QByteArray();
}

void SocotraPortableTest::otherFilesAreRefused()
{
    QFETCH(const QByteArray, text);
    const auto read = readExport(text);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Malformed);
}

void SocotraPortableTest::whatTheExportCameFromHasNotDrifted_data()
{
    QTest::addColumn<QByteArray>("secretThere");
    QTest::newRow("told") << QByteArray(",\"secret\":\"" + test::sampleSecret + '"');
    QTest::newRow("masked") << QByteArray(",\"secret\":\"********\"");
    QTest::newRow("not told") << QByteArray();
}

void SocotraPortableTest::whatTheExportCameFromHasNotDrifted()
{
    QFETCH(const QByteArray, secretThere);
    const Integration there = test::integrationFrom(test::sampleEntry(secretThere));
    const auto found = drift(exported({sampleWith()}), {there});
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().state, State::Same);
    QCOMPARE(importPlan(exported({sampleWith()}), {there}).first().action, Action::None);
}

void SocotraPortableTest::driftNamesTheField_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("field");
    QTest::newRow("url") << QByteArray("example.org") << QByteArray("example.net") << u"url"_s;
    QTest::newRow("type") << QByteArray("\"webhook\"") << QByteArray("\"external_rater\"") << u"type"_s;
    QTest::newRow("tag") << QByteArray("\"secret-1\"") << QByteArray("\"secret-2\"") << u"securitySpec/tag"_s;
    QTest::newRow("tls") << QByteArray("\"secureSSL\":true") << QByteArray("\"secureSSL\":false")
                         << u"securitySpec/secureSSL"_s;
    QTest::newRow("header") << QByteArray("\"blue\"") << QByteArray("\"green\"") << u"headers/X-Team"_s;
    QTest::newRow("header taken out")
        << QByteArray(",\"X-Team\":\"blue\"") << QByteArray() << u"headers/X-Team"_s;
    QTest::newRow("sensitive header taken out")
        << QByteArray("\"X-Api-Key\":\"k-1\",") << QByteArray() << u"headers/X-Api-Key"_s;
    QTest::newRow("what is not documented") << QByteArray("1e2") << QByteArray("1e3") << u"/x-new"_s;
    QTest::newRow("what is not documented, of the security settings")
        << QByteArray("\"b\":1") << QByteArray("\"b\":2") << u"/securitySpec/later"_s;
}

void SocotraPortableTest::driftNamesTheField()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, field);
    const auto found = drift(exported({sampleWith()}), {sampleWith(from, to)});
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().state, State::Changed);
    QCOMPARE(found.first().fields.size(), 1);
    QCOMPARE(found.first().fields.first().field, field);
}

void SocotraPortableTest::driftTellsWhoHasIt()
{
    const Integration other = sampleWith("\"name\":\"alerts\"", "\"name\":\"rater\"");
    QCOMPARE(other.name, u"rater"_s);
    const auto gone = drift(exported({sampleWith()}), {other});
    QCOMPARE(gone.size(), 2);
    QCOMPARE(gone[0].name, u"alerts"_s);
    QCOMPARE(gone[0].state, State::OnlyInFile);
    QCOMPARE(gone[1].name, u"rater"_s);
    QCOMPARE(gone[1].state, State::OnlyThere);
}

void SocotraPortableTest::theImportOfAnExportChangesNothing()
{
    const auto plan = importPlan(exported({sampleWith()}), {sampleWith()});
    QCOMPARE(plan.size(), 1);
    QCOMPARE(plan.first().action, Action::None);
}

void SocotraPortableTest::anImportUpdatesWithTheTenantsOwnSecrets()
{
    const Integration there = sampleWith("example.org", "example.net");
    const auto plan = importPlan(exported({sampleWith()}), {there});
    const ImportStep &step = plan.first();
    QCOMPARE(step.action, Action::Update);
    QVERIFY(!step.needsSecret);
    QVERIFY(step.needsHeaders.isEmpty());
    QCOMPARE(step.draft.url, u"https://hooks.example.org/a"_s);
    QCOMPARE(step.draft.secret.reveal(), QByteArrayView(test::sampleSecret));
    QCOMPARE(step.draft.headers.first().value.reveal(), QByteArrayView("k-1"));
}

void SocotraPortableTest::anImportSaysWhatItLacks()
{
    const auto fresh = importPlan(exported({sampleWith()}), {});
    QCOMPARE(fresh.first().action, Action::Add);
    QVERIFY(fresh.first().needsSecret);
    QCOMPARE(fresh.first().needsHeaders, QStringList{u"X-Api-Key"_s});
    Integration there = test::integrationFrom(
        test::sampleEntry(",\"secret\":\"****\"").replace("example.org", "example.net"));
    QVERIFY(importPlan(exported({sampleWith()}), {there}).first().needsSecret);
}

void SocotraPortableTest::whatIsGivenIsNotLackedAnyMore()
{
    ImportStep step = importPlan(exported({sampleWith()}), {}).first();
    step.withSecret(Secret::copyOf(test::otherSecret));
    step.withHeader(u"X-Api-Key"_s, Secret::copyOf("k-2"));
    QVERIFY(!step.needsSecret);
    QVERIFY(step.needsHeaders.isEmpty());
    QCOMPARE(step.draft.from, Draft::SecretFrom::Entered);
    QCOMPARE(step.draft.headers.first().value.reveal(), QByteArrayView("k-2"));
    QVERIFY(mayBeSaved(checkNew(step.draft, {})));
}

QTEST_GUILESS_MAIN(SocotraPortableTest)
#include "tst_portable.moc"
