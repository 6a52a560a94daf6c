// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/crypto.h"

#include "core/signature/evp.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>

namespace tocsin::signature {

namespace {

using MacContext = Evp<EVP_MAC_CTX>;

MacContext makeTemplate(EVP_MAC *mac, const char *hashName)
{
    MacContext context(mac ? EVP_MAC_CTX_new(mac) : nullptr);
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char *>(hashName), 0),
        OSSL_PARAM_construct_end()};
    // A context can be copied only after it has been given some key; each use sets its own.
    if (!context || EVP_MAC_init(context.get(), asUchar("-"), 1, params) != 1)
        return {};
    return context;
}

// One prepared context per hash: fetching the algorithms by name costs more than the digest of a short body.
const EVP_MAC_CTX *templateFor(Hash hash)
{
    static const std::array<MacContext, 4> templates = [] {
        const Evp<EVP_MAC> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
        return std::array<MacContext, 4>{makeTemplate(mac.get(), "SHA1"), makeTemplate(mac.get(), "SHA256"),
                                         makeTemplate(mac.get(), "SHA384"),
                                         makeTemplate(mac.get(), "SHA512")};
    }();
    return size_t(hash) < templates.size() ? templates[size_t(hash)].get() : nullptr;
}

// Copied once for each thread: that costs as much as the digest of a short body.
EVP_MAC_CTX *contextFor(Hash hash)
{
    static thread_local std::array<MacContext, 4> contexts;
    if (size_t(hash) >= contexts.size())
        return nullptr;
    MacContext &context = contexts[size_t(hash)];
    if (!context) {
        const EVP_MAC_CTX *prepared = templateFor(hash);
        context.reset(prepared ? EVP_MAC_CTX_dup(prepared) : nullptr);
    }
    return context.get();
}

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

Digest hmac(Hash hash, QByteArrayView key, std::span<const QByteArrayView> pieces)
{
    EVP_MAC_CTX *context = contextFor(hash);
    if (!context || EVP_MAC_init(context, asUchar(key), size_t(key.size()), nullptr) != 1)
        return {};
    bool good = true;
    for (const QByteArrayView piece : pieces)
        good = good && EVP_MAC_update(context, asUchar(piece), size_t(piece.size())) == 1;
    Digest digest;
    size_t size = 0;
    good = EVP_MAC_final(context, reinterpret_cast<uchar *>(digest.data.data()), &size, digest.data.size()) ==
               1 &&
           good;
    // What was derived from the key does not stay behind.
    good = EVP_MAC_init(context, asUchar("-"), 1, nullptr) == 1 && good;
    if (!good)
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
    const EVP_MD *method = digestFor(algorithm);
    const Evp<EVP_MD_CTX> context(method ? EVP_MD_CTX_new() : nullptr);
    if (!context || EVP_DigestInit_ex2(context.get(), method, nullptr) != 1)
        return {};
    for (const QByteArrayView piece : pieces) {
        if (EVP_DigestUpdate(context.get(), asUchar(piece), size_t(piece.size())) != 1)
            return {};
    }
    Digest digest;
    unsigned int size = 0;
    if (EVP_DigestFinal_ex(context.get(), reinterpret_cast<uchar *>(digest.data.data()), &size) != 1)
        return {};
    digest.size = qsizetype(size);
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
