// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/privatekey.h"
#include "core/signature/requestdraft.h"
#include "core/signature/verify.h"

namespace tocsin::signature {

// Signs the draft as a recipe of HTTP signatures asks: with a fresh Date and body digest where they are
// covered.
Result<void> signHttpDraft(const Recipe &recipe, const SigningKey &key, const QByteArray &keyId, Micros now,
                           RequestDraft &draft);

} // namespace tocsin::signature
