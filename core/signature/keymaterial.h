// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/secret.h"
#include "core/signature/scheme.h"

namespace tocsin::signature {

// The bytes that a secret as typed stands for, by the scheme's key form. Base64 is read in both alphabets,
// with or without padding; a prefix of PrefixedBase64 may be missing. Rejected says what is wrong, never with
// a byte of the secret; so does a key that would be empty.
Result<Secret> keyOf(const Scheme &scheme, const Secret &secret);

} // namespace tocsin::signature
