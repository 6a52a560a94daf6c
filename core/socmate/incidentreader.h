// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/incident.h"
#include "core/socmate/listreader.h"

namespace tocsin::socmate {

// One incident under the names of the events, of Sentinel's REST answers (nested under "properties" and
// "additionalData") or of its log table (socmate.md 4.4). Any value is read; what cannot be is in the raw
// bytes and among the unmapped.
domain::Incident readIncident(const Document &document, const Node &value);

Result<Page<domain::Incident>> readIncidents(QByteArray bytes);
// The answer to the detail: the incident itself, or an object that holds it under "incident", "data",
// "result".
Result<domain::Incident> readIncidentDetail(QByteArray bytes);

} // namespace tocsin::socmate
