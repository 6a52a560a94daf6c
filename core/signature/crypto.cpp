// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/crypto.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <memory>

namespace tocsin::signature {

namespace {

struct FreeMac
{
    void operator()(EVP_MAC *mac) const { EVP_MAC_free(mac); }
    void operator()(EVP_MAC_CTX *context) const { EVP_MAC_CTX_free(context); }
    void operator()(EVP_MD *digest) const { EVP_MD_free(digest); }
};
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeMac>;

const uchar *asUchar(QByteArrayView bytes)
{
    // A null pointer would mean "keep the key that is set".
    return reinterpret_cast<const uchar *>(bytes.isEmpty() ? "" : bytes.data());
}

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
        const std::unique_ptr<EVP_MAC, FreeMac> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
        return std::array<MacContext, 4>{makeTemplate(mac.get(), "SHA1"), makeTemplate(mac.get(), "SHA256"),
                                         makeTemplate(mac.get(), "SHA384"),
                                         makeTemplate(mac.get(), "SHA512")};
    }();
    return templates[size_t(hash)].get();
}

} // namespace

Digest hmac(Hash hash, QByteArrayView key, std::span<const QByteArrayView> pieces)
{
    const EVP_MAC_CTX *prepared = templateFor(hash);
    const MacContext context(prepared ? EVP_MAC_CTX_dup(prepared) : nullptr);
    if (!context || EVP_MAC_init(context.get(), asUchar(key), size_t(key.size()), nullptr) != 1)
        return {};
    for (const QByteArrayView piece : pieces) {
        if (EVP_MAC_update(context.get(), asUchar(piece), size_t(piece.size())) != 1)
            return {};
    }
    Digest digest;
    size_t size = 0;
    if (EVP_MAC_final(context.get(), reinterpret_cast<uchar *>(digest.data.data()), &size,
                      digest.data.size()) != 1)
        return {};
    digest.size = qsizetype(size);
    return digest;
}

Digest sha256(QByteArrayView bytes)
{
    static const std::unique_ptr<EVP_MD, FreeMac> algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    Digest digest;
    unsigned int size = 0;
    if (!algorithm ||
        EVP_Digest(asUchar(bytes), size_t(bytes.size()), reinterpret_cast<uchar *>(digest.data.data()), &size,
                   algorithm.get(), nullptr) != 1)
        return {};
    digest.size = qsizetype(size);
    return digest;
}

bool sameBytes(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size() || a.isEmpty())
        return false;
    return CRYPTO_memcmp(a.data(), b.data(), size_t(a.size())) == 0;
}

} // namespace tocsin::signature
