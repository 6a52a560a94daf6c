// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/neighbourhood.h"

#include "core/sandbox/world.h"

#include <algorithm>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostEdges = 120;
using domain::RelationKind;

bool same(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

domain::Entity otherEntity(const QString &kind, const QString &value)
{
    domain::Entity entity;
    entity.kindText = kind;
    entity.value = value;
    return entity;
}

// Collects nodes and edges, each once. Nodes are known by kind and value.
class Collector
{
public:
    explicit Collector(const QString &value) : m_value(value) {}

    void addIncident(const WorldIncident &incident, const World &world)
    {
        const Story &story = world.library().stories[incident.story];
        for (const Story::Relation &relation : story.relations) {
            const domain::Entity from = ofRole(incident, story, relation.from);
            const domain::Entity to = ofRole(incident, story, relation.to);
            if (same(from.value, m_value) || same(to.value, m_value))
                addEdge(from, to, relation.kind);
        }
        if (incident.campaign < 0)
            return;
        const domain::Entity campaign =
            otherEntity(u"campaign"_s, world.population().campaigns[incident.campaign].name);
        for (const domain::Entity &entity : incident.entities) {
            if (isTrace(entity) && (same(entity.value, m_value) || same(campaign.value, m_value)))
                addEdge(entity, campaign, RelationKind::AssociatedWith);
        }
    }

    void addSession(const WorldSession &session)
    {
        if (!session.facts.report)
            return;
        const domain::Entity node = otherEntity(u"session"_s, session.facts.id);
        for (const domain::Entity &entity : session.facts.report->entities) {
            if (same(entity.value, m_value) || same(node.value, m_value))
                addEdge(entity, node, RelationKind::InvestigatedIn);
        }
    }

    domain::Graph take()
    {
        std::ranges::stable_partition(m_graph.nodes, [this](const domain::GraphNode &node) {
            return same(node.entity.value, m_value);
        });
        return m_graph;
    }

private:
    // Accounts and hosts are victims, processes are common: they do not make a campaign.
    static bool isTrace(const domain::Entity &entity)
    {
        using enum domain::EntityKind;
        return entity.kind == Ip || entity.kind == Domain || entity.kind == Hash || entity.kind == Email ||
               entity.kind == Url;
    }

    static domain::Entity ofRole(const WorldIncident &incident, const Story &story, const QString &role)
    {
        const auto found =
            std::ranges::find_if(story.roles, [&role](const Story::Role &one) { return one.name == role; });
        return incident.entities[found - story.roles.begin()];
    }

    QString addNode(const domain::Entity &entity)
    {
        const QString id = entity.kindText + u':' + entity.value;
        const bool there = std::ranges::any_of(
            m_graph.nodes, [&id](const domain::GraphNode &node) { return node.id == id; });
        if (!there)
            m_graph.nodes.append({id, entity, QString()});
        return id;
    }

    void addEdge(const domain::Entity &from, const domain::Entity &to, RelationKind kind)
    {
        if (m_graph.edges.size() >= mostEdges)
            return;
        const domain::GraphEdge edge = {from.kindText + u':' + from.value, to.kindText + u':' + to.value,
                                        kind, QString(domain::relationKindId(kind))};
        if (m_graph.edges.contains(edge))
            return;
        addNode(from);
        addNode(to);
        m_graph.edges.append(edge);
    }

    const QString m_value;
    domain::Graph m_graph;
};

QString sessionText(const WorldSession &session)
{
    const domain::Report report = session.facts.report.value_or(domain::Report());
    QStringList parts = {session.facts.title, session.facts.query, report.summary};
    for (const domain::Entity &entity : report.entities)
        parts.append(entity.value);
    for (const domain::ReportFinding &finding : report.findings)
        parts.append(finding.title + u' ' + finding.text);
    return parts.join(u'\n') + u'\n' + report.techniques.join(u' ');
}

bool holdsAll(const QString &text, const QStringList &words)
{
    return std::ranges::all_of(
        words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

QString excerptOf(const QString &text, const QString &word)
{
    const qsizetype at = std::max<qsizetype>(0, text.indexOf(word, 0, Qt::CaseInsensitive));
    const qsizetype from = std::max<qsizetype>(0, at - 60);
    return (from > 0 ? u"…"_s : QString()) + text.mid(from, 160).simplified();
}

} // namespace

domain::Graph neighbourhoodOf(const World &world, const QString &value)
{
    Collector collector(value);
    // The newest first: what is cut off is the oldest.
    for (auto it = world.incidents().rbegin(); it != world.incidents().rend(); ++it)
        collector.addIncident(*it, world);
    for (auto it = world.sessions().rbegin(); it != world.sessions().rend(); ++it)
        collector.addSession(*it);
    return collector.take();
}

QList<domain::SearchHit> searched(const World &world, const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    QList<domain::SearchHit> hits;
    if (words.isEmpty())
        return hits;
    QStringList seen;
    for (auto it = world.sessions().rbegin(); it != world.sessions().rend(); ++it) {
        const WorldSession &session = *it;
        const QString content = sessionText(session);
        if (!session.facts.report || !holdsAll(content, words))
            continue;
        domain::SearchHit hit;
        hit.sessionId = session.facts.id;
        hit.title = session.facts.title;
        hit.excerpt = excerptOf(content, words.first());
        hit.kindText = u"investigation"_s;
        hit.score = holdsAll(session.facts.title, words) ? 0.95 : 0.7;
        hit.at = session.facts.updated;
        hits.append(hit);
        for (const domain::Entity &entity : session.facts.report->entities) {
            if (!holdsAll(entity.value, words) || seen.contains(entity.value))
                continue;
            seen.append(entity.value);
            domain::SearchHit found = hit;
            found.title = entity.value;
            found.kindText = entity.kindText;
            found.score = 0.6;
            hits.append(found);
        }
    }
    std::ranges::stable_sort(hits, [](const domain::SearchHit &a, const domain::SearchHit &b) {
        return a.score.value_or(0) > b.score.value_or(0);
    });
    return hits;
}

} // namespace tocsin::sandbox
