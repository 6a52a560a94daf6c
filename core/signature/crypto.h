// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <span>

namespace tocsin::signature {

enum class Hash : quint8 { Sha1, Sha256, Sha384, Sha512 };

constexpr qsizetype digestSize(Hash hash) // bytes
{
    constexpr std::array<qsizetype, 4> sizes = {20, 32, 48, 64};
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
Digest hmac(Hash hash, QByteArrayView key, std::span<const QByteArrayView> pieces);

Digest sha256(QByteArrayView bytes);

// Whether both hold the same bytes and at least one. How long it takes depends on the sizes only.
bool sameBytes(QByteArrayView a, QByteArrayView b);

} // namespace tocsin::signature
