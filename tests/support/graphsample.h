// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/graph.h"

namespace tocsin::test {

inline domain::GraphNode graphNode(const QString &kind, const QString &value, const QString &id = {})
{
    return {id.isEmpty() ? value : id, {domain::entityKindFromWord(kind), kind, value, {}}, {}};
}

inline domain::GraphEdge graphEdge(const QString &from, const QString &kind, const QString &to)
{
    return {from, to, domain::relationKindFromWord(kind), kind};
}

// As many nodes and edges of all kinds, joined in clusters around some hubs; the same each time.
inline domain::Graph largeGraph(int nodes, int edges)
{
    domain::Graph graph;
    const QStringList kinds{QStringLiteral("ip"),     QStringLiteral("user"),    QStringLiteral("host"),
                            QStringLiteral("domain"), QStringLiteral("hash"),    QStringLiteral("email"),
                            QStringLiteral("url"),    QStringLiteral("process"), QStringLiteral("campaign")};
    const QStringList relations{QStringLiteral("SIGNED_IN_FROM"),  QStringLiteral("CONNECTED_TO"),
                                QStringLiteral("RESOLVED_TO"),     QStringLiteral("RAN_ON"),
                                QStringLiteral("DOWNLOADED_FROM"), QStringLiteral("COMMUNICATED_WITH"),
                                QStringLiteral("ASSOCIATED_WITH"), QStringLiteral("INVESTIGATED_IN")};
    quint32 state = 12345;
    const auto random = [&state](int below) {
        state = state * 1664525u + 1013904223u;
        return int((state >> 8) % quint32(below));
    };
    for (int i = 0; i < nodes; ++i)
        graph.nodes.append(graphNode(kinds[i % kinds.size()], QStringLiteral("entity-%1.example.net").arg(i),
                                     QString::number(i)));
    const int hubs = qMax(1, nodes / 25);
    for (int i = hubs; i < nodes && graph.edges.size() < edges; ++i)
        graph.edges.append(graphEdge(QString::number(i), relations[random(8)], QString::number(i % hubs)));
    while (graph.edges.size() < edges) {
        const int a = random(nodes);
        const int b = random(10) ? (a + hubs * (1 + random(3))) % nodes : random(nodes);
        graph.edges.append(graphEdge(QString::number(a), relations[random(8)], QString::number(b)));
    }
    return graph;
}

} // namespace tocsin::test
