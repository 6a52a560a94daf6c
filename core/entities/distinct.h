// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/entities/extract.h"

namespace tocsin::entities {

// What makes two spellings the same entity: kind and value, whatever the case where case means nothing.
QString identity(const domain::Entity &entity);

struct Distinct
{
    domain::Entity entity; // as first found
    qsizetype first = 0;   // its place in the list that was given
    qsizetype count = 0;

    bool operator==(const Distinct &) const = default;
};

// Each entity once, in order of appearance.
QList<Distinct> distinct(const QList<Found> &found);
// The same of what a server sent: the first of each; a confidence that the first one lacks is taken over.
QList<domain::Entity> distinct(const QList<domain::Entity> &entities);

} // namespace tocsin::entities
