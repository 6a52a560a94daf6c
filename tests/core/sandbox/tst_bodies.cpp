// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What requests with a body must say, schedules and the admin API (socmate.md 3.2, 8 and 9).

#include "tests/support/sandboxclient.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::sandbox;
using namespace Qt::StringLiterals;
using test::ask;
using test::bearerField;
using test::served;
using test::startBody;
using test::stillOptions;
using test::with;

namespace {

QJsonObject without(QJsonObject object, const QString &name)
{
    object.remove(name);
    return object;
}

} // namespace

class BodiesTest : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatIsWrongWithABody_data();
    void saysWhatIsWrongWithABody();
    void checksSchedules();
    void createsInTheAdminApi();
    void pagesUsersBySkip();
};

void BodiesTest::saysWhatIsWrongWithABody_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const char *target, const QJsonObject &body,
                        const QString &member) {
        QTest::newRow(name) << QByteArray(target) << QJsonDocument(body).toJson() << member;
    };
    row("start without query", "/api/v1/investigations/start", without(startBody(), u"query"_s), u"query"_s);
    row("start with an empty query", "/api/v1/investigations/start", with(startBody(), u"query"_s, u" "_s),
        u"query"_s);
    row("query is a number", "/api/v1/investigations/start", with(startBody(), u"query"_s, 7), u"query"_s);
    row("unknown persona", "/api/v1/investigations/start", with(startBody(), u"persona"_s, u"wizard"_s),
        u"persona"_s);
    row("unknown provider", "/api/v1/investigations/start", with(startBody(), u"provider"_s, u"other"_s),
        u"provider"_s);
    row("key without scopes", "/api/admin/api-keys", {{u"name"_s, u"n"_s}}, u"scopes"_s);
    row("schedule by the wrong name", "/api/v1/schedules",
        {{u"name"_s, u"n"_s}, {u"query"_s, u"q"_s}, {u"frequency"_s, u"daily"_s}}, u"user_query"_s);
    row("validate by the wrong name", "/api/v1/schedules/validate", {{u"user_query"_s, u"q"_s}}, u"query"_s);
    row("model without a key", "/api/admin/models",
        {{u"model_name"_s, u"m"_s}, {u"provider"_s, u"openai"_s}, {u"model_id"_s, u"x"_s}}, u"api_key"_s);
    row("azure without a base", "/api/admin/models",
        {{u"model_name"_s, u"m"_s},
         {u"provider"_s, u"azure"_s},
         {u"model_id"_s, u"x"_s},
         {u"api_key"_s, u"k"_s}},
        u"api_base"_s);
    QTest::newRow("no JSON") << QByteArray("/api/v1/investigations/start") << QByteArray("{\"query\"")
                             << QString();
    QTest::newRow("an array") << QByteArray("/api/v1/investigations/start") << QByteArray("[]") << QString();
}

void BodiesTest::saysWhatIsWrongWithABody()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, member);
    const auto server = served();
    const auto reply = ask(*server, {"POST", target, bearerField(server->adminToken()), body});
    QCOMPARE(reply.status(), 422);
    const QJsonArray details = reply["detail"_L1].toArray();
    QVERIFY(!details.isEmpty());
    const QJsonObject first = details.first().toObject();
    QCOMPARE(first["loc"_L1][0].toString(), u"body"_s);
    QVERIFY(first["msg"_L1].isString() && first["type"_L1].isString());
    if (!member.isEmpty())
        QCOMPARE(first["loc"_L1][1].toString(), member);
}

void BodiesTest::checksSchedules()
{
    const auto server = served();
    const QByteArray field = bearerField(server->userToken());
    const auto validate = [&](const QString &query) {
        return ask(
            *server,
            {"POST", "/api/v1/schedules/validate", field,
             QJsonDocument(QJsonObject{{u"query"_s, query}, {u"persona"_s, u"soc_analyst"_s}}).toJson()});
    };
    QCOMPARE(validate(u"anything bad"_s)["suggestions"_L1].toArray().size(), 3);
    QVERIFY(validate(u"Accounts with more than 10 failures in the last 24 hours"_s)["is_valid"_L1].toBool());
    const QJsonObject body = {{u"name"_s, u"n"_s},          {u"description"_s, u"d"_s},
                              {u"user_query"_s, u"q"_s},    {u"persona"_s, u"ciso"_s},
                              {u"frequency"_s, u"daily"_s}, {u"scheduled_time"_s, u"06:30"_s}};
    const auto create = [&](const QJsonObject &object) {
        return ask(*server, {"POST", "/api/v1/schedules", field, QJsonDocument(object).toJson()});
    };
    QVERIFY(create(body)["schedule_id"_L1].toString().startsWith(u"sched_"_s));
    QCOMPARE(create(body).status(), 409);
    QCOMPARE(create(with(body, u"scheduled_time"_s, u"25:00"_s)).status(), 422);
    QCOMPARE(create(with(body, u"frequency"_s, u"hourly"_s)).status(), 422);
}

