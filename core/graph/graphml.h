// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/graph/entitygraph.h"
#include "core/graph/layout.h"

#include <QByteArray>

namespace tocsin::graph {

// What is shown as GraphML 1.0 (UTF-8), readable by Gephi, yEd, Cytoscape and NetworkX: nodes with type,
// value, label and place, directed edges with their relationship. XML cannot carry control characters and
// lone surrogates: they are written as \uXXXX and the node or edge says escaped=true.
QByteArray toGraphMl(const EntityGraph &graph, const std::vector<Point> &places);

} // namespace tocsin::graph
