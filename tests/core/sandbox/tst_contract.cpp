// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What socmate.md states, row by row, over real sockets on a clock that stands still.

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
using test::stillOptions;

namespace {

constexpr Micros second = microsPerSecond;

const QJsonObject startBody = {
    {u"query"_s, u"Were there password sprays? [quick]"_s}, {u"persona"_s, u"soc_analyst"_s}, {u"provider"_s, u"sentinel"_s}};

QJsonObject with(QJsonObject object, const QString &name, const QJsonValue &value)
{
    object[name] = value;
    return object;
}

QJsonObject without(QJsonObject object, const QString &name)
{
    object.remove(name);
    return object;
}

std::unique_ptr<Server> served(const ServerOptions &options = stillOptions())
{
    auto server = std::make_unique<Server>(options);
    if (auto bound = server->listen(); !bound)
        qFatal("%s", qPrintable(bound.error().detail));
    return server;
}

} // namespace

class ContractTest : public QObject
{
    Q_OBJECT

private slots:
    void opensByScope_data();
    void opensByScope();
    void refusesWhoIsNotKnown_data();
    void refusesWhoIsNotKnown();
    void anUnknownPathIs404AndAWrongMethod405();
    void keysExpire();
    void adminNeedsTheRole();
    void clientsGetTokens();
    void tokenErrorsHaveTheirOwnShape_data();
    void tokenErrorsHaveTheirOwnShape();
    void saysWhatIsWrongWithABody_data();
    void saysWhatIsWrongWithABody();
    void limitsRequestsPerMinute();
    void limitsInvestigationsAtOnce();
    void filtersIncidents_data();
    void filtersIncidents();
    void pagesIncidents();
    void whatComesBetweenPagesShiftsThem();
    void badParametersAreRefused_data();
    void badParametersAreRefused();
    void theFirstRequestAfterTheCacheLapsedIsSlow();
    void newIncidentsAppearAtSyncTicks();
    void anInvestigationRunsToItsReport();
    void loopingRunsGoBackFromSixToFour();
    void anEndlessOneStaysActive();
    void aFailingOneSaysWhy();
    void followsUp();
    void entityValuesAreOneSegment_data();
    void entityValuesAreOneSegment();
    void searchNeedsWords();
    void checksSchedules();
    void createsInTheAdminApi();
    void pagesUsersBySkip();
    void breaksWhenTold();
    void survivesStrangeRequests_data();
    void survivesStrangeRequests();
};

// Every scope against every endpoint: what it does not open is 403.
void ContractTest::opensByScope_data()
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

void ContractTest::opensByScope()
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

void ContractTest::refusesWhoIsNotKnown_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("unknown key") << QByteArray("X-API-Key: sk_live_k_000000_00\r\n");
    QTest::newRow("unknown token") << QByteArray("Authorization: Bearer abc\r\n");
    QTest::newRow("another scheme") << QByteArray("Authorization: Basic abc\r\n");
    QTest::newRow("empty key") << QByteArray("X-API-Key:\r\n");
}

void ContractTest::refusesWhoIsNotKnown()
{
    QFETCH(const QByteArray, fields);
    const auto server = served();
    const auto reply = ask(*server, {"GET", "/api/v1/incidents", fields, {}});
    QCOMPARE(reply.status(), 401);
    QVERIFY(reply["detail"_L1].isString());
    QVERIFY(reply.raw.field("Content-Type").startsWith("application/json"));
    QCOMPARE(server->counts().refused, 1);
}

void ContractTest::anUnknownPathIs404AndAWrongMethod405()
{
    const auto server = served();
    QCOMPARE(get(*server, "/api/v1/nothing").status(), 404);
    QCOMPARE(ask(*server, {"GET", "/nothing", {}, {}}).status(), 401); // who does not say who it is learns nothing of paths
    QCOMPARE(ask(*server, {"DELETE", "/api/v1/incidents", keyField(server->apiKey()), {}}).status(), 405);
    QCOMPARE(get(*server, "/api/v1/incidents/99").status(), 404);
    QCOMPARE(get(*server, "/api/v1/incidents/abc").status(), 404);
    QCOMPARE(get(*server, "/api/v1/sessions/sess_0").status(), 404);
}

