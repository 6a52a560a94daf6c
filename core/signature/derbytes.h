// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tocsin::signature {

// The little DER (X.690) that keys and signatures need, without a library: what is not canonical is refused.

// ECDSA-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } of a curve whose numbers have that many bytes, as r
// and s side by side. Nothing for any other bytes: a longer length form, a sign, a leading zero too many, a
// zero, something behind the end. Whether r and s are below the order of the curve is not looked at.
std::optional<QByteArray> ecdsaRawOf(QByteArrayView der, qsizetype size);

// The other way; the raw form must have an even number of bytes.
QByteArray ecdsaDerOf(QByteArrayView raw);

// RSAPublicKey (RFC 8017 A.1.1) from big-endian numbers.
QByteArray rsaPublicKeyDer(QByteArrayView modulus, QByteArrayView exponent);

// SubjectPublicKeyInfo of a raw key: an uncompressed point of P-256 (65 bytes) or P-384 (97 bytes), or an
// Ed25519 key (32 bytes). Empty for other sizes.
QByteArray spkiOfRawKey(QByteArrayView raw);

} // namespace tocsin::signature
