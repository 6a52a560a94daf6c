// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/domain/payloadsummary.h"
#include "core/payload/jsonbody.h"

namespace tocsin::payload {

// JSON of nobody we know: the event from a string member event, type, event_type or action; the title from
// summary, title, message or name; the severity from severity, level or priority; and what is called as the
// senders above call it (ip, actor, risk_score, url, timestamp, created_at).
void decodeGenericJson(const JsonBody &body, domain::PayloadSummary &summary);

// Everything that is not JSON, by content type and bytes: "empty", "form", "text" (UTF-8 without control
// characters, looked at for its first 64 KiB), "binary". A text's first line becomes the title.
void decodeOther(const domain::HttpMessage &message, domain::PayloadSummary &summary);

} // namespace tocsin::payload
