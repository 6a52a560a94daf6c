// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// How a tenant administrator signs in, and stays it (socotra.md section 2).

#include "tests/support/rawtarget.h"
#include "tests/support/tenantplace.h"

using namespace tocsin;
using namespace tocsin::socotra;
using namespace Qt::StringLiterals;
using test::RawTarget;
using test::TenantClient;
using test::TenantPlace;

class SocotraSignInTest : public QObject
{
    Q_OBJECT

private slots:
    void namesTheTenantInThreeForms_data();
    void namesTheTenantInThreeForms();
    void sendsTheTokenInThreeForms_data();
    void sendsTheTokenInThreeForms();
    void signsInAsAClientOfSingleSignOn();
    void signsInOnceForMany();
    void aRefusedSignInIsNotRepeated();
    void aLockedAccountStaysLockedHere();
    void renewsBeforeTheEnd_data();
    void renewsBeforeTheEnd();
    void signsInAgainWhereRenewalIsNotThere();
    void anExpiredTokenIsReplacedOnce();
    void aTokenThatIsNeverTakenIsToldOnce();
    void withoutExpiryThe401Tells_data();
    void withoutExpiryThe401Tells();
    void whoIsNoAdministratorIsToldWhatIsNeeded();
    void aFailureInTheBodyAloneIsAFailure_data();
    void aFailureInTheBodyAloneIsAFailure();
    void noPasswordIsNoRequest();
    void aRedirectElsewhereCarriesNothing();
};

void SocotraSignInTest::namesTheTenantInThreeForms_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("member");
    QTest::newRow("host name") << int(Tenant::Form::HostName) << QByteArray("/account/authenticateAdmin ")
                               << QByteArray("\"hostName\":\"acme.co.sandbox.socotra.com\"");
    QTest::newRow("tenant name") << int(Tenant::Form::TenantName) << QByteArray("/account/authenticateAdmin ")
                                 << QByteArray("\"tenantName\":\"acme\"");
    QTest::newRow("locator") << int(Tenant::Form::Locator)
                             << QByteArray("/account/authenticateAdmin?tenantLocator=7f0c2b9e-tenant ")
                             << QByteArray();
}

void SocotraSignInTest::namesTheTenantInThreeForms()
{
    QFETCH(const int, form);
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, member);
    RawTarget raw;
    raw.answer = [](const QByteArray &request) {
        return RawTarget::reply(200, request.startsWith("POST") ? R"({"authorizationToken":"t"})" : "[]");
    };
    TenantClient client(test::tenantAt(raw.url(), Tenant::Form(form)), Secret(QByteArray("pass\"word")));
    QVERIFY(client.ask(&SocotraApi::integrations));
    const QByteArray signIn = raw.requests.first();
    QVERIFY2(signIn.startsWith("POST " + target), signIn.constData());
    QVERIFY(signIn.contains(member));
    const QByteArray who = R"("username":"tenant.admin","password":"pass\"word")";
    QVERIFY(signIn.contains(who));
    for (const char *other : {"hostName", "tenantName", "tenantLocator"})
        QCOMPARE(signIn.contains(other), (target + member).contains(other)); // exactly one of the three

    TenantPlace place; // and the stand-in, which checks the same, takes it
    TenantClient known(test::tenantAt(place.server->baseUrl(), Tenant::Form(form)),
                       place.server->tenantPassword());
    QVERIFY(known.ask(&SocotraApi::integrations));
}

void SocotraSignInTest::sendsTheTokenInThreeForms_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<QByteArray>("prefix");
    QTest::newRow("Bearer") << int(Tenant::HeaderForm::Bearer) << QByteArray("Bearer ");
    QTest::newRow("bare") << int(Tenant::HeaderForm::Bare) << QByteArray("");
    QTest::newRow("JWT") << int(Tenant::HeaderForm::Jwt) << QByteArray("JWT ");
}

void SocotraSignInTest::sendsTheTokenInThreeForms()
{
    QFETCH(const int, form);
    QFETCH(const QByteArray, prefix);
    sandbox::TenantOptions options;
    options.headerPrefix = prefix;
    TenantPlace place(u"default"_s, options);
    Tenant tenant = test::tenantAt(place.server->baseUrl());
    QCOMPARE(tenant.header, Tenant::HeaderForm::Bearer); // the default
    tenant.header = Tenant::HeaderForm(form);
    TenantClient client(tenant, place.server->tenantPassword());
    const auto all = client.ask(&SocotraApi::integrations);
    QVERIFY2(all, all ? "" : qPrintable(all.error().detail));
}

