// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filter/incidentquery.h"
#include "core/storage/incidentstore.h"

#include <optional>

namespace tocsin::ui {

// What a filter has to ask for to find the incidents that say the same in that column; none where that makes
// no sense.
std::optional<filter::IncidentTerm> conditionOf(const storage::IncidentRow &row, int column);

// The filter, and that condition or its opposite.
QString narrowed(const filter::IncidentQuery &query, const filter::IncidentTerm &term, bool isNot);

} // namespace tocsin::ui
