// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/trial.h"

namespace tocsin::signature {

// readSignature() for JWS: the text itself, if it is a token of an algorithm that the recipe allows.
Result<QByteArray> readTokenText(const Recipe &recipe, QByteArrayView text);

// tryOn() for JWS (RFC 7515).
Result<TrialResult> tryToken(const Recipe &recipe, const Secret &key, const QList<SignedPart> &parts,
                             const Claim &claim, const Source &source);

// For a token that is genuine: whether its claims bind this body and this time. Fills verdict and reason, and
// the time when the recipe reads it from a claim. "exp" and "nbf" (RFC 7519) count where they are present.
void concludeToken(const Recipe &recipe, const Source &source, Micros now, Verification &v);

} // namespace tocsin::signature
