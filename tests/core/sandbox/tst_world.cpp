// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The world of a seed: always the same, and its parts agree.

#include "core/sandbox/neighbourhood.h"
#include "core/sandbox/world.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::sandbox;
using namespace Qt::StringLiterals;

namespace {

constexpr Micros start = Micros(1'790'000'000) * microsPerSecond;
constexpr Micros day = 86'400 * microsPerSecond;

World worldOf(quint64 seed)
{
    WorldOptions options;
    options.seed = seed;
    options.now = start;
    return World(options);
}

QStringList linesOf(World &world)
{
    QStringList lines;
    for (const WorldIncident &incident : world.incidents())
        lines.append(QString::number(incident.facts.number) + incident.facts.title +
                     incident.facts.severityText + incident.facts.created.toString(Qt::ISODate) +
                     incident.facts.id + incident.facts.owner);
    for (const WorldSession &session : world.sessions())
        lines.append(session.facts.id + session.facts.title +
                     session.facts.report.value_or(domain::Report()).summary);
    for (const Event &event : world.takeEvents())
        lines.append(event.kind + QString::fromUtf8(event.body));
    return lines;
}

} // namespace

class WorldTest : public QObject
{
    Q_OBJECT

private slots:
    void isTheSameForTheSameSeed();
    void doesNotDependOnHowOftenItIsAsked();
    void hasTwoWeeksOfIncidents_data();
    void hasTwoWeeksOfIncidents();
    void usesDocumentationAddressesOnly();
    void leavesNoBraceUnfilled();
    void namesKnownTechniquesOnly();
    void everyEntityOfAnIncidentIsInTheGraph();
    void pastInvestigationsAreFoundAndInTheGraph();
    void graphsOfTwoEndsAgree();
    void newIncidentsComeWithTime();
    void alertsNameIncidentsThatThereAre();
    void scheduledRunsTellTheirEnd();
    void findsWhatAQuestionIsAbout();
};

void WorldTest::isTheSameForTheSameSeed()
{
    World a = worldOf(7);
    World b = worldOf(7);
    World c = worldOf(8);
    for (World *world : {&a, &b, &c})
        world->advance(start + day / 24);
    const QStringList lines = linesOf(a);
    QVERIFY(lines.size() > 400);
    QCOMPARE(lines, linesOf(b));
    QVERIFY(lines != linesOf(c));
}

void WorldTest::doesNotDependOnHowOftenItIsAsked()
{
    World once = worldOf(3);
    World often = worldOf(3);
    once.advance(start + day / 24);
    for (int i = 1; i <= 360; ++i)
        often.advance(start + i * (day / 24 / 360));
    QCOMPARE(linesOf(often), linesOf(once));
}

void WorldTest::hasTwoWeeksOfIncidents_data()
{
    QTest::addColumn<quint64>("seed");
    for (const quint64 seed : {1, 2, 99, 123456})
        QTest::addRow("seed %llu", seed) << seed;
}

void WorldTest::hasTwoWeeksOfIncidents()
{
    QFETCH(const quint64, seed);
    const World world = worldOf(seed);
    QVERIFY(world.incidents().size() >= 300 && world.incidents().size() <= 500);
    QMap<QString, int> severities;
    QMap<int, int> statuses;
    int ofCampaigns = 0;
    qint64 last = 0;
    for (const WorldIncident &incident : world.incidents()) {
        QVERIFY(incident.created >= start - 14 * day && incident.created <= start);
        QVERIFY(incident.modified >= incident.created && incident.modified <= start);
        QVERIFY(incident.facts.number > last);
        last = incident.facts.number;
        ++severities[incident.facts.severityText];
        ++statuses[int(incident.facts.status)];
        ofCampaigns += incident.campaign >= 0;
    }
    QCOMPARE(severities.keys(),
             (QStringList{u"critical"_s, u"high"_s, u"informational"_s, u"low"_s, u"medium"_s}));
    QCOMPARE(statuses.size(), 3);
    QVERIFY2(ofCampaigns > 60, qPrintable(QString::number(ofCampaigns)));
    QVERIFY(world.sessions().size() >= 25);
}

// RFC 5737 and RFC 3849; domains of RFC 2606.
void WorldTest::usesDocumentationAddressesOnly()
{
    World world = worldOf(5);
    world.advance(start + day / 12);
    for (const WorldIncident &incident : world.incidents()) {
        for (const domain::Entity &entity : incident.entities) {
            QVERIFY(!entity.value.isEmpty());
            if (entity.kind == domain::EntityKind::Ip) {
                const QHostAddress address(entity.value);
                QVERIFY2(address.isInSubnet(QHostAddress(u"203.0.113.0"_s), 24) ||
                             address.isInSubnet(QHostAddress(u"198.51.100.0"_s), 24) ||
                             address.isInSubnet(QHostAddress(u"2001:db8::"_s), 32),
                         qPrintable(entity.value));
            } else if (entity.kind == domain::EntityKind::Domain || entity.kind == domain::EntityKind::User ||
                       entity.kind == domain::EntityKind::Email) {
                static const QRegularExpression reserved(u"(\\.example|\\.example\\.(net|org))$"_s);
                QVERIFY2(entity.value.contains(reserved), qPrintable(entity.value));
            } else if (entity.kind == domain::EntityKind::Hash) {
                QCOMPARE(entity.value.size(), 64);
            }
        }
    }
}

void WorldTest::leavesNoBraceUnfilled()
{
    World world = worldOf(11);
    for (int i = 0; i < 40; ++i) // every story gets its report
        world.start(u"incident #%1"_s.arg(world.incidents()[size_t(i) * 9].facts.number), u"soc_analyst"_s,
                    u"x"_s, start, RunKind::Plain);
    world.advance(start + day / 24);
    static const QRegularExpression open(u"\\{[a-z0-9]+\\}"_s);
    for (const WorldIncident &incident : world.incidents())
        QVERIFY2(!(incident.facts.title + incident.facts.description).contains(open),
                 qPrintable(incident.facts.title));
    for (const WorldSession &session : world.sessions()) {
        if (!session.facts.report)
            continue;
        const domain::Report &report = *session.facts.report;
        QVERIFY(!report.summary.isEmpty() && report.risk && *report.risk >= 0 && *report.risk <= 10);
        QString text = report.title + report.summary + report.recommendations.join(u' ');
        for (const domain::ReportFinding &finding : report.findings)
            text += finding.title + finding.text + finding.evidence.join(u' ');
        for (const domain::ReportQuery &query : report.queries)
            text += query.text;
        QVERIFY2(!text.contains(open), qPrintable(text));
    }
}

void WorldTest::namesKnownTechniquesOnly()
{
    const Library &library = Library::builtIn();
    QVERIFY(library.stories.size() >= 15);
    static const QRegularExpression id(u"^T\\d{4}(\\.\\d{3})?$"_s);
    for (const Story &story : library.stories) {
        QStringList all = story.techniques;
        for (const domain::ReportFinding &finding : story.findings)
            all += finding.techniques;
        QVERIFY(!all.isEmpty());
        for (const QString &one : std::as_const(all)) {
            QVERIFY2(one.contains(id), qPrintable(one));
            QVERIFY2(!library.techniques.value(one).name.isEmpty(), qPrintable(one));
        }
        for (const Story::Relation &relation : story.relations)
            QVERIFY2(relation.kind != domain::RelationKind::Other, qPrintable(story.id));
    }
    for (const QStringList &chain : library.chains) {
        for (const QString &story : chain)
            QVERIFY2(library.storyIndex(story) >= 0, qPrintable(story));
    }
}

void WorldTest::everyEntityOfAnIncidentIsInTheGraph()
{
    const World world = worldOf(21);
    for (size_t i = 0; i < world.incidents().size(); i += 13) {
        for (const domain::Entity &entity : world.incidents()[i].entities) {
            const domain::Graph graph = neighbourhoodOf(world, entity.value);
            QVERIFY2(graph.nodes.size() >= 2 && !graph.edges.isEmpty(),
                     qPrintable(entity.value + u" of "_s + world.incidents()[i].facts.title));
            QCOMPARE(graph.nodes.first().entity.value, entity.value);
            QSet<QString> ids;
            for (const domain::GraphNode &node : graph.nodes)
                ids.insert(node.id);
            for (const domain::GraphEdge &edge : graph.edges)
                QVERIFY(ids.contains(edge.from) && ids.contains(edge.to));
        }
    }
}

void WorldTest::pastInvestigationsAreFoundAndInTheGraph()
{
    const World world = worldOf(4);
    int seen = 0;
    for (const WorldSession &session : world.sessions()) {
        QVERIFY(session.facts.report);
        const WorldIncident *about = world.incident(session.incident);
        QVERIFY(about);
        QCOMPARE(session.facts.title, about->facts.title);
        QVERIFY(session.facts.query.contains(u"#%1:"_s.arg(session.incident)));
        QVERIFY(session.facts.created >= about->facts.created); // nobody investigates what is still to come
        QVERIFY(!session.facts.report->findings.isEmpty());
        for (const domain::Entity &entity : session.facts.report->entities) {
            const QList<domain::SearchHit> hits = searched(world, entity.value);
            QVERIFY2(
                std::any_of(hits.begin(), hits.end(),
                            [&](const domain::SearchHit &hit) { return hit.sessionId == session.facts.id; }),
                qPrintable(entity.value));
            if (entity.kind == domain::EntityKind::Other || entity.kind == domain::EntityKind::Process)
                continue; // may have more edges than are told
            const domain::Graph graph = neighbourhoodOf(world, entity.value);
            QVERIFY2(std::any_of(graph.edges.begin(), graph.edges.end(),
                                 [&](const domain::GraphEdge &edge) {
                                     return edge.kind == domain::RelationKind::InvestigatedIn &&
                                            edge.to == u"session:"_s + session.facts.id;
                                 }) ||
                         graph.edges.size() >= 100,
                     qPrintable(entity.value));
            ++seen;
        }
    }
    QVERIFY(seen > 100);
}

void WorldTest::graphsOfTwoEndsAgree()
{
    const World world = worldOf(6);
    const Kit &kit = world.population().campaigns.first().kits.first();
    const domain::Graph one = neighbourhoodOf(world, kit.domain);
    QVERIFY(!one.edges.isEmpty());
    for (const domain::GraphEdge &edge : one.edges) {
        if (edge.kind != domain::RelationKind::ResolvedTo)
            continue;
        const domain::Graph other = neighbourhoodOf(world, edge.to.section(u':', 1));
        QVERIFY(other.edges.contains(edge));
        QCOMPARE(edge.to, u"ip:"_s + kit.ip);
    }
    QVERIFY(neighbourhoodOf(world, u"no such thing"_s).nodes.isEmpty());
}

void WorldTest::newIncidentsComeWithTime()
{
    World world = worldOf(9);
    const size_t before = world.incidents().size();
    world.advance(start + 30 * microsPerSecond);
    QCOMPARE(world.incidents().size(), before + 1); // the first tick always brings one
    world.advance(start + 3600 * microsPerSecond);
    QVERIFY(world.incidents().size() > before + 40);
    QVERIFY(world.incidents().size() < before + 240);
    world.advance(start); // time does not go back
    QCOMPARE(world.now(), start + 3600 * microsPerSecond);
}

void WorldTest::alertsNameIncidentsThatThereAre()
{
    World world = worldOf(2);
    world.advance(start + 2 * 3600 * microsPerSecond);
    QMap<QString, int> kinds;
    for (const Event &event : world.takeEvents()) {
        const QJsonObject body = QJsonDocument::fromJson(event.body).object();
        ++kinds[event.sender];
        if (event.kind == u"incident-alert"_s) {
            const QJsonObject data = body["data"_L1].toObject();
            const WorldIncident *incident = world.incident(data["incident_number"_L1].toInteger());
            QVERIFY(incident);
            QCOMPARE(data["title"_L1].toString(), incident->facts.title);
            QVERIFY(incident->facts.severity >= domain::Severity::Medium);
        } else if (event.sender == u"socwarden"_s && !body["alert_id"_L1].isNull()) {
            QVERIFY(!neighbourhoodOf(world, body["ip"_L1].toString()).nodes.isEmpty());
            QVERIFY(!neighbourhoodOf(world, body["actor"_L1].toString()).nodes.isEmpty());
        }
    }
    QCOMPARE(kinds.keys(), (QStringList{u"socmate"_s, u"socotra"_s, u"socwarden"_s}));
    QVERIFY(world.takeEvents().empty());
}

void WorldTest::scheduledRunsTellTheirEnd()
{
    World world = worldOf(2);
    world.advance(start + 3 * 3600 * microsPerSecond);
    QMap<QString, int> kinds;
    for (const Event &event : world.takeEvents()) {
        ++kinds[event.kind];
        const QJsonObject data = QJsonDocument::fromJson(event.body)["data"_L1].toObject();
        if (!event.kind.startsWith(u"investigation-"_s))
            continue;
        const WorldSession *session = world.session(data["session_id"_L1].toString());
        QVERIFY(session);
        if (event.kind == u"investigation-completed"_s) {
            QCOMPARE(data["risk_score"_L1].toDouble(), session->facts.report->risk.value_or(-1));
            QCOMPARE(data["entity_count"_L1].toInteger(), session->facts.report->entities.size());
            QCOMPARE(data["finding_count"_L1].toInteger(), session->facts.report->findings.size());
        } else {
            QCOMPARE(session->facts.state, domain::SessionState::Failed);
        }
    }
    QVERIFY(kinds[u"investigation-completed"_s] > 5);
    QCOMPARE(kinds[u"investigation-failed"_s], 5); // then it is switched off
    QCOMPARE(kinds[u"schedule-disabled"_s], 1);
}

void WorldTest::findsWhatAQuestionIsAbout()
{
    World world = worldOf(1);
    const WorldIncident &incident = world.incidents()[200];
    QCOMPARE(world.subjectOf(u"Investigate Sentinel incident #%1 now"_s.arg(incident.facts.number)),
             &incident);
    QCOMPARE(world.subjectOf(u"Investigate: "_s + incident.facts.title)->facts.title, incident.facts.title);
    QCOMPARE(world.subjectOf(u"#%1: what was it?"_s.arg(incident.facts.number)), &incident);
    QVERIFY(!world.subjectOf(u"2001:db8:%1::7"_s.arg(incident.facts.number % 10'000)));
    const domain::Entity entity = incident.entities.last();
    const WorldIncident *byEntity = world.subjectOf(u"what about %1?"_s.arg(entity.value));
    QVERIFY(byEntity);
    QVERIFY(std::any_of(byEntity->entities.begin(), byEntity->entities.end(),
                        [&entity](const domain::Entity &one) { return one.value == entity.value; }));
    QVERIFY(!world.subjectOf(u"is everything fine?"_s));
    const WorldSession &nothing =
        world.start(u"is everything fine?"_s, u"soc_analyst"_s, u"x"_s, start, RunKind::Plain);
    const QString id = nothing.facts.id;
    world.advance(start + 600 * microsPerSecond);
    QVERIFY(world.session(id)->facts.report->summary.contains(u"No record"_s));
}

QTEST_GUILESS_MAIN(WorldTest)
#include "tst_world.moc"
