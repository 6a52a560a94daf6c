// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/claim.h"

#include "core/signature/digesttext.h"
#include "core/signature/fieldgrammar.h"
#include "core/signature/timestamp.h"
#include "core/signature/trial.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::Verdict;
using MaybeFault = std::optional<Fault>;

QString plain(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

// A value that must be there exactly once is not: says why.
Fault absence(const FieldSpec &spec, const FieldValues &found, Verdict missing)
{
    const QString name = plain(spec.name());
    if (found.places > 1 && spec.isHeader())
        return {Verdict::Malformed,
                u"%1 stands in the request %2 times; it may stand once"_s.arg(name).arg(found.places)};
    if (found.places == 0)
        return {missing, spec.isHeader() ? u"the request has no %1 header"_s.arg(name)
                                         : u"the request has no %1"_s.arg(placeName(spec))};
    if (!found.hasParts)
        return {Verdict::Malformed, spec.key.isEmpty()
                                        ? u"%1 does not have the parts that the sender writes"_s.arg(name)
                                        : u"%1 holds no key%2value pair"_s.arg(name, plain(spec.assign))};
    return {missing,
            u"%1 has no %2"_s.arg(name, spec.key.isEmpty() ? u"such part"_s : plain(spec.key + spec.assign))};
}

FieldValues find(const Recipe &recipe, const FieldSpec &spec, const Source &source)
{
    return readField(spec, restKeyOf(recipe, spec), source);
}

// Reads a value that may stand once at most. Absent leaves it null, which is a fault only when it is needed:
// that is asked when it is absent.
template<class IsNeeded>
MaybeFault readSingle(const Recipe &recipe, const FieldSpec &spec, const Source &source, IsNeeded isNeeded,
                      Verdict missing, QByteArray &value)
{
    if (!spec.isSet() || spec.place == FieldSpec::Place::Claim)
        return std::nullopt;
    const FieldValues found = find(recipe, spec, source);
    if (found.values.size() == 1) {
        value = found.values[0];
        if (spec.isCut())
            return std::nullopt; // they stood in front of the whole
        for (const QByteArray &prefix : spec.prefixes) {
            if (value.startsWith(prefix))
                value = value.mid(prefix.size()).trimmed();
        }
        return std::nullopt;
    }
    if (found.values.size() > 1)
        return Fault{Verdict::Malformed,
                     u"%1 has %2= %3 times; it may stand once"_s.arg(plain(spec.name()), plain(spec.key))
                         .arg(found.values.size())};
    if (found.places > 1 || isNeeded())
        return absence(spec, found, missing);
    return std::nullopt;
}

// Takes a prefix off the signature, and says in the notes when the sender does not document it. Nothing when
// a documented prefix is not there.
std::optional<QByteArrayView> withoutPrefix(const FieldSpec &spec, QByteArrayView value,
                                            QList<QByteArray> &notes)
{
    if (spec.isCut())
        return value; // they stood in front of the whole
    for (const QByteArray &prefix : spec.prefixes) {
        if (value.startsWith(prefix))
            return value.sliced(prefix.size()).trimmed();
    }
    for (const QByteArray &prefix : spec.toleratedPrefixes) {
        if (!value.startsWith(prefix))
            continue;
        if (!notes.contains("undocumented-prefix"))
            notes.append("undocumented-prefix");
        return value.sliced(prefix.size()).trimmed();
    }
    return spec.prefixes.isEmpty() ? std::optional(value) : std::nullopt;
}

Result<QByteArray> lacksPrefix(const Recipe &recipe)
{
    return fail(Error::Kind::Malformed,
                u"must begin with \"%1\""_s.arg(plain(recipe.signature.prefixes.value(0))));
}

// Of a secret that travels no more than tells it from another.
QByteArray masked(QByteArrayView secret)
{
    return secret.first(std::min<qsizetype>(4, secret.size() / 4)).toByteArray() + "…";
}

MaybeFault readSignatures(const Recipe &recipe, const FieldValues &found, Verification &v, Claim &claim)
{
    const Family family = familyOf(recipe.algorithm);
    const bool isSecret = family == Family::Token || family == Family::Basic;
    // Without a documented prefix a digest that is whole is never cut, whatever it starts with.
    const bool neverCut = family == Family::Hmac && recipe.signature.prefixes.isEmpty();
    QString first;
    v.received.reserve(found.values.size());
    for (const QByteArray &value : found.values) {
        const QByteArrayView whole = value;
        auto cut = neverCut && readSignature(recipe, whole) ? std::optional(whole)
                                                            : withoutPrefix(recipe.signature, whole, v.notes);
        const QByteArrayView bare = cut.value_or(whole);
        v.received.append(isSecret                      ? masked(bare)
                          : bare.size() == value.size() ? value // shared
                                                        : bare.toByteArray());
        auto signature = cut ? readSignature(recipe, bare) : lacksPrefix(recipe);
        if (signature) {
            claim.signatures.append(*std::move(signature));
            claim.texts.append(v.received.constLast());
        } else if (first.isEmpty())
            first = signature.error().detail;
    }
    if (v.received.size() > 1)
        v.notes.append("several-signatures");
    if (!claim.signatures.isEmpty())
        return std::nullopt;
    return Fault{Verdict::Malformed, placeName(recipe.signature) + u' ' + first +
                                         (v.received.size() > 1 ? u" in the first of several"_s : QString())};
}

bool needs(const std::vector<PartSpec> &parts, PartSpec::Kind kind)
{
    return std::any_of(parts.begin(), parts.end(), [kind](const PartSpec &part) {
        return (part.kind == kind && !part.optional) || needs(part.parts, kind);
    });
}

// A time that is neither signed nor limited may be absent.
bool needsTime(const Recipe &recipe)
{
    const bool mayLack = std::any_of(recipe.message.begin(), recipe.message.end(), [](const PartSpec &part) {
        return part.kind == PartSpec::Kind::Timestamp && part.optional;
    });
    return needs(recipe.message, PartSpec::Kind::Timestamp) || recipe.key.afterTimestamp ||
           (recipe.timestamp.windowSeconds > 0 && !mayLack);
}

void readTime(const TimeSpec &spec, Micros now, Verification &v, Claim &claim)
{
    if (claim.values.timestamp.isNull())
        return;
    v.timestampText = claim.values.timestamp;
    if (const auto time = readTimestamp(spec, v.timestampText, now)) {
        v.signedAt = time->at;
        v.ageSeconds = time->ageSeconds;
    } else {
        claim.timestampFault = u"%1 must hold %2"_s.arg(placeName(spec.field), timestampShape(spec));
    }
}

MaybeFault readBodyDigest(const Recipe &recipe, const Source &source, Claim &claim)
{
    const BodyDigestSpec &spec = recipe.bodyDigest;
    QByteArray text;
    const auto isNeeded = [] { return true; };
    if (auto fault = readSingle(recipe, spec.field, source, isNeeded, Verdict::Malformed, text);
        fault || text.isNull())
        return fault;
    const auto digest = readDigest(text, spec.encoding, 0);
    if (!digest)
        return Fault{Verdict::Malformed,
                     u"%1 must hold %2"_s.arg(placeName(spec.field), digestShape(spec.encoding, 0))};
    claim.bodyDigest = *digest;
    return std::nullopt;
}

} // namespace

