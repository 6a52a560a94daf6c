// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/graph/rows.h"

namespace tocsin::graph {

QString typeWord(const Node &node)
{
    const domain::Entity &entity = node.entity;
    if (entity.kind == domain::EntityKind::Other && !entity.kindText.isEmpty())
        return entity.kindText;
    return domain::entityKindId(entity.kind);
}

QString relationWord(const Edge &edge)
{
    return edge.kind == domain::RelationKind::Other ? edge.kindText
                                                    : QString(domain::relationKindId(edge.kind));
}

int connections(const EntityGraph &graph, int node)
{
    int count = 0;
    for (const int edge : graph.edgesOf(node))
        count += graph.isEdgeShown(edge) ? 1 : 0;
    return count;
}

QList<NodeRow> nodeRows(const EntityGraph &graph)
{
    QList<NodeRow> rows;
    for (int i = 0; i < int(graph.nodes().size()); ++i) {
        const Node &node = graph.nodes()[std::size_t(i)];
        if (graph.isNodeShown(i))
            rows.append({i, typeWord(node), node.entity.value, node.label, connections(graph, i)});
    }
    return rows;
}

QList<EdgeRow> edgeRows(const EntityGraph &graph)
{
    QList<EdgeRow> rows;
    for (int i = 0; i < int(graph.edges().size()); ++i) {
        const Edge &edge = graph.edges()[std::size_t(i)];
        if (graph.isEdgeShown(i))
            rows.append({i, graph.nodes()[std::size_t(edge.from)].entity.value, relationWord(edge),
                         graph.nodes()[std::size_t(edge.to)].entity.value});
    }
    return rows;
}

} // namespace tocsin::graph
