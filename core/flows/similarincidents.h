// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"
#include "core/storage/analyststores.h"

namespace tocsin::flows {

// Why two incidents are alike, so that the user can judge it.
struct Likeness
{
    enum class Kind : quint8 { Entity, SameTitle, TitleWords, Label, Tactic, Product, Owner };

    Kind kind = Kind::SameTitle;
    QStringList values; // what they have in common: the entities, words, labels, ...

    bool operator==(const Likeness &) const = default;
};

struct SimilarIncident
{
    storage::IncidentRow row;
    QList<Likeness> reasons; // weightiest first, never empty
    double weight = 0;       // 0 to 1

    bool operator==(const SimilarIncident &) const = default;
};

// Of the cached queue, those that are like this one, most alike first. The entities are those found in it
// before (its texts and raw JSON); what names one of them too is a candidate, and so is what has words of the
// title. Only what counts for something is told: a product or a tactic alone is no likeness. Reads only, for
// the book's reading thread. Errors: NotFound, Storage.
Result<QList<SimilarIncident>> similarIncidents(storage::AnalystStores &stores, storage::IncidentId id,
                                                const QList<domain::Entity> &entities, Micros now,
                                                int limit = 10);

// Pure: how alike two rows are, without their entities.
QList<Likeness> likenessOf(const storage::IncidentRow &one, const storage::IncidentRow &other);

} // namespace tocsin::flows
