// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The list of incidents (socmate.md section 4) and what goes wrong on the way.

#include "tests/support/sandboxclient.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::sandbox;
using namespace Qt::StringLiterals;
using test::get;
using test::post;
using test::served;
using test::startBody;
using test::stillOptions;

namespace {

constexpr Micros second = microsPerSecond;

} // namespace

class IncidentsTest : public QObject
{
    Q_OBJECT

private slots:
    void filtersIncidents_data();
    void filtersIncidents();
    void pagesIncidents();
    void whatComesBetweenPagesShiftsThem();
    void badParametersAreRefused_data();
    void badParametersAreRefused();
    void theFirstRequestAfterTheCacheLapsedIsSlow();
    void newIncidentsAppearAtSyncTicks();
    void breaksWhenTold();
    void survivesStrangeRequests_data();
    void survivesStrangeRequests();
};

void IncidentsTest::filtersIncidents_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("value");
    for (const char *severity : {"informational", "low", "medium", "high", "critical"})
        QTest::newRow(severity) << QByteArray("severity=") + severity << u"severity"_s
                                << QString::fromLatin1(severity);
    for (const char *status : {"new", "active", "closed"})
        QTest::newRow(status) << QByteArray("status=") + status << u"status"_s << QString::fromLatin1(status);
}

void IncidentsTest::filtersIncidents()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QString, member);
    QFETCH(const QString, value);
    const auto server = served();
    const QJsonArray rows =
        get(*server, "/api/v1/incidents?timespan=P14D&limit=100&" + query)["incidents"_L1].toArray();
    QVERIFY(!rows.isEmpty());
    for (const QJsonValue &row : rows)
        QCOMPARE(row.toObject()[member].toString(), value);
    const auto total = [&server](const QByteArray &more) {
        return get(*server, "/api/v1/incidents?limit=1" + more)["total"_L1].toInt();
    };
    QVERIFY(total("&timespan=P1D&" + query) <= total("&timespan=P14D&" + query));
}

void IncidentsTest::pagesIncidents()
{
    const auto server = served();
    QCOMPARE(get(*server, "/api/v1/incidents")["incidents"_L1].toArray().size(), 20); // the default
    QCOMPARE(get(*server, "/api/v1/incidents")["total"_L1].toInt(),
             get(*server, "/api/v1/incidents?timespan=P7D")["total"_L1].toInt());
    QVERIFY(get(*server, "/api/v1/incidents?timespan=PT1H")["total"_L1].toInt() < 20);
    QSet<qint64> seen;
    int offset = 0;
    for (;;) {
        const QJsonArray page = get(*server, "/api/v1/incidents?timespan=P15D&limit=100&offset=" +
                                                 QByteArray::number(offset))["incidents"_L1]
                                    .toArray();
        for (const QJsonValue &row : page)
            seen.insert(row["incident_number"_L1].toInteger());
        offset += int(page.size());
        if (page.size() < 100)
            break;
    }
    QCOMPARE(seen.size(), offset);
    server->look([&seen](World &world) { QCOMPARE(size_t(seen.size()), world.incidents().size()); });
}

void IncidentsTest::whatComesBetweenPagesShiftsThem()
{
    ServerOptions options = stillOptions();
    options.insertedBetweenPages = 3;
    const auto server = served(options);
    const QJsonArray first = get(*server, "/api/v1/incidents?limit=10")["incidents"_L1].toArray();
    const QJsonArray second = get(*server, "/api/v1/incidents?limit=10&offset=10")["incidents"_L1].toArray();
    QSet<qint64> numbers;
    for (const QJsonValue &row : first)
        numbers.insert(row["incident_number"_L1].toInteger());
    int twice = 0;
    for (const QJsonValue &row : second)
        twice += numbers.contains(row["incident_number"_L1].toInteger());
    QCOMPARE(twice, 3);
}

