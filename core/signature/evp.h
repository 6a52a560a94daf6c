// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

// What the files that speak to OpenSSL share: crypto.cpp, publickey.cpp and privatekey.cpp. Nobody else
// includes it, and tests/layering.cmake holds to that.
//
// The seam are the headers crypto.h (digests, MACs, comparison), publickey.h (verify) and privatekey.h
// (sign): they show no type of OpenSSL, so that another library would change these four files and nothing
// else. One file of all of it would have 700 lines and three reasons to change.

#include "core/signature/crypto.h"
#include "core/signature/publickey.h"

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>

namespace tocsin::signature {

struct FreeEvp
{
    void operator()(EVP_MD *digest) const { EVP_MD_free(digest); }
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(BIGNUM *number) const { BN_clear_free(number); }
};
template<class T>
using Evp = std::unique_ptr<T, FreeEvp>;

// Fetched once: fetching by name costs more than the digest of a short body. Null when there is none.
const EVP_MD *digestFor(Hash algorithm);

inline const uchar *asUchar(QByteArrayView bytes)
{
    return reinterpret_cast<const uchar *>(bytes.isEmpty() ? "" : bytes.data());
}

// What a signature algorithm is made of.
struct AlgorithmTraits
{
    PublicKey::Kind kind = PublicKey::Kind::Ed25519;
    Hash hash = Hash::Sha512;
    int padding = 0;         // RSA: RSA_PKCS1_PADDING or RSA_PKCS1_PSS_PADDING
    qsizetype curveSize = 0; // ECDSA: bytes of r and of s
    bool raw = false;        // ECDSA: r and s side by side instead of DER
};
AlgorithmTraits traitsOf(SignatureAlgorithm algorithm);

// Sets hash and, for RSA, padding and salt of a context that is initialised to sign or to verify.
bool prepare(EVP_PKEY_CTX *context, const AlgorithmTraits &traits, int saltLength);

} // namespace tocsin::signature
