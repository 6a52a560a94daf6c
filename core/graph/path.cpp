// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/graph/path.h"

#include <algorithm>

namespace tocsin::graph {

Path shortestPath(const EntityGraph &graph, int from, int to)
{
    const int count = int(graph.nodes().size());
    if (from < 0 || to < 0 || from >= count || to >= count || !graph.isNodeShown(from) ||
        !graph.isNodeShown(to))
        return {};
    constexpr int unseen = -2;
    std::vector<int> by(std::size_t(count), unseen); // the edge that led to the node
    by[std::size_t(from)] = -1;
    std::vector<int> queue{from};
    for (std::size_t next = 0; next < queue.size() && by[std::size_t(to)] == unseen; ++next) {
        for (const int edge : graph.edgesOf(queue[next])) {
            const int node = graph.other(edge, queue[next]);
            if (by[std::size_t(node)] == unseen && graph.isEdgeShown(edge)) {
                by[std::size_t(node)] = edge;
                queue.push_back(node);
            }
        }
    }
    if (by[std::size_t(to)] == unseen)
        return {};
    Path path{{to}, {}};
    while (path.nodes.back() != from) {
        const int edge = by[std::size_t(path.nodes.back())];
        path.edges.push_back(edge);
        path.nodes.push_back(graph.other(edge, path.nodes.back()));
    }
    std::reverse(path.nodes.begin(), path.nodes.end());
    std::reverse(path.edges.begin(), path.edges.end());
    return path;
}

} // namespace tocsin::graph
