// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/secret.h"
#include "core/signature/publickey.h"

#include <variant>

namespace tocsin::signature {

// A key that signs, for test senders. A value: copies share one immutable key, any thread may use it.
class PrivateKey
{
public:
    PrivateKey() = default; // signs nothing

    // PEM without a passphrase (PRIVATE KEY, EC PRIVATE KEY, RSA PRIVATE KEY), the base64 of the same DER, or
    // an Ed25519 seed of 32 bytes, alone or with its public key behind it (64 bytes), in hex or base64.
    // Rejected says what is wrong, never with a byte of the key.
    static Result<PrivateKey> parse(const Secret &text);

    bool isNull() const { return !m_body; }
    const PublicKey &publicKey() const; // must not be asked of a null key

private:
    struct Body;
    friend struct PrivateKeyAccess;
    static Result<PrivateKey> fromDer(QByteArrayView der);
    static Result<PrivateKey> fromSeed(QByteArrayView bytes);
    static Result<PrivateKey> fromBytes(QByteArrayView bytes);
    std::shared_ptr<const Body> m_body;
};

// What verifySignature() finds valid; PSS salts are as long as the digest. Rejected when the key is of
// another kind than the algorithm's.
Result<QByteArray> makeSignature(SignatureAlgorithm algorithm, const PrivateKey &key,
                                 std::span<const QByteArrayView> pieces);

// What a receiver and a sender hold. Whether a message may be checked with HMAC depends on that and never on
// what the message says, so that a public key cannot be taken for a secret.
using VerifyingKey = std::variant<Secret, PublicKey>;
using SigningKey = std::variant<Secret, PrivateKey>;

} // namespace tocsin::signature