void ContractTest::keysExpire()
{
    const auto server = served();
    const QJsonObject body = {{u"name"_s, u"t"_s}, {u"scopes"_s, QJsonArray{u"incidents:read"_s}}, {u"expires_in_days"_s, 2}};
    const auto made = ask(*server, {"POST", "/api/admin/api-keys", bearerField(server->adminToken()), QJsonDocument(body).toJson()});
    const QByteArray field = "X-API-Key: " + made["api_key"_L1].toString().toUtf8() + "\r\n";
    QCOMPARE(ask(*server, {"GET", "/api/v1/incidents", field, {}}).status(), 200);
    server->advance(2 * 86'400 * second);
    QCOMPARE(ask(*server, {"GET", "/api/v1/incidents", field, {}}).status(), 401);
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 200);
    server->disableApiKey();
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 401);
}

void ContractTest::adminNeedsTheRole()
{
    const auto server = served();
    QCOMPARE(ask(*server, {"GET", "/api/admin/models", bearerField(server->userToken()), {}}).status(), 403);
    QCOMPARE(ask(*server, {"GET", "/api/admin/models", bearerField(server->adminToken()), {}}).status(), 200);
    QCOMPARE(ask(*server, {"GET", "/api/v1/incidents", bearerField(server->userToken()), {}}).status(), 200);
}

void ContractTest::clientsGetTokens()
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

void ContractTest::tokenErrorsHaveTheirOwnShape_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::newRow("no grant") << QByteArray("client_id=x") << 400 << u"unsupported_grant_type"_s;
    QTest::newRow("wrong client") << QByteArray("grant_type=client_credentials&client_id=x&client_secret=y") << 401
                                  << u"invalid_client"_s;
    QTest::newRow("scope beyond the client's")
        << QByteArray("grant_type=client_credentials&client_id=ID&client_secret=SECRET&scope=admin") << 400
        << u"invalid_scope"_s;
}

void ContractTest::tokenErrorsHaveTheirOwnShape()
{
    QFETCH(QByteArray, form);
    QFETCH(const int, status);
    QFETCH(const QString, error);
    const auto server = served();
    form.replace("ID", server->clientId().toUtf8()).replace("SECRET", server->clientSecret().reveal().toByteArray());
    const auto reply = ask(*server, {"POST", "/oauth/token", {}, form});
    QCOMPARE(reply.status(), status);
    QCOMPARE(reply["error"_L1].toString(), error);
    QVERIFY(reply["detail"_L1].isUndefined());
}

void ContractTest::saysWhatIsWrongWithABody_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const char *target, const QJsonObject &body, const QString &member) {
        QTest::newRow(name) << QByteArray(target) << QJsonDocument(body).toJson() << member;
    };
    row("start without query", "/api/v1/investigations/start", without(startBody, u"query"_s), u"query"_s);
    row("start with an empty query", "/api/v1/investigations/start", with(startBody, u"query"_s, u" "_s), u"query"_s);
    row("query is a number", "/api/v1/investigations/start", with(startBody, u"query"_s, 7), u"query"_s);
    row("unknown persona", "/api/v1/investigations/start", with(startBody, u"persona"_s, u"wizard"_s), u"persona"_s);
    row("unknown provider", "/api/v1/investigations/start", with(startBody, u"provider"_s, u"other"_s), u"provider"_s);
    row("key without scopes", "/api/admin/api-keys", {{u"name"_s, u"n"_s}}, u"scopes"_s);
    row("schedule by the wrong name", "/api/v1/schedules",
        {{u"name"_s, u"n"_s}, {u"query"_s, u"q"_s}, {u"frequency"_s, u"daily"_s}}, u"user_query"_s);
    row("validate by the wrong name", "/api/v1/schedules/validate", {{u"user_query"_s, u"q"_s}}, u"query"_s);
    row("model without a key", "/api/admin/models",
        {{u"model_name"_s, u"m"_s}, {u"provider"_s, u"openai"_s}, {u"model_id"_s, u"x"_s}}, u"api_key"_s);
    row("azure without a base", "/api/admin/models",
        {{u"model_name"_s, u"m"_s}, {u"provider"_s, u"azure"_s}, {u"model_id"_s, u"x"_s}, {u"api_key"_s, u"k"_s}},
        u"api_base"_s);
    QTest::newRow("no JSON") << QByteArray("/api/v1/investigations/start") << QByteArray("{\"query\"") << QString();
    QTest::newRow("an array") << QByteArray("/api/v1/investigations/start") << QByteArray("[]") << QString();
}

