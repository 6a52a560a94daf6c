// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/signs.h"

#include "core/signature/digesttext.h"
#include "core/signature/explain/bodysigns.h"
#include "core/signature/explain/hops.h"
#include "core/signature/timestamp.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using domain::Verdict;

Cause sign(const char *id, Certainty certainty, Party party, const QString &detail, const QString &change)
{
    Cause cause;
    cause.id = id;
    cause.certainty = certainty;
    cause.party = party;
    cause.detail = detail;
    cause.change = change;
    return cause;
}

// "3 minutes" would need a language; seconds are exact.
QString seconds(qint64 value)
{
    return u"%1 s"_s.arg(value);
}

void addSecretSigns(const ExplainRequest &request, QList<Cause> &causes)
{
    struct Shape
    {
        const char *prefix;
        QString kind;
    };
    const Shape shapes[] = {{"sk_", u"an API key"_s},         {"pk_", u"a publishable key"_s},
                            {"rk_", u"a restricted key"_s},   {"xoxb-", u"a bot token"_s},
                            {"xoxp-", u"a user token"_s},     {"ghp_", u"an access token"_s},
                            {"Bearer ", u"a bearer token"_s}, {"eyJ", u"a token (JWT)"_s}};
    for (const NamedSecret &secret : request.secrets) {
        const QByteArrayView text = secret.value.reveal();
        for (const Shape &shape : shapes) {
            if (text.startsWith(shape.prefix))
                causes.append(sign(
                    "B3", Certainty::Likely, Party::Setting,
                    u"secret %1 has the shape of %2, not of a signing secret"_s.arg(secret.label, shape.kind),
                    u"copy the signing secret of the webhook endpoint"_s));
        }
        if (text.startsWith("${") || text.startsWith("{{") || text.startsWith("<") || text.startsWith("$("))
            causes.append(
                sign("B5", Certainty::Likely, Party::Setting,
                     u"secret %1 looks like a placeholder that was never filled in"_s.arg(secret.label),
                     u"store the secret itself"_s));
    }
}

// The digest is right, the time is none in the unit that is set.
Cause unreadableTime(const ExplainRequest &request, const Recipe &recipe, const Verification &v)
{
    Cause cause = sign("F8", Certainty::Proved, Party::Setting,
                       u"the signature is genuine, but its timestamp does not look like a time"_s,
                       u"the value may be a nonce: take the timestamp out of the scheme's clock check"_s);
    for (const TimeUnit unit : {TimeUnit::SecondsOrMilliseconds, TimeUnit::Iso8601Utc, TimeUnit::HttpDate}) {
        TimeSpec spec = recipe.timestamp;
        spec.unit = unit;
        spec.maxDigits = 18;
        const auto time = readTimestamp(spec, v.timestampText, request.now);
        if (!time || !time->at)
            continue;
        cause.id = "F1";
        cause.detail =
            u"the signature is genuine, but its timestamp is in another unit than the scheme says; read "
            "so it is %1 old"_s.arg(seconds(time->ageSeconds));
        cause.change = u"correct the timestamp's unit in the scheme, or at the sender"_s;
        break;
    }
    const auto matched = std::find_if(v.trials.begin(), v.trials.end(),
                                      [](const SecretTrial &trial) { return trial.matched; });
    cause.secretLabel = matched == v.trials.end() ? v.secretLabel : matched->label;
    cause.variant = v.variant;
    cause.signature = v.received.value(0).left(8);
    return cause;
}

} // namespace

QList<Cause> clockCauses(const ExplainRequest &request, const Recipe &recipe, const Verification &v)
{
    if (v.verdict == Verdict::Malformed)
        return {unreadableTime(request, recipe, v)};
    if (!v.ageSeconds || (v.verdict != Verdict::ValidStale && v.verdict != Verdict::ValidFuture))
        return {};
    const qint64 age = *v.ageSeconds;
    const qint64 window = recipe.timestamp.windowSeconds;
    const QString figures = u"the signature is genuine; it is %1 %2, and %3 are allowed"_s.arg(
        seconds(std::abs(age)), age < 0 ? u"in the future"_s : u"old"_s, seconds(window));
    const auto proved = [&](const char *id, const QString &more, const QString &change) {
        Cause cause = sign(id, Certainty::Proved, Party::Clock, figures + more, change);
        cause.secretLabel = v.secretLabel;
        cause.variant = v.variant;
        cause.signature = v.received.value(0).left(8);
        return cause;
    };
    // Read in the other unit the time is now: the unit is wrong, not the clock.
    for (const TimeUnit unit : {TimeUnit::Seconds, TimeUnit::Milliseconds}) {
        if (unit == recipe.timestamp.unit || recipe.timestamp.unit > TimeUnit::SecondsOrMilliseconds)
            continue;
        TimeSpec spec = recipe.timestamp;
        spec.unit = unit;
        spec.maxDigits = 18;
        const auto other = readTimestamp(spec, v.timestampText, request.now);
        if (other && other->at && std::abs(other->ageSeconds) <= std::max<qint64>(window, 300))
            return {proved("F1",
                           u"; read in %1 it is %2 old"_s.arg(unit == TimeUnit::Seconds ? u"seconds"_s
                                                                                        : u"milliseconds"_s,
                                                              seconds(other->ageSeconds)),
                           u"read the timestamp in the other unit"_s)};
    }
    if (v.verdict == Verdict::ValidFuture)
        return {
            proved("F6", {}, u"compare the clocks of sender and receiver; this machine's may be behind"_s)};
    constexpr qint64 quarter = 900;
    const qint64 off = age % quarter;
    if (age >= quarter && age <= 14 * 3600 && (off <= 5 || off >= quarter - 5))
        return {proved("F3", u"; the age is a whole number of quarter hours, as with a time zone"_s,
                       u"take the timestamp for UTC on both sides"_s)};
    if (age <= 2 * window)
        return {proved("F5", {}, u"look for a slow queue or proxy on the way, or widen the window"_s)};
    return {proved("F4", {},
                   u"accept it only as a replay or late retry that you know of: it is genuine, only old"_s)};
}

