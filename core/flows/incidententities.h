// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"
#include "core/domain/incident.h"

namespace tocsin::flows {

// What the texts and the raw JSON of an incident name, each once.
QList<domain::Entity> entitiesIn(const domain::Incident &incident);

} // namespace tocsin::flows