void ContractTest::saysWhatIsWrongWithABody()
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

void ContractTest::limitsRequestsPerMinute()
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

void ContractTest::limitsInvestigationsAtOnce()
{
    const auto server = served();
    for (int i = 0; i < 5; ++i)
        QCOMPARE(post(*server, "/api/v1/investigations/start", startBody).status(), 200);
    const auto reply = post(*server, "/api/v1/investigations/start", startBody);
    QCOMPARE(reply.status(), 429);
    const int wait = reply.raw.field("Retry-After").toInt();
    QVERIFY(wait > 0 && wait <= 121);
    server->advance(wait * second);
    QCOMPARE(post(*server, "/api/v1/investigations/start", startBody).status(), 200);
    QCOMPARE(server->counts().starts, 6);
}

void ContractTest::filtersIncidents_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("value");
    for (const char *severity : {"informational", "low", "medium", "high", "critical"})
        QTest::newRow(severity) << QByteArray("severity=") + severity << u"severity"_s << QString::fromLatin1(severity);
    for (const char *status : {"new", "active", "closed"})
        QTest::newRow(status) << QByteArray("status=") + status << u"status"_s << QString::fromLatin1(status);
}

void ContractTest::filtersIncidents()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QString, member);
    QFETCH(const QString, value);
    const auto server = served();
    const QJsonArray rows = get(*server, "/api/v1/incidents?timespan=P14D&limit=100&" + query)["incidents"_L1].toArray();
    QVERIFY(!rows.isEmpty());
    for (const QJsonValue &row : rows)
        QCOMPARE(row.toObject()[member].toString(), value);
    const auto total = [&server](const QByteArray &more) {
        return get(*server, "/api/v1/incidents?limit=1" + more)["total"_L1].toInt();
    };
    QVERIFY(total("&timespan=P1D&" + query) <= total("&timespan=P14D&" + query));
}

void ContractTest::pagesIncidents()
{
    const auto server = served();
    QCOMPARE(get(*server, "/api/v1/incidents")["incidents"_L1].toArray().size(), 20); // the default
    QCOMPARE(get(*server, "/api/v1/incidents")["total"_L1].toInt(),
             get(*server, "/api/v1/incidents?timespan=P7D")["total"_L1].toInt());
    QVERIFY(get(*server, "/api/v1/incidents?timespan=PT1H")["total"_L1].toInt() < 20);
    QSet<qint64> seen;
    int offset = 0;
    for (;;) {
        const QJsonArray page =
            get(*server, "/api/v1/incidents?timespan=P15D&limit=100&offset=" + QByteArray::number(offset))["incidents"_L1]
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

void ContractTest::whatComesBetweenPagesShiftsThem()
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

void ContractTest::badParametersAreRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"limit=101", "limit=0", "limit=x", "offset=-1", "severity=urgent", "severity=unknown",
                              "status=done", "timespan=7d", "timespan="})
        QTest::newRow(query) << QByteArray(query);
}

void ContractTest::badParametersAreRefused()
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

// The delay itself is the listener's; here only that it happens, and to whom.
void ContractTest::theFirstRequestAfterTheCacheLapsedIsSlow()
{
    ServerOptions options = stillOptions();
    options.coldDelayMs = 300;
    const auto server = served(options);
    const auto took = [&server] {
        QElapsedTimer clock;
        clock.start();
        get(*server, "/api/v1/incidents?limit=1");
        return clock.elapsed();
    };
    QVERIFY(took() >= 300);
    server->advance(299 * second);
    QElapsedTimer all;
    all.start();
    qint64 quickest = took();
    for (int i = 0; i < 5; ++i)
        quickest = std::min(quickest, took());
    QVERIFY2(quickest < 300, "none of six was quick");
    server->advance(301 * second);
    QVERIFY(took() >= 300);
}

void ContractTest::newIncidentsAppearAtSyncTicks()
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

