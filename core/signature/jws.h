// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/privatekey.h"

#include <array>
#include <optional>

namespace tocsin::signature {

// RFC 7518 section 3.1 and RFC 8037. "none" is not among them.
enum class JwsAlgorithm : quint8 {
    Hs256,
    Hs384,
    Hs512,
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
    EdDsa, // Ed25519 only, which is also its newer name (RFC 9864)
};

std::optional<JwsAlgorithm> readJwsAlgorithm(QByteArrayView name); // exactly as registered
QByteArrayView nameOf(JwsAlgorithm algorithm);

// A token in the compact form (RFC 7515 section 7.1), read but not verified: nothing in it may be believed
// until verifyJws() says so.
struct Jws
{
    JwsAlgorithm algorithm = JwsAlgorithm::Hs256;
    QByteArray keyId;     // "kid"; empty = none
    QByteArray header;    // JSON
    QByteArray payload;   // bytes
    QByteArray signature; // bytes
    QByteArray headerText;
    QByteArray payloadText; // as it is signed: base64url, or the payload itself for "b64": false

    // The three pieces that are signed, one after the other. Views into this object.
    std::array<QByteArrayView, 3> signingInput() const { return {headerText, ".", payloadText}; }
};

// Strict: base64url without padding and in its canonical form, a header that is one JSON object without a
// member twice, an algorithm of the list above. "crit" may hold "b64" and nothing else (RFC 7797), and "b64"
// false is for detached payloads. Keys and addresses in the header (jwk, jku, x5c, x5u) are never looked at.
// Errors are Malformed and name the place.
Result<Jws> readJws(QByteArrayView token);
// "header..signature", with the payload from elsewhere.
Result<Jws> readDetachedJws(QByteArrayView token, QByteArrayView payload);

// Whether the token's algorithm is allowed, the key is one for it, and the signature is right.
bool verifyJws(const Jws &jws, std::span<const JwsAlgorithm> allowed, const VerifyingKey &key);

constexpr qsizetype maxJwsKeyId = 1000; // bytes; a token with a longer one is neither read nor written

struct JwsOptions
{
    QByteArray type = {};  // "typ"; empty = none
    QByteArray keyId = {}; // "kid"; empty = none
    bool detached = false; // leave the payload out
    bool encoded = true;   // false: "b64" false, for detached payloads only
};

// Rejected when the signer is not one for the algorithm, or the key's id is too long.
Result<QByteArray> signJws(JwsAlgorithm algorithm, const SigningKey &signer, QByteArrayView payload,
                           const JwsOptions &options = {});

// The claim of that name in a JSON payload: a text decoded, a number, true and false as spelled. NotFound
// when there is none, Malformed when it stands twice, is of another kind or the payload is not a JSON object.
Result<QByteArray> claimText(QByteArrayView payload, QByteArrayView name);

} // namespace tocsin::signature
