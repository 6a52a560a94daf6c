// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"
#include "core/storage/analyststores.h"

namespace tocsin::flows {

// What somebody typed or pasted, perhaps defanged: the value as it was written, its kind where the form shows
// it.
domain::Entity entityFromText(QStringView typed);

// What is kept of a connection that names an entity, newest first. All of it is local: no server was asked.
struct EntityMentions
{
    QList<storage::IncidentRow> incidents;
    QList<storage::SessionRow> investigations; // finished ones
    bool moreIncidents = false;                // than the limit
    bool moreInvestigations = false;
};

// Where the whole value stands, in any case: 10.0.0.1 is not named by 10.0.0.10, nor evil.example by
// sub.evil.example. An empty value is never named.
bool namesWhole(QStringView text, QStringView value);

// Reads only, for the book's reading thread. Errors: Storage.
Result<EntityMentions> mentionsOf(storage::AnalystStores &stores, const QString &connection,
                                  const QString &value, Micros now, int limit = 8);

// Entities that the newest incidents name, those first that several of them name: something to begin with.
// Processes are left out, they are the same everywhere. Likewise.
Result<QList<domain::Entity>> notableEntities(storage::AnalystStores &stores, const QString &connection,
                                              Micros now, int limit = 5);

} // namespace tocsin::flows
