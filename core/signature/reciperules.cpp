// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/httpmessage.h"
#include "core/signature/recipereader.h"

#include <algorithm>
#include <array>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Place = FieldSpec::Place;
using Part = PartSpec::Kind;

constexpr int digitsOfMillis = 15; // unless the file says otherwise

// The member that goes with a kind of part, and with no other; "" = none.
QLatin1StringView argumentOf(Part kind)
{
    switch (kind) {
    case Part::Literal:
        return "text"_L1;
    case Part::Header:
        return "header"_L1;
    case Part::Query:
        return "query"_L1;
    case Part::Form:
        return "form"_L1;
    case Part::Json:
    case Part::RawJson:
    case Part::Canonical:
        return "json"_L1;
    case Part::Parameter:
        return "parameter"_L1;
    case Part::Group:
        return "parts"_L1;
    default:
        return {};
    }
}

class Rules
{
public:
    Rules(SchemeFile &file, const QString &path, const QList<QByteArray> &parameters, Recipe &recipe)
        : m_file(file)
        , m_path(path)
        , m_parameters(parameters)
        , m_recipe(recipe)
        , m_family(familyOf(recipe.algorithm))
    {}

    bool hold();

private:
    bool has(const QString &member) const { return m_file.has(m_path + member); }
    bool refuse(const QString &member, const QString &what) { return m_file.refuse(m_path + member, what); }
    bool meaningless(std::initializer_list<QString> members);
    bool needed(std::initializer_list<QString> members);

    bool claimsFit(const JwsSpec &jws);
    bool membersFit();
    bool keyFits();
    bool fieldFits(const QString &member, const FieldSpec &field);
    bool fieldsShareHeaders(const QString &member, const FieldSpec &field);
    bool fieldsFit();
    bool timeFits();
    bool partsFit(const QString &path, const std::vector<PartSpec> &parts, bool inGroup);
    bool partFits(const QString &path, const PartSpec &part, bool inGroup);
    bool argumentsFit(const QString &path, const PartSpec &part);
    bool referenceFits(const QString &path, const PartSpec &part);

    std::array<std::pair<QString, const FieldSpec *>, 6> fields() const
    {
        return {{{u"signature"_s, &m_recipe.signature},
                 {u"timestamp"_s, &m_recipe.timestamp.field},
                 {u"messageId"_s, &m_recipe.messageId},
                 {u"tag"_s, &m_recipe.tag},
                 {u"bodyDigest"_s, &m_recipe.bodyDigest.field},
                 {u"signedHeaders"_s, &m_recipe.signedHeaders.field}}};
    }

    SchemeFile &m_file;
    QString m_path;
    const QList<QByteArray> &m_parameters;
    Recipe &m_recipe;
    Family m_family;
};

bool Rules::meaningless(std::initializer_list<QString> members)
{
    for (const QString &member : members) {
        if (has(member))
            return refuse(member, u"has no meaning with this algorithm"_s);
    }
    return true;
}

bool Rules::needed(std::initializer_list<QString> members)
{
    for (const QString &member : members) {
        if (!has(member))
            return refuse(member, u"is missing; this algorithm needs it"_s);
    }
    return true;
}

bool Rules::claimsFit(const JwsSpec &jws)
{
    const bool isToken = jws.payload == JwsSpec::Payload::Token;
    if (!isToken && !jws.requestClaim.isEmpty())
        return refuse(u"jws.requestClaim"_s, u"goes with payload token, which has claims"_s);
    if (!isToken && !jws.claims.isEmpty())
        return refuse(u"jws.claims"_s, u"goes with payload token, which has claims"_s);
    if (!jws.basePath.isEmpty() && !m_parameters.contains(jws.basePath))
        return refuse(u"jws.requestClaim.basePath"_s, u"is not declared in parameters"_s);
    for (qsizetype i = 0; i < jws.claims.size(); ++i) {
        if (!m_parameters.contains(jws.claims[i].parameter))
            return refuse(u"jws.claims[%1].parameter"_s.arg(i), u"is not declared in parameters"_s);
    }
    return true;
}

