// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/shapes.h"

// The neighbourhood in three namings (socmate.md section 7: the shape is not documented).

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

QJsonObject graphJson(const Profile &profile, const QString &value, const domain::Graph &graph)
{
    using enum Profile::GraphNaming;
    const bool plain = profile.graph == NodesEdges;
    const bool byValue = profile.graph == NeighborsLinks; // nodes have no ids there: edges name values
    const auto place = [byValue](const QString &id) { return byValue ? id.section(u':', 1) : id; };
    QJsonArray nodes;
    for (qsizetype i = 0; i < graph.nodes.size(); ++i) {
        const domain::GraphNode &node = graph.nodes[i];
        if (profile.hostile && i % 5 == 4)
            continue; // an edge names it, no list does
        QJsonObject row = {{u"type"_s, node.entity.kindText}};
        row[byValue ? u"name"_s : plain ? u"value"_s : u"label"_s] = node.entity.value;
        if (!byValue)
            row[u"id"_s] = node.id;
        nodes.append(row);
    }
    QJsonArray edges;
    for (const domain::GraphEdge &edge : graph.edges)
        edges.append(QJsonObject{{plain ? u"source"_s : u"from"_s, place(edge.from)},
                                 {plain ? u"target"_s : u"to"_s, place(edge.to)},
                                 {plain ? u"type"_s : u"relationship"_s, edge.kindText}});
    if (profile.hostile && !graph.nodes.isEmpty())
        edges.append(QJsonObject{{u"from"_s, place(graph.nodes.first().id)},
                                 {u"to"_s, u"<b>nowhere</b>"_s},
                                 {u"relationship"_s, u"TELEPORTED_TO"_s}});
    const QString nodesName = plain ? u"nodes"_s : byValue ? u"neighbors"_s : u"entities"_s;
    const QString edgesName = plain ? u"edges"_s : byValue ? u"links"_s : u"relationships"_s;
    return {{u"entity"_s, value}, {nodesName, nodes}, {edgesName, edges}};
}

} // namespace tocsin::sandbox
