// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/tokencheck.h"

#include "core/json/pointer.h"
#include "core/signature/digesttext.h"
#include "core/signature/jws.h"
#include "core/signature/requestclaim.h"
#include "core/signature/timestamp.h"
#include "core/signature/verifyingkeys.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::Verdict;

QList<JwsAlgorithm> allowedBy(const JwsSpec &spec)
{
    QList<JwsAlgorithm> allowed;
    for (const QByteArray &name : spec.algorithms) {
        if (const auto algorithm = readJwsAlgorithm(name))
            allowed.append(*algorithm);
    }
    return allowed;
}

Result<Jws> readToken(const Recipe &recipe, const QByteArray &text, const QList<SignedPart> &parts,
                      const Source &source)
{
    switch (recipe.jws.payload) {
    case JwsSpec::Payload::Token:
        return readJws(text);
    case JwsSpec::Payload::Body:
        return readDetachedJws(text, source.message.body);
    case JwsSpec::Payload::Parts: {
        QByteArray payload;
        for (const SignedPart &part : parts)
            payload += part.bytes;
        return readDetachedJws(text, payload);
    }
    }
    Q_UNREACHABLE();
}

// Why the body is not the one that the token speaks of; empty = it is.
QString bodyFault(const Recipe &recipe, const Source &source, const QByteArray &payload)
{
    const JwsSpec &spec = recipe.jws;
    if (spec.bodyClaim.isEmpty())
        return {};
    const QString name = QString::fromUtf8(spec.bodyClaim);
    const auto stated = claimText(payload, spec.bodyClaim);
    if (!stated)
        return u"the token is genuine, but its claim %1 cannot be read: %2"_s.arg(name,
                                                                                  stated.error().detail);
    const QByteArrayView body = source.message.body;
    const QByteArray actual = digestBytes(spec.bodyHash, {&body, 1});
    const auto digest = readDigest(*stated, spec.bodyEncoding, actual.size());
    return digest && sameBytes(*digest, actual)
               ? QString()
               : u"the token is genuine, but its claim %1 is the digest of another body"_s.arg(name);
}

// "aud" may be a list of which one must fit (RFC 7519 section 4.1.3); all others are one text.
bool claimIs(const QByteArray &payload, const QByteArray &claim, const QByteArray &expected)
{
    const auto one = claimText(payload, claim);
    if (one)
        return *one == expected;
    const auto items = json::itemsAt(payload, '/' + QByteArray(claim).replace('~', "~0").replace('/', "~1"));
    return items && std::any_of(items->begin(), items->end(),
                                [&](QByteArrayView item) { return json::scalarText(item) == expected; });
}

// Why the token is not for this request and this receiver; empty = it is.
QString claimFault(const Recipe &recipe, const Source &source, const QByteArray &payload)
{
    const JwsSpec &spec = recipe.jws;
    const auto &parameters = source.circumstances.parameters;
    if (!spec.requestClaim.isEmpty()) {
        const QByteArray actual =
            queryStringHash(source.message.method, source.message.target, parameters.value(spec.basePath));
        if (!claimIs(payload, spec.requestClaim, actual))
            return u"the token is genuine, but its claim %1 is not the hash of this method, path and query"_s
                .arg(QString::fromUtf8(spec.requestClaim));
    }
    for (const ClaimSpec &claim : spec.claims) {
        const QByteArray expected = parameters.value(claim.parameter);
        if (!expected.isEmpty() && !claimIs(payload, claim.claim, expected))
            return u"the token is genuine, but its claim %1 is not the parameter %2"_s.arg(
                QString::fromUtf8(claim.claim), QString::fromUtf8(claim.parameter));
    }
    return {};
}

// Seconds of a NumericDate (RFC 7519 section 2); a fraction is dropped.
std::optional<qint64> numericDate(const QByteArray &payload, QByteArrayView name)
{
    const auto text = claimText(payload, name);
    bool good = false;
    const double seconds = text ? text->toDouble(&good) : 0;
    return good && seconds >= 0 && seconds < 1e14 ? std::optional(qint64(seconds)) : std::nullopt;
}

void readTime(const Recipe &recipe, Micros now, Verification &v)
{
    const FieldSpec &field = recipe.timestamp.field;
    if (field.place != FieldSpec::Place::Claim)
        return;
    const auto text = claimText(v.token, field.name());
    if (!text)
        return;
    v.timestampText = *text;
    const qsizetype point = text->indexOf('.');
    if (const auto time = readTimestamp(recipe.timestamp, point < 0 ? *text : text->first(point), now)) {
        v.signedAt = time->at;
        v.ageSeconds = time->ageSeconds;
    }
}

} // namespace

Result<QByteArray> readTokenText(const Recipe &recipe, QByteArrayView text)
{
    const bool whole = recipe.jws.payload == JwsSpec::Payload::Token;
    const auto token = whole ? readJws(text) : readDetachedJws(text, {});
    if (!token)
        return fail(Error::Kind::Malformed, u"must hold a token that can be read: "_s + token.error().detail);
    if (!allowedBy(recipe.jws).contains(token->algorithm))
        return fail(Error::Kind::Malformed,
                    u"must hold a token signed with %2; this one is signed with %1"_s.arg(
                        QString::fromLatin1(nameOf(token->algorithm)),
                        QString::fromLatin1(recipe.jws.algorithms.join(", "))));
    return text.toByteArray();
}

Result<TrialResult> tryToken(const Recipe &recipe, const Secret &key, const QList<SignedPart> &parts,
                             const Claim &claim, const Source &source)
{
    const QList<JwsAlgorithm> allowed = allowedBy(recipe.jws);
    TrialResult result;
    for (const QByteArray &text : claim.signatures) {
        const auto token = readToken(recipe, text, parts, source);
        if (!token)
            return tl::unexpected(token.error());
        const auto keys = verifyingKeys(recipe.key, key, token->keyId);
        if (!keys)
            return tl::unexpected(keys.error());
        for (const VerifyingKey &one : *keys) {
            if (!result.matched && verifyJws(*token, {allowed.constData(), size_t(allowed.size())}, one)) {
                result.matched = true;
                result.token = token->payload;
            }
        }
    }
    return result;
}

void concludeToken(const Recipe &recipe, const Source &source, Micros now, Verification &v)
{
    QString fault = bodyFault(recipe, source, v.token);
    if (fault.isEmpty())
        fault = claimFault(recipe, source, v.token);
    if (!fault.isEmpty()) {
        v.verdict = Verdict::Mismatch;
        v.reason = fault;
        v.secretLabel.clear();
        return;
    }
    readTime(recipe, now, v);
    if (recipe.timestamp.field.place == FieldSpec::Place::Claim && !v.ageSeconds) {
        v.verdict = Verdict::MissingTimestamp;
        v.reason = u"the token is genuine, but has no claim %1 that says when it was made"_s.arg(
            QString::fromUtf8(recipe.timestamp.field.name()));
        return;
    }
    v.verdict = byClock(recipe.timestamp, v.ageSeconds);
    const qint64 seconds = now / microsPerSecond;
    if (const auto expiry = numericDate(v.token, "exp"); expiry && seconds > *expiry)
        v.verdict = Verdict::ValidStale;
    else if (const auto start = numericDate(v.token, "nbf");
             start && seconds + recipe.timestamp.windowSeconds < *start)
        v.verdict = Verdict::ValidFuture;
}

} // namespace tocsin::signature
