// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/trial.h"

#include "core/signature/digesttext.h"
#include "core/signature/keymaterial.h"
#include "core/signature/publickey.h"
#include "core/signature/tokencheck.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr int safeRsaBits = 2048;

TrialResult tryText(QByteArrayView secret, const Claim &claim)
{
    TrialResult result;
    for (const QByteArray &received : claim.signatures)
        result.matched = sameBytes(secret, received) || result.matched;
    return result;
}

// Whether a text that was read as a digest is also spelled as the scheme writes it. False where that is not
// plain to see.
bool isAsWritten(QByteArrayView text, Encoding encoding)
{
    const auto isUpper = [](char c) { return c >= 'A' && c <= 'F'; };
    switch (encoding) {
    case Encoding::HexLower:
        return std::none_of(text.begin(), text.end(), isUpper);
    case Encoding::Base64:
        return text.size() % 4 == 0; // with its padding, which may be left out
    default:
        return false;
    }
}

TrialResult tryDigest(const Recipe &recipe, QByteArrayView key, const QList<SignedPart> &parts,
                      const Claim &claim)
{
    const Digest digest = digestOf(recipe.algorithm, key, parts);
    TrialResult result;
    for (qsizetype i = 0; i < claim.signatures.size(); ++i) {
        const bool isSame = sameBytes(digest.view(), claim.signatures[i]);
        result.matched = isSame || result.matched;
        if (isSame && isAsWritten(claim.texts[i], recipe.encoding))
            result.expected = claim.texts[i]; // shared
    }
    if (result.expected.isNull())
        result.expected = writeDigest(digest.view(), recipe.encoding);
    return result;
}

Result<TrialResult> tryPublicKeys(const Recipe &recipe, const Secret &secret, const QList<SignedPart> &parts,
                                  const Claim &claim)
{
    const bool isText = recipe.key.form == KeyForm::PublicKey;
    const auto keys = isText ? PublicKey::parse(secret.reveal())
                             : PublicKey::parse(secret.reveal().toByteArray().toBase64());
    if (!keys)
        return tl::unexpected(keys.error());
    const auto pieces = piecesOf(parts, {});
    TrialResult result;
    result.fits = false;
    for (const PublicKey &key : *keys) {
        for (const QByteArray &received : claim.signatures) {
            const bool isRsa = key.kind() == PublicKey::Kind::Rsa;
            result.fits = result.fits || !isRsa || received.size() == (key.bits() + 7) / 8;
            if (!verifySignature(publicKeyAlgorithm(recipe.algorithm), key,
                                 {pieces.constData(), size_t(pieces.size())}, received, PssSalt::Any))
                continue;
            result.matched = true;
            if (isRsa && key.bits() < safeRsaBits)
                result.note = "small-key";
        }
    }
    return result;
}

std::optional<QByteArray> readBasic(QByteArrayView text)
{
    constexpr QByteArrayView scheme("basic ");
    if (text.size() <= scheme.size() || text.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) != 0)
        return std::nullopt;
    const auto pair = readDigest(text.sliced(scheme.size()).trimmed(), Encoding::Base64, 0);
    return pair && pair->contains(':') ? pair : std::nullopt;
}

bool isDigest(const Recipe &recipe)
{
    const Family family = familyOf(recipe.algorithm);
    return family == Family::Hmac || family == Family::Digest;
}

// 0 = any number of bytes
qsizetype sizeOf(const Recipe &recipe)
{
    switch (recipe.algorithm) {
    case Algorithm::Ed25519:
    case Algorithm::EcdsaP256Sha256Raw:
        return 64;
    default:
        return isDigest(recipe) ? digestSize(hashOf(recipe.algorithm)) : 0;
    }
}

bool isDer(Algorithm algorithm)
{
    return algorithm == Algorithm::EcdsaP256Sha256 || algorithm == Algorithm::EcdsaP256Sha1;
}

bool isDerShaped(QByteArrayView bytes)
{
    return bytes.size() >= 8 && bytes.size() <= 72 && bytes[0] == 0x30 && bytes[1] == bytes.size() - 2;
}

QString bareShape(const Recipe &recipe)
{
    switch (familyOf(recipe.algorithm)) {
    case Family::Token:
        return u"the secret"_s;
    case Family::Jws:
        return u"a token, three parts with points between"_s;
    case Family::Basic:
        return u"\"Basic\" and user:password in base64"_s;
    default:
        return digestShape(recipe.encoding, sizeOf(recipe));
    }
}

} // namespace

SignatureAlgorithm publicKeyAlgorithm(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::EcdsaP256Sha256:
        return SignatureAlgorithm::EcdsaP256Sha256Der;
    case Algorithm::EcdsaP256Sha256Raw:
        return SignatureAlgorithm::EcdsaP256Sha256Raw;
    case Algorithm::EcdsaP256Sha1:
        return SignatureAlgorithm::EcdsaP256Sha1Der;
    case Algorithm::RsaSha1:
        return SignatureAlgorithm::RsaSha1;
    case Algorithm::RsaSha256:
        return SignatureAlgorithm::RsaSha256;
    case Algorithm::RsaSha512:
        return SignatureAlgorithm::RsaSha512;
    case Algorithm::RsaPssSha256:
        return SignatureAlgorithm::RsaPssSha256;
    case Algorithm::RsaPssSha512:
        return SignatureAlgorithm::RsaPssSha512;
    default:
        Q_ASSERT(algorithm == Algorithm::Ed25519);
        return SignatureAlgorithm::Ed25519;
    }
}

Result<TrialResult> tryOn(const Recipe &recipe, const Secret &secret, const QList<SignedPart> &parts,
                          const Claim &claim, const Source &source)
{
    if (auto shared = mayBeShared(recipe, secret); !shared)
        return tl::unexpected(shared.error());
    const auto key = keyOf(recipe.key, secret, claim.values.timestamp);
    if (!key)
        return tl::unexpected(key.error());
    switch (familyOf(recipe.algorithm)) {
    case Family::Token:
    case Family::Basic:
        return tryText(key->reveal(), claim);
    case Family::PublicKey:
        return tryPublicKeys(recipe, *key, parts, claim);
    case Family::Jws:
        return tryToken(recipe, *key, parts, claim, source);
    default:
        return tryDigest(recipe, key->reveal(), parts, claim);
    }
}

Result<QByteArray> readSignature(const Recipe &recipe, QByteArrayView text)
{
    std::optional<QByteArray> bytes;
    switch (familyOf(recipe.algorithm)) {
    case Family::Token:
        if (!text.isEmpty())
            bytes = text.toByteArray();
        break;
    case Family::Basic:
        bytes = readBasic(text);
        break;
    case Family::Jws:
        return readTokenText(recipe, text);
    default:
        bytes = readDigest(text, recipe.encoding, sizeOf(recipe));
        if (bytes && isDer(recipe.algorithm) && !isDerShaped(*bytes))
            bytes.reset();
    }
    if (!bytes)
        return fail(Error::Kind::Malformed,
                    u"must hold %1; it has %2 characters"_s.arg(signatureShape(recipe)).arg(text.size()));
    return *std::move(bytes);
}

QString signatureShape(const Recipe &recipe)
{
    QString shape = bareShape(recipe);
    if (!recipe.signature.prefixes.isEmpty() && !recipe.signature.isCut())
        shape.prepend(u"\"%1\" and "_s.arg(QString::fromUtf8(recipe.signature.prefixes.first())));
    return shape;
}

} // namespace tocsin::signature
