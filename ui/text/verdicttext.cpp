// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/verdicttext.h"

#include "ui/text/timetext.h"

#include <QCoreApplication>

namespace tocsin::ui {

using domain::Verdict;
using Kind = signature::PartSpec::Kind;
using Strength = signature::Scheme::Strength;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::VerdictText)
};

// Of a secret that travels; empty where the common words fit.
QString tokenSentence(Verdict verdict, const QString &secretLabel)
{
    switch (verdict) {
    case Verdict::Valid:
        return Text::tr("The request carries secret %1; nothing in it is signed.").arg(secretLabel);
    case Verdict::Mismatch:
        return Text::tr("The request carries another secret than those of this endpoint.");
    case Verdict::MissingSignature:
        return Text::tr("The request carries no secret, but this endpoint expects one.");
    case Verdict::NoSecret:
        return Text::tr("The request carries a secret, but this endpoint has none to compare it with.");
    default:
        return {};
    }
}

} // namespace

BadgeText verdictBadge(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Valid:
        return {Mark::Check, Tone::Valid, Text::tr("Valid")};
    case Verdict::ValidStale:
        return {Mark::Clock, Tone::Stale, Text::tr("Genuine, too old")};
    case Verdict::ValidFuture:
        return {Mark::Clock, Tone::Stale, Text::tr("Genuine, clock ahead")};
    case Verdict::Mismatch:
        return {Mark::Cross, Tone::Mismatch, Text::tr("Does not match")};
    case Verdict::MissingSignature:
        return {Mark::Bang, Tone::Malformed, Text::tr("No signature")};
    case Verdict::MissingTimestamp:
        return {Mark::Bang, Tone::Malformed, Text::tr("No timestamp")};
    case Verdict::Malformed:
        return {Mark::Bang, Tone::Malformed, Text::tr("Malformed")};
    case Verdict::NoSecret:
        return {Mark::Question, Tone::Unknown, Text::tr("No secret")};
    case Verdict::Unsigned:
        return {Mark::Dash, Tone::Unsigned, Text::tr("Unsigned")};
    }
    return {};
}

QString verdictSentence(Verdict verdict, const QString &secretLabel, std::optional<qint64> ageSeconds,
                        Strength strength)
{
    if (strength == Strength::Origin && verdict == Verdict::Valid)
        return Text::tr("The sender signed this request with secret %1, but not its body.").arg(secretLabel);
    if (strength == Strength::Token) {
        if (const QString sentence = tokenSentence(verdict, secretLabel); !sentence.isEmpty())
            return sentence;
    }
    const QString age = durationText(qAbs(ageSeconds.value_or(0)));
    switch (verdict) {
    case Verdict::Valid:
        return Text::tr("The sender signed exactly these bytes with secret %1.").arg(secretLabel);
    case Verdict::ValidStale:
        return Text::tr(
                   "The signature is genuine (secret %1), but it was made %2 before the request arrived.")
            .arg(secretLabel, age);
    case Verdict::ValidFuture:
        return Text::tr("The signature is genuine (secret %1), but its time lies %2 in the future.")
            .arg(secretLabel, age);
    case Verdict::Mismatch:
        return Text::tr("The signature does not fit these bytes with any of the secrets of this endpoint.");
    case Verdict::MissingSignature:
        return Text::tr("The request carries no signature, but this endpoint expects one.");
    case Verdict::MissingTimestamp:
        return Text::tr("The request carries a signature but no timestamp, which is part of what is signed.");
    case Verdict::Malformed:
        return Text::tr("The signature could not be read.");
    case Verdict::NoSecret:
        return Text::tr("The request is signed, but this endpoint has no secret to check it with.");
    case Verdict::Unsigned:
        return strength == Strength::Unsigned
                   ? Text::tr("This endpoint's sender does not sign, so nothing proves who sent this.")
                   : Text::tr("This request is not signed, so nothing proves who sent it.");
    }
    return {};
}

