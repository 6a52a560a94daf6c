// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/verify.h"

namespace tocsin::signature {

// verifyRecipe() for HTTP Message Signatures (RFC 9421) and the drafts before them. Of several signatures one
// that covers what the recipe asks for and fits a stored key is enough. parts is the one text that was
// signed.
Verification verifyHttpRecipe(const Recipe &recipe, const Source &source,
                              std::span<const NamedSecret> secrets, Micros now);

} // namespace tocsin::signature
