// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/graph.h"
#include "core/domain/searchhit.h"

namespace tocsin::sandbox {

class World;

// Everything that incidents, campaigns and finished sessions join with this value (an entity, a campaign's
// name or a session's id, any case), the value itself first. Empty: the world does not know it.
domain::Graph neighbourhoodOf(const World &world, const QString &value);

// Finished sessions and entities that hold all words of the text, best first.
QList<domain::SearchHit> searched(const World &world, const QString &text);

} // namespace tocsin::sandbox
