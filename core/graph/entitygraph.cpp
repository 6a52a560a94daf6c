// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/graph/entitygraph.h"

#include "core/domain/words.h"

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace tocsin::graph {

using domain::EntityKind;
using domain::RelationKind;

namespace {

constexpr int longestType = 64; // characters of a foreign kind that tell it from another
constexpr std::array relationKinds{RelationKind::SignedInFrom,   RelationKind::ConnectedTo,
                                   RelationKind::ResolvedTo,     RelationKind::RanOn,
                                   RelationKind::DownloadedFrom, RelationKind::CommunicatedWith,
                                   RelationKind::AssociatedWith, RelationKind::InvestigatedIn};

QString foreignType(const QString &text)
{
    return u'~' + domain::normalisedWord(text.left(4 * longestType)).left(longestType);
}

QString typeOf(const domain::Entity &entity)
{
    return entity.kind == EntityKind::Other ? foreignType(entity.kindText)
                                            : QString(domain::entityKindId(entity.kind));
}

QString typeOf(const domain::GraphEdge &edge)
{
    return edge.kind == RelationKind::Other ? foreignType(edge.kindText)
                                            : QString(domain::relationKindId(edge.kind));
}

bool hasNoKind(const domain::Entity &entity)
{
    return entity.kind == EntityKind::Other && entity.kindText.isEmpty();
}

// Addresses, names and digests are the same in any case; paths of URLs and names of processes need not be.
QString sameValue(EntityKind kind, const QString &value)
{
    const bool exact = kind == EntityKind::Url || kind == EntityKind::Process || kind == EntityKind::Other;
    return exact ? value.trimmed() : value.trimmed().toLower();
}

QString keyOf(const domain::Entity &entity)
{
    return typeOf(entity) + QChar(0) + sameValue(entity.kind, entity.value);
}

// In the given order first, then the foreign ones, most frequent first.
template<class Type, class Kind>
QList<Type> ordered(QHash<QString, Type> &&found, std::span<const Kind> order)
{
    QList<Type> known;
    for (const Kind kind : order) {
        for (auto it = found.begin(); it != found.end(); ++it) {
            if (it->kind == kind) {
                known.append(*it);
                found.erase(it);
                break;
            }
        }
    }
    QList<Type> foreign = found.values();
    std::sort(foreign.begin(), foreign.end(), [](const Type &a, const Type &b) {
        return a.count != b.count ? a.count > b.count : a.key < b.key;
    });
    return known + foreign;
}

} // namespace

void EntityGraph::clear()
{
    EntityGraph fresh(m_limits);
    fresh.m_hiddenNodes = m_hiddenNodes;
    fresh.m_hiddenEdges = m_hiddenEdges;
    *this = std::move(fresh);
}

// The one node with this value that a thing of no kind can mean, or the node of no kind that this thing is.
int EntityGraph::nameless(const domain::Entity &entity) const
{
    int found = -1;
    const auto [begin, end] = m_byValue.equal_range(entity.value.trimmed().toLower());
    for (auto it = begin; it != end; ++it) {
        const domain::Entity &known = m_nodes[std::size_t(*it)].entity;
        if (!hasNoKind(entity) && !hasNoKind(known))
            continue;
        const EntityKind kind = hasNoKind(entity) ? known.kind : entity.kind;
        if (sameValue(kind, known.value) != sameValue(kind, entity.value))
            continue;
        if (found >= 0)
            return -1; // two things of that name: no telling which
        found = *it;
    }
    return found;
}

void EntityGraph::adopt(int node, const domain::Entity &entity)
{
    Node &known = m_nodes[std::size_t(node)];
    if (!hasNoKind(known.entity) || hasNoKind(entity))
        return;
    m_byKey.remove(keyOf(known.entity));
    known.entity = entity;
    known.type = typeOf(entity);
    m_byKey.insert(keyOf(entity), node);
}

int EntityGraph::take(const domain::GraphNode &given, Merged &merged, QSet<QString> &leftOut)
{
    domain::Entity entity = given.entity;
    if (entity.value.isEmpty())
        entity.value = given.id;
    const QString key = keyOf(entity);
    int node = m_byKey.value(key, -1);
    if (node < 0 && (node = nameless(entity)) >= 0)
        adopt(node, entity);
    if (node >= 0) {
        Node &known = m_nodes[std::size_t(node)];
        if (known.label.isEmpty())
            known.label = given.label;
        return node;
    }
    if (int(m_nodes.size()) >= m_limits.nodes) {
        leftOut.insert(key);
        return -1;
    }
    node = int(m_nodes.size());
    m_byKey.insert(key, node);
    m_byValue.insert(entity.value.trimmed().toLower(), node);
    m_nodes.push_back({entity, given.label, typeOf(entity)});
    m_edgesOf.emplace_back();
    ++merged.newNodes;
    return node;
}

Merged EntityGraph::merge(const domain::Graph &answer)
{
    Merged merged;
    QSet<QString> leftOut;
    QHash<QString, int> byId; // ids are the answer's own: another answer may use them for other things
    for (const domain::GraphNode &given : answer.nodes) {
        const int node = take(given, merged, leftOut);
        byId.insert(given.id, node);
    }
    for (const domain::GraphEdge &given : answer.edges) {
        const auto end = [&](const QString &id) {
            const auto listed = byId.constFind(id);
            if (listed != byId.constEnd())
                return *listed;
            const int node = take({id, {EntityKind::Other, {}, id, {}}, {}}, merged, leftOut);
            byId.insert(id, node);
            return node;
        };
        const int from = end(given.from);
        const int to = end(given.to);
        const QString type = typeOf(given);
        const std::pair key(quint64(quint32(from)) << 32 | quint32(to), type);
        if (from >= 0 && to >= 0 && m_edgeByKey.contains(key))
            continue;
        if (from < 0 || to < 0 || int(m_edges.size()) >= m_limits.edges) {
            ++merged.edgesLeftOut;
            continue;
        }
        const int edge = int(m_edges.size());
        m_edges.push_back({from, to, given.kind, given.kindText, type});
        m_edgeByKey.insert(key, edge);
        m_edgesOf[std::size_t(from)].push_back(edge);
        if (to != from)
            m_edgesOf[std::size_t(to)].push_back(edge);
        ++merged.newEdges;
    }
    merged.nodesLeftOut = leftOut.size();
    return merged;
}

int EntityGraph::other(int edge, int node) const
{
    const Edge &e = m_edges[std::size_t(edge)];
    return e.from == node ? e.to : e.from;
}

int EntityGraph::find(const domain::Entity &entity) const
{
    const int node = m_byKey.value(keyOf(entity), -1);
    return node >= 0 ? node : nameless(entity);
}

QList<NodeType> EntityGraph::nodeTypes() const
{
    QHash<QString, NodeType> found;
    for (const Node &node : m_nodes) {
        NodeType &type = found[node.type];
        if (type.count++ == 0)
            type = {node.type, node.entity.kind,
                    node.entity.kind == EntityKind::Other ? node.entity.kindText : QString(), 1,
                    !m_hiddenNodes.contains(node.type)};
    }
    return ordered(std::move(found), std::span<const EntityKind>(domain::entityKinds));
}

QList<EdgeType> EntityGraph::edgeTypes() const
{
    QHash<QString, EdgeType> found;
    for (const Edge &edge : m_edges) {
        EdgeType &type = found[edge.type];
        if (type.count++ == 0)
            type = {edge.type, edge.kind, edge.kind == RelationKind::Other ? edge.kindText : QString(), 1,
                    !m_hiddenEdges.contains(edge.type)};
    }
    return ordered(std::move(found), std::span<const RelationKind>(relationKinds));
}

void EntityGraph::setNodeTypeShown(const QString &key, bool shown)
{
    if (shown)
        m_hiddenNodes.remove(key);
    else
        m_hiddenNodes.insert(key);
}

void EntityGraph::setEdgeTypeShown(const QString &key, bool shown)
{
    if (shown)
        m_hiddenEdges.remove(key);
    else
        m_hiddenEdges.insert(key);
}

void EntityGraph::showAllTypes()
{
    m_hiddenNodes.clear();
    m_hiddenEdges.clear();
}

bool EntityGraph::isNodeShown(int node) const
{
    return m_hiddenNodes.isEmpty() || !m_hiddenNodes.contains(m_nodes[std::size_t(node)].type);
}

bool EntityGraph::isEdgeShown(int edge) const
{
    const Edge &e = m_edges[std::size_t(edge)];
    return (m_hiddenEdges.isEmpty() || !m_hiddenEdges.contains(e.type)) && isNodeShown(e.from) &&
           isNodeShown(e.to);
}

} // namespace tocsin::graph
