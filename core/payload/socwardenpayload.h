// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/payloadsummary.h"
#include "core/payload/jsonbody.h"

namespace tocsin::payload {

// SOCWarden's alerts and IP actions (socwarden.md section 2). Told by source "socwarden", or by alert_type
// beside one of alert_id, event_id and risk_score, or by event "alert.created" without a source.
bool isSocwarden(const JsonBody &body);

// alert_type is an open set and shown verbatim; an IP action differs by its nulls and its CIDR only (2.3.5).
// Key (C4): alert_id; else event_id with alert_type, ip and created_at; else left empty for the body's
// digest.
void decodeSocwarden(const JsonBody &body, domain::PayloadSummary &summary);

} // namespace tocsin::payload
