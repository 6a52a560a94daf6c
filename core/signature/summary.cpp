// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/summary.h"

#include "core/signature/fieldgrammar.h"
#include "core/signature/schemewords.h"
#include "core/signature/trial.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace words;
using Part = PartSpec::Kind;

QString plain(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

QString quoted(const QByteArray &text)
{
    QString shown = plain(text);
    shown.replace(u'\n', u"\\n"_s).replace(u'\r', u"\\r"_s).replace(u'\t', u"\\t"_s);
    return u'"' + shown + u'"';
}

QString memberName(const QByteArray &pointer)
{
    return pointer.isEmpty() ? u"the JSON body"_s : u"body member "_s + plain(pointer);
}

QString partNames(const std::vector<PartSpec> &parts);

// In words; %1 = the name or pointer that goes with the part.
struct PartWords
{
    Part kind;
    const char *words;
};

constexpr PartWords partWords[] = {
    {Part::Timestamp, "the timestamp"},
    {Part::Id, "the message id"},
    {Part::Tag, "the tag"},
    {Part::Header, "the header %1"},
    {Part::Method, "the method"},
    {Part::Target, "the path with its query"},
    {Part::Path, "the path"},
    {Part::Url, "the URL"},
    {Part::Query, "the query parameter %1"},
    {Part::Form, "the form field %1"},
    {Part::Body, "the body"},
    {Part::SortedForm, "the form's fields, sorted"},
    {Part::SignedHeaders, "the headers that the request lists"},
    {Part::Parameter, "the parameter %1"},
    {Part::Secret, "the secret"},
};

QString valueName(const PartSpec &part)
{
    switch (part.kind) {
    case Part::Literal:
        return quoted(part.text);
    case Part::Json:
        return memberName(part.text);
    case Part::RawJson:
        return memberName(part.text) + u" as it stands"_s;
    case Part::Canonical:
        return u"%1 written anew (%2)"_s.arg(memberName(part.text), plain(part.profile));
    case Part::Group:
        return u'(' + partNames(part.parts) + u')';
    default:
        break;
    }
    const auto found = std::find_if(std::begin(partWords), std::end(partWords),
                                    [&](const PartWords &words) { return words.kind == part.kind; });
    QString name = QString::fromLatin1(found->words).replace(u"%1"_s, plain(part.text));
    return part.decoded ? name + u" without escapes"_s : name;
}

QString partName(const PartSpec &part)
{
    QString name = valueName(part);
    if (part.lower)
        name += u" in lower case"_s;
    if (part.encoding) {
        const QString written = wordOf(partEncodings, *part.encoding);
        name = part.hash == PartHash::None
                   ? u"%1 in %2"_s.arg(name, written)
                   : u"the %1 of %2 in %3"_s.arg(QString(wordOf(hashes, part.hash)), name, written);
    }
    return part.optional ? name + u" if there is one"_s : name;
}

QString partNames(const std::vector<PartSpec> &parts)
{
    QStringList names;
    for (const PartSpec &part : parts)
        names.append(partName(part));
    return names.join(u", "_s);
}

QString keyName(const KeySpec &key)
{
    QString name;
    switch (key.form) {
    case KeyForm::Utf8:
        name = u"the secret as text"_s;
        break;
    case KeyForm::Base64:
        name = u"the secret, which is base64"_s;
        break;
    case KeyForm::Hex:
        name = u"the secret, which is hexadecimal"_s;
        break;
    case KeyForm::PrefixedBase64:
        name = u"the secret, which is base64 behind %1"_s.arg(quoted(key.prefixes.value(0)));
        break;
    case KeyForm::PublicKey:
        name = u"the sender's public key"_s;
        break;
    }
    if (key.hash != PartHash::None)
        name = u"the %1 of %2"_s.arg(QString(wordOf(hashes, key.hash)), name);
    return key.afterTimestamp ? u"the timestamp and "_s + name : name;
}

QString timeSentence(const TimeSpec &time)
{
    const QString place =
        u"The time (%1) is in %2"_s.arg(QString(wordOf(timeUnits, time.unit)), placeName(time.field));
    return time.windowSeconds == 0 ? place + u"; the sender gives no limit."_s
                                   : place + u" and may be off by %1 s."_s.arg(time.windowSeconds);
}

} // namespace

QLatin1StringView algorithmId(Algorithm algorithm)
{
    return wordOf(algorithms, algorithm);
}

QString algorithmName(Algorithm algorithm)
{
    switch (familyOf(algorithm)) {
    case Family::None:
        return u"no signature"_s;
    case Family::Token:
        return u"the secret itself"_s;
    case Family::Basic:
        return u"user and password (HTTP Basic)"_s;
    case Family::Jws:
        return u"a JSON Web Signature"_s;
    case Family::HttpSignature:
        return u"an HTTP message signature"_s;
    default:
        return QString(wordOf(algorithms, algorithm)).toUpper();
    }
}

QStringList summaryOf(const Recipe &recipe)
{
    QStringList lines;
    switch (familyOf(recipe.algorithm)) {
    case Family::None:
        return {u"The sender signs nothing."_s};
    case Family::Hmac:
    case Family::PublicKey:
        lines.append(u"%1 with %2, of: %3."_s.arg(algorithmName(recipe.algorithm), keyName(recipe.key),
                                                  partNames(recipe.message)));
        break;
    case Family::Digest:
        lines.append(u"%1 of: %2."_s.arg(algorithmName(recipe.algorithm), partNames(recipe.message)));
        break;
    default:
        lines.append(u"The request carries %1."_s.arg(algorithmName(recipe.algorithm)));
    }
    if (recipe.signature.isSet())
        lines.append(u"It stands in %1 as %2."_s.arg(placeName(recipe.signature), signatureShape(recipe)));
    if (recipe.each)
        lines.append(u"Each entry of %1 has its own."_s.arg(memberName(*recipe.each)));
    if (recipe.timestamp.field.isSet())
        lines.append(timeSentence(recipe.timestamp));
    if (recipe.messageId.isSet())
        lines.append(u"The message id is in %1."_s.arg(placeName(recipe.messageId)));
    if (recipe.tag.isSet())
        lines.append(u"The tag is in %1."_s.arg(placeName(recipe.tag)));
    if (!recipe.jws.requestClaim.isEmpty())
        lines.append(u"Its claim %1 must be the hash of method, path and query."_s.arg(
            plain(recipe.jws.requestClaim)));
    for (const ClaimSpec &claim : recipe.jws.claims)
        lines.append(u"Its claim %1 must be the parameter %2, if that is given."_s.arg(
            plain(claim.claim), plain(claim.parameter)));
    if (recipe.bodyDigest.field.isSet())
        lines.append(u"%1 must be the body's digest."_s.arg(placeName(recipe.bodyDigest.field)));
    return lines;
}

} // namespace tocsin::signature