bool Rules::membersFit()
{
    switch (m_family) {
    case Family::None:
        return meaningless({u"key"_s, u"signature"_s, u"timestamp"_s, u"messageId"_s, u"tag"_s, u"message"_s,
                            u"each"_s, u"signedHeaders"_s, u"bodyDigest"_s, u"jws"_s, u"httpSignature"_s});
    case Family::Token:
    case Family::Basic:
        return needed({u"signature"_s}) && meaningless({u"message"_s, u"signature.encoding"_s, u"jws"_s,
                                                        u"httpSignature"_s, u"signedHeaders"_s});
    case Family::Hmac:
    case Family::Digest:
    case Family::PublicKey:
        return needed({u"signature"_s, u"signature.encoding"_s, u"message"_s}) &&
               meaningless({u"jws"_s, u"httpSignature"_s});
    case Family::Jws: {
        if (!needed({u"signature"_s, u"jws"_s}) ||
            !meaningless({u"signature.encoding"_s, u"httpSignature"_s, u"each"_s}))
            return false;
        if (!claimsFit(m_recipe.jws))
            return false;
        const bool parts = m_recipe.jws.payload == JwsSpec::Payload::Parts;
        return parts == has(u"message"_s) ||
               refuse(u"message"_s, u"goes with jws.payload parts, and only with it"_s);
    }
    case Family::HttpSignature:
        return needed({u"httpSignature"_s}) &&
               meaningless({u"message"_s, u"timestamp"_s, u"tag"_s, u"jws"_s, u"each"_s, u"signedHeaders"_s});
    }
    Q_UNREACHABLE();
}

bool Rules::keyFits()
{
    const KeySpec &key = m_recipe.key;
    const bool prefixed = key.form == KeyForm::PrefixedBase64;
    if (prefixed && key.prefixes.isEmpty())
        return refuse(u"key"_s, u"form prefixed-base64 needs the member prefixes"_s);
    if (!prefixed && !key.prefixes.isEmpty())
        return refuse(u"key.prefixes"_s, u"goes with form prefixed-base64 only"_s);
    const bool isPublic = key.form == KeyForm::PublicKey;
    const bool mayBePublic =
        m_family == Family::PublicKey || m_family == Family::Jws || m_family == Family::HttpSignature;
    if (isPublic && !mayBePublic)
        return refuse(u"key"_s, u"a public key does not go with this algorithm"_s);
    if (m_family == Family::PublicKey && key.form == KeyForm::Utf8)
        return refuse(u"key"_s, u"this algorithm needs form public-key (or hex or base64 of a raw key)"_s);
    if (isPublic && (key.hash != PartHash::None || key.afterTimestamp))
        return refuse(u"key"_s, u"a public key is used as it is: no hash, no before"_s);
    if (key.afterTimestamp && !m_recipe.timestamp.field.isSet())
        return refuse(u"key.before"_s, u"names a value that the file does not place: add timestamp"_s);
    return true;
}

bool Rules::fieldFits(const QString &member, const FieldSpec &field)
{
    if (field.place == Place::None)
        return refuse(member, u"does not say where the value is: header, query, form, json, ..."_s);
    const bool isSignature = member == u"signature"_s;
    if (field.place == Place::NumberedHeader && !isSignature)
        return refuse(member, u"must have one place; only signatures stand in numbered headers"_s);
    if (field.place == Place::Claim && (member != u"timestamp"_s || (m_family != Family::Jws)))
        return refuse(member, u"claim goes with the timestamp of algorithm jws only"_s);
    if (field.unpack && !m_file.has(m_path + member + u".unpack"_s))
        return refuse(member + u".member"_s, u"goes with unpack only"_s);
    if (!field.key.isEmpty() && field.index >= 0)
        return refuse(member + u".index"_s, u"does not go with key: a part has a name or a place"_s);
    if (field.index >= 0 && field.split.isEmpty())
        return refuse(member + u".index"_s, u"needs split, the text between the parts"_s);
    if ((field.rest || !field.first.isEmpty()) && field.index < 0)
        return refuse(member, u"rest and first go with index only"_s);
    if (field.takesRest && field.index < 0 && (field.key.isEmpty() || !field.isHeader()))
        return refuse(member + u".takesRest"_s, u"needs index, or a header and a key"_s);
    if (field.takesRest && field.rest)
        return refuse(member + u".takesRest"_s, u"does not go with rest: the rest is one value or several"_s);
    if (!field.split.isEmpty() && !field.isCut())
        return refuse(member + u".split"_s, u"needs key or index to say which part is meant"_s);
    return fieldsShareHeaders(member, field);
}

