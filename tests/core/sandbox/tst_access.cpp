// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Who may ask what, and how often (socmate.md sections 2 and 3), over real sockets on a clock that stands
// still.

#include "tests/support/sandboxclient.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::sandbox;
using namespace Qt::StringLiterals;
using test::ask;
using test::bearerField;
using test::get;
using test::keyField;
using test::post;
using test::served;
using test::startBody;
using test::stillOptions;

namespace {

constexpr Micros second = microsPerSecond;

} // namespace

class AccessTest : public QObject
{
    Q_OBJECT

private slots:
    void opensByScope_data();
    void opensByScope();
    void refusesWhoIsNotKnown_data();
    void refusesWhoIsNotKnown();
    void anUnknownPathIs404AndAWrongMethod405();
    void aTargetMayBeAWholeUrl_data();
    void aTargetMayBeAWholeUrl();
    void keysExpire();
    void adminNeedsTheRole();
    void clientsGetTokens();
    void tokenErrorsHaveTheirOwnShape_data();
    void tokenErrorsHaveTheirOwnShape();
    void limitsRequestsPerMinute();
    void limitsInvestigationsAtOnce();
};

void AccessTest::opensByScope_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("scope");
    const auto row = [](const char *method, const char *target, const QString &scope) {
        QTest::addRow("%s %s", method, target) << QByteArray(method) << QByteArray(target) << scope;
    };
    row("GET", "/api/v1/incidents", u"incidents:read"_s);
    row("GET", "/api/v1/incidents/1", u"incidents:read"_s);
    row("POST", "/api/v1/investigations/start", u"investigations:write"_s);
    row("POST", "/api/v1/sessions/sess_0/message", u"investigations:write"_s);
    row("GET", "/api/v1/sessions/sess_0", u"investigations:read"_s);
    row("GET", "/api/v1/sessions", u"investigations:read"_s);
    row("GET", "/api/v1/search?q=x", u"search:read"_s);
    row("GET", "/api/v1/graph/entity/x", u"graph:read"_s);
    row("GET", "/api/admin/users", u"none"_s); // no key ever
    row("POST", "/api/v1/schedules", u"none"_s);
}

void AccessTest::opensByScope()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, target);
    QFETCH(const QString, scope);
    const auto server = served();
    for (const QString &one : allScopes()) {
        const auto made = ask(*server, {"POST", "/api/admin/api-keys", bearerField(server->adminToken()),
                                        QJsonDocument(QJsonObject{{u"name"_s, u"t"_s},
                                                                  {u"scopes"_s, QJsonArray{one}},
                                                                  {u"expires_in_days"_s, 1}})
                                            .toJson()});
        QCOMPARE(made.status(), 201);
        const QByteArray field = "X-API-Key: " + made["api_key"_L1].toString().toUtf8() + "\r\n";
        const auto reply = ask(*server, {method, target, field, method == "POST" ? "{}" : ""});
        QCOMPARE(reply.status() != 403, one == scope);
        if (one != scope)
            QVERIFY(reply["detail"_L1].isString());
    }
}

void AccessTest::refusesWhoIsNotKnown_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("unknown key") << QByteArray("X-API-Key: sk_live_k_000000_00\r\n");
    QTest::newRow("unknown token") << QByteArray("Authorization: Bearer abc\r\n");
    QTest::newRow("another scheme") << QByteArray("Authorization: Basic abc\r\n");
    QTest::newRow("empty key") << QByteArray("X-API-Key:\r\n");
}

void AccessTest::refusesWhoIsNotKnown()
{
    QFETCH(const QByteArray, fields);
    const auto server = served();
    const auto reply = ask(*server, {"GET", "/api/v1/incidents", fields, {}});
    QCOMPARE(reply.status(), 401);
    QVERIFY(reply["detail"_L1].isString());
    QVERIFY(reply.raw.field("Content-Type").startsWith("application/json"));
    QCOMPARE(server->counts().refused, 1);
}

void AccessTest::anUnknownPathIs404AndAWrongMethod405()
{
    const auto server = served();
    QCOMPARE(get(*server, "/api/v1/nothing").status(), 404);
    QCOMPARE(ask(*server, {"GET", "/nothing", {}, {}}).status(),
             401); // who does not say who it is learns nothing of paths
    QCOMPARE(ask(*server, {"DELETE", "/api/v1/incidents", keyField(server->apiKey()), {}}).status(), 405);
    QCOMPARE(get(*server, "/api/v1/incidents/99").status(), 404);
    QCOMPARE(get(*server, "/api/v1/incidents/abc").status(), 404);
    QCOMPARE(get(*server, "/api/v1/sessions/sess_0").status(), 404);
}

// A client that takes the sandbox for its proxy asks so, and any may (RFC 9112 section 3.2.2).
void AccessTest::aTargetMayBeAWholeUrl_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    const auto row = [](const char *target, int status) {
        QTest::newRow(target) << QByteArray(target) << status;
    };
    row("http://127.0.0.1/api/v1/incidents?limit=3", 200);
    row("http://socmate.example.org:8443/api/v1/incidents?limit=3", 200);
    row("HTTP://127.0.0.1/api/v1/incidents?limit=3", 200);
    row("http://127.0.0.1/api/v1/nothing", 404);
    row("http://127.0.0.1", 404);
    row("http://127.0.0.1?limit=3", 404);
    row("/http://127.0.0.1/api/v1/incidents", 404);
}

