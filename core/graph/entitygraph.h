// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/graph.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace tocsin::graph {

// How much of what servers answer is taken: more can neither be drawn fluently nor read.
struct Limits
{
    int nodes = 5'000;
    int edges = 20'000;
};

struct Node
{
    domain::Entity entity; // as first seen; a kind that came later is taken over
    QString label;         // shown instead of the value when a server gave one
    QString type;          // key of the type, see nodeTypes()

    QString text() const { return label.isEmpty() ? entity.value : label; }
};

struct Edge
{
    int from = -1; // index of the node
    int to = -1;
    domain::RelationKind kind = domain::RelationKind::Other;
    QString kindText;
    QString type;
};

// What one answer changed.
struct Merged
{
    int newNodes = 0; // they are the last ones
    int newEdges = 0;
    qsizetype nodesLeftOut = 0; // beyond the limits
    qsizetype edgesLeftOut = 0; // beyond the limits, or of a node that was left out
};

struct NodeType
{
    QString key; // entityKindId(), or "~" and the normalised word for kinds outside the eight
    domain::EntityKind kind = domain::EntityKind::Other;
    QString text; // as sent, of kinds outside the eight
    int count = 0;
    bool shown = true;
};

struct EdgeType
{
    QString key; // relationKindId(), or "~" and the normalised word
    domain::RelationKind kind = domain::RelationKind::Other;
    QString text;
    int count = 0;
    bool shown = true;
};

// The graph that an analyst gathers: answers are merged, the same entity (kind and value) is one node, and
// nothing ever moves to another index until clear(). Kinds that are not known are kept as they were sent.
class EntityGraph
{
public:
    explicit EntityGraph(Limits limits = {}) : m_limits(limits) {}

    Merged merge(const domain::Graph &answer);
    void clear(); // the filter stays

    const std::vector<Node> &nodes() const { return m_nodes; }
    const std::vector<Edge> &edges() const { return m_edges; }
    const std::vector<int> &edgesOf(int node) const { return m_edgesOf[std::size_t(node)]; }
    int other(int edge, int node) const;          // the other end
    int find(const domain::Entity &entity) const; // -1 = none

    // Known kinds in their order, then the others by number. Those whose number is 0 are left out.
    QList<NodeType> nodeTypes() const;
    QList<EdgeType> edgeTypes() const;
    void setNodeTypeShown(const QString &key, bool shown);
    void setEdgeTypeShown(const QString &key, bool shown);
    bool isFiltered() const { return !m_hiddenNodes.isEmpty() || !m_hiddenEdges.isEmpty(); }
    void showAllTypes();
    bool isNodeShown(int node) const;
    bool isEdgeShown(int edge) const; // and both its ends

    const Limits &limits() const { return m_limits; }

private:
    int take(const domain::GraphNode &given, Merged &merged, QSet<QString> &leftOut);
    int nameless(const domain::Entity &entity) const;
    void adopt(int node, const domain::Entity &entity);

    Limits m_limits;
    std::vector<Node> m_nodes;
    std::vector<Edge> m_edges;
    std::vector<std::vector<int>> m_edgesOf;
    QHash<QString, int> m_byKey;
    QMultiHash<QString, int> m_byValue; // lower case
    QHash<QPair<quint64, QString>, int> m_edgeByKey;
    QSet<QString> m_hiddenNodes;
    QSet<QString> m_hiddenEdges;
};

} // namespace tocsin::graph
