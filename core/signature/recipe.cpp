// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/recipe.h"

namespace tocsin::signature {

Family familyOf(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::None:
        return Family::None;
    case Algorithm::Token:
        return Family::Token;
    case Algorithm::Basic:
        return Family::Basic;
    case Algorithm::HmacSha1:
    case Algorithm::HmacSha256:
    case Algorithm::HmacSha384:
    case Algorithm::HmacSha512:
        return Family::Hmac;
    case Algorithm::Md5:
    case Algorithm::Sha1:
    case Algorithm::Sha256:
    case Algorithm::Sha384:
    case Algorithm::Sha512:
        return Family::Digest;
    case Algorithm::Ed25519:
    case Algorithm::EcdsaP256Sha256:
    case Algorithm::EcdsaP256Sha256Raw:
    case Algorithm::EcdsaP256Sha1:
    case Algorithm::RsaSha1:
    case Algorithm::RsaSha256:
    case Algorithm::RsaSha512:
    case Algorithm::RsaPssSha256:
    case Algorithm::RsaPssSha512:
        return Family::PublicKey;
    case Algorithm::Jws:
        return Family::Jws;
    case Algorithm::HttpSignature:
        return Family::HttpSignature;
    }
    Q_UNREACHABLE();
}

} // namespace tocsin::signature
