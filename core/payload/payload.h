// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/domain/payloadsummary.h"

namespace tocsin::payload {

// Reduces a request to one line, by the shape of the body and never by its endpoint. Tolerant as the
// reference pages ask (socwarden.md 2-4, socmate.md 10, socotra.md 5 and 9): open sets, missing = null,
// unknown members ignored. Bodies over 1 MiB are recognised by their first MiB only. Texts are cut to 256
// characters, titles to 1024, links to 2048; the idempotency key is made of what is uncut and starts with the
// sender ("socwarden:alert:...", "sha256:..."), so that two senders never share one. Pure, thread-safe, never
// fails.
domain::PayloadSummary summarise(const domain::HttpMessage &message);

} // namespace tocsin::payload
