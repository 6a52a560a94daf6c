// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace tocsin::domain {

// The eight relationships of socmate.md section 7; others keep their own text.
enum class RelationKind : quint8 {
    Other,
    SignedInFrom,
    ConnectedTo,
    ResolvedTo,
    RanOn,
    DownloadedFrom,
    CommunicatedWith,
    AssociatedWith,
    InvestigatedIn,
};

QLatin1StringView relationKindId(RelationKind kind); // "SIGNED_IN_FROM", ...; "" for Other
RelationKind relationKindFromWord(QStringView word); // any case, "-" and " " as "_"

struct GraphNode
{
    QString id; // the server's, or the value when it gives none: what edges point at
    Entity entity;
    QString label; // shown instead of the value when the server gives one

    bool operator==(const GraphNode &) const = default;
};

struct GraphEdge
{
    QString from; // GraphNode::id
    QString to;
    RelationKind kind = RelationKind::Other;
    QString kindText; // as sent

    bool operator==(const GraphEdge &) const = default;
};

// An entity's neighbourhood. Edges may name nodes that are not listed: the reader adds those.
struct Graph
{
    QList<GraphNode> nodes;
    QList<GraphEdge> edges;
    QByteArray raw;
    QStringList unmapped;     // JSON pointers into raw
    bool isUnderstood = true; // false: there is something in raw, in a form in which no graph was found

    bool operator==(const Graph &) const = default;
};

} // namespace tocsin::domain