void ContractTest::anInvestigationRunsToItsReport()
{
    const auto server = served();
    const auto row = get(*server, "/api/v1/incidents?limit=1&severity=high")["incidents"_L1][0].toObject();
    const qint64 number = row["incident_number"_L1].toInteger();
    const auto started = post(*server, "/api/v1/investigations/start",
                              with(startBody, u"query"_s, u"Investigate incident #%1 [quick]"_s.arg(number)));
    QCOMPARE(started.status(), 200);
    QCOMPARE(started.json.toObject().keys(), (QStringList{u"session_id"_s, u"status"_s}));
    QCOMPARE(started["status"_L1].toString(), u"active"_s);
    const QByteArray target = "/api/v1/sessions/" + started["session_id"_L1].toString().toUtf8();
    QStringList stages;
    for (int i = 0; i < 130 && get(*server, target)["status"_L1].toString() == u"active"_s; ++i) {
        const QString stage = get(*server, target)["current_stage"_L1].toString();
        if (stages.isEmpty() || stages.last() != stage)
            stages.append(stage);
        QVERIFY(get(*server, target)["report"_L1].isUndefined());
        server->advance(second);
    }
    QCOMPARE(stages, (QStringList{u"entity_extraction"_s, u"intent_determination"_s, u"query_planning"_s,
                                  u"query_generation"_s, u"execution"_s, u"evidence_assessment"_s,
                                  u"report_generation"_s}));
    const auto done = get(*server, target);
    QCOMPARE(done["status"_L1].toString(), u"completed"_s);
    QCOMPARE(done["title"_L1].toString(), row["title"_L1].toString());
    const QJsonObject report = done["report"_L1].toObject();
    QCOMPARE(report["risk_score"_L1], done["risk_score"_L1]);
    for (const auto member : {"findings"_L1, "entities"_L1, "queries"_L1, "recommendations"_L1, "mitre_attack"_L1})
        QVERIFY2(!report[member].toArray().isEmpty(), member.data());
    // The report's first entity leads into the graph, to this session.
    const QByteArray value = QUrl::toPercentEncoding(report["entities"_L1][0]["value"_L1].toString());
    QVERIFY(get(*server, "/api/v1/graph/entity/" + value).raw.body.contains(started["session_id"_L1].toString().toUtf8()));
    QVERIFY(get(*server, "/api/v1/search?q=" + value).raw.body.contains(started["session_id"_L1].toString().toUtf8()));
}

void ContractTest::loopingRunsGoBackFromSixToFour()
{
    const auto server = served();
    const auto id = post(*server, "/api/v1/investigations/start", with(startBody, u"query"_s, u"x [loop]"_s))["session_id"_L1];
    const QByteArray target = "/api/v1/sessions/" + id.toString().toUtf8();
    QStringList stages;
    for (int i = 0; i < 1200 && get(*server, target)["status"_L1].toString() == u"active"_s; ++i) {
        const QString stage = get(*server, target)["current_stage"_L1].toString();
        if (stages.isEmpty() || stages.last() != stage)
            stages.append(stage);
        server->advance(second);
    }
    const qsizetype assessed = stages.indexOf(u"evidence_assessment"_s);
    QVERIFY(assessed > 0);
    QCOMPARE(stages.value(assessed + 1), u"query_generation"_s);
    QCOMPARE(stages.last(), u"report_generation"_s);
}

void ContractTest::anEndlessOneStaysActive()
{
    const auto server = served();
    const auto id = post(*server, "/api/v1/investigations/start", with(startBody, u"query"_s, u"x [never]"_s))["session_id"_L1];
    server->advance(3600 * second);
    const auto session = get(*server, "/api/v1/sessions/" + id.toString().toUtf8());
    QCOMPARE(session["status"_L1].toString(), u"active"_s);
    QCOMPARE(session["current_stage"_L1].toString(), u"execution"_s);
}

void ContractTest::aFailingOneSaysWhy()
{
    const auto server = served();
    const auto id = post(*server, "/api/v1/investigations/start", with(startBody, u"query"_s, u"x [fail]"_s))["session_id"_L1];
    server->advance(130 * second);
    const auto session = get(*server, "/api/v1/sessions/" + id.toString().toUtf8());
    QCOMPARE(session["status"_L1].toString(), u"failed"_s);
    QVERIFY(session["error"_L1].toString().contains(u"120 seconds"_s));
    QVERIFY(session["report"_L1].isUndefined());
}

