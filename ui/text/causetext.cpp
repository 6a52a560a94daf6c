// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/causetext.h"

#include "ui/text/errortext.h"

#include <QCoreApplication>

namespace tocsin::ui {

using signature::Certainty;
using signature::Party;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::CauseText)
};

struct Title
{
    const char *id;
    const char *text;
};

// clang-format off
constexpr Title titles[] = {
    {"A1", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "JSON parsed and written again, compact")},
    {"A2", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "JSON written again with blanks after commas and colons")},
    {"A3", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "JSON written again with indents")},
    {"A4", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "JSON with its keys sorted")},
    {"A5", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Text form of a language instead of JSON")},
    {"A6", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "The sender signs another form than it sends")},
    {"A7", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Numbers spelled in another way")},
    {"A8", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Big whole numbers rounded")},
    {"A9", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Slashes escaped or not")},
    {"A10", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Letters outside of ASCII escaped or not")},
    {"A11", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "&, < and > escaped or not")},
    {"A12", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Single characters escaped by one side")},
    {"A13", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Emoji escaped or not")},
    {"A14", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Body read in the wrong character set")},
    {"A15", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Byte order mark added or removed")},
    {"A16", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Unicode composed or taken apart")},
    {"A17", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Line end at the end added or removed")},
    {"A18", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "White space at the ends trimmed")},
    {"A19", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Line ends of another kind")},
    {"A20", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Body in base64")},
    {"A21", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Body compressed or unpacked")},
    {"A22", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Form fields parsed and encoded again")},
    {"A23", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Multipart changed, or bytes turned into text")},
    {"A24", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "An empty body was hashed")},
    {"A25", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "The text of no value was hashed")},
    {"A26", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "JSON inside a JSON string")},
    {"A27", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Wrapped by a gateway")},
    {"A28", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Only a part of the body was signed")},
    {"A29", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Body cut off")},
    {"A30", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Chunk framing left in the body")},
    {"A31", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Control characters removed, quotes or tabs replaced")},
    {"A32", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Keys that stood twice were lost")},
    {"A33", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Members added or left out")},
    {"B1", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Signed with another secret")},
    {"B2", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Signed with a retired secret")},
    {"B3", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Another kind of credential instead of the secret")},
    {"B4", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Blanks or line ends around the secret")},
    {"B5", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Quotes or a placeholder left in the secret")},
    {"B6", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Prefix of the secret kept or removed")},
    {"B7", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Secret decoded from base64 or not")},
    {"B8", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Secret decoded from hex or not")},
    {"B9", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Base64 of the secret in another alphabet")},
    {"B10", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Key derived from the secret in another way")},
    {"B11", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Secret in another character set")},
    {"B12", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Signed with an empty secret")},
    {"B16", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Signed with the fixed secret of a test tool")},
    {"C", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Signature elsewhere in the request, or written in another way")},
    {"C1", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Prefix of the signature left in or cut wrongly")},
    {"C2", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Hex and base64 mixed up")},
    {"C3", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Hex digits in capitals")},
    {"C4", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Blanks or quotes inside the signature")},
    {"C5", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Signature encoded for a URL")},
    {"C6", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Header written with other separators")},
    {"C7", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Signature under another name")},
    {"C9", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Repeated header joined by commas")},
    {"C10", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Header dropped on the way")},
    {"C11", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Header renamed on the way")},
    {"C12", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Signature cut off")},
    {"D1", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Another hash function")},
    {"D2", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Plain hash instead of HMAC")},
    {"D3", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Key and text exchanged")},
    {"D4", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "A digest was signed in place of the text")},
    {"D5", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Parts in another order")},
    {"D6", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Another separator between the parts")},
    {"D7", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "A part missing or too many")},
    {"D8", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Timestamp written in another way")},
    {"D9", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Another time was signed")},
    {"D10", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Another id was signed")},
    {"D12", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Form fields sorted or joined in another way")},
    {"D13", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Another scheme")},
    {"E1", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "http and https")},
    {"E2", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Another host in the URL")},
    {"E3", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Port in the URL kept or dropped")},
    {"E4", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Path changed by a router")},
    {"E5", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Slash at the end of the path")},
    {"E6", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Query lost, reordered or encoded again")},
    {"E7", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Credentials or fragment in the URL")},
    {"E8", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Host in capitals or in punycode")},
    {"E9", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Another method")},
    {"E10", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Another URL is registered")},
    {"F1", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Timestamp in another unit")},
    {"F2", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "A clock that is wrong")},
    {"F3", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Time zone taken for local time")},
    {"F4", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Replay or late retry")},
    {"F5", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Slow queue or proxy")},
    {"F6", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Time in the future")},
    {"F8", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Timestamp that is no time")},
    {"G1", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "A hop that may change bytes")},
    {"G4", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Encoding named, but undone on the way")},
    {"H1", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Sender without a secret")},
    {"H2", QT_TRANSLATE_NOOP("tocsin::ui::CauseText", "Handshake or test without a signature")},
};
// clang-format on

} // namespace

BadgeText certaintyBadge(Certainty certainty)
{
    switch (certainty) {
    case Certainty::Proved:
        return {Mark::Check, Tone::Valid, Text::tr("Proved")};
    case Certainty::Likely:
        return {Mark::Triangle, Tone::Stale, Text::tr("Likely")};
    case Certainty::Possible:
        return {Mark::Question, Tone::Unknown, Text::tr("Possible")};
    }
    return {};
}

QString partyPlace(Party party)
{
    switch (party) {
    case Party::Sender:
        return Text::tr("at the sender");
    case Party::Path:
        return Text::tr("on the way");
    case Party::Setting:
        return Text::tr("in the setting here");
    case Party::Clock:
        return Text::tr("at a clock");
    }
    return {};
}

QString causeTitle(const QByteArray &id)
{
    for (const Title &title : titles) {
        if (id == title.id)
            return Text::tr(title.text);
    }
    return QString::fromLatin1(id);
}

QString causeSentence(const signature::Cause &cause)
{
    return asSentence(cause.detail);
}

QString causeRemedy(const signature::Cause &cause)
{
    if (cause.change.isEmpty())
        return {};
    const bool ends = cause.change.endsWith(u'.');
    return Text::tr("To fix, %1: %2").arg(partyPlace(cause.party), cause.change) +
           (ends ? QString() : QStringLiteral("."));
}

} // namespace tocsin::ui