std::optional<Fault> readClaim(const Recipe &recipe, const Source &source, Micros now, Verification &v,
                               Claim &claim)
{
    const FieldValues signature = find(recipe, recipe.signature, source);
    MaybeFault fault;
    const auto keepFirst = [&fault](MaybeFault next) {
        if (!fault)
            fault = std::move(next);
    };
    if (signature.values.isEmpty())
        keepFirst(absence(recipe.signature, signature, Verdict::MissingSignature));
    const auto isSigned = [&recipe](PartSpec::Kind kind) {
        return [&recipe, kind] { return needs(recipe.message, kind); };
    };
    keepFirst(readSingle(
        recipe, recipe.timestamp.field, source, [&recipe] { return needsTime(recipe); },
        Verdict::MissingTimestamp, claim.values.timestamp));
    readTime(recipe.timestamp, now, v, claim);
    if (!signature.values.isEmpty())
        keepFirst(readSignatures(recipe, signature, v, claim));
    keepFirst(readSingle(recipe, recipe.messageId, source, isSigned(PartSpec::Kind::Id), Verdict::Malformed,
                         claim.values.id));
    keepFirst(readSingle(recipe, recipe.tag, source, isSigned(PartSpec::Kind::Tag), Verdict::Malformed,
                         claim.values.tag));
    v.tag = claim.values.tag;
    keepFirst(readBodyDigest(recipe, source, claim));
    claim.text = assemble(recipe, source, claim.values, false);
    v.parts = claim.text.parts;
    if (!claim.text.missing.isEmpty())
        keepFirst(
            Fault{Verdict::Malformed,
                  claim.text.missing.startsWith("parameter "_L1)
                      ? u"the signature covers the %1, which is a setting: give it"_s.arg(claim.text.missing)
                      : u"the signature covers %1, which must stand in the request once"_s.arg(
                            claim.text.missing)});
    return fault;
}

} // namespace tocsin::signature
