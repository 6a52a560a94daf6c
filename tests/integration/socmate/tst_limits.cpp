// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// How often and when the client asks again, and what limits do to it.

#include "tests/support/rawtarget.h"
#include "tests/support/sandboxclient.h"
#include "tests/support/socmateclient.h"

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::connectionTo;
using test::RawTarget;
using test::SocmateClient;

namespace {

constexpr auto asked = http::Priority::Asked;

const StartRequest question{u"What happened? [quick]"_s};

QByteArray httpDate(const QDateTime &at)
{
    return QLocale::c().toString(at.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

} // namespace

class SocmateLimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAreRepeatedWithGrowingPauses();
    void readsAreRepeatedWithinTheBudget();
    void waitsAsLongAsTheServerSays_data();
    void waitsAsLongAsTheServerSays();
    void aLimitPausesTheBudget_data();
    void aLimitPausesTheBudget();
    void theCapOnInvestigationsDoesNotPauseTheBudget();
};

void SocmateLimitsTest::readsAreRepeatedWithGrowingPauses()
{
    QSet<qint64> firsts; // by chance: not all clients come back at once
    for (int i = 0; i < 8; ++i) {
        const auto server = test::served();
        SocmateClient client(connectionTo(server->baseUrl()), server->apiKey());
        server->failNext(3);
        TOCSIN_GET(page, client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
        QCOMPARE(page.items.size(), defaultLimit);
        QCOMPARE(server->counts().requests, 4);
        const auto &waits = client.time.waits;
        QCOMPARE(waits.size(), 3);
        for (qsizetype repeat = 0; repeat < waits.size(); ++repeat) {
            const auto most = 500ms * (1 << repeat);
            QVERIFY2(waits[repeat] >= most / 2 && waits[repeat] <= most,
                     qPrintable(QString::number(waits[repeat].count())));
        }
        firsts.insert(waits.first().count());
    }
    QVERIFY(firsts.size() > 1);
}

void SocmateLimitsTest::readsAreRepeatedWithinTheBudget()
{
    RawTarget target;
    constexpr int perMinute = 5; // a fifth of it is not for polling
    SocmateClient client(connectionTo(target.url()), Secret("k"), perMinute);
    QList<Micros> sent;
    target.answer = [&](const QByteArray &) {
        sent.append(client.time.now());
        return RawTarget::reply(503, "{}");
    };
    for (int i = 0; i < 3; ++i)
        QVERIFY(!client.ask(&SocmateApi::incident, i, http::Priority::Polling));
    QCOMPARE(sent.size(), 12);
    for (qsizetype i = 4; i < sent.size(); ++i)
        QVERIFY(sent[i] - sent[i - 4] >= 60 * microsPerSecond);
}

void SocmateLimitsTest::waitsAsLongAsTheServerSays_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("seconds"); // the first pause; -1: our own
    QTest::newRow("seconds") << QByteArray("7") << 7;
    QTest::newRow("a date") << QByteArray("date") << 9;
    QTest::newRow("absent") << QByteArray() << -1;
    QTest::newRow("broken") << QByteArray("soon") << -1;
    QTest::newRow("longer than anybody waits") << QByteArray("100") << -2; // given up, with the time told
}

void SocmateLimitsTest::waitsAsLongAsTheServerSays()
{
    QFETCH(QByteArray, value);
    QFETCH(int, seconds);
    RawTarget target;
    target.answer = [&](const QByteArray &) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QByteArray when = value == "date" ? httpDate(now.addSecs(9)) : value;
        const QByteArray field = when.isEmpty() ? QByteArray() : "Retry-After: " + when + "\r\n";
        return RawTarget::reply(503, "{}", "Date: " + httpDate(now) + "\r\n" + field);
    };
    SocmateClient client(connectionTo(target.url()), Secret("k"));
    const auto incident = client.ask(&SocmateApi::incident, 7, asked);
    QVERIFY(!incident);
    const auto waits = client.time.waits;
    if (seconds == -2) {
        QCOMPARE(waits.size(), 0);
        QCOMPARE(incident.error().retryAfter, 100s);
        return;
    }
    QCOMPARE(waits.size(), 3);
    if (seconds > 0)
        QCOMPARE(waits.first(), std::chrono::seconds(seconds));
    else
        QVERIFY(waits.first() <= 500ms);
}

void SocmateLimitsTest::aLimitPausesTheBudget_data()
{
    QTest::addColumn<QString>("profile");
    QTest::newRow("seconds") << u"default"_s;
    QTest::newRow("a date") << u"sentinel-rest"_s;
    QTest::newRow("absent") << u"bare-array"_s;
}

void SocmateLimitsTest::aLimitPausesTheBudget()
{
    QFETCH(QString, profile);
    sandbox::ServerOptions options = test::stillOptions(profile);
    const Micros began = wallClock();
    options.clock = [began] { return began; };
    options.keyPerMinute = 2;
    const auto server = test::served(options);
    SocmateClient client(connectionTo(server->baseUrl()), server->apiKey());
    for (int i = 0; i < 2; ++i)
        QVERIFY(client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
    const auto limited = client.ask(&SocmateApi::incidents, IncidentQuery(), asked);
    QVERIFY(!limited);
    QCOMPARE(limited.error().kind, Error::Kind::Limited);
    QCOMPARE(server->counts().limited, 1);
    const auto paused = client.budget.pausedFor();
    if (profile == u"bare-array"_s) {
        QCOMPARE(limited.error().retryAfter, 0s);
        QVERIFY(paused > 0s && paused <= 10s);
    } else {
        QVERIFY(limited.error().retryAfter > 30s && limited.error().retryAfter <= 62s);
        QVERIFY(paused > 30s && paused <= limited.error().retryAfter);
    }
    // The next one waits in the budget until the pause is over, and the server is not asked before.
    const Micros asking = client.time.now();
    server->advance(61 * microsPerSecond);
    QVERIFY(client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
    QVERIFY(client.time.now() - asking >= Micros(paused.count()) * 1000);
}

void SocmateLimitsTest::theCapOnInvestigationsDoesNotPauseTheBudget()
{
    sandbox::ServerOptions options = test::stillOptions();
    options.concurrent = 2;
    const auto server = test::served(options);
    SocmateClient client(connectionTo(server->baseUrl()), server->apiKey());
    QVERIFY(client.ask(&SocmateApi::start, question));
    QVERIFY(client.ask(&SocmateApi::start, question));
    const auto third = client.ask(&SocmateApi::start, question);
    QVERIFY(!third);
    QCOMPARE(third.error().kind, Error::Kind::Limited);
    QVERIFY(third.error().retryAfter > 0s);
    QVERIFY(third.error().detail.contains(u"Concurrent"_s));
    QCOMPARE(client.budget.pausedFor(), 0ms);
    QCOMPARE(server->counts().starts, 2);
    server->advance(200 * microsPerSecond);
    QVERIFY(client.ask(&SocmateApi::start, question));
}

QTEST_GUILESS_MAIN(SocmateLimitsTest)
#include "tst_limits.moc"
