// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/privatekey.h"
#include "core/signature/source.h"
#include "core/signature/verify.h"

namespace tocsin::signature {

// What goes into a signature beside the parts that are signed.
struct SigningFacts
{
    Source source; // as it is sent; of a token in the body, with what it is to carry
    Micros now = 0;
    QByteArray id;    // of this message, for tokens that have one
    QByteArray keyId; // what the sender calls the key; empty = nothing
};

// The key that this recipe signs with: the private one where receivers hold a public key, else the secret
// with the recipe's key form.
Result<SigningKey> signingKey(const Recipe &recipe, const Secret &secret, QByteArrayView timestamp);

// The signature over the parts as it is written, without prefix; a whole token for JWS. Not for HTTP
// signatures.
Result<QByteArray> signatureText(const Recipe &recipe, const SigningKey &key, const QList<SignedPart> &parts,
                                 const SigningFacts &facts);

} // namespace tocsin::signature