void ContractTest::followsUp()
{
    const auto server = served();
    const auto id = post(*server, "/api/v1/investigations/start", startBody)["session_id"_L1].toString().toUtf8();
    const QByteArray target = "/api/v1/sessions/" + id;
    const QJsonObject question = {{u"message"_s, u"And on servers?"_s}};
    QCOMPARE(post(*server, target + "/message", question).status(), 409); // still at the first one
    server->advance(130 * second);
    QCOMPARE(post(*server, target + "/message", {{u"text"_s, u"x"_s}}).status(), 422);
    QCOMPARE(post(*server, target + "/message", question).status(), 200);
    QCOMPARE(get(*server, target)["status"_L1].toString(), u"active"_s);
    server->advance(60 * second);
    const auto answered = get(*server, target);
    QCOMPARE(answered["status"_L1].toString(), u"completed"_s);
    const QJsonArray messages = answered["messages"_L1].toArray();
    QCOMPARE(messages.last()["role"_L1].toString(), u"assistant"_s);
    QVERIFY(messages.last()["content"_L1].toString().contains(u"And on servers?"_s));
    QCOMPARE(post(*server, "/api/v1/sessions/sess_0/message", question).status(), 404);
}

void ContractTest::entityValuesAreOneSegment_data()
{
    QTest::addColumn<int>("kind");
    for (const auto kind : domain::entityKinds)
        QTest::newRow(domain::entityKindId(kind).data()) << int(kind);
}

void ContractTest::entityValuesAreOneSegment()
{
    QFETCH(const int, kind);
    const auto server = served();
    QString value;
    server->look([&](World &world) {
        for (const WorldIncident &incident : world.incidents()) {
            for (const domain::Entity &entity : incident.entities) {
                if (int(entity.kind) == kind)
                    value = entity.value;
            }
        }
    });
    QVERIFY(!value.isEmpty());
    const auto reply = get(*server, "/api/v1/graph/entity/" + QUrl::toPercentEncoding(value));
    QCOMPARE(reply.status(), 200);
    QCOMPARE(reply["entity"_L1].toString(), value);
    QCOMPARE(reply["nodes"_L1][0]["value"_L1].toString(), value);
    QVERIFY(!reply["edges"_L1].toArray().isEmpty());
    QCOMPARE(get(*server, "/api/v1/graph/entity/192.0.2.250").status(), 404);
}

void ContractTest::searchNeedsWords()
{
    const auto server = served();
    QCOMPARE(get(*server, "/api/v1/search").status(), 422);
    QCOMPARE(get(*server, "/api/v1/search?q=%20").status(), 422);
    QVERIFY(get(*server, "/api/v1/search?q=sign-in")["total"_L1].toInt() > 0);
    QVERIFY2(!get(*server, "/api/v1/search?q=ip").raw.body.isEmpty(), get(*server, "/api/v1/search?q=sign-in").raw.body);
    QCOMPARE(get(*server, "/api/v1/search?q=zzzz+nothing")["total"_L1].toInt(), 0);
}

void ContractTest::checksSchedules()
{
    const auto server = served();
    const QByteArray field = bearerField(server->userToken());
    const auto validate = [&](const QString &query) {
        return ask(*server, {"POST", "/api/v1/schedules/validate", field,
                             QJsonDocument(QJsonObject{{u"query"_s, query}, {u"persona"_s, u"soc_analyst"_s}}).toJson()});
    };
    QCOMPARE(validate(u"anything bad"_s)["suggestions"_L1].toArray().size(), 3);
    QVERIFY(validate(u"Accounts with more than 10 failures in the last 24 hours"_s)["is_valid"_L1].toBool());
    const QJsonObject body = {{u"name"_s, u"n"_s},       {u"description"_s, u"d"_s}, {u"user_query"_s, u"q"_s},
                              {u"persona"_s, u"ciso"_s}, {u"frequency"_s, u"daily"_s}, {u"scheduled_time"_s, u"06:30"_s}};
    const auto create = [&](const QJsonObject &object) {
        return ask(*server, {"POST", "/api/v1/schedules", field, QJsonDocument(object).toJson()});
    };
    QVERIFY(create(body)["schedule_id"_L1].toString().startsWith(u"sched_"_s));
    QCOMPARE(create(body).status(), 409);
    QCOMPARE(create(with(body, u"scheduled_time"_s, u"25:00"_s)).status(), 422);
    QCOMPARE(create(with(body, u"frequency"_s, u"hourly"_s)).status(), 422);
}

