// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/verify.h"

#include "core/signature/digesttext.h"
#include "core/signature/fieldgrammar.h"
#include "core/signature/keymaterial.h"
#include "core/signature/signedtext.h"
#include "core/signature/timestamp.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::HttpMessage;
using domain::Verdict;

// What keeps a request from being checked.
struct Fault
{
    Verdict verdict = Verdict::Malformed;
    QString reason;
};
using MaybeFault = std::optional<Fault>;

// What was read out of the request for the comparison.
struct Claim
{
    QList<QByteArray> digests; // raw bytes
    PartValues values;
    SignedText text;
    QString timestampFault; // the clock cannot be checked, the digest can
};

QString plain(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

// A field that must be there exactly once is not: says why.
Fault absence(const FieldSpec &spec, const FieldValues &found, Verdict missing)
{
    const QString header = plain(spec.header);
    if (found.headers > 1)
        return {Verdict::Malformed,
                u"%1 stands in the request %2 times; it may stand once"_s.arg(header).arg(found.headers)};
    if (found.headers == 0)
        return {missing, u"the request has no %1 header"_s.arg(header)};
    if (!found.hasPairs)
        return {Verdict::Malformed, u"%1 holds no key=value pair"_s.arg(header)};
    return {missing, u"%1 has no %2="_s.arg(header, plain(spec.key))};
}

FieldValues find(const Scheme &scheme, const FieldSpec &spec, const HttpMessage &message)
{
    return readField(spec, restKeyOf(scheme, spec.header), message);
}

// Reads a value that may stand once at most. Absent leaves it null, which is a fault only when it is needed.
MaybeFault readSingle(const Scheme &scheme, const FieldSpec &spec, const HttpMessage &message, bool needed,
                      Verdict missing, QByteArray &value)
{
    if (spec.header.isEmpty())
        return std::nullopt;
    const FieldValues found = find(scheme, spec, message);
    if (found.values.size() == 1) {
        const QByteArrayView only = found.values[0];
        value = only.isEmpty() ? QByteArray("") : only.toByteArray();
        return std::nullopt;
    }
    if (found.values.size() > 1)
        return Fault{Verdict::Malformed,
                     u"%1 has %2= %3 times; it may stand once"_s.arg(plain(spec.header), plain(spec.key))
                         .arg(found.values.size())};
    if (found.headers > 1 || needed)
        return absence(spec, found, missing);
    return std::nullopt;
}

// Takes a prefix off the signature, and says in the notes when the sender does not document it.
QByteArrayView withoutPrefix(const Scheme &scheme, QByteArrayView value, QList<QByteArray> &notes)
{
    for (const QByteArray &prefix : scheme.documentedPrefixes) {
        if (value.startsWith(prefix))
            return value.sliced(prefix.size()).trimmed();
    }
    for (const QByteArray &prefix : scheme.toleratedPrefixes) {
        if (!value.startsWith(prefix))
            continue;
        if (!notes.contains("undocumented-prefix"))
            notes.append("undocumented-prefix");
        return value.sliced(prefix.size()).trimmed();
    }
    return value;
}

MaybeFault readSignatures(const Scheme &scheme, const FieldValues &found, Verification &v, Claim &claim)
{
    const qsizetype size = digestSize(hashOf(scheme.algorithm));
    for (const QByteArrayView value : found.values) {
        QByteArrayView bare = value;
        auto digest = readDigest(value, scheme.encoding, size);
        if (!digest) { // a whole digest is never cut, whatever it starts with
            bare = withoutPrefix(scheme, value, v.notes);
            digest = readDigest(bare, scheme.encoding, size);
        }
        v.received.append(bare.toByteArray());
        if (digest)
            claim.digests.append(*std::move(digest));
    }
    if (v.received.size() > 1)
        v.notes.append("several-signatures");
    if (!claim.digests.isEmpty())
        return std::nullopt;
    const QString place =
        plain(scheme.signature.header) +
        (scheme.signature.key.isEmpty() ? QString() : u": "_s + plain(scheme.signature.key) + u'=');
    return Fault{Verdict::Malformed,
                 u"%1 must hold %2; it has %3 characters%4"_s.arg(place, digestShape(scheme.encoding, size))
                     .arg(v.received[0].size())
                     .arg(v.received.size() > 1 ? u" in the first of several"_s : QString())};
}

bool needs(const Scheme &scheme, PartSpec::Kind kind)
{
    return std::any_of(scheme.message.begin(), scheme.message.end(),
                       [kind](const PartSpec &part) { return part.kind == kind && !part.optional; });
}

bool mayLack(const Scheme &scheme, PartSpec::Kind kind)
{
    return std::any_of(scheme.message.begin(), scheme.message.end(),
                       [kind](const PartSpec &part) { return part.kind == kind && part.optional; });
}

MaybeFault readTime(const Scheme &scheme, Micros now, Verification &v, Claim &claim)
{
    if (claim.values.timestamp.isNull())
        return std::nullopt;
    v.timestampText = claim.values.timestamp;
    if (const auto time = readTimestamp(scheme, v.timestampText, now)) {
        v.signedAt = time->at;
        v.ageSeconds = time->ageSeconds;
    } else {
        claim.timestampFault = u"%1 must hold %2"_s.arg(
            plain(scheme.timestamp.header) +
                (scheme.timestamp.key.isEmpty() ? QString() : u": "_s + plain(scheme.timestamp.key) + u'='),
            timestampShape(scheme));
    }
    return std::nullopt;
}

// Reads everything that is claimed, as far as it goes, and answers the first fault.
MaybeFault readClaim(const Scheme &scheme, const HttpMessage &message, Micros now, Verification &v,
                     Claim &claim)
{
    const FieldValues signature = find(scheme, scheme.signature, message);
    MaybeFault fault;
    const auto keepFirst = [&fault](MaybeFault next) {
        if (!fault)
            fault = std::move(next);
    };
    if (signature.values.isEmpty())
        keepFirst(absence(scheme.signature, signature, Verdict::MissingSignature));
    keepFirst(readSingle(scheme, scheme.timestamp, message, !mayLack(scheme, PartSpec::Kind::Timestamp),
                         Verdict::MissingTimestamp, claim.values.timestamp));
    keepFirst(readTime(scheme, now, v, claim));
    if (!signature.values.isEmpty())
        keepFirst(readSignatures(scheme, signature, v, claim));
    keepFirst(readSingle(scheme, scheme.messageId, message, needs(scheme, PartSpec::Kind::Id),
                         Verdict::Malformed, claim.values.id));
    keepFirst(readSingle(scheme, scheme.tag, message, needs(scheme, PartSpec::Kind::Tag), Verdict::Malformed,
                         claim.values.tag));
    v.tag = claim.values.tag;
    claim.text = assemble(scheme, message, claim.values, false);
    v.parts = claim.text.parts;
    if (!claim.text.missing.isEmpty())
        keepFirst(
            Fault{Verdict::Malformed, u"the signature covers %1, which must stand in the request once"_s.arg(
                                          plain(claim.text.missing))});
    return fault;
}

// The secrets in the order in which they are tried: those named by the tag first.
QList<const NamedSecret *> candidates(std::span<const NamedSecret> secrets, const QByteArray &tag)
{
    QList<const NamedSecret *> order;
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

// Tries one secret on one form of the signed text.
bool tryOn(const Scheme &scheme, const Secret &key, const QList<SignedPart> &parts, const Claim &claim,
           QByteArray &expected)
{
    const Digest digest = digestOf(scheme, key.reveal(), parts);
    expected = writeDigest(digest.view(), scheme.encoding);
    bool matched = false;
    for (const QByteArray &received : claim.digests)
        matched = sameBytes(digest.view(), received) || matched;
    return matched;
}

// Fills the trials and answers the place of the first secret that matched, or -1.
qsizetype tryAll(const Scheme &scheme, const QList<const NamedSecret *> &order, const Claim &claim,
                 Verification &v)
{
    qsizetype winner = -1;
    for (qsizetype i = 0; i < order.size(); ++i) {
        const NamedSecret &secret = *order[i];
        SecretTrial trial{secret.label, {}, false, !v.tag.isEmpty() && secret.tag.toUtf8() == v.tag};
        if (const auto key = keyOf(scheme, secret.value))
            trial.matched = tryOn(scheme, *key, claim.text.parts, claim, trial.expected);
        else
            v.reason = u"secret %1: %2"_s.arg(secret.label, key.error().detail);
        if (trial.matched && winner < 0)
            winner = i;
        v.trials.append(std::move(trial));
    }
    return winner;
}

// The same with the text that keeps an empty optional part, when the request has such a part.
qsizetype tryVariant(const Scheme &scheme, const HttpMessage &message,
                     const QList<const NamedSecret *> &order, const Claim &claim, Verification &v)
{
    if (!claim.text.emptyOption)
        return -1;
    const SignedText text = assemble(scheme, message, claim.values, true);
    for (qsizetype i = 0; i < order.size(); ++i) {
        const auto key = keyOf(scheme, order[i]->value);
        QByteArray expected;
        if (!key || !tryOn(scheme, *key, text.parts, claim, expected))
            continue;
        v.trials[i].matched = true;
        v.trials[i].expected = expected;
        v.parts = text.parts;
        v.notes.append("empty-tag-dot");
        return i;
    }
    return -1;
}

void noteTag(const QList<const NamedSecret *> &order, qsizetype winner, Verification &v)
{
    if (v.tag.isEmpty() || v.trials.isEmpty())
        return;
    const bool known = v.trials[0].namedByTag; // named ones come first
    if (!known)
        v.notes.append("unknown-tag");
    if (winner >= 0 && !v.trials[winner].namedByTag && (known || !order[winner]->tag.isEmpty()))
        v.notes.append("tag-mismatch");
}

Verdict byClock(const Scheme &scheme, const Verification &v)
{
    if (!v.ageSeconds || scheme.windowSeconds == 0)
        return Verdict::Valid;
    if (*v.ageSeconds > scheme.windowSeconds)
        return Verdict::ValidStale;
    return *v.ageSeconds < -scheme.windowSeconds ? Verdict::ValidFuture : Verdict::Valid;
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

} // namespace

Verification verify(const Scheme &scheme, const HttpMessage &message, std::span<const NamedSecret> secrets,
                    Micros now)
{
    Verification v;
    if (!scheme.isSigned())
        return v;
    Claim claim;
    const MaybeFault fault = readClaim(scheme, message, now, v, claim);
    const QList<const NamedSecret *> order = candidates(secrets, v.tag);
    if (order.isEmpty() || fault) {
        v.verdict = order.isEmpty() ? Verdict::NoSecret : fault->verdict;
        v.reason = fault ? fault->reason : claim.timestampFault;
        return v;
    }

    qsizetype winner = tryAll(scheme, order, claim, v);
    if (winner < 0)
        winner = tryVariant(scheme, message, order, claim, v);
    noteTag(order, winner, v);
    if (winner >= 0) {
        v.secretLabel = v.trials[winner].label;
        v.reason.clear();
    }
    if (!claim.timestampFault.isEmpty()) {
        v.verdict = Verdict::Malformed;
        v.reason = claim.timestampFault + (winner >= 0 ? u"; the digest itself is right"_s : QString());
    } else if (winner < 0) {
        concludeMismatch(message, v);
    } else {
        v.verdict = byClock(scheme, v);
    }
    return v;
}

} // namespace tocsin::signature
