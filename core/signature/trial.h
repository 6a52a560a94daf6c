// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/claim.h"
#include "core/signature/publickey.h"

namespace tocsin::signature {

struct TrialResult
{
    bool matched = false;
    QByteArray expected; // as SecretTrial has it
    bool fits = true;    // public keys: a signature has the length that this key's would have
    QByteArray token;    // JWS: the verified payload
    QByteArray note;     // as Verification has them; empty = none
};

// Tries one secret on one form of the signed text. An error says what is wrong with the secret.
Result<TrialResult> tryOn(const Recipe &recipe, const Secret &secret, const QList<SignedPart> &parts,
                          const Claim &claim, const Source &source);

// The raw bytes of a signature's text. Malformed says what shape it should have.
Result<QByteArray> readSignature(const Recipe &recipe, QByteArrayView text);

// "64 hexadecimal digits", "user:password in base64".
QString signatureShape(const Recipe &recipe);

// Of an algorithm that verifies with public keys; must not be asked of others.
SignatureAlgorithm publicKeyAlgorithm(Algorithm algorithm);

} // namespace tocsin::signature
