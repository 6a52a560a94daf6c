// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/httpcheck.h"

#include "core/signature/httpsignature.h"
#include "core/signature/keymaterial.h"
#include "core/signature/verifyingkeys.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::Verdict;

HttpSignatureEdition editionOf(const Recipe &recipe)
{
    return recipe.httpSignature.edition == HttpSignatureSpec::Edition::Cavage ? HttpSignatureEdition::Cavage
                                                                              : HttpSignatureEdition::Rfc9421;
}

// With the sender's own header under the name of the standard.
domain::HttpMessage inStandardForm(const Recipe &recipe, const domain::HttpMessage &message)
{
    domain::HttpMessage standard = message;
    const QByteArray own = recipe.signature.name();
    if (own.isEmpty() || domain::sameFieldName(own, "Signature"))
        return standard;
    for (domain::HeaderField &field : standard.headers) {
        if (domain::sameFieldName(field.name, own))
            field.name = "Signature";
    }
    return standard;
}

// Why the signature is not one of this sender's, even if it is right; empty = it is.
QString coverageFault(const Recipe &recipe, const HttpSignature &signature)
{
    QList<QByteArray> wanted = recipe.httpSignature.components;
    if (!recipe.httpSignature.digestHeader.isEmpty())
        wanted.append(recipe.httpSignature.digestHeader.toLower());
    for (const QByteArray &name : std::as_const(wanted)) {
        const bool covered = std::any_of(signature.components.begin(), signature.components.end(),
                                         [&name](const QByteArray &component) {
                                             return component.split(';').first().toLower() == name.toLower();
                                         });
        if (!covered)
            return u"the signature must cover %1, and does not"_s.arg(QString::fromUtf8(name));
    }
    return {};
}

// The first secret that fits, or -1.
qsizetype tryAll(const Recipe &recipe, const HttpSignature &signature, std::span<const NamedSecret> secrets,
                 Verification &v)
{
    qsizetype winner = -1;
    for (const NamedSecret &secret : secrets) {
        if (secret.value.isEmpty())
            continue;
        SecretTrial trial{secret.label, {}, false, false};
        const auto keys =
            mayBeShared(recipe, secret.value)
                .and_then([&] { return keyOf(recipe.key, secret.value); })
                .and_then([&](const Secret &key) { return verifyingKeys(recipe.key, key, signature.keyId); });
        if (keys) {
            trial.matched = std::any_of(keys->begin(), keys->end(), [&](const VerifyingKey &key) {
                return verifyHttpSignature(signature, key);
            });
        } else {
            v.reason = u"secret %1: %2"_s.arg(secret.label, keys.error().detail);
        }
        if (trial.matched && winner < 0)
            winner = v.trials.size();
        v.trials.append(std::move(trial));
    }
    return winner;
}

void concludeBody(const Recipe &recipe, const domain::HttpMessage &message, Verification &v)
{
    const QByteArray header = recipe.httpSignature.digestHeader;
    if (header.isEmpty())
        return;
    const QString name = QString::fromUtf8(header);
    switch (domain::sameFieldName(header, "Digest") ? checkDigest(message) : checkContentDigest(message)) {
    case BodyDigest::Right:
        return;
    case BodyDigest::Absent:
    case BodyDigest::Malformed:
        v.verdict = Verdict::Malformed;
        v.reason = u"%1 must hold a SHA-256 or SHA-512 digest of the body"_s.arg(name);
        break;
    case BodyDigest::Wrong:
        v.verdict = Verdict::Mismatch;
        v.reason = u"the signature is right, but %1 is the digest of another body"_s.arg(name);
        break;
    }
    v.secretLabel.clear();
}

void concludeTime(const HttpSignature &signature, Micros now, Verification &v)
{
    const qint64 seconds = now / microsPerSecond;
    if (signature.created) {
        v.timestampText = QByteArray::number(*signature.created);
        v.ageSeconds = seconds - *signature.created;
        if (*signature.created < std::numeric_limits<Micros>::max() / microsPerSecond)
            v.signedAt = *signature.created * microsPerSecond;
    }
    if (v.verdict == Verdict::Valid && signature.expires && seconds > *signature.expires)
        v.verdict = Verdict::ValidStale;
}

// Takes the signature as the answer when it is right or nothing better is known.
bool judge(const Recipe &recipe, const domain::HttpMessage &message, const HttpSignature &signature,
           std::span<const NamedSecret> secrets, Micros now, Verification &v)
{
    v.parts = {{PartSpec::Kind::SignedHeaders, signature.base}};
    const QString fault = signature.fault.isEmpty() ? coverageFault(recipe, signature) : signature.fault;
    if (!fault.isEmpty()) {
        v.verdict = Verdict::Malformed;
        v.reason = fault;
        return false;
    }
    v.trials.clear();
    const qsizetype winner = tryAll(recipe, signature, secrets, v);
    if (winner < 0) {
        v.verdict = Verdict::Mismatch;
        if (v.reason.isEmpty())
            v.reason = u"no stored key gives this signature"_s;
        return false;
    }
    v.reason.clear();
    v.secretLabel = v.trials[winner].label;
    v.verdict = Verdict::Valid;
    concludeTime(signature, now, v);
    concludeBody(recipe, message, v);
    return true;
}

} // namespace

Verification verifyHttpRecipe(const Recipe &recipe, const Source &source,
                              std::span<const NamedSecret> secrets, Micros now)
{
    Verification v;
    const domain::HttpMessage message = inStandardForm(recipe, source.message);
    const auto signatures = readHttpSignatures(editionOf(recipe), message, source.url());
    const bool anySecret = std::any_of(secrets.begin(), secrets.end(),
                                       [](const NamedSecret &secret) { return !secret.value.isEmpty(); });
    if (!signatures || !anySecret) {
        const bool missing = message.countOf("Signature") == 0 ||
                             (!signatures && signatures.error().kind == Error::Kind::NotFound);
        v.verdict = !anySecret ? Verdict::NoSecret : missing ? Verdict::MissingSignature : Verdict::Malformed;
        v.reason = signatures ? QString() : signatures.error().detail;
        return v;
    }
    for (const HttpSignature &signature : *signatures) {
        v.received.append(signature.signature.toBase64());
        if (judge(recipe, message, signature, secrets, now, v))
            break;
    }
    if (signatures->size() > 1)
        v.notes.append("several-signatures");
    return v;
}

} // namespace tocsin::signature
