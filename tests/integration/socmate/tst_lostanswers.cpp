// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Answers that do not come: reads are repeated, writes never.

#include "tests/support/rawtarget.h"
#include "tests/support/sandboxclient.h"
#include "tests/support/socmateclient.h"

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;
using test::connectionTo;
using test::RawTarget;
using test::SocmateClient;

namespace {

constexpr auto asked = http::Priority::Asked;

const StartRequest question{u"What happened? [quick]"_s};

} // namespace

class SocmateLostAnswersTest : public QObject
{
    Q_OBJECT

private slots:
    void aReadIsRepeatedWhenItsAnswerWasLost();
    void aStartIsNotRepeatedWhenItsAnswerWasLost();
    void aStartWithoutAnIdIsUnanswered();
    void aStartThatMetAGatewayIsUnanswered_data();
    void aStartThatMetAGatewayIsUnanswered();
    void aStartThatWasRefusedMayBeSentAgain();
    void nothingListensIsTransient();
    void anOfflineServerIsAskedFourTimesToRead();
};

void SocmateLostAnswersTest::aReadIsRepeatedWhenItsAnswerWasLost()
{
    const auto server = test::served();
    SocmateClient client(connectionTo(server->baseUrl()), server->apiKey());
    server->dropNext(2);
    TOCSIN_GET(page, client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
    QCOMPARE(page.items.size(), defaultLimit);
    QCOMPARE(server->counts().requests, 3);
}

void SocmateLostAnswersTest::aStartIsNotRepeatedWhenItsAnswerWasLost()
{
    const auto server = test::served();
    SocmateClient client(connectionTo(server->baseUrl()), server->apiKey());
    server->dropNext(1);
    const auto started = client.ask(&SocmateApi::start, question);
    QVERIFY(!started);
    QCOMPARE(started.error().kind, Error::Kind::Unanswered);
    QCOMPARE(server->counts().requests, 1);
    QCOMPARE(server->counts().starts, 1); // it runs
    // Where it can be looked for.
    TOCSIN_GET(page, client.ask(&SocmateApi::sessions, 5, 0, asked));
    QCOMPARE(page.items.first().query, question.query);
}

void SocmateLostAnswersTest::aStartWithoutAnIdIsUnanswered()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(200, R"({"status": "active"})"); };
    SocmateClient client(connectionTo(target.url()), Secret("k"));
    QCOMPARE(client.ask(&SocmateApi::start, question).error().kind, Error::Kind::Unanswered);
    QCOMPARE(target.requests.size(), 1);
    QVERIFY(target.requests[0].contains("\"persona\":\"soc_analyst\""));
    QVERIFY(target.requests[0].contains("\"provider\":\"sentinel\""));
}

void SocmateLostAnswersTest::aStartThatMetAGatewayIsUnanswered_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("502") << RawTarget::reply(502, "<html>bad gateway</html>");
    QTest::newRow("504") << RawTarget::reply(504, "");
    QTest::newRow("half an answer") << QByteArray(
        "HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{\"session");
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 20");
    QTest::newRow("closed") << QByteArray("");
}

void SocmateLostAnswersTest::aStartThatMetAGatewayIsUnanswered()
{
    QFETCH(QByteArray, answer);
    RawTarget target;
    target.answer = [&](const QByteArray &) { return answer; };
    SocmateClient client(connectionTo(target.url()), Secret("k"));
    const auto started = client.ask(&SocmateApi::start, question);
    QVERIFY(!started);
    QCOMPARE(started.error().kind, Error::Kind::Unanswered);
    QCOMPARE(target.requests.size(), 1);
}

void SocmateLostAnswersTest::aStartThatWasRefusedMayBeSentAgain()
{
    const auto server = test::served();
    SocmateClient client(connectionTo(server->baseUrl()), server->apiKey());
    server->failNext(1);
    const auto started = client.ask(&SocmateApi::start, question);
    QVERIFY(!started);
    QCOMPARE(started.error().kind, Error::Kind::Transient); // 503: surely not carried out
    QCOMPARE(server->counts().requests, 1);                 // but that is for the user to decide
}

void SocmateLostAnswersTest::nothingListensIsTransient()
{
    QUrl url;
    {
        RawTarget target;
        url = target.url();
    }
    SocmateClient client(connectionTo(url), Secret("k"));
    QCOMPARE(client.ask(&SocmateApi::start, question).error().kind, Error::Kind::Transient);
    QCOMPARE(client.ask(&SocmateApi::incident, 1, asked).error().kind, Error::Kind::Transient);
    QCOMPARE(client.time.waits.size(), 3);
}

void SocmateLostAnswersTest::anOfflineServerIsAskedFourTimesToRead()
{
    const auto server = test::served();
    SocmateClient client(connectionTo(server->baseUrl()), server->apiKey());
    server->setOffline(true);
    QVERIFY(!client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
    QCOMPARE(server->counts().requests, 4);
    QVERIFY(!client.ask(&SocmateApi::start, question));
    QCOMPARE(server->counts().requests, 5);
    server->setOffline(false);
    QVERIFY(client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
    QCOMPARE(server->counts().starts, 0);
}

QTEST_GUILESS_MAIN(SocmateLostAnswersTest)
#include "tst_lostanswers.moc"
