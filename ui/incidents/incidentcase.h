// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"
#include "core/storage/analyststores.h"

namespace tocsin::ui {

// What is known here of one incident. Those that are like it take longer to find: see SimilarSection.
struct IncidentCase
{
    storage::StoredIncident stored;
    QList<domain::Entity> entities; // found in its texts and its raw JSON, each once
    QList<storage::Note> notes;
    QList<storage::SessionRow> sessions; // newest first
};

// For the book's reading thread. Errors: NotFound, Storage.
Result<IncidentCase> readCase(storage::AnalystStores &stores, storage::IncidentId id);

} // namespace tocsin::ui
