// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/graph/grow.h"

#include "core/graph/entitygraph.h"
#include "core/graph/layout.h"

#include <algorithm>
#include <numeric>

namespace tocsin::graph {

void grow(Layout &layout, const EntityGraph &graph)
{
    const int known = int(layout.places().size());
    const int count = int(graph.nodes().size());
    layout.addNodes(count - known);
    std::vector<bool> started(std::size_t(count), false);
    std::fill_n(started.begin(), known, true);
    std::vector<int> queue(std::size_t(known), 0);
    std::iota(queue.begin(), queue.end(), 0);
    std::size_t next = 0;
    const auto spread = [&] {
        for (; next < queue.size(); ++next) {
            for (const int edge : graph.edgesOf(queue[next])) {
                const int node = graph.other(edge, queue[next]);
                if (started[std::size_t(node)])
                    continue;
                started[std::size_t(node)] = true;
                layout.startNode(node, queue[next]);
                queue.push_back(node);
            }
        }
    };
    spread();
    std::vector<int> rest;
    for (int node = known; node < count; ++node) {
        if (!started[std::size_t(node)])
            rest.push_back(node);
    }
    std::stable_sort(rest.begin(), rest.end(),
                     [&](int a, int b) { return graph.edgesOf(a).size() > graph.edgesOf(b).size(); });
    for (const int node : rest) {
        if (started[std::size_t(node)])
            continue;
        started[std::size_t(node)] = true;
        layout.startNode(node);
        queue.push_back(node);
        spread();
    }
    for (std::size_t edge = std::size_t(layout.edgeCount()); edge < graph.edges().size(); ++edge)
        layout.addEdge(graph.edges()[edge].from, graph.edges()[edge].to);
}

} // namespace tocsin::graph
