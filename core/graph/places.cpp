// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/graph/places.h"

#include "core/graph/entitygraph.h"

#include <algorithm>

namespace tocsin::graph {

KeptPlaces placesOf(const Layout &layout, const EntityGraph &graph, Kept which)
{
    KeptPlaces kept;
    const int count = int(std::min(layout.places().size(), graph.nodes().size()));
    for (int node = 0; node < count; ++node) {
        const bool held = layout.isHeld(node);
        if (held || which == Kept::All)
            kept.append({graph.nodes()[std::size_t(node)].entity, layout.places()[std::size_t(node)], held});
    }
    return kept;
}

KeptPlaces restore(Layout &layout, const EntityGraph &graph, const KeptPlaces &places)
{
    KeptPlaces rest;
    for (const KeptPlace &one : places) {
        const int node = graph.find(one.entity);
        if (node < 0 || node >= int(layout.places().size())) {
            rest.append(one);
            continue;
        }
        layout.place(node, one.where);
        layout.setHeld(node, one.held);
    }
    return rest;
}

} // namespace tocsin::graph