QList<Cause> signsOf(const ExplainRequest &request, const Recipe *recipe, const Verification &v)
{
    QList<Cause> causes;
    const domain::HttpMessage &message = request.message;
    // A forged request and a wrong secret look like this; what follows are hints at something rarer.
    if (v.verdict != Verdict::MissingSignature && !request.secrets.isEmpty())
        causes.append(
            sign("B1", Certainty::Possible, Party::Setting,
                 u"the secret may be another one than the sender's, or the request is not the sender's: none "
                 "that is stored here fits"_s,
                 u"copy the secret again from the sender's page for this endpoint"_s));
    for (const BodySign &found : bodySigns(message.body, message)) {
        if (!found.certain && request.secrets.isEmpty() && request.others.isEmpty())
            continue; // nothing has failed that it could be a reason of
        Cause cause = sign(found.cause.constData(),
                           found.certain && found.cause == "A29" ? Certainty::Likely : Certainty::Possible,
                           Party::Path, found.what,
                           found.cause == "A29"
                               ? u"capture the whole body: a part of it proves nothing about the secret"_s
                               : u"pass the raw bytes on"_s);
        cause.offset = found.offset;
        causes.append(cause);
    }
    const QString hops = hopsOf(message);
    if (v.verdict == Verdict::MissingSignature) {
        if (!hops.isEmpty())
            causes.append(
                sign("C10", Certainty::Likely, Party::Path,
                     u"the request went through a hop (%1), which may have dropped the header"_s.arg(hops),
                     u"let the proxy or CDN pass the signature header on"_s));
        causes.append(
            sign("H1", Certainty::Possible, Party::Sender,
                 u"the sender may not sign: no secret is set there, or this kind of event is unsigned"_s,
                 u"switch signing on at the sender"_s));
        if (recipe && !request.secrets.isEmpty())
            causes.append(sign("H2", Certainty::Possible, Party::Sender,
                               u"handshakes and test requests of some senders are unsigned"_s,
                               u"send a real event"_s));
        return causes;
    }
    if (!hops.isEmpty())
        causes.append(sign("G1", Certainty::Possible, Party::Path,
                           u"the request went through a hop (%1), which may have changed it"_s.arg(hops),
                           u"compare with a delivery that did not pass it"_s));
    const QByteArray coding = message.first("Content-Encoding").toLower();
    const bool packed = message.body.startsWith("\x1f\x8b") || message.body.startsWith("\x28\xb5\x2f\xfd");
    if (!coding.isEmpty() && coding != "identity")
        causes.append(sign(
            packed ? "A21" : "G4", Certainty::Possible, Party::Path,
            packed ? u"the body is compressed (%1); the sender may have signed it before"_s.arg(
                         QString::fromLatin1(coding))
                   : u"Content-Encoding says %1, but the body is not compressed: a hop unpacked it"_s.arg(
                         QString::fromLatin1(coding)),
            u"find out which form the sender signs"_s));
    addSecretSigns(request, causes);
    return causes;
}

QStringList whatToCapture(const ExplainRequest &request, const Recipe *recipe, const QList<Cause> &signs)
{
    QStringList next;
    const bool hasSecret = !request.secrets.isEmpty() || !request.others.isEmpty();
    if (!hasSecret)
        next += u"the secret of this endpoint: none was given, so nothing could be computed"_s;
    const bool truncated =
        std::any_of(signs.begin(), signs.end(), [](const Cause &cause) { return cause.id == "A29"; });
    if (truncated)
        next += u"the whole request: this one is cut off"_s;
    if (recipe && request.circumstances.url.isEmpty() &&
        std::any_of(recipe->message.begin(), recipe->message.end(),
                    [](const PartSpec &part) { return part.kind == PartSpec::Kind::Url; }))
        next += u"the URL as it is registered with the sender: it is signed"_s;
    next += u"a delivery straight from the sender, past every proxy and tunnel"_s;
    if (hasSecret)
        next += u"the secret, copied anew from the sender's page"_s;
    if (!hopsOf(request.message).isEmpty())
        next += u"the same delivery in front of the hop that its headers name"_s;
    return next;
}

QString ruledOutBy(const Verification &v, const Recipe &recipe)
{
    if (familyOf(recipe.algorithm) != Family::Hmac && familyOf(recipe.algorithm) != Family::Digest)
        return {};
    for (const QByteArray &text : v.received) {
        const auto bytes = readDigest(text, recipe.encoding, 0);
        if (!bytes)
            continue;
        switch (bytes->size()) {
        case 16:
            return u"16 bytes: MD5; no SHA"_s;
        case 20:
            return u"20 bytes: SHA-1; not SHA-256 or longer, no public key"_s;
        case 32:
            return u"32 bytes: SHA-256; not SHA-1, SHA-384 or SHA-512, no public key"_s;
        case 48:
            return u"48 bytes: SHA-384"_s;
        case 64:
            return u"64 bytes: SHA-512 or Ed25519; not SHA-1 or SHA-256"_s;
        default:
            return u"%1 bytes: no digest; a truncated value, or a public-key signature"_s.arg(bytes->size());
        }
    }
    return {};
}

} // namespace tocsin::signature
