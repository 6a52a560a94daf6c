// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/signaturetext.h"

#include "core/json/edit.h"
#include "core/json/place.h"
#include "core/signature/base64text.h"
#include "core/signature/digesttext.h"
#include "core/signature/hextext.h"
#include "core/signature/jws.h"
#include "core/signature/keymaterial.h"
#include "core/signature/requestclaim.h"
#include "core/signature/signedtext.h"
#include "core/signature/timestamp.h"
#include "core/signature/trial.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

// 32 bytes alone may be an Ed25519 public key as well as a seed. Signing with the public one would make
// signatures that fit nothing, and nobody would see why.
bool mayBePublic(QByteArrayView text)
{
    constexpr qsizetype keySize = 32;
    const auto hex = readHex(text);
    const auto base64 = readBase64(text, Base64Form::Any);
    return (hex && hex->size() == keySize) || (base64 && base64->size() == keySize);
}

// As text of its own, or in the form in which the scheme's public keys are written.
Result<PrivateKey> privateKey(const KeySpec &spec, const Secret &secret)
{
    constexpr QByteArrayView standardPrefix("whsk_"); // of Standard Webhooks, beside "whpk_" for public keys
    QByteArrayView text = secret.reveal().trimmed();
    if (text.startsWith(standardPrefix))
        return PrivateKey::parse(Secret::copyOf(text.sliced(standardPrefix.size())));
    for (const QByteArray &prefix : spec.prefixes) {
        if (text.startsWith(prefix))
            text = text.sliced(prefix.size());
    }
    if (mayBePublic(text))
        return fail(
            Error::Kind::Rejected,
            u"32 bytes may be the public one; give PEM, or the seed with its public key (64 bytes)"_s);
    return PrivateKey::parse(Secret::copyOf(text));
}

QByteArray claimValue(const TimeSpec &spec, Micros now)
{
    const QByteArray text = writeTimestamp(spec, now);
    return spec.unit > TimeUnit::SecondsOrMilliseconds ? json::quotedText(text) : text;
}

QByteArray pointerTo(const QByteArray &name)
{
    QByteArray escaped = name;
    return '/' + escaped.replace("~", "~0").replace("/", "~1");
}

// A token in the body carries what was to be sent; one beside the body says when it was made.
Result<QByteArray> claimsOf(const Recipe &recipe, const SigningFacts &facts)
{
    const TimeSpec &time = recipe.timestamp;
    const bool inBody = recipe.signature.place == FieldSpec::Place::Body;
    QByteArray claims = inBody ? facts.source.message.body : "{}"_ba;
    const auto add = [&claims](const QByteArray &name, const QByteArray &value) {
        auto more = json::placed(claims, pointerTo(name), value);
        claims = more ? *more : QByteArray();
    };
    if (!inBody) {
        add("iat", QByteArray::number(facts.now / microsPerSecond));
        add("jti", json::quotedText(facts.id));
    }
    if (time.field.place == FieldSpec::Place::Claim)
        add(time.field.name(), claimValue(time, facts.now));
    if (!recipe.jws.bodyClaim.isEmpty()) {
        const QByteArrayView body = facts.source.message.body;
        const QByteArray digest = digestBytes(recipe.jws.bodyHash, {&body, 1});
        add(recipe.jws.bodyClaim, json::quotedText(writeDigest(digest, recipe.jws.bodyEncoding)));
    }
    const auto &parameters = facts.source.circumstances.parameters;
    if (!recipe.jws.requestClaim.isEmpty()) {
        const domain::HttpMessage &message = facts.source.message;
        add(recipe.jws.requestClaim,
            json::quotedText(
                queryStringHash(message.method, message.target, parameters.value(recipe.jws.basePath))));
    }
    for (const ClaimSpec &claim : recipe.jws.claims) {
        if (const QByteArray value = parameters.value(claim.parameter); !value.isEmpty())
            add(claim.claim, json::quotedText(value));
    }
    if (claims.isEmpty())
        return fail(Error::Kind::Rejected,
                    u"the body becomes the payload of a token: it must be a JSON object"_s);
    return claims;
}

Result<QByteArray> payloadOf(const Recipe &recipe, const QList<SignedPart> &parts, const SigningFacts &facts)
{
    switch (recipe.jws.payload) {
    case JwsSpec::Payload::Token:
        return claimsOf(recipe, facts);
    case JwsSpec::Payload::Body:
        return facts.source.message.body;
    case JwsSpec::Payload::Parts: {
        QByteArray payload;
        for (const SignedPart &part : parts)
            payload += part.bytes;
        return payload;
    }
    }
    Q_UNREACHABLE();
}

Result<QByteArray> tokenText(const Recipe &recipe, const SigningKey &key, const QList<SignedPart> &parts,
                             const SigningFacts &facts)
{
    const auto payload = payloadOf(recipe, parts, facts);
    if (!payload)
        return tl::unexpected(payload.error());
    JwsOptions options;
    options.type = "JWT";
    options.keyId = facts.keyId;
    options.detached = recipe.jws.payload != JwsSpec::Payload::Token;
    for (const QByteArray &name : recipe.jws.algorithms) {
        const auto algorithm = readJwsAlgorithm(name);
        auto token = algorithm ? signJws(*algorithm, key, *payload, options)
                               : fail(Error::Kind::Rejected, u"the algorithm is not known"_s);
        if (token)
            return token; // the first that the key is one for
    }
    return fail(Error::Kind::Rejected,
                u"the key is not one for %1"_s.arg(QString::fromLatin1(recipe.jws.algorithms.join(", "))));
}

} // namespace

Result<SigningKey> signingKey(const Recipe &recipe, const Secret &secret, QByteArrayView timestamp)
{
    const Family family = familyOf(recipe.algorithm);
    const bool mayBePrivate = family == Family::Jws || family == Family::HttpSignature;
    if (family == Family::PublicKey || (mayBePrivate && recipe.key.form == KeyForm::PublicKey)) {
        auto key = privateKey(recipe.key, secret);
        if (!key)
            return fail(Error::Kind::Rejected,
                        u"this scheme signs with a private key: "_s + key.error().detail);
        return SigningKey(*key);
    }
    auto key = keyOf(recipe.key, secret, timestamp);
    if (!key)
        return tl::unexpected(key.error());
    return SigningKey(*key);
}

Result<QByteArray> signatureText(const Recipe &recipe, const SigningKey &key, const QList<SignedPart> &parts,
                                 const SigningFacts &facts)
{
    const Secret *secret = std::get_if<Secret>(&key);
    switch (familyOf(recipe.algorithm)) {
    case Family::Token:
        return secret->reveal().toByteArray();
    case Family::Basic:
        if (!secret->reveal().contains(':'))
            return fail(Error::Kind::Rejected, u"the secret must be user:password"_s);
        return "Basic " + secret->reveal().toByteArray().toBase64();
    case Family::Hmac:
    case Family::Digest:
        return writeDigest(digestOf(recipe.algorithm, secret->reveal(), parts).view(), recipe.encoding);
    case Family::Jws:
        return tokenText(recipe, key, parts, facts);
    case Family::PublicKey: {
        const auto pieces = piecesOf(parts, {});
        const auto signature = makeSignature(publicKeyAlgorithm(recipe.algorithm), std::get<PrivateKey>(key),
                                             {pieces.constData(), size_t(pieces.size())});
        if (!signature)
            return tl::unexpected(signature.error());
        return writeDigest(*signature, recipe.encoding);
    }
    default:
        return fail(Error::Kind::Rejected, u"this algorithm makes no signature of its own"_s);
    }
}

} // namespace tocsin::signature
