// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/crypto.h"

#include "core/signature/evp.h"

#include <QScopeGuard>

#include <openssl/crypto.h>

#include <algorithm>

namespace tocsin::signature {

namespace {

constexpr size_t longestBlock = 128; // bytes that SHA-384 and SHA-512 take at once

constexpr size_t blockSize(Hash hash)
{
    return hash == Hash::Sha384 || hash == Hash::Sha512 ? longestBlock : 64;
}

// Made once for each thread and hash, since making one costs as much as the digest of a short body. It is
// begun, and who uses it leaves it so: to begin costs a tenth of the HMAC of a short body.
EVP_MD_CTX *contextFor(Hash hash)
{
    static thread_local std::array<Evp<EVP_MD_CTX>, 5> contexts;
    Evp<EVP_MD_CTX> &context = contexts[size_t(hash)];
    if (!context) {
        const EVP_MD *method = digestFor(hash);
        Evp<EVP_MD_CTX> fresh(method ? EVP_MD_CTX_new() : nullptr);
        if (fresh && EVP_DigestInit_ex2(fresh.get(), method, nullptr) == 1)
            context = std::move(fresh);
    }
    return context.get();
}

// Begins again what the context was made for, over the remains of the last text.
bool begin(EVP_MD_CTX *context)
{
    return EVP_DigestInit_ex2(context, nullptr, nullptr) == 1;
}

bool add(EVP_MD_CTX *context, std::span<const QByteArrayView> pieces)
{
    return std::all_of(pieces.begin(), pieces.end(), [context](QByteArrayView piece) {
        return EVP_DigestUpdate(context, asUchar(piece), size_t(piece.size())) == 1;
    });
}

// Puts the digest at `place`, which has room for the longest, and answers its size; 0 when it cannot.
size_t finish(EVP_MD_CTX *context, uchar *place)
{
    unsigned int size = 0;
    return EVP_DigestFinal_ex(context, place, &size) == 1 ? size : 0;
}

// RFC 2104: the key as a block, masked for the inner and then for the outer digest, and room behind it: for
// the beginning of the text, then for the inner digest. Overwritten at the end: it is the key.
struct KeyBlock
{
    KeyBlock() = default;
    ~KeyBlock() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
    Q_DISABLE_COPY_MOVE(KeyBlock)

    void mask(size_t block, uchar with)
    {
        for (size_t i = 0; i < block; ++i)
            bytes[i] ^= with;
    }
    QByteArrayView first(size_t size) const
    {
        return {reinterpret_cast<const char *>(bytes.data()), qsizetype(size)};
    }

    std::array<uchar, longestBlock + EVP_MAX_MD_SIZE> bytes = {};
};

constexpr std::array<quint32, 256> crcTable = [] {
    std::array<quint32, 256> table = {};
    for (quint32 byte = 0; byte < table.size(); ++byte) {
        quint32 rest = byte;
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest >> 1) ^ (rest & 1 ? 0xEDB88320U : 0);
        table[byte] = rest;
    }
    return table;
}();

} // namespace

// By hand over plain digests: the library's own MAC sets a key in twice the time, and keeps what it derived
// from it until it is given another.
Digest hmac(Hash hash, QByteArrayView key, std::span<const QByteArrayView> pieces)
{
    constexpr uchar innerMask = 0x36;
    constexpr uchar outerMask = 0x5c;
    EVP_MD_CTX *context = hash == Hash::Md5 ? nullptr : contextFor(hash);
    if (!context)
        return {};
    const auto forget = qScopeGuard([context] { begin(context); }); // so that it is begun for the next
    const size_t block = blockSize(hash);
    KeyBlock padded;
    if (size_t(key.size()) <= block)
        std::copy_n(asUchar(key), size_t(key.size()), padded.bytes.begin());
    else if (!add(context, {&key, 1}) || !finish(context, padded.bytes.data()) || !begin(context))
        return {};
    padded.mask(block, innerMask);
    // Short pieces in front, a timestamp and its dot, go in with the key: a call of their own costs more.
    size_t filled = block;
    while (!pieces.empty() && filled + size_t(pieces.front().size()) <= padded.bytes.size()) {
        const QByteArrayView piece = pieces.front();
        std::copy_n(asUchar(piece), size_t(piece.size()), padded.bytes.begin() + filled);
        filled += size_t(piece.size());
        pieces = pieces.subspan(1);
    }
    const QByteArrayView inner = padded.first(filled);
    if (!add(context, {&inner, 1}) || !add(context, pieces))
        return {};
    const size_t size = finish(context, padded.bytes.data() + block);
    padded.mask(block, innerMask ^ outerMask);
    const QByteArrayView outer = padded.first(block + size);
    Digest digest;
    if (size == 0 || !begin(context) || !add(context, {&outer, 1}) ||
        finish(context, reinterpret_cast<uchar *>(digest.data.data())) != size)
        return {};
    digest.size = qsizetype(size);
    return digest;
}

const EVP_MD *digestFor(Hash algorithm)
{
    static const std::array<Evp<EVP_MD>, 5> digests = [] {
        std::array<Evp<EVP_MD>, 5> fetched;
        constexpr std::array names = {"SHA1", "SHA256", "SHA384", "SHA512", "MD5"};
        for (size_t i = 0; i < fetched.size(); ++i)
            fetched[i].reset(EVP_MD_fetch(nullptr, names[i], nullptr));
        return fetched;
    }();
    return digests[size_t(algorithm)].get();
}

Digest hash(Hash algorithm, std::span<const QByteArrayView> pieces)
{
    EVP_MD_CTX *context = contextFor(algorithm);
    Digest digest;
    if (!context)
        return digest;
    const auto forget = qScopeGuard([context] { begin(context); }); // a secret may have been a piece
    if (add(context, pieces))
        digest.size = qsizetype(finish(context, reinterpret_cast<uchar *>(digest.data.data())));
    return digest;
}

Digest sha256(QByteArrayView bytes)
{
    return hash(Hash::Sha256, std::span(&bytes, 1));
}

quint32 crc32(QByteArrayView bytes)
{
    quint32 rest = 0xFFFFFFFFU;
    for (const char c : bytes)
        rest = (rest >> 8) ^ crcTable[(rest ^ uchar(c)) & 0xFF];
    return ~rest;
}

bool sameBytes(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size() || a.isEmpty())
        return false;
    return CRYPTO_memcmp(a.data(), b.data(), size_t(a.size())) == 0;
}

} // namespace tocsin::signature
