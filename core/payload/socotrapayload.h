// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/payloadsummary.h"
#include "core/payload/jsonbody.h"

namespace tocsin::payload {

// Socotra's events. Connected Core (socotra.md section 5): transactionId beside type or data. Insurance Suite
// (section 9): locator, requestId and type.
bool isSocotra(const JsonBody &body);
bool isSocotraSuite(const JsonBody &body);

// Title: the type and what it is about, e.g. "policy.issue 100004242": the locator in data that is named
// after the type's first word, else the first locator there; a reminder's name; else the user. Locators stay
// text. Key (5.7): id, else transactionId and type. The suite documents none: left empty for the body's
// digest.
void decodeSocotra(const JsonBody &body, domain::PayloadSummary &summary);
void decodeSocotraSuite(const JsonBody &body, domain::PayloadSummary &summary);

} // namespace tocsin::payload
