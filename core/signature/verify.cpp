// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/verify.h"

#include "core/json/pointer.h"
#include "core/signature/digesttext.h"
#include "core/signature/fieldgrammar.h"
#include "core/signature/httpcheck.h"
#include "core/signature/tokencheck.h"
#include "core/signature/trial.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::HttpMessage;
using domain::Verdict;

QString plain(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

using Candidates = QVarLengthArray<const NamedSecret *, 16>;

// The secrets in the order in which they are tried: those named by the tag first.
Candidates candidates(std::span<const NamedSecret> secrets, const QByteArray &tag)
{
    Candidates order;
    order.reserve(qsizetype(secrets.size()));
    for (const NamedSecret &secret : secrets) {
        if (!secret.value.isEmpty()) // an empty key would let anybody sign
            order.append(&secret);
    }
    if (!tag.isEmpty()) {
        std::stable_partition(order.begin(), order.end(),
                              [&tag](const NamedSecret *secret) { return secret->tag.toUtf8() == tag; });
    }
    return order;
}

void accept(const TrialResult &result, SecretTrial &trial, Verification &v)
{
    trial.matched = result.matched;
    trial.expected = result.expected;
    if (!result.note.isEmpty() && !v.notes.contains(result.note))
        v.notes.append(result.note);
}

// Fills the trials and answers the place of the first secret that matched, or -1.
qsizetype tryAll(const Recipe &recipe, const Source &source, const Candidates &order, Claim &claim,
                 Verification &v)
{
    qsizetype winner = -1;
    bool anyFits = false;
    v.trials.reserve(order.size());
    for (qsizetype i = 0; i < order.size(); ++i) {
        const NamedSecret &secret = *order[i];
        SecretTrial trial{secret.label, {}, false, !v.tag.isEmpty() && secret.tag.toUtf8() == v.tag};
        const auto result = tryOn(recipe, secret.value, claim.text.parts, claim, source);
        anyFits = anyFits || !result || result->fits;
        if (result)
            accept(*result, trial, v);
        else
            v.reason = u"secret %1: %2"_s.arg(secret.label, result.error().detail);
        if (trial.matched && winner < 0)
            v.token = result->token;
        if (trial.matched && winner < 0)
            winner = i;
        v.trials.append(std::move(trial));
    }
    if (!anyFits)
        claim.keyFault = u"%1: no signature of an RSA key that is stored here has %2 bytes"_s
                             .arg(placeName(recipe.signature))
                             .arg(claim.signatures.first().size());
    return winner;
}

// The same with the text that keeps an empty optional part, when the request has such a part.
qsizetype tryEmptyOption(const Recipe &recipe, const Source &source, const Candidates &order,
                         const Claim &claim, Verification &v)
{
    if (!claim.text.emptyOption)
        return -1;
    const SignedText text = assemble(recipe, source, claim.values, true);
    for (qsizetype i = 0; i < order.size(); ++i) {
        const auto result = tryOn(recipe, order[i]->value, text.parts, claim, source);
        if (!result || !result->matched)
            continue;
        accept(*result, v.trials[i], v);
        v.parts = text.parts;
        v.notes.append("empty-tag-dot");
        return i;
    }
    return -1;
}

void noteTag(const Candidates &order, qsizetype winner, Verification &v)
{
    if (v.tag.isEmpty() || v.trials.isEmpty())
        return;
    const bool known = v.trials[0].namedByTag; // named ones come first
    if (!known)
        v.notes.append("unknown-tag");
    if (winner >= 0 && !v.trials[winner].namedByTag && (known || !order[winner]->tag.isEmpty()))
        v.notes.append("tag-mismatch");
}

void concludeMismatch(const HttpMessage &message, Verification &v)
{
    v.verdict = Verdict::Mismatch;
    if (v.reason.isEmpty())
        v.reason = u"no stored secret gives this signature"_s;
    const QByteArray coding = message.first("Content-Encoding");
    if (!coding.isEmpty() && coding.compare("identity", Qt::CaseInsensitive) != 0)
        v.reason += u"; the body is encoded (%1) and was checked as received"_s.arg(plain(coding.left(40)));
}

bool bodyIsThatOf(const Recipe &recipe, const Source &source, const Claim &claim)
{
    const QByteArrayView body = source.message.body;
    return sameBytes(digestBytes(recipe.bodyDigest.hash, {&body, 1}), claim.bodyDigest);
}

// One request, or one item of it.
Verification verifyOne(const Recipe &recipe, const Source &source, std::span<const NamedSecret> secrets,
                       Micros now)
{
    Verification v;
    Claim claim;
    const std::optional<Fault> fault = readClaim(recipe, source, now, v, claim);
    const Candidates order = candidates(secrets, v.tag);
    if (order.isEmpty() || fault) {
        v.verdict = order.isEmpty() ? Verdict::NoSecret : fault->verdict;
        v.reason = fault ? fault->reason : claim.timestampFault;
        return v;
    }

    qsizetype winner = tryAll(recipe, source, order, claim, v);
    if (winner < 0)
        winner = tryEmptyOption(recipe, source, order, claim, v);
    noteTag(order, winner, v);
    if (winner >= 0) {
        v.secretLabel = v.trials[winner].label;
        v.reason.clear();
    }
    if (!claim.timestampFault.isEmpty()) {
        v.verdict = Verdict::Malformed;
        v.reason = claim.timestampFault + (winner >= 0 ? u"; the digest itself is right"_s : QString());
    } else if (winner < 0) {
        concludeMismatch(source.message, v);
        if (!claim.keyFault.isEmpty()) {
            v.verdict = Verdict::Malformed;
            v.reason = claim.keyFault;
        }
    } else if (!claim.bodyDigest.isNull() && !bodyIsThatOf(recipe, source, claim)) {
        v.verdict = Verdict::Mismatch;
        v.secretLabel.clear();
        v.reason = u"the signature is right, but %1 is the digest of another body"_s.arg(
            placeName(recipe.bodyDigest.field));
    } else if (familyOf(recipe.algorithm) == Family::Jws) {
        concludeToken(recipe, source, now, v);
    } else {
        v.verdict = byClock(recipe.timestamp, v.ageSeconds);
    }
    return v;
}

// Each item has a signature of its own; the first that is not valid speaks for all.
Verification verifyEach(const Recipe &recipe, const Source &source, std::span<const NamedSecret> secrets,
                        Micros now)
{
    const auto items = json::itemsAt(source.json, *recipe.each);
    if (!items || items->isEmpty()) {
        Verification v;
        v.verdict = candidates(secrets, {}).isEmpty() ? Verdict::NoSecret : Verdict::MissingSignature;
        v.reason = u"the body has no entries at %1"_s.arg(plain(*recipe.each));
        return v;
    }
    Verification v;
    for (qsizetype i = 0; i < items->size(); ++i) {
        v = verifyOne(recipe, {source.message, source.circumstances, (*items)[i]}, secrets, now);
        if (v.verdict == Verdict::Valid)
            continue;
        if (items->size() > 1 && !v.reason.isEmpty())
            v.reason = u"entry %1 of %2: %3"_s.arg(i + 1).arg(items->size()).arg(v.reason);
        break;
    }
    return v;
}

Verification verifyAs(Family family, const Recipe &recipe, const Source &source,
                      std::span<const NamedSecret> secrets, Micros now)
{
    if (family == Family::None)
        return {};
    if (family == Family::HttpSignature)
        return verifyHttpRecipe(recipe, source, secrets, now);
    return recipe.each ? verifyEach(recipe, source, secrets, now) : verifyOne(recipe, source, secrets, now);
}

// How close a verdict is to valid, for choosing among variants.
int closeness(Verdict verdict)
{
    constexpr Verdict order[] = {Verdict::Unsigned,         Verdict::MissingSignature, Verdict::NoSecret,
                                 Verdict::MissingTimestamp, Verdict::Malformed,        Verdict::Mismatch,
                                 Verdict::ValidFuture,      Verdict::ValidStale,       Verdict::Valid};
    return int(std::find(std::begin(order), std::end(order), verdict) - std::begin(order));
}

} // namespace

