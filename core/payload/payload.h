// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/domain/payloadsummary.h"

namespace tocsin::payload {

// Reduces a request to one line, by the shape of the body and never by its endpoint. Tolerant as the
// reference pages ask (socwarden.md 2-4, socmate.md 10, socotra.md 5 and 9): open sets, missing = null,
// unknown members ignored. Bodies over 1 MiB are recognised by their first bytes only. Pure, thread-safe,
// never fails.
domain::PayloadSummary summarise(const domain::HttpMessage &message);

} // namespace tocsin::payload