// socotra.md 2.7: the tenant by its host name, or not at all.
void SocotraSignInTest::signsInAsAClientOfSingleSignOn()
{
    const TenantPlace place;
    Tenant tenant = test::tenantAt(place.server->baseUrl());
    tenant.way = Tenant::Way::SsoClient;
    tenant.userName = sandbox::TenantOptions().clientId;
    TenantClient named(tenant, place.server->tenantClientSecret());
    QVERIFY(named.ask(&SocotraApi::integrations));
    tenant.tenant.clear();
    TenantClient unnamed(tenant, place.server->tenantClientSecret());
    QVERIFY(unnamed.ask(&SocotraApi::integrations));
    TenantClient wrong(tenant, place.server->tenantPassword());
    const auto refused = wrong.ask(&SocotraApi::integrations);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Unauthorised);
    QCOMPARE(place.counts().signIns, 2);
    QCOMPARE(place.counts().failedSignIns, 1);
}

void SocotraSignInTest::signsInOnceForMany()
{
    TenantPlace place;
    int answers = 0;
    QEventLoop loop;
    for (int i = 0; i < 5; ++i) {
        place.client->api.integrations(this, [&](const Result<QList<Integration>> &all) {
            QVERIFY(all);
            if (++answers == 5)
                loop.quit();
        });
    }
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    loop.exec();
    QCOMPARE(answers, 5);
    QCOMPARE(place.counts().signIns, 1);
}

// Accounts are locked after some failures (2.9): one wrong password is sent once, whoever asks how often.
void SocotraSignInTest::aRefusedSignInIsNotRepeated()
{
    TenantPlace place;
    place.client->password = Secret(QByteArray("wrong"));
    for (int i = 0; i < 10; ++i) {
        const auto refused = place.client->ask(&SocotraApi::integrations);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Unauthorised);
    }
    QCOMPARE(place.counts().failedSignIns, 1);
    place.client->api.tryAgain();
    QVERIFY(!place.client->ask(&SocotraApi::integrations));
    QCOMPARE(place.counts().failedSignIns, 2);
    place.client->password = place.server->tenantPassword();
    place.client->api.tryAgain();
    QVERIFY(place.client->ask(&SocotraApi::integrations));
}

void SocotraSignInTest::aLockedAccountStaysLockedHere()
{
    sandbox::TenantOptions options;
    options.lockAfter = 2;
    TenantPlace place(u"default"_s, options);
    place.client->password = Secret(QByteArray("wrong"));
    for (int i = 0; i < 2; ++i) {
        place.client->api.tryAgain();
        QVERIFY(!place.client->ask(&SocotraApi::integrations));
    }
    place.client->password = place.server->tenantPassword();
    place.client->api.tryAgain();
    const auto locked = place.client->ask(&SocotraApi::integrations);
    QVERIFY(!locked);
    QVERIFY2(locked.error().detail.contains(u"locked"_s), qPrintable(locked.error().detail));
    QCOMPARE(place.counts().failedSignIns, 3);
}

void SocotraSignInTest::renewsBeforeTheEnd_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("renewals");
    QTest::newRow("fresh") << 60 << 0;
    QTest::newRow("three quarters") << 2690 << 0;
    QTest::newRow("less than a fifth remains") << 2890 << 1;
    QTest::newRow("less than two minutes remain") << 3500 << 1;
}

void SocotraSignInTest::renewsBeforeTheEnd()
{
    QFETCH(const int, seconds);
    QFETCH(const int, renewals);
    for (const char *profile : {"default", "table"}) { // the time as a string, and as a number
        TenantPlace place(QString::fromLatin1(profile));
        QVERIFY(place.client->ask(&SocotraApi::integrations));
        place.client->time.pass(std::chrono::seconds(seconds));
        QVERIFY(place.client->ask(&SocotraApi::integrations));
        QCOMPARE(place.counts().renewals, renewals);
        QCOMPARE(place.counts().signIns, 1);
    }
}

void SocotraSignInTest::signsInAgainWhereRenewalIsNotThere()
{
    sandbox::TenantOptions options;
    options.renews = false;
    TenantPlace place(u"default"_s, options);
    QVERIFY(place.client->ask(&SocotraApi::integrations));
    place.client->time.pass(std::chrono::seconds(3000));
    QVERIFY(place.client->ask(&SocotraApi::integrations));
    QCOMPARE(place.counts().signIns, 2);
}