Verdict byClock(const TimeSpec &spec, std::optional<qint64> ageSeconds)
{
    if (!ageSeconds || spec.windowSeconds == 0)
        return Verdict::Valid;
    if (*ageSeconds > spec.windowSeconds)
        return Verdict::ValidStale;
    return *ageSeconds < -spec.windowSeconds ? Verdict::ValidFuture : Verdict::Valid;
}

Verification verifyRecipe(const Recipe &recipe, const HttpMessage &message,
                          std::span<const NamedSecret> secrets, Micros now,
                          const Circumstances &circumstances)
{
    const Source source{message, circumstances, message.body};
    Verification v = verifyAs(familyOf(recipe.algorithm), recipe, source, secrets, now);
    v.variant = recipe.name;
    return v;
}

Verification verify(const Scheme &scheme, const HttpMessage &message, std::span<const NamedSecret> secrets,
                    Micros now, const Circumstances &circumstances)
{
    Verification best = verifyRecipe(scheme.recipes.first(), message, secrets, now, circumstances);
    for (qsizetype i = 1; i < scheme.recipes.size() && best.verdict != Verdict::Valid; ++i) {
        Verification other = verifyRecipe(scheme.recipes[i], message, secrets, now, circumstances);
        if (closeness(other.verdict) > closeness(best.verdict))
            best = std::move(other);
    }
    return best;
}

} // namespace tocsin::signature
