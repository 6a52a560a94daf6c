// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/signature/recipe.h"

namespace tocsin::signature {

// The bytes that a secret as typed stands for. Base64 is read in both alphabets, with or without padding; a
// prefix of PrefixedBase64 may be missing. timestamp: the text that some keys begin with. A public key is
// handed on as text. Rejected says what is wrong, never with a byte of the secret; so does a key that would
// be empty.
Result<Secret> keyOf(const KeySpec &spec, const Secret &secret, QByteArrayView timestamp = {});

// Rejected: the recipe shares a secret with the sender, and this is a public key, with which whoever knows it
// could sign (the confusion of algorithms of RFC 8725 section 2.1).
Result<void> mayBeShared(const Recipe &recipe, const Secret &secret);

} // namespace tocsin::signature
