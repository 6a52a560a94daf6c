// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The client against the sandbox under every profile of guesses: whatever shapes the server chooses, all that
// it tells is read, and what has no field of its own is shown.

#include "core/socmate/pagewalk.h"
#include "tests/support/lostvalues.h"
#include "tests/support/socmateplace.h"

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;
using http::Priority;
using test::SocmateClient;

namespace {

QByteArray keyOf(const domain::Incident &incident)
{
    return incident.number == 0 ? QByteArray() : QByteArray::number(incident.number);
}

// Texts of a hostile server are not those of its world.
void compareWithWorld(const domain::Incident &read, const sandbox::WorldIncident &there, bool hostile)
{
    const domain::Incident &facts = there.facts;
    QCOMPARE(read.created, facts.created);
    QCOMPARE(read.modified, facts.modified);
    QCOMPARE(read.tactics, facts.tactics);
    QCOMPARE(read.alerts, facts.alerts);
    if (hostile)
        return;
    QCOMPARE(read.title, facts.title);
    QCOMPARE(read.severity, facts.severity);
    QCOMPARE(read.status, facts.status);
    QCOMPARE(read.description, facts.description);
    QCOMPARE(read.owner, facts.owner);
    QCOMPARE(read.labels, facts.labels);
    QCOMPARE(read.url, facts.url);
}

} // namespace

class SocmateProfilesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void readsTheWholeQueue_data() { test::profileRows(); }
    void readsTheWholeQueue();
    void readsTheQueueWhileIncidentsComeIn_data() { test::profileRows(); }
    void readsTheQueueWhileIncidentsComeIn();
    void readsEachIncident_data() { test::profileRows(); }
    void readsEachIncident();
    void enrichesOrSaysWhyNot_data() { test::profileRows(); }
    void enrichesOrSaysWhyNot();
    void searches_data() { test::profileRows(); }
    void searches();
    void drawsNeighbourhoods_data() { test::profileRows(); }
    void drawsNeighbourhoods();

private:
    std::unique_ptr<test::SocmatePlace> m_place;
};

void SocmateProfilesTest::init()
{
    QFETCH(QString, profile);
    m_place = std::make_unique<test::SocmatePlace>(profile);
}

void SocmateProfilesTest::readsTheWholeQueue()
{
    PageWalk<domain::Incident> pages(keyOf);
    QHash<qint64, domain::Incident> found;
    while (!pages.isDone()) {
        const IncidentQuery query{{}, {}, u"P15D"_s, pages.limit(), pages.offset()};
        TOCSIN_GET(page, m_place->client->ask(&SocmateApi::incidents, query, Priority::Polling));
        for (const domain::Incident &incident : pages.take(page))
            found.insert(incident.number, incident);
    }
    m_place->server->look([&](const sandbox::World &world) {
        QCOMPARE(size_t(found.size()), world.incidents().size());
        for (const sandbox::WorldIncident &there : world.incidents()) {
            QVERIFY(found.contains(there.facts.number));
            const domain::Incident &read = found[there.facts.number];
            compareWithWorld(read, there, m_place->profile().hostile);
            const QStringList lost = test::lostIn(read.raw, test::keptOf(read));
            QVERIFY2(lost.isEmpty(), qPrintable(lost.join(u' ') + QString::fromUtf8(read.raw)));
        }
    });
    if (m_place->profile().hostile) {
        const domain::Incident &one = *found.begin();
        QVERIFY(one.unmapped.contains(u"/x_internal/a~1b~0c"_s) || one.unmapped.contains(u"/x_internal"_s));
        QVERIFY(one.raw.contains("123456789012345678901234567890")); // beyond any number that a field holds
    }
}

void SocmateProfilesTest::readsTheQueueWhileIncidentsComeIn()
{
    sandbox::ServerOptions options = m_place->server->options();
    options.insertedBetweenPages = 3;
    m_place->server = test::served(options);
    SocmateClient client(m_place->connection(), m_place->server->apiKey());
    QSet<qint64> before;
    m_place->server->look([&before](const sandbox::World &world) {
        for (const sandbox::WorldIncident &there : world.incidents())
            before.insert(there.facts.number);
    });
    PageWalk<domain::Incident> pages(keyOf, 30);
    QSet<qint64> found;
    while (!pages.isDone()) {
        const IncidentQuery query{{}, {}, u"P15D"_s, pages.limit(), pages.offset()};
        TOCSIN_GET(page, client.ask(&SocmateApi::incidents, query, Priority::Polling));
        for (const domain::Incident &incident : pages.take(page)) {
            QVERIFY(!found.contains(incident.number));
            found.insert(incident.number);
        }
    }
    QVERIFY(found.contains(before));
}