bool Rules::fieldsShareHeaders(const QString &member, const FieldSpec &field)
{
    if (!field.isHeader())
        return true;
    for (const auto &[name, other] : fields()) {
        if (other == &field || !other->isHeader() || !domain::sameFieldName(other->name(), field.name()))
            continue;
        const bool apart =
            field.key != other->key || field.index != other->index || field.unpack != other->unpack;
        if (!apart || (!field.isCut() && !field.unpack))
            return refuse(
                member,
                u"stands in the same header as %1, so each needs a key or an index of its own"_s.arg(name));
        if (field.takesRest && other->takesRest)
            return refuse(member + u".takesRest"_s, u"%1 already takes the rest of this header"_s.arg(name));
    }
    return true;
}

bool Rules::fieldsFit()
{
    for (const auto &[name, field] : fields()) {
        if (has(name) && !fieldFits(name, *field))
            return false;
    }
    return true;
}

bool Rules::timeFits()
{
    TimeSpec &time = m_recipe.timestamp;
    const bool number = time.unit <= TimeUnit::SecondsOrMilliseconds;
    if (!number && has(u"timestamp.maxDigits"_s))
        return refuse(u"timestamp.maxDigits"_s, u"has no meaning with this unit"_s);
    const bool millis = time.unit == TimeUnit::Milliseconds || time.unit == TimeUnit::SecondsOrMilliseconds;
    if (millis && !has(u"timestamp.maxDigits"_s))
        time.maxDigits = digitsOfMillis;
    return true;
}

bool Rules::argumentsFit(const QString &path, const PartSpec &part)
{
    const QLatin1StringView own = argumentOf(part.kind);
    const bool needsOwn = !own.isEmpty() && part.kind != Part::Canonical;
    if (needsOwn && !m_file.has(path + u'.' + own))
        return m_file.refuse(path, u"this kind needs the member %1"_s.arg(own));
    for (const QLatin1StringView name :
         {"text"_L1, "header"_L1, "query"_L1, "form"_L1, "json"_L1, "parameter"_L1, "parts"_L1}) {
        if (name != own && m_file.has(path + u'.' + name))
            return m_file.refuse(path + u'.' + name, u"does not go with this kind"_s);
    }
    const std::pair<QLatin1StringView, Part> extras[] = {{"profile"_L1, Part::Canonical},
                                                         {"decoded"_L1, Part::Url},
                                                         {"layout"_L1, Part::SignedHeaders},
                                                         {"join"_L1, Part::SignedHeaders}};
    for (const auto &[name, kind] : extras) {
        if (part.kind != kind && m_file.has(path + u'.' + name))
            return m_file.refuse(path + u'.' + name, u"does not go with this kind"_s);
    }
    if (part.kind == Part::Canonical && part.profile.isEmpty())
        return m_file.refuse(path, u"this kind needs the member profile"_s);
    return true;
}

bool Rules::referenceFits(const QString &path, const PartSpec &part)
{
    if (part.kind == Part::Header) {
        for (const auto &[name, field] : fields()) {
            if (field->isHeader() && !field->isCut() && domain::sameFieldName(part.text, field->name()) &&
                name != u"signedHeaders"_s)
                return m_file.refuse(path + u".header"_s,
                                     u"is a header of the signature itself; use its own kind"_s);
        }
    }
    const std::pair<Part, QString> placed[] = {{Part::Timestamp, u"timestamp"_s},
                                               {Part::Id, u"messageId"_s},
                                               {Part::Tag, u"tag"_s},
                                               {Part::SignedHeaders, u"signedHeaders"_s}};
    for (const auto &[kind, member] : placed) {
        if (part.kind == kind && !has(member))
            return m_file.refuse(path + u".kind"_s,
                                 u"names a value that the file does not place: add %1"_s.arg(member));
    }
    if (part.kind == Part::Parameter && !m_parameters.contains(part.text))
        return m_file.refuse(path + u".parameter"_s, u"is not declared in parameters"_s);
    return true;
}

