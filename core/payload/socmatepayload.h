// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/payloadsummary.h"
#include "core/payload/jsonbody.h"

namespace tocsin::payload {

// SoCMate's notifications (socmate.md section 10): event_type and an object data, with one of the four known
// event types or a main id (incident_number, session_id, schedule_id) in data.
bool isSocmate(const JsonBody &body);

// Title: data.title, else data.error, else data.schedule_name. Key (10.3): event_type, main id and timestamp;
// left empty for the body's digest when one of them is missing.
void decodeSocmate(const JsonBody &body, domain::PayloadSummary &summary);

} // namespace tocsin::payload
