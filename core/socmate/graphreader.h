// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/graph.h"

namespace tocsin::socmate {

// An entity's neighbourhood in any of the forms of socmate.md section 7: node and edge lists under several
// names, edges that point at ids or at values, neighbours of a centre without an edge list. Node and edge
// kinds outside the eight are kept. Nodes that only edges name are added.
Result<domain::Graph> readGraph(QByteArray bytes);

} // namespace tocsin::socmate
