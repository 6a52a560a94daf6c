// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/jws.h"

#include "core/json/tokenreader.h"
#include "core/signature/base64text.h"
#include "core/signature/crypto.h"
#include "core/signature/jwsheader.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxHeaderSize = 16 * 1024;   // characters of base64url
constexpr qsizetype maxSignatureSize = 4 * 1024; // an RSA key of 16384 bits makes 2731

constexpr std::array<QByteArrayView, 12> names = {"HS256", "HS384", "HS512", "RS256", "RS384", "RS512",
                                                  "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"};

auto malformed(const QString &what)
{
    return fail(Error::Kind::Malformed, u"the token: "_s + what);
}

std::optional<Hash> hmacHashOf(JwsAlgorithm algorithm)
{
    switch (algorithm) {
    case JwsAlgorithm::Hs256:
        return Hash::Sha256;
    case JwsAlgorithm::Hs384:
        return Hash::Sha384;
    case JwsAlgorithm::Hs512:
        return Hash::Sha512;
    default:
        return std::nullopt;
    }
}

std::optional<SignatureAlgorithm> signatureOf(JwsAlgorithm algorithm)
{
    switch (algorithm) {
    case JwsAlgorithm::Hs256:
    case JwsAlgorithm::Hs384:
    case JwsAlgorithm::Hs512:
        break;
    case JwsAlgorithm::Rs256:
        return SignatureAlgorithm::RsaSha256;
    case JwsAlgorithm::Rs384:
        return SignatureAlgorithm::RsaSha384;
    case JwsAlgorithm::Rs512:
        return SignatureAlgorithm::RsaSha512;
    case JwsAlgorithm::Ps256:
        return SignatureAlgorithm::RsaPssSha256;
    case JwsAlgorithm::Ps384:
        return SignatureAlgorithm::RsaPssSha384;
    case JwsAlgorithm::Ps512:
        return SignatureAlgorithm::RsaPssSha512;
    case JwsAlgorithm::Es256:
        return SignatureAlgorithm::EcdsaP256Sha256Raw;
    case JwsAlgorithm::Es384:
        return SignatureAlgorithm::EcdsaP384Sha384Raw;
    case JwsAlgorithm::EdDsa:
        return SignatureAlgorithm::Ed25519;
    }
    return std::nullopt;
}

struct Parts
{
    QByteArrayView header;
    QByteArrayView payload;
    QByteArrayView signature;
};

Result<Parts> split(QByteArrayView token)
{
    const qsizetype first = token.indexOf('.');
    const qsizetype second = first < 0 ? -1 : token.indexOf('.', first + 1);
    if (second < 0 || token.indexOf('.', second + 1) >= 0)
        return malformed(u"it must have three parts with dots between; %1"_s.arg(
            token.count('.') == 4 ? u"five parts are an encrypted token"_s : u"this has another number"_s));
    return Parts{token.first(first), token.sliced(first + 1, second - first - 1), token.sliced(second + 1)};
}

// Header and signature; the payload is left to the caller.
Result<std::pair<Jws, JwsHeader>> readFrame(const Parts &parts)
{
    if (parts.header.size() > maxHeaderSize)
        return malformed(u"its header is longer than %1 KiB"_s.arg(maxHeaderSize / 1024));
    const auto json = readBase64(parts.header, Base64Form::Url);
    if (!json || json->isEmpty())
        return malformed(u"its first part is not base64url without padding"_s);
    const auto header = readJwsHeader(*json);
    if (!header)
        return tl::unexpected(header.error());
    if (parts.signature.isEmpty() || parts.signature.size() > maxSignatureSize)
        return malformed(u"its signature is empty or too long"_s);
    const auto signature = readBase64(parts.signature, Base64Form::Url);
    if (!signature)
        return malformed(u"its third part is not base64url without padding"_s);
    Jws jws;
    jws.algorithm = header->algorithm;
    jws.keyId = header->keyId;
    jws.header = *json;
    jws.signature = *signature;
    jws.headerText = parts.header.toByteArray();
    return std::pair(jws, *header);
}

} // namespace

std::optional<JwsAlgorithm> readJwsAlgorithm(QByteArrayView name)
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name)
            return JwsAlgorithm(i);
    }
    return name == "Ed25519" ? std::optional(JwsAlgorithm::EdDsa) : std::nullopt;
}

QByteArrayView nameOf(JwsAlgorithm algorithm)
{
    return names[size_t(algorithm)];
}

