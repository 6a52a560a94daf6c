// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/incidentreader.h"
#include "tests/support/socmatedata.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;
using domain::Incident;
using test::socmateSample;

class IncidentReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void readsTheNamesOfTheEvents();
    void readsWhatSentinelNests();
    void readsTheNamesOfTheTable();
    void readsWhatItCanOfHostileItems();
    void rawIsByteForByte();
    void findsTheListInAnyEnvelope_data();
    void findsTheListInAnyEnvelope();
    void saysThatThereIsNoList_data();
    void saysThatThereIsNoList();
    void readsTheDetail_data();
    void readsTheDetail();
    void depthAndSizeAreBounded();
};

namespace {

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs);
}

} // namespace

void IncidentReaderTest::readsTheNamesOfTheEvents()
{
    const auto page = readIncidents(socmateSample(u"incidents.event.guess.json"_s));
    QVERIFY(page);
    QCOMPARE(page->items.size(), 2);
    QCOMPARE(page->total, std::optional<qint64>(37));
    const Incident &first = page->items[0];
    QCOMPARE(first.number, 40217);
    QCOMPARE(first.title, u"Impossible travel for one account"_s);
    QCOMPARE(first.severity, domain::Severity::Medium);
    QCOMPARE(first.status, domain::IncidentStatus::New);
    QCOMPARE(first.provider, u"sentinel"_s);
    QCOMPARE(first.owner, u"mika@soc.example"_s);
    QCOMPARE(first.labels, (QStringList{u"vip"_s, u"travel"_s}));
    QCOMPARE(first.created, utc("2026-05-04T08:15:00Z"));
    QCOMPARE(first.modified, utc("2026-05-04T08:15:00.123Z"));
    QCOMPARE(first.url, u"https://socmate.soc.example/incidents/40217"_s);
    QCOMPARE(first.alerts, -1);
    QCOMPARE(first.unmapped, QStringList{u"/notes"_s});
    const Incident &second = page->items[1];
    QCOMPARE(second.number, 40218);
    QCOMPARE(second.severity, domain::Severity::Critical);
    QCOMPARE(second.status, domain::IncidentStatus::Closed);
    QCOMPARE(second.unmapped, QStringList{u"/extra"_s});
    QVERIFY(second.raw.contains("90071992547409931234567890"));
}

void IncidentReaderTest::readsWhatSentinelNests()
{
    const auto page = readIncidents(socmateSample(u"incidents.sentinel-rest.guess.json"_s));
    QVERIFY(page);
    QCOMPARE(page->items.size(), 1);
    const Incident &one = page->items[0];
    QCOMPARE(one.number, 3177);
    QCOMPARE(one.id, u"73e01a99-5cd7-4139-a149-9f2736ff2ab5"_s);
    QCOMPARE(one.title, u"Suspicious \u202Esign-in"_s);
    QCOMPARE(one.severityText, u"High"_s);
    QCOMPARE(one.severity, domain::Severity::High);
    QCOMPARE(one.status, domain::IncidentStatus::Active);
    QCOMPARE(one.owner, u"john doe"_s);
    QCOMPARE(one.labels, (QStringList{u"vip"_s, u"auto"_s}));
    QCOMPARE(one.tactics, (QStringList{u"InitialAccess"_s, u"Persistence"_s}));
    QCOMPARE(one.products, (QStringList{u"Azure Sentinel"_s, u"MDE"_s}));
    QCOMPARE(one.alerts, 2);
    QCOMPARE(one.comments, 3);
    QCOMPARE(one.classification, u"FalsePositive"_s);
    QCOMPARE(one.firstActivity, utc("2019-01-01T13:00:30Z"));
    QCOMPARE(one.modified, utc("2019-01-01T13:15:30.500Z"));
    QVERIFY(one.unmapped.contains(u"/properties/classificationReason"_s));
    QVERIFY(one.unmapped.contains(u"/properties/owner/email"_s));
    QVERIFY(one.unmapped.contains(u"/properties/additionalData/bookmarksCount"_s));
    QVERIFY(!one.unmapped.contains(u"/properties/title"_s));
    QVERIFY(!one.unmapped.contains(u"/properties"_s));
}

void IncidentReaderTest::readsTheNamesOfTheTable()
{
    const auto page = readIncidents(socmateSample(u"incidents.table.guess.json"_s));
    QVERIFY(page);
    QCOMPARE(page->items.size(), 1);
    const Incident &one = page->items[0];
    QCOMPARE(one.number, 12);
    QCOMPARE(one.id, u"guid-12"_s);
    QCOMPARE(one.severity, domain::Severity::Info);
    QCOMPARE(one.status, domain::IncidentStatus::Closed);
    QCOMPARE(one.created, utc("2026-05-04T08:15:00Z"));
    QCOMPARE(one.modified, utc("2026-05-04T08:15:00Z"));
    QVERIFY(!one.firstActivity.isValid());
    QCOMPARE(one.provider, u"Azure Sentinel"_s);
}