void ContractTest::createsInTheAdminApi()
{
    const auto server = served();
    const auto admin = [&](const QByteArray &target, const QJsonObject &body) {
        return ask(*server, {"POST", "/api/admin/" + target, bearerField(server->adminToken()), QJsonDocument(body).toJson()});
    };
    const auto key = admin("api-keys", {{u"name"_s, u"Desk"_s}, {u"scopes"_s, QJsonArray{u"graph:read"_s}}, {u"expires_in_days"_s, 30}});
    QCOMPARE(key.json.toObject().keys(), (QStringList{u"api_key"_s, u"expires_at"_s, u"header_name"_s, u"id"_s,
                                                      u"key_id"_s, u"name"_s, u"scopes"_s}));
    QCOMPARE(key["id"_L1].toString().size(), 25);
    QVERIFY(key["api_key"_L1].toString().startsWith(u"sk_live_"_s + key["key_id"_L1].toString()));
    const auto client = admin("api-clients", {{u"name"_s, u"c"_s}, {u"scopes"_s, QJsonArray{u"search:read"_s}}});
    QCOMPARE(client["token_endpoint"_L1].toString(), server->tokenEndpoint().toString());
    QVERIFY(!client["client_secret"_L1].toString().isEmpty());
    QJsonObject siem = {{u"name"_s, u"s"_s},      {u"provider_type"_s, u"sentinel"_s}, {u"workspace_id"_s, u"w"_s},
                        {u"tenant_id"_s, u"t"_s}, {u"client_id"_s, u"c"_s},            {u"client_secret"_s, u"right"_s}};
    QCOMPARE(admin("siem-providers/test", siem)["status"_L1].toString(), u"healthy"_s);
    const auto provider = admin("siem-providers", siem);
    QVERIFY(!provider.raw.body.contains("right"));
    QCOMPARE(provider["status"_L1].toString(), u"active"_s);
    siem[u"client_secret"_s] = u"wrong"_s;
    QCOMPARE(admin("siem-providers/test", siem)["status"_L1].toString(), u"error"_s);
    const QJsonObject model = {{u"model_name"_s, u"m"_s}, {u"provider"_s, u"openai"_s}, {u"model_id"_s, u"x"_s}, {u"api_key"_s, u"k"_s}};
    QVERIFY(admin("models", model)["message"_L1].isString());
    QCOMPARE(admin("models", model).status(), 409);
    QCOMPARE(admin("models/m/test", {}).status(), 200);
    QCOMPARE(admin("models/none/test", {}).status(), 404);
    const auto models = ask(*server, {"GET", "/api/admin/models", bearerField(server->adminToken()), {}});
    QCOMPARE(models["total"_L1].toInt(), 2);
}

void ContractTest::pagesUsersBySkip()
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

void ContractTest::breaksWhenTold()
{
    const auto server = served();
    server->dropNext(1);
    QCOMPARE(post(*server, "/api/v1/investigations/start", startBody).status(), 0);
    server->look([](World &world) { QCOMPARE(world.openSessions(world.sessions().back().owner), 1); }); // it was done
    server->failNext(2);
    QCOMPARE(post(*server, "/api/v1/investigations/start", startBody).status(), 503);
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 503);
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 200);
    QCOMPARE(server->counts().starts, 1);
    QCOMPARE(server->counts().failures, 2);
    server->setOffline(true);
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 0);
    server->setOffline(false);
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 200);
}

void ContractTest::survivesStrangeRequests_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         {"/", "//", "/%", "/api/v1/incidents/%00", "/api/v1/incidents/99999999999999999999", "/api/v1/incidents/-1",
          "/api/v1/graph/entity/", "/api/v1/graph/entity/%2F%2E%2E%2F", "/api/v1/graph/entity/%FF%FE",
          "/api/v1/search?q=%00&q=[(*", "/api/v1/incidents?limit=99999999999999999999&offset=%", "/api/v1/sessions/..",
          "*", "/api/v1/incidents?timespan=P999999W"})
        QTest::newRow(target) << QByteArray(target);
}

void ContractTest::survivesStrangeRequests()
{
    QFETCH(const QByteArray, target);
    const auto server = served();
    const int status = get(*server, target).status();
    QVERIFY2(status >= 200 && status < 500, qPrintable(QString::number(status)));
    QCOMPARE(get(*server, "/api/v1/incidents").status(), 200);
}

QTEST_GUILESS_MAIN(ContractTest)
#include "tst_contract.moc"