void AccessTest::aTargetMayBeAWholeUrl()
{
    QFETCH(const QByteArray, target);
    const auto server = served();
    const auto reply = get(*server, target);
    QTEST(reply.status(), "status");
    if (reply.status() == 200)
        QCOMPARE(reply.json, get(*server, "/api/v1/incidents?limit=3").json); // the query counts too
}

void AccessTest::keysExpire()
{
    const auto server = served();
    const QJsonObject body = {
        {u"name"_s, u"t"_s}, {u"scopes"_s, QJsonArray{u"incidents:read"_s}}, {u"expires_in_days"_s, 2}};
    const auto made = ask(*server, {"POST", "/api/admin/api-keys", bearerField(server->adminToken()),
                                    QJsonDocument(body).toJson()});
    const QByteArray field = "X-API-Key: " + made["api_key"_L1].toString().toUtf8() + "\r\n";
    QCOMPARE(ask(*server, {"GET", "/api/v1/incidents", field, {}}).status(), 200);
    server->advance(2 * 86'400 * second);
    QCOMPARE(ask(*server, {"GET", "/api/v1/incidents", field, {}}).status(), 401);
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 200);
    server->disableApiKey();
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 401);
}

void AccessTest::adminNeedsTheRole()
{
    const auto server = served();
    QCOMPARE(ask(*server, {"GET", "/api/admin/models", bearerField(server->userToken()), {}}).status(), 403);
    QCOMPARE(ask(*server, {"GET", "/api/admin/models", bearerField(server->adminToken()), {}}).status(), 200);
    QCOMPARE(ask(*server, {"GET", "/api/v1/incidents", bearerField(server->userToken()), {}}).status(), 200);
}

void AccessTest::clientsGetTokens()
{
    const auto server = served();
    QVERIFY(server->tokenEndpoint().host() != server->baseUrl().host());
    const QByteArray form = "grant_type=client_credentials&client_id=" + server->clientId().toUtf8() +
                            "&client_secret=" + server->clientSecret().reveal().toByteArray() +
                            "&scope=incidents%3Aread+graph:read";
    const auto token = ask(*server, {"POST", "/oauth/token", {}, form});
    QCOMPARE(token.status(), 200);
    QCOMPARE(token["token_type"_L1].toString(), u"Bearer"_s);
    QCOMPARE(token["expires_in"_L1].toInt(), 1800);
    const QByteArray field = "Authorization: Bearer " + token["access_token"_L1].toString().toUtf8() + "\r\n";
    QCOMPARE(ask(*server, {"GET", "/api/v1/incidents", field, {}}).status(), 200);
    QCOMPARE(ask(*server, {"GET", "/api/v1/sessions", field, {}}).status(), 403);
    server->advance(1801 * second);
    QCOMPARE(ask(*server, {"GET", "/api/v1/incidents", field, {}}).status(), 401);
}

void AccessTest::tokenErrorsHaveTheirOwnShape_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::newRow("no grant") << QByteArray("client_id=x") << 400 << u"unsupported_grant_type"_s;
    QTest::newRow("wrong client") << QByteArray("grant_type=client_credentials&client_id=x&client_secret=y")
                                  << 401 << u"invalid_client"_s;
    QTest::newRow("scope beyond the client's")
        << QByteArray("grant_type=client_credentials&client_id=ID&client_secret=SECRET&scope=admin") << 400
        << u"invalid_scope"_s;
}

void AccessTest::tokenErrorsHaveTheirOwnShape()
{
    QFETCH(QByteArray, form);
    QFETCH(const int, status);
    QFETCH(const QString, error);
    const auto server = served();
    form.replace("ID", server->clientId().toUtf8())
        .replace("SECRET", server->clientSecret().reveal().toByteArray());
    const auto reply = ask(*server, {"POST", "/oauth/token", {}, form});
    QCOMPARE(reply.status(), status);
    QCOMPARE(reply["error"_L1].toString(), error);
    QVERIFY(reply["detail"_L1].isUndefined());
}

void AccessTest::limitsRequestsPerMinute()
{
    ServerOptions options = stillOptions();
    options.keyPerMinute = 5;
    const auto server = served(options);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(get(*server, "/api/v1/incidents?limit=1").status(), 200);
    server->advance(20 * second);
    const auto reply = get(*server, "/api/v1/incidents?limit=1");
    QCOMPARE(reply.status(), 429);
    QCOMPARE(reply.raw.field("Retry-After"), "40");
    QVERIFY(reply["detail"_L1].isString());
    QCOMPARE(server->counts().limited, 1);
    // Another credential has its own budget.
    QCOMPARE(ask(*server, {"GET", "/api/v1/incidents", bearerField(server->userToken()), {}}).status(), 200);
    server->advance(40 * second);
    QCOMPARE(get(*server, "/api/v1/incidents?limit=1").status(), 200);
}

void AccessTest::limitsInvestigationsAtOnce()
{
    const auto server = served();
    for (int i = 0; i < 5; ++i)
        QCOMPARE(post(*server, "/api/v1/investigations/start", startBody()).status(), 200);
    const auto reply = post(*server, "/api/v1/investigations/start", startBody());
    QCOMPARE(reply.status(), 429);
    const int wait = reply.raw.field("Retry-After").toInt();
    QVERIFY(wait > 0 && wait <= 121);
    server->advance(wait * second);
    QCOMPARE(post(*server, "/api/v1/investigations/start", startBody()).status(), 200);
    QCOMPARE(server->counts().starts, 6);
}

QTEST_GUILESS_MAIN(AccessTest)
#include "tst_access.moc"