void SocotraSignInTest::anExpiredTokenIsReplacedOnce()
{
    TenantPlace place;
    QVERIFY(place.client->ask(&SocotraApi::integrations));
    place.server->lookAtTenant([](sandbox::Tenant &tenant) { tenant.revokeTokens(); });
    QVERIFY(place.client->ask(&SocotraApi::integrations));
    QCOMPARE(place.counts().signIns, 2);
}

void SocotraSignInTest::aTokenThatIsNeverTakenIsToldOnce()
{
    RawTarget raw;
    raw.answer = [](const QByteArray &request) {
        return request.startsWith("POST") ? RawTarget::reply(200, R"({"authorizationToken":"tok-en-1234"})")
                                          : RawTarget::reply(401, R"({"message":"tok-en-1234 is bad"})");
    };
    TenantClient client(test::tenantAt(raw.url()), Secret(QByteArray("p")));
    const auto refused = client.ask(&SocotraApi::integrations);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Unauthorised);
    QVERIFY(!refused.error().detail.contains(u"tok-en-1234"_s));
    QCOMPARE(raw.requests.size(), 4); // in, refused, in again, refused: and no more
}

void SocotraSignInTest::withoutExpiryThe401Tells_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("unreadable") << QByteArray(R"(,"expiresTimestamp":"tomorrow")");
    QTest::newRow("null") << QByteArray(R"(,"expiresTimestamp":null)");
    QTest::newRow("in the past") << QByteArray(R"(,"expiresTimestamp":"1000")");
}

void SocotraSignInTest::withoutExpiryThe401Tells()
{
    QFETCH(const QByteArray, member);
    RawTarget raw;
    raw.answer = [member](const QByteArray &request) {
        return RawTarget::reply(200, request.startsWith("POST")
                                         ? R"({"authorizationToken":"t")" + member + '}'
                                         : QByteArray("[]"));
    };
    TenantClient client(test::tenantAt(raw.url()), Secret(QByteArray("p")));
    QVERIFY(client.ask(&SocotraApi::integrations));
    client.time.pass(std::chrono::hours(1000));
    QVERIFY(client.ask(&SocotraApi::integrations));
    QCOMPARE(raw.requests.size(), 3); // one sign-in
}

void SocotraSignInTest::whoIsNoAdministratorIsToldWhatIsNeeded()
{
    sandbox::TenantOptions options;
    options.isAdministrator = false;
    TenantPlace place(u"default"_s, options);
    const auto refused = place.client->ask(&SocotraApi::integrations);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Forbidden);
    QVERIFY(refused.error().detail.contains(u"/account/authenticateAdmin"_s));
}

void SocotraSignInTest::aFailureInTheBodyAloneIsAFailure_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("string") << QByteArray(R"({"httpStatus":"401","message":"no"})");
    QTest::newRow("number") << QByteArray(R"({"httpStatus":401,"message":"no"})");
}

void SocotraSignInTest::aFailureInTheBodyAloneIsAFailure()
{
    QFETCH(const QByteArray, body);
    RawTarget raw;
    raw.answer = [body](const QByteArray &) { return RawTarget::reply(200, body); };
    TenantClient client(test::tenantAt(raw.url()), Secret(QByteArray("p")));
    for (int i = 0; i < 2; ++i) {
        const auto refused = client.ask(&SocotraApi::integrations);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Unauthorised);
    }
    QCOMPARE(raw.requests.size(), 1);
}

void SocotraSignInTest::noPasswordIsNoRequest()
{
    RawTarget raw;
    TenantClient client(test::tenantAt(raw.url()), Secret());
    const auto refused = client.ask(&SocotraApi::integrations);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Unauthorised);
    QVERIFY(raw.requests.isEmpty());
}

void SocotraSignInTest::aRedirectElsewhereCarriesNothing()
{
    RawTarget other;
    RawTarget raw;
    const QByteArray location = "Location: " + other.url(u"/integrations"_s).toEncoded() + "\r\n";
    raw.answer = [location](const QByteArray &) { return RawTarget::reply(307, "", location); };
    TenantClient client(test::tenantAt(raw.url()), Secret(QByteArray("p")));
    QVERIFY(!client.ask(&SocotraApi::integrations));
    QVERIFY(other.requests.isEmpty());
}

QTEST_GUILESS_MAIN(SocotraSignInTest)
#include "tst_signin.moc"
