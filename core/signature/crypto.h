// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <span>

namespace tocsin::signature {

// The numbers are indices of tables. Md5 is there for senders that sign with a plain digest.
enum class Hash : quint8 { Sha1, Sha256, Sha384, Sha512, Md5 };

constexpr qsizetype digestSize(Hash hash) // bytes
{
    constexpr std::array<qsizetype, 5> sizes = {20, 32, 48, 64, 16};
    return sizes[size_t(hash)];
}

// A raw digest, without a heap allocation. Empty when the library could not compute it (out of memory); an
// empty digest equals nothing.
struct Digest
{
    std::array<char, 64> data = {};
    qsizetype size = 0;

    QByteArrayView view() const { return {data.data(), size}; }
};

// HMAC (RFC 2104) over the pieces, one after the other. Thread-safe; nothing is looked up by name per call.
// No sender signs with HMAC over MD5: for Md5 the digest is empty.
Digest hmac(Hash hash, QByteArrayView key, std::span<const QByteArrayView> pieces);

// The plain digest of the pieces, one after the other. Thread-safe. MD5 is empty where the system forbids it.
Digest hash(Hash algorithm, std::span<const QByteArrayView> pieces);

Digest sha256(QByteArrayView bytes);

// The CRC-32 of Ethernet and zip (polynomial 0x04C11DB7, reflected), which PayPal signs in place of the body.
quint32 crc32(QByteArrayView bytes);

// Whether both hold the same bytes and at least one. How long it takes depends on the sizes only.
bool sameBytes(QByteArrayView a, QByteArrayView b);

} // namespace tocsin::signature
