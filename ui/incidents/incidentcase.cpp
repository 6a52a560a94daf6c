// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentcase.h"

#include "core/flows/incidententities.h"

namespace tocsin::ui {

namespace {

constexpr int mostSimilar = 6;

} // namespace

Result<IncidentCase> readCase(storage::AnalystStores &stores, storage::IncidentId id, Micros now)
{
    auto stored = stores.incidents.load(id);
    if (!stored)
        return tl::unexpected(stored.error());
    auto notes = stores.notes.notes(id);
    if (!notes)
        return tl::unexpected(notes.error());
    const domain::IncidentKey &key = stored->row.key;
    auto sessions = stores.sessions.ofIncident(key.connection, key.number);
    if (!sessions)
        return tl::unexpected(sessions.error());
    const QList<domain::Entity> entities = flows::entitiesIn(stored->incident);
    auto similar = flows::similarIncidents(stores, id, entities, now, mostSimilar);
    if (!similar)
        return tl::unexpected(similar.error());
    return IncidentCase{*std::move(stored), entities, *std::move(notes), *std::move(sessions),
                        *std::move(similar)};
}

} // namespace tocsin::ui
