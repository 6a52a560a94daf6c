// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Schedules and the admin API against the sandbox under every profile of guesses.

#include "core/socmate/pagewalk.h"
#include "tests/support/socmateplace.h"

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;
using http::Priority;
using test::SocmateClient;

class SocmateAdministrationTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void checksAndMakesSchedules_data() { test::profileRows(); }
    void checksAndMakesSchedules();
    void administers_data() { test::profileRows(); }
    void administers();

private:
    std::unique_ptr<test::SocmatePlace> m_place;
};

void SocmateAdministrationTest::init()
{
    QFETCH(QString, profile);
    m_place = std::make_unique<test::SocmatePlace>(profile);
}

void SocmateAdministrationTest::checksAndMakesSchedules()
{
    const ScheduleDraft draft{u"Nightly"_s,
                              u"each night"_s,
                              u"More than 10 failed sign-ins of users since "
                              "yesterday?"_s,
                              u"soc_analyst"_s,
                              u"daily"_s,
                              u"02:30"_s};
    const auto withKey = m_place->client->ask(&SocmateApi::createSchedule, draft);
    if (m_place->profile().schedules == sandbox::Profile::ScheduleAccess::User) {
        QVERIFY(!withKey);
        QCOMPARE(withKey.error().kind, Error::Kind::Forbidden);
    } else {
        QVERIFY(withKey && !withKey->id.isEmpty());
    }
    SocmateClient user(m_place->connection(domain::SignIn::BearerToken), m_place->server->userToken());
    TOCSIN_GET(good, user.ask(&SocmateApi::validateSchedule, draft.query, draft.persona));
    QCOMPARE(good.accepted, std::optional(true));
    TOCSIN_GET(vague, user.ask(&SocmateApi::validateSchedule, u"Look around"_s, draft.persona));
    QCOMPARE(vague.accepted, std::optional(false));
    QVERIFY(vague.texts.join(u' ').contains(u"Name a time scope"_s));
    ScheduleDraft mine = draft;
    mine.name = u"Mine"_s;
    TOCSIN_GET(made, user.ask(&SocmateApi::createSchedule, mine));
    QVERIFY(made.id.startsWith(u"sched_"_s));
    mine.frequency = u"hourly"_s;
    const auto wrong = user.ask(&SocmateApi::createSchedule, mine);
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().detail.contains(u"frequency: one of once"_s), qPrintable(wrong.error().detail));
}

void SocmateAdministrationTest::administers()
{
    SocmateClient &admin = *m_place->admin;
    const auto refused = m_place->client->ask(&SocmateApi::models);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Forbidden);

    const ApiKeyDraft draft{u"Desk"_s, {}, {u"incidents:read"_s}, 30};
    TOCSIN_GET(key, admin.ask(&SocmateApi::createApiKey, draft));
    QVERIFY(key.apiKey.reveal().startsWith("sk_live_"));
    QCOMPARE(key.scopes, draft.scopes);
    QVERIFY(key.expires.isValid());
    SocmateClient desk(m_place->connection(), key.apiKey);
    QVERIFY(desk.ask(&SocmateApi::incidents, IncidentQuery(), Priority::Asked));
    const auto closed = desk.ask(&SocmateApi::search, u"x"_s, 10, 0);
    QVERIFY(!closed);
    QCOMPARE(closed.error().kind, Error::Kind::Forbidden);
    QVERIFY(closed.error().detail.contains(u"search:read"_s));

    TOCSIN_GET(made, admin.ask(&SocmateApi::createApiClient,
                               ApiClientDraft{u"Robot"_s, {}, {u"incidents:read"_s, u"graph:read"_s}}));
    domain::Connection connection = m_place->connection(domain::SignIn::ClientCredentials);
    connection.clientId = made.clientId;
    connection.tokenEndpoint = QUrl(made.tokenEndpoint);
    SocmateClient robot(connection, made.clientSecret);
    QVERIFY(robot.ask(&SocmateApi::incidents, IncidentQuery(), Priority::Asked));

    SiemProviderDraft provider{u"West"_s, u"sentinel"_s, u"ws"_s, u"tenant"_s, u"app"_s, Secret("good one")};
    TOCSIN_GET(healthy, admin.ask(&SocmateApi::testSiemProvider, provider));
    QVERIFY(healthy.isHealthy() && healthy.latencyMs);
    provider.clientSecret = Secret("wrong one");
    TOCSIN_GET(ill, admin.ask(&SocmateApi::testSiemProvider, provider));
    QVERIFY(!ill.isHealthy() && !ill.message.isEmpty());
    TOCSIN_GET(stored, admin.ask(&SocmateApi::createSiemProvider, provider));
    QCOMPARE(stored.name, u"West"_s);
    QCOMPARE(stored.isDefault, std::optional(false));

    ModelDraft model;
    model.name = u"fast"_s;
    model.provider = u"openai"_s;
    model.modelId = u"m-1"_s;
    model.apiKey = Secret("model key");
    QVERIFY(admin.ask(&SocmateApi::createModel, model));
    const auto twice = admin.ask(&SocmateApi::createModel, model);
    QVERIFY(!twice);
    QCOMPARE(twice.error().kind, Error::Kind::Rejected); // 409
    TOCSIN_GET(models, admin.ask(&SocmateApi::models));
    QCOMPARE(models.items.size(), 2);
    QCOMPARE(models.items.last().name, u"fast"_s);
    QCOMPARE(models.items.last().provider, u"openai"_s);
    QVERIFY(admin.ask(&SocmateApi::testModel, u"fast"_s));

    PageWalk<User> pages([](const User &user) { return user.id.toUtf8(); }, 25);
    QList<User> users;
    while (!pages.isDone()) {
        const UserQuery query{{}, pages.limit(), pages.offset()};
        TOCSIN_GET(page, admin.ask(&SocmateApi::users, query));
        users += pages.take(page);
    }
    m_place->server->look([&users](const sandbox::World &world) {
        QCOMPARE(users.size(), qsizetype(world.population().people.size()));
    });
    QVERIFY(users.first().email.contains(u'@'));
    QCOMPARE(users.first().roles, QStringList{u"analyst"_s});
}

QTEST_GUILESS_MAIN(SocmateAdministrationTest)
#include "tst_administration.moc"
