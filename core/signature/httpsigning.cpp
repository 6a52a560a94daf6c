// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/httpsigning.h"

#include "core/signature/crypto.h"
#include "core/signature/httpcomponents.h"
#include "core/signature/httpsignature.h"
#include "core/signature/timestamp.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

// By its registered name in the edition.
QByteArray algorithmFor(const SigningKey &key, bool cavage)
{
    const PrivateKey *own = std::get_if<PrivateKey>(&key);
    if (!own || own->isNull())
        return "hmac-sha256";
    switch (own->publicKey().kind()) {
    case PublicKey::Kind::Ed25519:
        return "ed25519";
    case PublicKey::Kind::EcP256:
        return cavage ? "ecdsa-sha256" : "ecdsa-p256-sha256";
    case PublicKey::Kind::EcP384:
        return cavage ? "ecdsa-sha384" : "ecdsa-p384-sha384";
    case PublicKey::Kind::Rsa:
        return cavage ? "rsa-sha256" : "rsa-v1_5-sha256";
    }
    Q_UNREACHABLE();
}

void dress(const Recipe &recipe, Micros now, RequestDraft &draft)
{
    const HttpSignatureSpec &spec = recipe.httpSignature;
    if (spec.components.contains("date")) {
        TimeSpec date;
        date.unit = TimeUnit::HttpDate;
        draft.setHeader("Date", writeTimestamp(date, now));
    }
    if (const auto target = readTargetUri(draft.url()))
        draft.assumeHeader("Host", target->authority);
    if (spec.digestHeader.isEmpty())
        return;
    const QByteArray digest = sha256(draft.message().body).view().toByteArray().toBase64();
    const bool isOld = domain::sameFieldName(spec.digestHeader, "Digest");
    draft.setHeader(spec.digestHeader, isOld ? "SHA-256=" + digest : "sha-256=:" + digest + ':');
}

} // namespace

Result<void> signHttpDraft(const Recipe &recipe, const SigningKey &key, const QByteArray &keyId, Micros now,
                           RequestDraft &draft)
{
    const HttpSignatureSpec &spec = recipe.httpSignature;
    const bool cavage = spec.edition == HttpSignatureSpec::Edition::Cavage;
    dress(recipe, now, draft);
    HttpSignatureOptions options;
    options.components = spec.components;
    if (const QByteArray digest = spec.digestHeader.toLower();
        !digest.isEmpty() && !options.components.contains(digest))
        options.components.append(digest);
    options.keyId = keyId.isEmpty() ? "tocsin-test"_ba : keyId;
    options.algorithm = algorithmFor(key, cavage);
    options.namesAlgorithm = true;
    if (!cavage)
        options.created = now / microsPerSecond;
    const Source source = draft.source();
    const auto fields = signHttpMessage(cavage ? HttpSignatureEdition::Cavage : HttpSignatureEdition::Rfc9421,
                                        draft.message(), source.url(), key, options);
    if (!fields)
        return tl::unexpected(fields.error());
    const QByteArray own = recipe.signature.name();
    for (const domain::HeaderField &field : *fields) {
        const bool renamed = !own.isEmpty() && domain::sameFieldName(field.name, "Signature");
        draft.setHeader(renamed ? own : field.name, field.value);
    }
    return {};
}

} // namespace tocsin::signature
