// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Where keys and tokens go, and what is made of their refusal.

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

class SocmateCredentialsTest : public QObject
{
    Q_OBJECT

private slots:
    void aDisabledKeyIsTold();
    void aMissingScopeIsNamed();
    void aRedirectElsewhereCarriesNoKey_data();
    void aRedirectElsewhereCarriesNoKey();
    void aRedirectOnTheSameServerIsFollowed();
    void aNewTokenIsFetchedAfterARefusal();
    void aRefusedTokenIsToldOnce();
};

void SocmateCredentialsTest::aDisabledKeyIsTold()
{
    const auto server = test::served();
    SocmateClient client(connectionTo(server->baseUrl()), server->apiKey());
    QVERIFY(client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
    server->disableApiKey();
    const auto refused = client.ask(&SocmateApi::incidents, IncidentQuery(), asked);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Unauthorised);
    QCOMPARE(server->counts().requests, 2);
    client.secrets.clear();
    client.api.forgetSecrets();
    const auto unsent = client.ask(&SocmateApi::incidents, IncidentQuery(), asked);
    QVERIFY(!unsent);
    QCOMPARE(unsent.error().kind, Error::Kind::Unauthorised);
    QCOMPARE(server->counts().requests, 2); // nothing goes out without a key
}

void SocmateCredentialsTest::aMissingScopeIsNamed()
{
    const auto server = test::served();
    SocmateClient admin(connectionTo(server->baseUrl(), domain::SignIn::BearerToken), server->adminToken());
    TOCSIN_GET(key, admin.ask(&SocmateApi::createApiKey, ApiKeyDraft{u"g"_s, {}, {u"graph:read"_s}, 1}));
    SocmateClient client(connectionTo(server->baseUrl()), key.apiKey);
    const auto refused = client.ask(&SocmateApi::start, question);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Forbidden);
    QVERIFY2(refused.error().detail.contains(u"investigations:write"_s), qPrintable(refused.error().detail));
    QVERIFY(client.ask(&SocmateApi::entity, u"10.0.0.1"_s).error().kind == Error::Kind::NotFound);
}

void SocmateCredentialsTest::aRedirectElsewhereCarriesNoKey_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("where"); // %1: the port of the other
    QTest::addColumn<domain::SignIn>("signIn");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const auto &[name, signIn] : {std::pair("key", domain::SignIn::ApiKey),
                                           std::pair("bearer token", domain::SignIn::BearerToken)}) {
            QTest::addRow("%d, %s, another host", status, name)
                << status << u"http://localhost:%1/api/v1/incidents"_s << signIn;
            QTest::addRow("%d, %s, another port", status, name)
                << status << u"http://127.0.0.1:%1/api/v1/incidents"_s << signIn;
        }
    }
}

void SocmateCredentialsTest::aRedirectElsewhereCarriesNoKey()
{
    QFETCH(int, status);
    QFETCH(QString, where);
    QFETCH(domain::SignIn, signIn);
    const auto other = test::served(); // a SoCMate itself, that would take the key
    RawTarget target;
    const QByteArray location = where.arg(other->baseUrl().port()).toLatin1();
    target.answer = [&](const QByteArray &) {
        return RawTarget::reply(status, "", "Location: " + location + "\r\n");
    };
    const Secret secret = signIn == domain::SignIn::ApiKey ? other->apiKey() : other->userToken();
    SocmateClient client(connectionTo(target.url(), signIn), secret);
    const auto read = client.ask(&SocmateApi::incidents, IncidentQuery(), asked);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Rejected);
    QVERIFY2(read.error().detail.contains(QUrl(QString::fromLatin1(location)).authority()),
             qPrintable(read.error().detail)); // where to, so that the address can be mended
    const auto write = client.ask(&SocmateApi::start, question);
    QVERIFY(!write);
    QCOMPARE(write.error().kind, Error::Kind::Rejected);
    QCOMPARE(target.requests.size(), 2);
    QCOMPARE(other->counts(), sandbox::ServerCounts());
}

void SocmateCredentialsTest::aRedirectOnTheSameServerIsFollowed()
{
    RawTarget target;
    target.answer = [](const QByteArray &request) {
        if (request.startsWith("GET /api/v1/incidents/7/ "))
            return RawTarget::reply(200, R"({"incident_number": 7})");
        return RawTarget::reply(307, "", "Location: /api/v1/incidents/7/\r\n");
    };
    SocmateClient client(connectionTo(target.url()), Secret("the-key"));
    TOCSIN_GET(incident, client.ask(&SocmateApi::incident, 7, asked));
    QCOMPARE(incident.number, 7);
    QVERIFY(target.requests.last().contains("X-API-Key: the-key"));
}

void SocmateCredentialsTest::aNewTokenIsFetchedAfterARefusal()
{
    sandbox::ServerOptions options = test::stillOptions();
    options.tokenLifetime = 600 * microsPerSecond;
    const auto server = test::served(options);
    domain::Connection connection = connectionTo(server->baseUrl(), domain::SignIn::ClientCredentials);
    connection.clientId = server->clientId();
    connection.tokenEndpoint = server->tokenEndpoint();
    SocmateClient client(connection, server->clientSecret());
    for (int i = 0; i < 3; ++i)
        QVERIFY(client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
    QCOMPARE(server->counts().requests, 4); // one token for the three
    server->advance(700 * microsPerSecond); // the server's clock, not ours: the token is refused
    QVERIFY(client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
    QCOMPARE(server->counts().refused, 1);
    QCOMPARE(server->counts().requests, 7);
}

void SocmateCredentialsTest::aRefusedTokenIsToldOnce()
{
    const auto server = test::served();
    domain::Connection connection = connectionTo(server->baseUrl(), domain::SignIn::ClientCredentials);
    connection.clientId = server->clientId();
    connection.tokenEndpoint = server->tokenEndpoint();
    SocmateClient client(connection, Secret("not the secret"));
    const auto refused = client.ask(&SocmateApi::incidents, IncidentQuery(), asked);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Unauthorised);
    QVERIFY2(refused.error().detail.contains(u"invalid_client"_s), qPrintable(refused.error().detail));
    QCOMPARE(server->counts().requests, 1);
}

QTEST_GUILESS_MAIN(SocmateCredentialsTest)
#include "tst_credentials.moc"