void BodiesTest::createsInTheAdminApi()
{
    const auto server = served();
    const auto admin = [&](const QByteArray &target, const QJsonObject &body) {
        return ask(*server, {"POST", "/api/admin/" + target, bearerField(server->adminToken()),
                             QJsonDocument(body).toJson()});
    };
    const auto key = admin(
        "api-keys",
        {{u"name"_s, u"Desk"_s}, {u"scopes"_s, QJsonArray{u"graph:read"_s}}, {u"expires_in_days"_s, 30}});
    QCOMPARE(key.json.toObject().keys(), (QStringList{u"api_key"_s, u"expires_at"_s, u"header_name"_s,
                                                      u"id"_s, u"key_id"_s, u"name"_s, u"scopes"_s}));
    QCOMPARE(key["id"_L1].toString().size(), 25);
    QVERIFY(key["api_key"_L1].toString().startsWith(u"sk_live_"_s + key["key_id"_L1].toString()));
    const auto client =
        admin("api-clients", {{u"name"_s, u"c"_s}, {u"scopes"_s, QJsonArray{u"search:read"_s}}});
    QCOMPARE(client["token_endpoint"_L1].toString(), server->tokenEndpoint().toString());
    QVERIFY(!client["client_secret"_L1].toString().isEmpty());
    QJsonObject siem = {{u"name"_s, u"s"_s},         {u"provider_type"_s, u"sentinel"_s},
                        {u"workspace_id"_s, u"w"_s}, {u"tenant_id"_s, u"t"_s},
                        {u"client_id"_s, u"c"_s},    {u"client_secret"_s, u"right"_s}};
    QCOMPARE(admin("siem-providers/test", siem)["status"_L1].toString(), u"healthy"_s);
    const auto provider = admin("siem-providers", siem);
    QVERIFY(!provider.raw.body.contains("right"));
    QCOMPARE(provider["status"_L1].toString(), u"active"_s);
    siem[u"client_secret"_s] = u"wrong"_s;
    QCOMPARE(admin("siem-providers/test", siem)["status"_L1].toString(), u"error"_s);
    const QJsonObject model = {{u"model_name"_s, u"m"_s},
                               {u"provider"_s, u"openai"_s},
                               {u"model_id"_s, u"x"_s},
                               {u"api_key"_s, u"k"_s}};
    QVERIFY(admin("models", model)["message"_L1].isString());
    QCOMPARE(admin("models", model).status(), 409);
    QCOMPARE(admin("models/m/test", {}).status(), 200);
    QCOMPARE(admin("models/none/test", {}).status(), 404);
    const auto models = ask(*server, {"GET", "/api/admin/models", bearerField(server->adminToken()), {}});
    QCOMPARE(models["total"_L1].toInt(), 2);
}

void BodiesTest::pagesUsersBySkip()
{
    const auto server = served();
    const auto users = [&](const QByteArray &query) {
        return ask(*server, {"GET", "/api/admin/users" + query, bearerField(server->adminToken()), {}});
    };
    QCOMPARE(users("")["users"_L1].toArray().size(), 50);
    QCOMPARE(users("?skip=50")["users"_L1].toArray().size(), 10);
    QCOMPARE(users("?offset=50")["users"_L1].toArray().size(), 50); // another name: ignored
    QCOMPARE(users("?limit=101").status(), 422);
    const QString email = users("?limit=1")["users"_L1][0]["email"_L1].toString();
    QCOMPARE(users("?search=" + QUrl::toPercentEncoding(email))["total"_L1].toInt(), 1);
}

QTEST_GUILESS_MAIN(BodiesTest)
#include "tst_bodies.moc"
