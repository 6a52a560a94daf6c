// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/graph/entitygraph.h"

namespace tocsin::graph {

// From the first node to the last one with the edges between them; both empty = there is no way.
struct Path
{
    std::vector<int> nodes;
    std::vector<int> edges; // one less

    bool isEmpty() const { return nodes.empty(); }
    bool operator==(const Path &) const = default;
};

// The fewest steps over what is shown, whichever way the edges point; of equal ones the one found first,
// which is the same each time.
Path shortestPath(const EntityGraph &graph, int from, int to);

} // namespace tocsin::graph
