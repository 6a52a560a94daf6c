// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <memory>
#include <span>

namespace tocsin::signature {

// A key that verifies. A value: copies share one immutable key, any thread may use it.
class PublicKey
{
public:
    enum class Kind : quint8 { Rsa, EcP256, EcP384, Ed25519 };

    static constexpr qsizetype maxTextSize = 256 * 1024; // bytes
    static constexpr int maxKeys = 100;                  // in one text
    static constexpr int minRsaBits = 1024;
    static constexpr int maxRsaBits = 16384;

    PublicKey() = default; // verifies nothing

    // Every key in the text, of which the content says what it is: PEM (PUBLIC KEY, RSA PUBLIC KEY,
    // CERTIFICATE; several blocks are several keys), the base64 of the same DER, the 32 bytes of an Ed25519
    // key or the 65 of a P-256 point in hex or base64, a JWK or a JWK set. Blanks around it do not count, and
    // the two characters \n stand for a line end in PEM. A certificate lends its key: neither its chain nor
    // its dates are looked at. Rejected says what is wrong and what is expected, never with a byte of the
    // text.
    static Result<QList<PublicKey>> parse(QByteArrayView text);

    // One DER SubjectPublicKeyInfo, X.509 certificate or RSAPublicKey and nothing behind it.
    static Result<PublicKey> fromDer(QByteArrayView der, const QByteArray &keyId = {});

    bool isNull() const { return !m_body; }
    Kind kind() const;               // the four below must not be asked of a null key
    int bits() const;                // of the modulus or of the curve's field: 2048, 256
    const QByteArray &keyId() const; // "kid" of a JWK; empty = none
    const QByteArray &spki() const;  // DER, points uncompressed
    QByteArray fingerprint() const;  // SHA-256 of spki(), 32 bytes

    bool operator==(const PublicKey &other) const; // same key and same id

private:
    struct Body;
    friend struct PublicKeyAccess;
    std::shared_ptr<const Body> m_body;
};

// Whether the text can be nothing but a public key, which is no secret: PEM without a private key, the base64
// of DER, a P-256 point, a JWK or JWK set, Standard Webhooks' whpk_. The bare 32 bytes of an Ed25519 key are
// not told from any other 32 bytes. Quick for what is none.
bool isPublicKeyText(QByteArrayView text);

enum class SignatureAlgorithm : quint8 {
    Ed25519,
    EcdsaP256Sha256Der,
    EcdsaP256Sha256Raw,
    EcdsaP256Sha1Der,
    EcdsaP384Sha384Raw,
    RsaSha1, // PKCS#1 v1.5
    RsaSha256,
    RsaSha384,
    RsaSha512,
    RsaPssSha256, // MGF1 with the same hash
    RsaPssSha384,
    RsaPssSha512,
};

// How long the salt of a PSS signature may be. RFC 7518 and RFC 9421 ask for the length of the digest; some
// libraries sign with the longest that fits unless told otherwise, which is as safe.
enum class PssSalt : quint8 { AsDigest, Any };

// Whether the signature over the pieces, one after the other, is one of this key. Strict: the key must be of
// the algorithm's kind and curve, DER must be canonical, raw ECDSA exactly two numbers, RSA exactly as long
// as the modulus, which has minRsaBits at least. An ECDSA signature has a twin (s and n - s); both are valid,
// so a signature is no id of a message.
bool verifySignature(SignatureAlgorithm algorithm, const PublicKey &key,
                     std::span<const QByteArrayView> pieces, QByteArrayView signature,
                     PssSalt salt = PssSalt::AsDigest);

PublicKey::Kind keyKindOf(SignatureAlgorithm algorithm);

} // namespace tocsin::signature
