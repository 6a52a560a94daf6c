// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The guess layer: every profile answers in its own shapes, and the contract holds beneath each of them.

#include "tests/support/sandboxclient.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::sandbox;
using namespace Qt::StringLiterals;
using test::ask;
using test::get;
using test::post;
using test::stillOptions;

namespace {

const QJsonObject startBody = {{u"query"_s, u"What happened? [quick]"_s},
                               {u"persona"_s, u"soc_analyst"_s},
                               {u"provider"_s, u"sentinel"_s}};

// The rows of a list in any of the envelopes of socmate.md 3.4.
QJsonArray rowsOf(const QJsonValue &json)
{
    if (json.isArray())
        return json.toArray();
    for (const char *name : {"incidents", "sessions", "items", "results", "data"}) {
        const QJsonValue value = json.toObject().value(QLatin1StringView(name));
        if (value.isArray())
            return value.toArray();
    }
    return {};
}

// Through a proxy that answers now and then in the server's place.
test::SandboxReply patientGet(const Server &server, const QByteArray &target)
{
    auto reply = get(server, target);
    for (int i = 0; i < 3 && reply.status() >= 500; ++i)
        reply = get(server, target);
    return reply;
}

qint64 numberOf(const QJsonObject &row)
{
    for (const char *name : {"incident_number", "IncidentNumber"}) {
        if (row.contains(QLatin1StringView(name)))
            return row.value(QLatin1StringView(name)).toInteger();
    }
    return row.value("properties"_L1)["incidentNumber"_L1].toInteger();
}

std::unique_ptr<Server> served(const ServerOptions &options)
{
    auto server = std::make_unique<Server>(options);
    if (auto bound = server->listen(); !bound)
        qFatal("%s", qPrintable(bound.error().detail));
    return server;
}

} // namespace

class ProfilesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyProfileTellsAllIncidents_data();
    void everyProfileTellsAllIncidents();
    void everyProfileRunsAnInvestigation_data();
    void everyProfileRunsAnInvestigation();
    void everyProfileKeepsTheContract_data();
    void everyProfileKeepsTheContract();
    void reportsComeInTheirForm_data();
    void reportsComeInTheirForm();
    void graphsComeInTheirNames_data();
    void graphsComeInTheirNames();
    void enrichingIsAnsweredInFourWays_data();
    void enrichingIsAnsweredInFourWays();
    void retryAfterComesInThreeForms_data();
    void retryAfterComesInThreeForms();
    void aHostileServerIsHostile();

private:
    static void names()
    {
        QTest::addColumn<QString>("profile");
        for (const QString &name : Profile::names())
            QTest::newRow(qPrintable(name)) << name;
    }
};

void ProfilesTest::everyProfileTellsAllIncidents_data()
{
    names();
}

void ProfilesTest::everyProfileTellsAllIncidents()
{
    QFETCH(const QString, profile);
    const auto server = served(stillOptions(profile));
    QSet<qint64> numbers;
    for (int offset = 0;; offset += 100) {
        const QJsonArray rows =
            rowsOf(patientGet(*server, "/api/v1/incidents?timespan=P15D&limit=100&offset=" +
                                           QByteArray::number(offset))
                       .json);
        for (const QJsonValue &row : rows)
            numbers.insert(numberOf(row.toObject()));
        if (rows.size() < 100)
            break;
    }
    server->look([&numbers](World &world) {
        QCOMPARE(size_t(numbers.size()), world.incidents().size());
        for (const WorldIncident &incident : world.incidents())
            QVERIFY(numbers.contains(incident.facts.number));
    });
    for (const qint64 number : QList<qint64>(numbers.begin(), numbers.end()).mid(0, 20)) {
        const auto detail = patientGet(*server, "/api/v1/incidents/" + QByteArray::number(number));
        QCOMPARE(detail.status(), 200);
        QCOMPARE(numberOf(detail.json.toObject()), number);
        QVERIFY(detail["entities"_L1].isArray());
    }
}

void ProfilesTest::everyProfileRunsAnInvestigation_data()
{
    names();
}