void IncidentsTest::badParametersAreRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"limit=101", "limit=0", "limit=x", "offset=-1", "severity=urgent",
                              "severity=unknown", "status=done", "timespan=7d", "timespan="})
        QTest::newRow(query) << QByteArray(query);
}

void IncidentsTest::badParametersAreRefused()
{
    QFETCH(const QByteArray, query);
    ServerOptions options = stillOptions();
    const std::pair<Profile::BadParameter, int> ways[] = {{Profile::BadParameter::Unprocessable, 422},
                                                          {Profile::BadParameter::BadRequest, 400},
                                                          {Profile::BadParameter::Clamp, 200}};
    for (const auto &[way, status] : ways) {
        options.profile.badParameter = way;
        const auto server = served(options);
        QCOMPARE(get(*server, "/api/v1/incidents?" + query).status(), status);
        QCOMPARE(get(*server, "/api/v1/incidents?colour=red").status(), 200); // unknown ones are ignored
    }
}

void IncidentsTest::theFirstRequestAfterTheCacheLapsedIsSlow()
{
    ServerOptions options = stillOptions();
    options.coldDelayMs = 1000;
    const auto server = served(options);
    const auto took = [&server] {
        QElapsedTimer clock;
        clock.start();
        get(*server, "/api/v1/incidents?limit=1");
        return clock.elapsed();
    };
    QVERIFY(took() >= 1000);
    server->advance(299 * second);
    QElapsedTimer all;
    all.start();
    qint64 quickest = took();
    for (int i = 0; i < 5; ++i)
        quickest = std::min(quickest, took());
    QVERIFY2(quickest < 1000, "none of six was quick");
    server->advance(301 * second);
    QVERIFY(took() >= 1000);
}

void IncidentsTest::newIncidentsAppearAtSyncTicks()
{
    const auto server = served();
    const auto newest = [&server] {
        return get(*server, "/api/v1/incidents?limit=1")["incidents"_L1][0]["incident_number"_L1].toInteger();
    };
    const qint64 before = newest();
    server->advance(29 * second);
    QCOMPARE(newest(), before);
    server->advance(second);
    QCOMPARE(newest(), before + 1);
    server->arrive(2);
    QCOMPARE(newest(), before + 3);
}

void IncidentsTest::breaksWhenTold()
{
    const auto server = served();
    server->dropNext(1);
    QCOMPARE(post(*server, "/api/v1/investigations/start", startBody()).status(), 0);
    server->look(
        [](World &world) { QCOMPARE(world.openSessions(world.sessions().back().owner), 1); }); // it was done
    server->failNext(2);
    QCOMPARE(post(*server, "/api/v1/investigations/start", startBody()).status(), 503);
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 503);
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 200);
    QCOMPARE(server->counts().starts, 1);
    QCOMPARE(server->counts().failures, 2);
    server->setOffline(true);
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 0);
    server->setOffline(false);
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 200);
}

void IncidentsTest::survivesStrangeRequests_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         {"/", "//", "/%", "/api/v1/incidents/%00", "/api/v1/incidents/99999999999999999999",
          "/api/v1/incidents/-1", "/api/v1/graph/entity/", "/api/v1/graph/entity/%2F%2E%2E%2F",
          "/api/v1/graph/entity/%FF%FE", "/api/v1/search?q=%00&q=[(*",
          "/api/v1/incidents?limit=99999999999999999999&offset=%", "/api/v1/sessions/..", "*",
          "/api/v1/incidents?timespan=P999999W"})
        QTest::newRow(target) << QByteArray(target);
}

void IncidentsTest::survivesStrangeRequests()
{
    QFETCH(const QByteArray, target);
    const auto server = served();
    const int status = get(*server, target).status();
    QVERIFY2(status >= 200 && status < 500, qPrintable(QString::number(status)));
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 200);
}

QTEST_GUILESS_MAIN(IncidentsTest)
#include "tst_incidents.moc"