Result<Jws> readJws(QByteArrayView token)
{
    const auto parts = split(token);
    auto frame = parts ? readFrame(*parts) : tl::unexpected(parts.error());
    if (!frame)
        return tl::unexpected(frame.error());
    auto &[jws, header] = *frame;
    if (!header.encoded)
        return malformed(u"\"b64\" is false, which is read for detached payloads only"_s);
    if (parts->payload.isEmpty())
        return malformed(u"its payload is detached: there is nothing between the dots"_s);
    auto payload = readBase64(parts->payload, Base64Form::Url);
    if (!payload)
        return malformed(u"its second part is not base64url without padding"_s);
    jws.payload = std::move(*payload);
    jws.payloadText = parts->payload.toByteArray();
    return std::move(jws);
}

Result<Jws> readDetachedJws(QByteArrayView token, QByteArrayView payload)
{
    const auto parts = split(token);
    auto frame = parts ? readFrame(*parts) : tl::unexpected(parts.error());
    if (!frame)
        return tl::unexpected(frame.error());
    if (!parts->payload.isEmpty())
        return malformed(
            u"it carries a payload; expected is a detached one, with nothing between the dots"_s);
    auto &[jws, header] = *frame;
    jws.payload = payload.toByteArray();
    jws.payloadText = header.encoded ? writeBase64Url(payload) : jws.payload;
    return std::move(jws);
}

bool verifyJws(const Jws &jws, std::span<const JwsAlgorithm> allowed, const VerifyingKey &key)
{
    if (std::find(allowed.begin(), allowed.end(), jws.algorithm) == allowed.end())
        return false;
    const auto pieces = jws.signingInput();
    if (const auto hash = hmacHashOf(jws.algorithm)) {
        const Secret *secret = std::get_if<Secret>(&key);
        return secret && !secret->isEmpty() &&
               sameBytes(hmac(*hash, secret->reveal(), pieces).view(), jws.signature);
    }
    const PublicKey *publicKey = std::get_if<PublicKey>(&key);
    return publicKey && verifySignature(*signatureOf(jws.algorithm), *publicKey, pieces, jws.signature);
}

Result<QByteArray> signJws(JwsAlgorithm algorithm, const SigningKey &signer, QByteArrayView payload,
                           const JwsOptions &options)
{
    if (!options.encoded && !options.detached)
        return fail(Error::Kind::Rejected, u"a payload that is not encoded must be detached"_s);
    if (options.keyId.size() > maxJwsKeyId)
        return fail(
            Error::Kind::Rejected,
            u"the key's id has %1 bytes; a token takes %2"_s.arg(options.keyId.size()).arg(maxJwsKeyId));
    Jws jws;
    jws.headerText = writeBase64Url(writeJwsHeader(algorithm, options));
    jws.payloadText = options.encoded ? writeBase64Url(payload) : payload.toByteArray();
    const auto pieces = jws.signingInput();
    if (const auto hash = hmacHashOf(algorithm)) {
        const Secret *secret = std::get_if<Secret>(&signer);
        if (!secret || secret->isEmpty())
            return fail(Error::Kind::Rejected,
                        u"this token is signed with a shared secret, which is not there"_s);
        jws.signature = hmac(*hash, secret->reveal(), pieces).view().toByteArray();
    } else {
        const PrivateKey *key = std::get_if<PrivateKey>(&signer);
        const auto signature = makeSignature(*signatureOf(algorithm), key ? *key : PrivateKey(), pieces);
        if (!signature)
            return tl::unexpected(signature.error());
        jws.signature = *signature;
    }
    return jws.headerText + "." + (options.detached ? QByteArray() : jws.payloadText) + "." +
           writeBase64Url(jws.signature);
}

Result<QByteArray> claimText(QByteArrayView payload, QByteArrayView name)
{
    using Kind = json::Token::Kind;
    json::TokenReader reader(payload);
    std::optional<QByteArray> found;
    if (reader.next().kind != Kind::BeginObject)
        return malformed(u"its payload is not a JSON object"_s);
    for (json::Token token = reader.next(); token.kind == Kind::Key; token = reader.next()) {
        const bool wanted = reader.textIs(token, name);
        const json::Token value = reader.next();
        if (reader.wholeValue(value).kind == Kind::Error)
            break;
        if (!wanted)
            continue;
        if (found)
            return malformed(u"the claim \"%1\" stands twice"_s.arg(QString::fromUtf8(name)));
        if (value.opens() || value.kind == Kind::Null || value.invalidUtf8)
            return malformed(
                u"the claim \"%1\" must be a text, a number, true or false"_s.arg(QString::fromUtf8(name)));
        found = reader.text(value).toUtf8();
    }
    if (!reader.errorText().isEmpty() || reader.next().kind != Kind::End)
        return malformed(u"its payload is not JSON: "_s + reader.errorText());
    if (!found)
        return fail(Error::Kind::NotFound, u"the token has no claim \"%1\""_s.arg(QString::fromUtf8(name)));
    return *found;
}

} // namespace tocsin::signature