void ProfilesTest::everyProfileRunsAnInvestigation()
{
    QFETCH(const QString, profile);
    const auto server = served(stillOptions(profile));
    const auto started = post(*server, "/api/v1/investigations/start", startBody);
    QCOMPARE(started.status(), server->options().profile.startStatus);
    QCOMPARE(started["status"_L1].toString(), u"active"_s);
    const QByteArray target = "/api/v1/sessions/" + started["session_id"_L1].toString().toUtf8();
    QVERIFY(patientGet(*server, target)["status"_L1].toString().compare(u"completed"_s,
                                                                        Qt::CaseInsensitive) != 0);
    server->advance(130 * microsPerSecond);
    const auto done = patientGet(*server, target);
    QCOMPARE(done["status"_L1].toString().toLower(), u"completed"_s);
    QVERIFY(done["risk_score"_L1].isDouble());
    const auto failing = post(*server, "/api/v1/investigations/start", {{u"query"_s, u"x [fail]"_s}});
    server->advance(130 * microsPerSecond);
    const auto failed =
        patientGet(*server, "/api/v1/sessions/" + failing["session_id"_L1].toString().toUtf8());
    QCOMPARE(failed["status"_L1].toString(), server->options().profile.failure);
    QCOMPARE(domain::sessionStateFromWord(failed["status"_L1].toString()), domain::SessionState::Failed);
    const auto asked =
        post(*server, target + "/message", {{server->options().profile.messageMember, u"And now?"_s}});
    QCOMPARE(asked.status(), 200);
    QCOMPARE(domain::sessionStateFromWord(patientGet(*server, target)["status"_L1].toString()),
             domain::SessionState::Running);
}

void ProfilesTest::everyProfileKeepsTheContract_data()
{
    names();
}

void ProfilesTest::everyProfileKeepsTheContract()
{
    QFETCH(const QString, profile);
    const auto server = served(stillOptions(profile));
    QCOMPARE(ask(*server, {"GET", "/api/v1/incidents", {}, {}}).status(), 401);
    QCOMPARE(ask(*server, {"POST", "/api/admin/api-keys", test::keyField(server->apiKey()), "{}"}).status(),
             403);
    const auto wrong = post(*server, "/api/v1/investigations/start", {});
    QCOMPARE(wrong.status(), 422);
    QCOMPARE(wrong["detail"_L1][0]["loc"_L1][1].toString(), u"query"_s);
    QCOMPARE(patientGet(*server, "/api/v1/sessions/sess_0").status(), 404);
    for (int i = 0; i < 5; ++i)
        QVERIFY(post(*server, "/api/v1/investigations/start", startBody).status() < 300);
    QCOMPARE(post(*server, "/api/v1/investigations/start", startBody).status(), 429);
}

void ProfilesTest::reportsComeInTheirForm_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<int>("type");
    QTest::newRow("object") << u"default"_s << int(QJsonValue::Object);
    QTest::newRow("string") << u"markdown-report"_s << int(QJsonValue::String);
    QTest::newRow("messages") << u"messages-report"_s << int(QJsonValue::Undefined);
}

void ProfilesTest::reportsComeInTheirForm()
{
    QFETCH(const QString, profile);
    QFETCH(const int, type);
    const auto server = served(stillOptions(profile));
    QString id;
    QString summary;
    server->look([&](World &world) {
        id = world.sessions().front().facts.id;
        summary = world.sessions().front().facts.report->summary;
    });
    const auto session = get(*server, "/api/v1/sessions/" + id.toUtf8());
    QCOMPARE(int(session["report"_L1].type()), type);
    const QString text = type == QJsonValue::Object   ? session["report"_L1]["summary"_L1].toString()
                         : type == QJsonValue::String ? session["report"_L1].toString()
                                                      : session["messages"_L1][1]["content"_L1].toString();
    QVERIFY2(text.contains(summary), qPrintable(text));
    if (type != QJsonValue::Object)
        QVERIFY(text.startsWith(u"# "_s) && text.contains(u"```kql"_s) &&
                text.contains(u"## Recommendations"_s));
}