void SocmateProfilesTest::readsEachIncident()
{
    QList<sandbox::WorldIncident> some;
    m_place->server->look([&some](const sandbox::World &world) {
        for (size_t i = 0; i < world.incidents().size(); i += 20)
            some.append(world.incidents()[i]);
    });
    for (const sandbox::WorldIncident &there : std::as_const(some)) {
        TOCSIN_GET(read, m_place->client->ask(&SocmateApi::incident, there.facts.number, Priority::Asked));
        QCOMPARE(read.number, there.facts.number);
        compareWithWorld(read, there, m_place->profile().hostile);
        const QStringList lost = test::lostIn(read.raw, test::keptOf(read));
        QVERIFY2(lost.isEmpty(), qPrintable(lost.join(u' ') + QString::fromUtf8(read.raw)));
        if (!there.entities.isEmpty())
            QVERIFY(read.unmapped.join(u' ').contains(u"/entities"_s));
    }
    const auto missing = m_place->client->ask(&SocmateApi::incident, 1, Priority::Asked);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, Error::Kind::NotFound);
}

void SocmateProfilesTest::enrichesOrSaysWhyNot()
{
    qint64 number = 0;
    m_place->server->look(
        [&number](const sandbox::World &world) { number = world.incidents().front().facts.number; });
    const auto done = m_place->client->ask(&SocmateApi::enrich, number);
    if (m_place->profile().enrich == sandbox::Profile::Enrich::Forbidden) {
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Forbidden);
        QVERIFY(done.error().detail.contains(u"may not enrich"_s));
        return;
    }
    QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    using Enrich = sandbox::Profile::Enrich;
    const Enrich way = m_place->profile().enrich;
    QCOMPARE(done->status, way == Enrich::Object ? 200 : way == Enrich::Accepted ? 202 : 204);
    QCOMPARE(done->raw.isEmpty(), way == Enrich::NoContent);
    TOCSIN_GET(read, m_place->client->ask(&SocmateApi::incident, number, Priority::Asked));
    QVERIFY(read.raw.contains("reputation"));
    QVERIFY(read.unmapped.join(u' ').contains(u"/enrichment"_s));
}

void SocmateProfilesTest::searches()
{
    TOCSIN_GET(page, m_place->client->ask(&SocmateApi::search, u"sign-in"_s, 50, 0));
    QVERIFY(!page.items.isEmpty());
    for (const domain::SearchHit &hit : page.items) {
        QVERIFY(!hit.title.isEmpty());
        QVERIFY(!hit.raw.isEmpty());
    }
    QVERIFY(std::ranges::any_of(page.items, [](const domain::SearchHit &hit) {
        return hit.sessionId.startsWith(u"sess_"_s) && hit.at.isValid() && hit.score;
    }));
    TOCSIN_GET(none, m_place->client->ask(&SocmateApi::search, u"zyzzyva+&%2F=#ä"_s, 50, 0));
    QVERIFY(none.items.isEmpty());
    QVERIFY(!none.mayHaveMore());
}

void SocmateProfilesTest::drawsNeighbourhoods()
{
    QStringList values;
    m_place->server->look([&values](const sandbox::World &world) {
        for (size_t i = 0; i < world.incidents().size() && values.size() < 40; i += 10) {
            for (const domain::Entity &entity : world.incidents()[i].entities)
                values.append(entity.value);
        }
    });
    QVERIFY(values.size() >= 10);
    for (const QString &value : std::as_const(values)) {
        TOCSIN_GET(graph, m_place->client->ask(&SocmateApi::entity, value));
        QVERIFY2(graph.nodes.size() >= 2, qPrintable(value));
        QVERIFY(!graph.edges.isEmpty());
        QSet<QString> ids;
        for (const domain::GraphNode &node : graph.nodes) {
            QVERIFY(!node.id.isEmpty());
            ids.insert(node.id);
        }
        for (const domain::GraphEdge &edge : graph.edges)
            QVERIFY2(ids.contains(edge.from) && ids.contains(edge.to), qPrintable(edge.from + edge.to));
        QVERIFY(std::ranges::any_of(graph.edges, [](const domain::GraphEdge &edge) {
            return edge.kind != domain::RelationKind::Other;
        }));
    }
    for (const QString &value :
         {u"http://unknown.example/a?b#c"_s, u"Ünbekannt %2F/.."_s, u"2001:db8::dead"_s}) {
        const auto graph = m_place->client->ask(&SocmateApi::entity, value);
        QVERIFY(graph ? graph->edges.isEmpty() : graph.error().kind == Error::Kind::NotFound);
    }
}

QTEST_GUILESS_MAIN(SocmateProfilesTest)
#include "tst_profiles.moc"
