// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/privatekey.h"
#include "core/signature/recipe.h"

namespace tocsin::signature {

// What a key, as keyOf() gives it, verifies with: itself, or the public keys in its text. Of several public
// keys those of that id; all when none has it.
Result<QList<VerifyingKey>> verifyingKeys(const KeySpec &spec, const Secret &key, const QByteArray &keyId);

} // namespace tocsin::signature