void ProfilesTest::graphsComeInTheirNames_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("nodes");
    QTest::addColumn<QString>("edges");
    QTest::addColumn<QString>("from");
    QTest::newRow("nodes") << u"default"_s << u"nodes"_s << u"edges"_s << u"source"_s;
    QTest::newRow("entities") << u"sentinel-rest"_s << u"entities"_s << u"relationships"_s << u"from"_s;
    QTest::newRow("neighbors") << u"table"_s << u"neighbors"_s << u"links"_s << u"from"_s;
}

void ProfilesTest::graphsComeInTheirNames()
{
    QFETCH(const QString, profile);
    QFETCH(const QString, nodes);
    QFETCH(const QString, edges);
    QFETCH(const QString, from);
    const auto server = served(stillOptions(profile));
    QString ip;
    server->look([&ip](World &world) { ip = world.population().campaigns.first().kits.first().ip; });
    const QJsonObject graph =
        get(*server, "/api/v1/graph/entity/" + QUrl::toPercentEncoding(ip)).json.toObject();
    QVERIFY(!graph[nodes].toArray().isEmpty());
    QVERIFY(graph[edges][0][from].isString());
    const int unknown = get(*server, "/api/v1/graph/entity/nobody").status();
    QCOMPARE(unknown, server->options().profile.unknownEntity == Profile::UnknownEntity::Empty ? 200 : 404);
}

void ProfilesTest::enrichingIsAnsweredInFourWays_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<int>("status");
    QTest::newRow("object") << u"default"_s << 200;
    QTest::newRow("accepted") << u"sentinel-rest"_s << 202;
    QTest::newRow("nothing") << u"table"_s << 204;
    QTest::newRow("forbidden") << u"bare-array"_s << 403;
}

void ProfilesTest::enrichingIsAnsweredInFourWays()
{
    QFETCH(const QString, profile);
    QFETCH(const int, status);
    const auto server = served(stillOptions(profile));
    qint64 number = 0;
    server->look([&number](World &world) { number = world.incidents().back().facts.number; });
    const QByteArray target = "/api/v1/incidents/" + QByteArray::number(number);
    QCOMPARE(post(*server, target + "/enrich", {}).status(), status);
    QCOMPARE(get(*server, target)["enrichment"_L1].isObject(), status < 300);
    if (status < 300)
        QCOMPARE(post(*server, "/api/v1/incidents/1/enrich", {}).status(), 404);
}

void ProfilesTest::retryAfterComesInThreeForms_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::newRow("seconds") << u"default"_s << QByteArray("60");
    QTest::newRow("date") << u"sentinel-rest"_s << QByteArray("Mon, 21 Sep 2026 14:14:21 GMT");
    QTest::newRow("absent") << u"bare-array"_s << QByteArray();
}

void ProfilesTest::retryAfterComesInThreeForms()
{
    QFETCH(const QString, profile);
    QFETCH(const QByteArray, retryAfter);
    ServerOptions options = stillOptions(profile);
    options.keyPerMinute = 1;
    const auto server = served(options);
    get(*server, "/api/v1/incidents?limit=1");
    const auto reply = get(*server, "/api/v1/incidents?limit=1");
    QCOMPARE(reply.status(), 429);
    QCOMPARE(reply.raw.field("Retry-After"), retryAfter);
}

void ProfilesTest::aHostileServerIsHostile()
{
    const auto server = served(stillOptions(u"hostile"_s));
    bool html = false;
    QByteArray all;
    for (int offset = 0; offset < 200; offset += 10) {
        const auto reply =
            get(*server, "/api/v1/incidents?timespan=P15D&limit=10&offset=" + QByteArray::number(offset));
        html = html || (reply.status() == 502 && reply.raw.body.contains("<html>"));
        if (reply.status() == 200)
            all += reply.raw.body;
    }
    QVERIFY(html);
    QVERIFY(all.startsWith('[')); // a list without an envelope
    for (const char *part : {"123456789012345678901234567890", "9007199254740993", "Catastrophic",
                             "AwaitingTriage", "<script>", "\\u001b", "\xE2\x80\xAE", "javascript:", "\"\":",
                             "\"__proto__\":null", "\"description\":null", "\"High\"", "\"properties\":"})
        QVERIFY2(all.contains(part), part);
}

QTEST_GUILESS_MAIN(ProfilesTest)
#include "tst_profiles.moc"
