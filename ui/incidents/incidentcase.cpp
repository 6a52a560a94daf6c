// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentcase.h"

#include "core/entities/distinct.h"
#include "core/entities/fromjson.h"

namespace tocsin::ui {

namespace {

QList<domain::Entity> entitiesOf(const domain::Incident &incident)
{
    QList<entities::Found> found = entities::extract(incident.title);
    found += entities::extract(incident.description);
    for (const entities::FoundInJson &one : entities::extractFromJson(incident.raw))
        found.append(one.found);
    QList<domain::Entity> once;
    for (const entities::Distinct &one : entities::distinct(found))
        once.append(one.entity);
    return once;
}

} // namespace

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
    const QList<domain::Entity> entities = entitiesOf(stored->incident);
    return IncidentCase{*std::move(stored), entities, *std::move(notes), *std::move(sessions)};
}

} // namespace tocsin::ui
