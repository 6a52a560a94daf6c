// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/incidententities.h"

#include "core/entities/distinct.h"
#include "core/entities/fromjson.h"

namespace tocsin::flows {

QList<domain::Entity> entitiesIn(const domain::Incident &incident)
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

} // namespace tocsin::flows
