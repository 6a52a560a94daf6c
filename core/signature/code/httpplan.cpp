// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The steps for HTTP message signatures (RFC 9421) and for the drafts before them.

#include "core/signature/code/plan.h"

#include "core/domain/httpmessage.h"

namespace tocsin::signature::code {

namespace {

// By the names of the edition, as in httpsignature.cpp. SHA-1 is not among them.
QList<QByteArray> algorithmsOf(bool cavage, bool isPublic)
{
    if (!isPublic)
        return cavage ? QList<QByteArray>{"hmac-sha256", "hmac-sha512"} : QList<QByteArray>{"hmac-sha256"};
    if (cavage)
        return {"ed25519", "ecdsa-sha256", "rsa-sha256", "rsa-sha512", "rsa-pss-sha512"};
    return {"ed25519", "ecdsa-p256-sha256", "ecdsa-p384-sha384", "rsa-v1_5-sha256", "rsa-pss-sha512"};
}

QList<QByteArray> requiredOf(const HttpSignatureSpec &spec)
{
    QList<QByteArray> required = spec.components;
    const QByteArray digest = spec.digestHeader.toLower();
    if (!digest.isEmpty() && !required.contains(digest))
        required.append(digest);
    return required;
}

} // namespace

void addHttpSteps(const Recipe &recipe, Expr key, Plan &plan)
{
    const HttpSignatureSpec &spec = recipe.httpSignature;
    const bool cavage = spec.edition == HttpSignatureSpec::Edition::Cavage;
    const bool isPublic = recipe.key.form == KeyForm::PublicKey;
    const auto note = [&plan](QByteArray words) {
        plan.steps.push_back({Step::Kind::Note, {}, std::move(words), {}});
    };
    const auto let = [&plan](QByteArray variable, Expr value) {
        plan.steps.push_back({Step::Kind::Let, std::move(variable), {}, std::move(value)});
    };

    const QByteArray own = recipe.signature.name();
    let("signatures", call(cavage ? "cavageSignatures" : "messageSignatures",
                           {name("request"), text(own.isEmpty() ? QByteArray("Signature") : own)}));
    note("The sender chooses what it signs: it must be all of this, or the rest could be anybody's.");
    let("covered", call("covering", {name("signatures"), list(requiredOf(spec))}));
    let("genuine",
        call("some", {call(isPublic ? "genuinePublic" : "genuineShared",
                           {name("covered"), list(algorithmsOf(cavage, isPublic)), std::move(key)}),
                      text("mismatch"),
                      text("the key does not give this signature, or what is signed was changed")}));
    if (!spec.digestHeader.isEmpty()) {
        note("The signature covers a digest of the body, which must be that of the raw body.");
        const bool isOld = domain::sameFieldName(spec.digestHeader, "Digest");
        plan.steps.push_back({Step::Kind::Unless, "mismatch", "the signature is right, but of another body",
                              call(isOld ? "digestIs" : "contentDigestIs", {name("request")})});
    }
    plan.steps.push_back({Step::Kind::Return, {}, {}, call("expiryVerdict", {name("genuine"), name("now")})});
}

} // namespace tocsin::signature::code
