// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/similarincidents.h"
#include "core/storage/analyststores.h"

namespace tocsin::ui {

// Everything that is known here of one incident.
struct IncidentCase
{
    storage::StoredIncident stored;
    QList<domain::Entity> entities; // found in its texts and its raw JSON, each once
    QList<storage::Note> notes;
    QList<storage::SessionRow> sessions; // newest first
    QList<flows::SimilarIncident> similar;
};

// Reads and searches all of it: for the book's reading thread. Errors: NotFound, Storage.
Result<IncidentCase> readCase(storage::AnalystStores &stores, storage::IncidentId id, Micros now);

} // namespace tocsin::ui