bool Rules::partFits(const QString &path, const PartSpec &part, bool inGroup)
{
    if (!argumentsFit(path, part) || !referenceFits(path, part))
        return false;
    if (part.kind == Part::Secret && (m_family != Family::Digest || inGroup))
        return m_file.refuse(path + u".kind"_s, u"goes with plain digests only, and outside of groups"_s);
    if (!part.optional && (!part.before.isEmpty() || !part.after.isEmpty()))
        return m_file.refuse(path + (part.before.isEmpty() ? u".after"_s : u".before"_s),
                             u"goes with optional true only; write a literal instead"_s);
    if (part.optional && (part.kind == Part::Literal || part.kind == Part::Body || part.kind == Part::Secret))
        return m_file.refuse(path + u".optional"_s, u"a literal, the body and the secret are always there"_s);
    if (part.hash != PartHash::None && !part.encoding)
        return m_file.refuse(path + u".hash"_s, u"needs encoding, the way in which the digest is written"_s);
    if (part.encoding == Encoding::Decimal && part.hash != PartHash::Crc32)
        return m_file.refuse(path + u".encoding"_s, u"decimal goes with hash crc32 only"_s);
    if (part.kind == Part::Group && part.hash == PartHash::None && !part.encoding)
        return m_file.refuse(path, u"a group is for a hash or an encoding over its parts"_s);
    return part.parts.empty() || partsFit(path + u".parts"_s, part.parts, true);
}

bool Rules::partsFit(const QString &path, const std::vector<PartSpec> &parts, bool inGroup)
{
    for (size_t i = 0; i < parts.size(); ++i) {
        if (!partFits(path + u"[%1]"_s.arg(i), parts[i], inGroup))
            return false;
    }
    return true;
}

bool Rules::hold()
{
    if (!membersFit() || !keyFits() || !fieldsFit() || !timeFits() ||
        !partsFit(m_path + u"message"_s, m_recipe.message, false))
        return false;
    const bool hasSecret = std::any_of(m_recipe.message.begin(), m_recipe.message.end(),
                                       [](const PartSpec &part) { return part.kind == Part::Secret; });
    return m_family != Family::Digest || hasSecret ||
           refuse(u"message"_s, u"must contain the secret, or anybody could make this digest"_s);
}

bool coversBody(const std::vector<PartSpec> &parts)
{
    return std::any_of(parts.begin(), parts.end(), [](const PartSpec &part) {
        switch (part.kind) {
        case Part::Body:
        case Part::Form:
        case Part::Json:
        case Part::RawJson:
        case Part::Canonical:
        case Part::SortedForm:
            return true;
        case Part::Group:
            return coversBody(part.parts);
        default:
            return false;
        }
    });
}

} // namespace

bool checkRecipe(SchemeFile &file, const QString &path, const QList<QByteArray> &parameters, Recipe &recipe)
{
    return Rules(file, path, parameters, recipe).hold();
}

bool coversBody(const Recipe &recipe)
{
    switch (familyOf(recipe.algorithm)) {
    case Family::Jws:
        return recipe.jws.payload == JwsSpec::Payload::Body || !recipe.jws.bodyClaim.isEmpty() ||
               recipe.signature.place == FieldSpec::Place::Body || coversBody(recipe.message);
    case Family::HttpSignature:
        return !recipe.httpSignature.digestHeader.isEmpty();
    default:
        return coversBody(recipe.message) || recipe.bodyDigest.field.isSet();
    }
}

} // namespace tocsin::signature
