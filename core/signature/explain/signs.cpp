// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/signs.h"

#include "core/signature/digesttext.h"
#include "core/signature/explain/bodysigns.h"
#include "core/signature/explain/headernames.h"
#include "core/signature/explain/hops.h"

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

// Bytes that a person could read. What is compressed has others among its first.
bool isText(QByteArrayView body)
{
    return std::none_of(body.begin(), body.end(),
                        [](char c) { return uchar(c) < 0x20 && c != '\n' && c != '\r' && c != '\t'; }) &&
           body.isValidUtf8();
}

void addCodingSigns(const domain::HttpMessage &message, QList<Cause> &causes)
{
    const QByteArray coding = message.first("Content-Encoding").toLower().left(40);
    if (coding.isEmpty() || coding == "identity")
        return;
    const QString name = QString::fromUtf8(coding);
    if (isText(message.body)) {
        causes.append(
            sign("G4", Certainty::Possible, Party::Path,
                 u"Content-Encoding says %1, but the body is not compressed: a hop unpacked it"_s.arg(name),
                 u"find out which form the sender signs"_s));
        return;
    }
    const bool isUnpacked = coding == "gzip" || coding == "x-gzip" || coding == "deflate" || coding == "br";
    causes.append(sign(
        "A21", Certainty::Possible, Party::Path,
        isUnpacked
            ? u"the body is compressed (%1); the sender may have signed it before, in another form"_s.arg(
                  name)
            : u"the body is compressed (%1), which cannot be unpacked here: its text was not tried"_s.arg(
                  name),
        isUnpacked ? u"find out which form the sender signs"_s
                   : u"capture a delivery without Content-Encoding, or behind the hop that unpacks it"_s));
}

} // namespace

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
    const Renamed back = recipe ? withNamesBack(message, headersReadBy(*recipe)) : Renamed();
    if (!back.names.isEmpty())
        causes.append(sign("C11", Certainty::Likely, Party::Path,
                           u"headers were renamed on the way: "_s + renamedText(back),
                           u"stop the platform on the way from renaming headers"_s));
    if (v.verdict == Verdict::MissingSignature && back.names.isEmpty()) {
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
    addCodingSigns(message, causes);
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

// What so many bytes can and cannot be. Any number may be the beginning of a longer digest.
static QString shapeOf(qsizetype bytes, qsizetype expected)
{
    const QString cut = bytes < expected ? u", or the first bytes of a longer one"_s : QString();
    switch (bytes) {
    case 16:
        return u"16 bytes: MD5; no SHA"_s + cut;
    case 20:
        return (cut.isEmpty() ? u"20 bytes: SHA-1; not SHA-256 or longer, no public key"_s
                              : u"20 bytes: SHA-1"_s) +
               cut;
    case 32:
        return (cut.isEmpty() ? u"32 bytes: SHA-256; not SHA-1, SHA-384 or SHA-512, no public key"_s
                              : u"32 bytes: SHA-256; not SHA-1"_s) +
               cut;
    case 48:
        return u"48 bytes: SHA-384"_s + cut;
    case 64:
        return u"64 bytes: SHA-512 or Ed25519; not SHA-1 or SHA-256"_s;
    default:
        return u"%1 bytes: no digest; a truncated value, or a public-key signature"_s.arg(bytes);
    }
}

QString ruledOutBy(const Verification &v, const Recipe &recipe)
{
    if (familyOf(recipe.algorithm) != Family::Hmac && familyOf(recipe.algorithm) != Family::Digest)
        return {};
    for (const QByteArray &text : v.received) {
        const auto bytes = readDigest(text, recipe.encoding, 0);
        if (!bytes)
            continue;
        return shapeOf(bytes->size(), digestSize(hashOf(recipe.algorithm)));
    }
    return {};
}

} // namespace tocsin::signature
