// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/graph/entitygraph.h"

namespace tocsin::graph {

// The same graph as tables: what is shown, in the order of arrival, the values as they came.
struct NodeRow
{
    int node = -1;
    QString type; // entityKindId(), or the word as sent
    QString value;
    QString label;
    int connections = 0; // shown ones
};

struct EdgeRow
{
    int edge = -1;
    QString from;     // values
    QString relation; // relationKindId(), or the word as sent
    QString to;
};

QString typeWord(const Node &node);
QString relationWord(const Edge &edge);
int connections(const EntityGraph &graph, int node); // shown ones

QList<NodeRow> nodeRows(const EntityGraph &graph);
QList<EdgeRow> edgeRows(const EntityGraph &graph);

} // namespace tocsin::graph
