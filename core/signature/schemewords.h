// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/scheme.h"
#include "core/signature/schemefile.h"

// The words of the scheme language, for those who read files and those who write them.
namespace tocsin::signature::words {

using namespace Qt::StringLiterals;

template<class Enum>
constexpr Word word(QLatin1StringView text, Enum value)
{
    return {text, int(value)};
}

inline constexpr Word algorithms[] = {word("none"_L1, Algorithm::None),
                                      word("token"_L1, Algorithm::Token),
                                      word("basic"_L1, Algorithm::Basic),
                                      word("hmac-sha1"_L1, Algorithm::HmacSha1),
                                      word("hmac-sha256"_L1, Algorithm::HmacSha256),
                                      word("hmac-sha384"_L1, Algorithm::HmacSha384),
                                      word("hmac-sha512"_L1, Algorithm::HmacSha512),
                                      word("md5"_L1, Algorithm::Md5),
                                      word("sha1"_L1, Algorithm::Sha1),
                                      word("sha256"_L1, Algorithm::Sha256),
                                      word("sha384"_L1, Algorithm::Sha384),
                                      word("sha512"_L1, Algorithm::Sha512),
                                      word("ed25519"_L1, Algorithm::Ed25519),
                                      word("ecdsa-p256-sha256"_L1, Algorithm::EcdsaP256Sha256),
                                      word("ecdsa-p256-sha256-raw"_L1, Algorithm::EcdsaP256Sha256Raw),
                                      word("ecdsa-p256-sha1"_L1, Algorithm::EcdsaP256Sha1),
                                      word("rsa-sha1"_L1, Algorithm::RsaSha1),
                                      word("rsa-sha256"_L1, Algorithm::RsaSha256),
                                      word("rsa-sha512"_L1, Algorithm::RsaSha512),
                                      word("rsa-pss-sha256"_L1, Algorithm::RsaPssSha256),
                                      word("rsa-pss-sha512"_L1, Algorithm::RsaPssSha512),
                                      word("jws"_L1, Algorithm::Jws),
                                      word("http-signature"_L1, Algorithm::HttpSignature)};
inline constexpr Word encodings[] = {
    word("hex-lower"_L1, Encoding::HexLower), word("hex-upper"_L1, Encoding::HexUpper),
    word("base64"_L1, Encoding::Base64), word("base64url"_L1, Encoding::Base64Url),
    word("base64-hex"_L1, Encoding::Base64Hex)};
inline constexpr Word partEncodings[] = {word("hex-lower"_L1, Encoding::HexLower),
                                         word("hex-upper"_L1, Encoding::HexUpper),
                                         word("base64"_L1, Encoding::Base64),
                                         word("base64url"_L1, Encoding::Base64Url),
                                         word("base64-hex"_L1, Encoding::Base64Hex),
                                         word("decimal"_L1, Encoding::Decimal),
                                         word("raw"_L1, Encoding::Raw)};
inline constexpr Word hashes[] = {word("md5"_L1, PartHash::Md5),       word("sha1"_L1, PartHash::Sha1),
                                  word("sha256"_L1, PartHash::Sha256), word("sha384"_L1, PartHash::Sha384),
                                  word("sha512"_L1, PartHash::Sha512), word("crc32"_L1, PartHash::Crc32)};
inline constexpr std::span<const Word> digests = std::span(hashes).first(5);
inline constexpr Word keyForms[] = {
    word("utf8"_L1, KeyForm::Utf8), word("base64"_L1, KeyForm::Base64), word("hex"_L1, KeyForm::Hex),
    word("prefixed-base64"_L1, KeyForm::PrefixedBase64), word("public-key"_L1, KeyForm::PublicKey)};
inline constexpr Word timeUnits[] = {word("seconds"_L1, TimeUnit::Seconds),
                                     word("milliseconds"_L1, TimeUnit::Milliseconds),
                                     word("seconds-or-milliseconds"_L1, TimeUnit::SecondsOrMilliseconds),
                                     word("iso8601"_L1, TimeUnit::Iso8601),
                                     word("iso8601-utc"_L1, TimeUnit::Iso8601Utc),
                                     word("http-date"_L1, TimeUnit::HttpDate)};
inline constexpr Word partKinds[] = {word("literal"_L1, PartSpec::Kind::Literal),
                                     word("timestamp"_L1, PartSpec::Kind::Timestamp),
                                     word("id"_L1, PartSpec::Kind::Id),
                                     word("header"_L1, PartSpec::Kind::Header),
                                     word("method"_L1, PartSpec::Kind::Method),
                                     word("target"_L1, PartSpec::Kind::Target),
                                     word("path"_L1, PartSpec::Kind::Path),
                                     word("body"_L1, PartSpec::Kind::Body),
                                     word("tag"_L1, PartSpec::Kind::Tag),
                                     word("url"_L1, PartSpec::Kind::Url),
                                     word("query"_L1, PartSpec::Kind::Query),
                                     word("form"_L1, PartSpec::Kind::Form),
                                     word("json"_L1, PartSpec::Kind::Json),
                                     word("raw-json"_L1, PartSpec::Kind::RawJson),
                                     word("canonical"_L1, PartSpec::Kind::Canonical),
                                     word("sorted-form"_L1, PartSpec::Kind::SortedForm),
                                     word("signed-headers"_L1, PartSpec::Kind::SignedHeaders),
                                     word("parameter"_L1, PartSpec::Kind::Parameter),
                                     word("secret"_L1, PartSpec::Kind::Secret),
                                     word("group"_L1, PartSpec::Kind::Group)};
inline constexpr Word profiles[] = {{"compact"_L1, 0}, {"spaced"_L1, 1}, {"sorted"_L1, 2},     {"jcs"_L1, 3},
                                    {"php"_L1, 4},     {"ascii"_L1, 5},  {"ascii-slash"_L1, 6}};
inline constexpr Word layouts[] = {word("names"_L1, PartSpec::Layout::Names),
                                   word("values"_L1, PartSpec::Layout::Values),
                                   word("pairs"_L1, PartSpec::Layout::Pairs)};
inline constexpr Word jwsAlgorithms[] = {
    {"HS256"_L1, 0}, {"HS384"_L1, 1}, {"HS512"_L1, 2}, {"RS256"_L1, 3}, {"RS384"_L1, 4},  {"RS512"_L1, 5},
    {"PS256"_L1, 6}, {"PS384"_L1, 7}, {"PS512"_L1, 8}, {"ES256"_L1, 9}, {"ES384"_L1, 10}, {"EdDSA"_L1, 11}};
inline constexpr Word payloads[] = {word("token"_L1, JwsSpec::Payload::Token),
                                    word("body"_L1, JwsSpec::Payload::Body),
                                    word("parts"_L1, JwsSpec::Payload::Parts)};
inline constexpr Word editions[] = {word("rfc9421"_L1, HttpSignatureSpec::Edition::Rfc9421),
                                    word("cavage"_L1, HttpSignatureSpec::Edition::Cavage)};
inline constexpr Word evidences[] = {{"confirmed"_L1, int(Scheme::Evidence::Confirmed)},
                                     {"documented"_L1, int(Scheme::Evidence::Documented)},
                                     {"unsure"_L1, int(Scheme::Evidence::Unsure)}};
inline constexpr Word strengths[] = {{"signed"_L1, int(Scheme::Strength::Signed)},
                                     {"origin"_L1, int(Scheme::Strength::Origin)},
                                     {"token"_L1, int(Scheme::Strength::Token)},
                                     {"unsigned"_L1, int(Scheme::Strength::Unsigned)}};

// The word for an enumerator; it must have one.
template<class Enum>
QLatin1StringView wordOf(std::span<const Word> words, Enum value)
{
    for (const Word &word : words) {
        if (word.value == int(value))
            return word.text;
    }
    Q_UNREACHABLE();
}

} // namespace tocsin::signature::words