void IncidentReaderTest::readsWhatItCanOfHostileItems()
{
    const auto page = readIncidents(socmateSample(u"incidents.hostile.guess.json"_s));
    QVERIFY(page);
    QCOMPARE(page->items.size(), 7); // none is dropped
    QCOMPARE(page->total, std::optional<qint64>(12));
    QCOMPARE(page->items[0].number, 100);
    QCOMPARE(page->items[0].severityText, u"Apocalyptic"_s);
    QCOMPARE(page->items[0].severity, domain::Severity::Unknown);
    QCOMPARE(page->items[0].statusText, u"7"_s);
    QVERIFY(page->items[0].unmapped.contains(u"/createdAt"_s)); // it could not be read
    QCOMPARE(page->items[1].number, 0);
    QVERIFY(page->items[1].unmapped.contains(u"/title"_s));
    QVERIFY(page->items[1].unmapped.contains(u"/severity"_s));
    QCOMPARE(page->items[2].raw, "null");
    QCOMPARE(page->items[3].number, 4711);
    QCOMPARE(page->items[4].title, u"text"_s);
    QCOMPARE(page->items[5].raw, "[]");
    QCOMPARE(page->items[6].title, u"wins"_s);
    QCOMPARE(page->items[6].number, 99);
}

void IncidentReaderTest::rawIsByteForByte()
{
    const QByteArray item = "{ \"number\" : 1.0,\t\"t\\u0069tle\":\"\\u00e4\\/\" }";
    const auto page = readIncidents("\xef\xbb\xbf [" + item + " , " + item + "]\n");
    QVERIFY(page);
    QCOMPARE(page->items.size(), 2);
    QCOMPARE(page->items[1].raw, item);
    QCOMPARE(page->items[1].number, 1);
    QCOMPARE(page->items[1].title, u"\u00e4/"_s);
}

void IncidentReaderTest::findsTheListInAnyEnvelope_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("total"); // -1: not said
    const QByteArray list = "[{\"number\":1},{\"number\":2}]";
    QTest::newRow("bare") << list << qint64(-1);
    QTest::newRow("named") << "{\"incidents\":" + list + "}" << qint64(-1);
    QTest::newRow("named, other case") << "{\"Incidents\":" + list + ",\"total_count\":9}" << qint64(9);
    QTest::newRow("items") << "{\"items\":" + list + ",\"total\":\"9\"}" << qint64(9);
    QTest::newRow("results") << "{\"count\":2,\"results\":" + list + "}" << qint64(-1);
    QTest::newRow("value") << "{\"@odata.count\":3,\"value\":" + list + "}" << qint64(3);
    QTest::newRow("nested") << "{\"data\":{\"incidents\":" + list + "},\"total\":4}" << qint64(4);
    QTest::newRow("nested twice") << "{\"data\":{\"result\":1,\"data\":{\"items\":" + list + "}}}"
                                  << qint64(-1);
    QTest::newRow("any name") << "{\"ok\":true,\"rows\":" + list + "}" << qint64(-1);
    QTest::newRow("a total that cannot be") << "{\"items\":" + list + ",\"total\":1}" << qint64(-1);
    QTest::newRow("the named one of two")
        << "{\"warnings\":[1],\"incidents\":" + list + ",\"items\":[1]}" << qint64(-1);
}

void IncidentReaderTest::findsTheListInAnyEnvelope()
{
    QFETCH(QByteArray, body);
    QFETCH(qint64, total);
    const auto page = readIncidents(body);
    QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
    QCOMPARE(page->items.size(), 2);
    QCOMPARE(page->items[1].number, 2);
    QCOMPARE(page->total.value_or(-1), total);
    QCOMPARE(page->raw, body);
}

void IncidentReaderTest::saysThatThereIsNoList_data()
{
    QTest::addColumn<QString>("says");
    QTest::newRow("{\"ok\": true}") << u"its members are: ok"_s;
    QTest::newRow("{}") << u"its members are: none"_s;
    QTest::newRow("7") << u"no list"_s;
    QTest::newRow("{\"a\":[],\"b\":[]}") << u"no list"_s;
    QTest::newRow("") << u"not JSON"_s;
    QTest::newRow("{\"items\": [}") << u"line 1"_s;
    QTest::newRow("<html>") << u"web page"_s;
}

void IncidentReaderTest::saysThatThereIsNoList()
{
    QFETCH(QString, says);
    const auto page = readIncidents(QTest::currentDataTag());
    QVERIFY(!page);
    QCOMPARE(page.error().kind, Error::Kind::Malformed);
    QVERIFY2(page.error().detail.contains(says), qPrintable(page.error().detail));
}

void IncidentReaderTest::readsTheDetail_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("unmapped");
    QTest::newRow("plain") << QByteArray("{\"number\": 7, \"x\": 1}") << QStringList{u"/x"_s};
    QTest::newRow("wrapped")
        << QByteArray("{\"incident\": {\"number\": 7, \"y/z\": 2}, \"enrichment\": {\"ip\": 3}}")
        << QStringList{u"/incident/y~1z"_s, u"/enrichment"_s};
}

void IncidentReaderTest::readsTheDetail()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, unmapped);
    const auto incident = readIncidentDetail(body);
    QVERIFY(incident);
    QCOMPARE(incident->number, 7);
    QCOMPARE(incident->raw, body);
    QCOMPARE(incident->unmapped, unmapped);
}

void IncidentReaderTest::depthAndSizeAreBounded()
{
    const int deep = 100'000;
    QVERIFY(!readIncidents("{\"items\":" + QByteArray(deep, '[') + QByteArray(deep, ']') + "}"));
    QByteArray wide = "{\"number\": 1";
    for (int i = 0; i < 50'000; ++i)
        wide += ",\"m" + QByteArray::number(i) + "\":{\"a\":[1,2]}";
    const auto incident = readIncidentDetail(wide + "}");
    QVERIFY(incident);
    QCOMPARE(incident->unmapped.size(), Document::mostUnmapped);
}

QTEST_GUILESS_MAIN(IncidentReaderTest)
#include "tst_incidentreader.moc"
