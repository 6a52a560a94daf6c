// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"
#include "core/graph/layout.h"

#include <QList>

namespace tocsin::graph {

class EntityGraph;

// Where a thing stood in a picture, for the same graph drawn again.
struct KeptPlace
{
    domain::Entity entity;
    Point where;
    bool held = false;

    bool operator==(const KeptPlace &) const = default;
};
using KeptPlaces = QList<KeptPlace>;

enum class Kept : quint8 { All, HeldOnly }; // the latter while the rest still looks for its place

KeptPlaces placesOf(const Layout &layout, const EntityGraph &graph, Kept which);

// After grow(): each thing goes back to its place at once, and is held if it was. Answers those that the
// graph does not have (yet).
KeptPlaces restore(Layout &layout, const EntityGraph &graph, const KeptPlaces &places);

} // namespace tocsin::graph
