// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/verify.h"

namespace tocsin::signature {

// verifyRecipe() for HTTP Message Signatures (RFC 9421) and the draft before them.
Verification verifyHttpSignature(const Recipe &recipe, const Source &source,
                                 std::span<const NamedSecret> secrets, Micros now);

} // namespace tocsin::signature
