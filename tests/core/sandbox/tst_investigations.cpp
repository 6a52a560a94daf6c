// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Investigations, search and graph (socmate.md sections 5 to 7).

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
using test::with;

namespace {

constexpr Micros second = microsPerSecond;

} // namespace

class InvestigationsTest : public QObject
{
    Q_OBJECT

private slots:
    void anInvestigationRunsToItsReport();
    void loopingRunsGoBackFromSixToFour();
    void anEndlessOneStaysActive();
    void aFailingOneSaysWhy();
    void followsUp();
    void entityValuesAreOneSegment_data();
    void entityValuesAreOneSegment();
    void searchNeedsWords();
};

void InvestigationsTest::anInvestigationRunsToItsReport()
{
    const auto server = served();
    const auto row = get(*server, "/api/v1/incidents?limit=1&severity=high")["incidents"_L1][0].toObject();
    const qint64 number = row["incident_number"_L1].toInteger();
    const auto started =
        post(*server, "/api/v1/investigations/start",
             with(startBody(), u"query"_s, u"Investigate incident #%1 [quick]"_s.arg(number)));
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
    for (const auto member :
         {"findings"_L1, "entities"_L1, "queries"_L1, "recommendations"_L1, "mitre_attack"_L1})
        QVERIFY2(!report[member].toArray().isEmpty(), member.data());
    // The report's first entity leads into the graph, to this session.
    const QByteArray value = QUrl::toPercentEncoding(report["entities"_L1][0]["value"_L1].toString());
    QVERIFY(get(*server, "/api/v1/graph/entity/" + value)
                .raw.body.contains(started["session_id"_L1].toString().toUtf8()));
    QVERIFY(get(*server, "/api/v1/search?q=" + value)
                .raw.body.contains(started["session_id"_L1].toString().toUtf8()));
}

void InvestigationsTest::loopingRunsGoBackFromSixToFour()
{
    const auto server = served();
    const auto id = post(*server, "/api/v1/investigations/start",
                         with(startBody(), u"query"_s, u"x [loop]"_s))["session_id"_L1];
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

void InvestigationsTest::anEndlessOneStaysActive()
{
    const auto server = served();
    const auto id = post(*server, "/api/v1/investigations/start",
                         with(startBody(), u"query"_s, u"x [never]"_s))["session_id"_L1];
    server->advance(3600 * second);
    const auto session = get(*server, "/api/v1/sessions/" + id.toString().toUtf8());
    QCOMPARE(session["status"_L1].toString(), u"active"_s);
    QCOMPARE(session["current_stage"_L1].toString(), u"execution"_s);
}

void InvestigationsTest::aFailingOneSaysWhy()
{
    const auto server = served();
    const auto id = post(*server, "/api/v1/investigations/start",
                         with(startBody(), u"query"_s, u"x [fail]"_s))["session_id"_L1];
    server->advance(130 * second);
    const auto session = get(*server, "/api/v1/sessions/" + id.toString().toUtf8());
    QCOMPARE(session["status"_L1].toString(), u"failed"_s);
    QVERIFY(session["error"_L1].toString().contains(u"120 seconds"_s));
    QVERIFY(session["report"_L1].isUndefined());
}

void InvestigationsTest::followsUp()
{
    const auto server = served();
    const auto id =
        post(*server, "/api/v1/investigations/start", startBody())["session_id"_L1].toString().toUtf8();
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

void InvestigationsTest::entityValuesAreOneSegment_data()
{
    QTest::addColumn<int>("kind");
    for (const auto kind : domain::entityKinds)
        QTest::newRow(domain::entityKindId(kind).data()) << int(kind);
}

void InvestigationsTest::entityValuesAreOneSegment()
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

void InvestigationsTest::searchNeedsWords()
{
    const auto server = served();
    QCOMPARE(get(*server, "/api/v1/search").status(), 422);
    QCOMPARE(get(*server, "/api/v1/search?q=%20").status(), 422);
    QString title;
    server->look([&title](World &world) { title = world.sessions().front().facts.title; });
    const auto found = get(*server, "/api/v1/search?q=" + QUrl::toPercentEncoding(title));
    QVERIFY(found["total"_L1].toInt() > 0);
    QCOMPARE(found["results"_L1][0]["title"_L1].toString(), title);
    QCOMPARE(get(*server, "/api/v1/search?q=zzzz+nothing")["total"_L1].toInt(), 0);
}

QTEST_GUILESS_MAIN(InvestigationsTest)
#include "tst_investigations.moc"
