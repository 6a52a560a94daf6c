// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentcase.h"

#include "core/flows/incidententities.h"

namespace tocsin::ui {

Result<IncidentCase> readCase(storage::AnalystStores &stores, storage::IncidentId id)
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
    return IncidentCase{*std::move(stored), entities, *std::move(notes), *std::move(sessions)};
}

} // namespace tocsin::ui
