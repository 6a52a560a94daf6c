// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace tocsin::graph {

class EntityGraph;
class Layout;

// Tells the layout of the nodes and edges that it does not know yet: each new node starts beside a neighbour
// that has a place, going outwards from the known ones; of parts without a known one the best connected node
// is put down first.
void grow(Layout &layout, const EntityGraph &graph);

} // namespace tocsin::graph