QString verdictRemedy(const signature::Verification &verification, const signature::Scheme *scheme)
{
    const QString sender = scheme && !scheme->name.isEmpty() ? scheme->name : Text::tr("the sender");
    switch (verification.verdict) {
    case Verdict::ValidStale:
        return Text::tr("To fix, at %1 or on the way: this is a late retry, a replay, or one of the two "
                        "clocks is wrong.")
            .arg(sender);
    case Verdict::ValidFuture:
        return Text::tr("To fix, at %1 or here: compare the two clocks; this machine's may be behind.")
            .arg(sender);
    case Verdict::Mismatch:
        if (scheme && scheme->strength == Strength::Token)
            return Text::tr("To fix: compare the secret here with the one at %1.").arg(sender);
        return Text::tr("To fix: compare the secret here with the one at %1; if they are the same, something "
                        "on the way changed the body.")
            .arg(sender);
    case Verdict::MissingSignature:
    case Verdict::MissingTimestamp:
        return Text::tr("To fix, at %1: switch signing on; or on the way, if a proxy removes headers it does "
                        "not know.")
            .arg(sender);
    case Verdict::Malformed:
        return Text::tr("To fix, at %1: send the header in the documented form.").arg(sender);
    case Verdict::NoSecret:
        return Text::tr("To fix, here: add the secret that %1 shows for this endpoint.").arg(sender);
    case Verdict::Valid:
    case Verdict::Unsigned:
        break;
    }
    return {};
}

QString noteSentence(const QByteArray &note)
{
    if (note == "undocumented-prefix")
        return Text::tr("The digest carries a prefix that the sender's documentation does not mention.");
    if (note == "tag-mismatch")
        return Text::tr("The secret that matched is stored under another tag than the one the sender named.");
    if (note == "unknown-tag")
        return Text::tr("The sender names a tag that none of the secrets here has.");
    if (note == "empty-tag-dot")
        return Text::tr("The tag is empty, and the sender signed the dot before it all the same.");
    if (note == "decoded-body")
        return Text::tr("The signature fits the body after decompression, not the bytes as sent.");
    if (note == "small-key")
        return Text::tr("The key that fits has less than 2048 bits, which is too short today.");
    if (note == "several-signatures")
        return Text::tr("The request carries several signatures; one that fits is enough.");
    return QString::fromLatin1(note);
}

QString partName(Kind kind)
{
    switch (kind) {
    case Kind::Literal:
        return Text::tr("Fixed text");
    case Kind::Timestamp:
        return Text::tr("Timestamp");
    case Kind::Id:
        return Text::tr("Message id");
    case Kind::Header:
        return Text::tr("Header");
    case Kind::SignedHeaders:
        return Text::tr("Signed headers");
    case Kind::Method:
        return Text::tr("Method");
    case Kind::Target:
        return Text::tr("Path and query");
    case Kind::Url:
        return Text::tr("URL");
    case Kind::Path:
        return Text::tr("Path");
    case Kind::Query:
        return Text::tr("Query parameter");
    case Kind::Body:
        return Text::tr("Body");
    case Kind::Form:
        return Text::tr("Form field");
    case Kind::SortedForm:
        return Text::tr("Sorted form fields");
    case Kind::Json:
    case Kind::RawJson:
        return Text::tr("Body member");
    case Kind::Canonical:
        return Text::tr("Body, written anew");
    case Kind::Tag:
        return Text::tr("Tag");
    case Kind::Parameter:
        return Text::tr("Parameter");
    case Kind::Secret:
        return Text::tr("Secret");
    case Kind::Group:
        return Text::tr("Digest of parts");
    }
    return {};
}

Tone partTone(Kind kind)
{
    switch (kind) {
    case Kind::Literal:
    case Kind::Parameter:
        return Tone::SegLiteral;
    case Kind::Timestamp:
        return Tone::SegTime;
    case Kind::Id:
    case Kind::Header:
    case Kind::SignedHeaders:
        return Tone::SegId;
    case Kind::Method:
    case Kind::Target:
    case Kind::Url:
    case Kind::Path:
    case Kind::Query:
        return Tone::SegUrl;
    case Kind::Body:
    case Kind::Form:
    case Kind::SortedForm:
    case Kind::Json:
    case Kind::RawJson:
    case Kind::Canonical:
    case Kind::Group:
        return Tone::SegBody;
    case Kind::Tag:
    case Kind::Secret:
        return Tone::SegTag;
    }
    return Tone::Text;
}

QString modeName(domain::Endpoint::Mode mode)
{
    return mode == domain::Endpoint::Mode::Strict ? Text::tr("Strict: refuse what is not valid with 401")
                                                  : Text::tr("Inspect: keep and answer everything");
}

} // namespace tocsin::ui
