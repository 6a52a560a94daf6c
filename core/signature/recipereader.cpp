// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/recipereader.h"

#include "core/signature/schemewords.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Need = SchemeFile::Need;
using Place = FieldSpec::Place;
using Part = PartSpec::Kind;
using namespace words;

constexpr int maxParts = 64;
constexpr int maxNames = 32;
constexpr int maxPrefixes = 16;
constexpr int maxNesting = 4;
constexpr qint64 maxWindow = 366 * 24 * 3600;
constexpr qint64 maxDigits = 18; // what fits 64 bits
constexpr qint64 maxIndex = 15;

} // namespace

QLatin1StringView partKindId(Part kind)
{
    return partKinds[int(kind)].text;
}

SchemeFile::Members RecipeReader::members(Recipe &recipe)
{
    return {
        {"algorithm"_L1, Need::Required,
         [&](auto &v) { return m_file.choice(v, algorithms, recipe.algorithm); }},
        {"key"_L1, Need::Optional, [&](auto &v) { return readKey(v, recipe.key); }},
        {"signature"_L1, Need::Optional, [&](auto &v) { return readSignature(v, recipe); }},
        {"timestamp"_L1, Need::Optional, [&](auto &v) { return readTimestamp(v, recipe.timestamp); }},
        {"messageId"_L1, Need::Optional,
         [&](auto &v) { return m_file.object(v, fieldMembers(recipe.messageId)); }},
        {"tag"_L1, Need::Optional, [&](auto &v) { return m_file.object(v, fieldMembers(recipe.tag)); }},
        {"message"_L1, Need::Optional, [&](auto &v) { return readParts(v, recipe.message, 0); }},
        {"each"_L1, Need::Optional, [&](auto &v) { return m_file.pointer(v, recipe.each.emplace()); }},
        {"bodyDigest"_L1, Need::Optional, [&](auto &v) { return readBodyDigest(v, recipe.bodyDigest); }},
        {"signedHeaders"_L1, Need::Optional,
         [&](auto &v) { return readSignedHeaders(v, recipe.signedHeaders); }},
        {"jws"_L1, Need::Optional, [&](auto &v) { return readJws(v, recipe.jws); }},
        {"httpSignature"_L1, Need::Optional,
         [&](auto &v) { return readHttpSignature(v, recipe.httpSignature); }},
    };
}

SchemeFile::Members RecipeReader::fieldMembers(FieldSpec &field)
{
    const auto place = [this, &field](Place where) {
        const bool second = field.isSet();
        field.place = where;
        return !second || m_file.refuseHere(u"says a second place; the value has one"_s);
    };
    const auto named = [this, &field](bool good, const QByteArray &name) {
        field.names = {name};
        return good;
    };
    const auto header = [this, place, named](const Token &v, Place where) {
        QByteArray name;
        return place(where) && named(m_file.token(v, name), name);
    };
    const auto parameter = [this, place, named](const Token &v, Place where) {
        QByteArray name;
        return place(where) && named(m_file.bytes(v, name), name);
    };
    return {
        {"header"_L1, Need::Optional, [=](auto &v) { return header(v, Place::Header); }},
        {"headers"_L1, Need::Optional,
         [this, place, &field](auto &v) {
             return place(Place::AnyHeader) && m_file.tokens(v, maxNames, field.names);
         }},
        {"numberedHeader"_L1, Need::Optional, [=](auto &v) { return header(v, Place::NumberedHeader); }},
        {"query"_L1, Need::Optional, [=](auto &v) { return parameter(v, Place::Query); }},
        {"form"_L1, Need::Optional, [=](auto &v) { return parameter(v, Place::Form); }},
        {"json"_L1, Need::Optional,
         [=, this](auto &v) {
             QByteArray pointer;
             return place(Place::Json) && named(m_file.pointer(v, pointer), pointer);
         }},
        {"body"_L1, Need::Optional,
         [this, place](auto &v) {
             bool whole = false;
             return place(Place::Body) && m_file.flag(v, whole) &&
                    (whole || m_file.refuseHere(u"can be true only; leave it out instead"_s));
         }},
        {"claim"_L1, Need::Optional, [=](auto &v) { return parameter(v, Place::Claim); }},
        {"prefixes"_L1, Need::Optional, [this, &field](auto &v) { return readPrefixes(v, field.prefixes); }},
        {"toleratedPrefixes"_L1, Need::Optional,
         [this, &field](auto &v) { return readPrefixes(v, field.toleratedPrefixes); }},
        {"unpack"_L1, Need::Optional,
         [this, &field](auto &v) {
             static constexpr Word packed[] = {{"base64-json"_L1, 0}};
             int word = 0;
             if (!field.unpack)
                 field.unpack.emplace();
             return m_file.word(v, packed, word);
         }},
        {"member"_L1, Need::Optional,
         [this, &field](auto &v) { return m_file.pointer(v, field.unpack.emplace()); }},
        {"groups"_L1, Need::Optional, [this, &field](auto &v) { return m_file.bytes(v, field.groups); }},
        {"split"_L1, Need::Optional, [this, &field](auto &v) { return m_file.bytes(v, field.split); }},
        {"assign"_L1, Need::Optional, [this, &field](auto &v) { return m_file.bytes(v, field.assign); }},
        {"key"_L1, Need::Optional, [this, &field](auto &v) { return m_file.bytes(v, field.key); }},
        {"index"_L1, Need::Optional, [this, &field](auto &v) { return count(v, 0, maxIndex, field.index); }},
        {"rest"_L1, Need::Optional, [this, &field](auto &v) { return m_file.flag(v, field.rest); }},
        {"first"_L1, Need::Optional, [this, &field](auto &v) { return m_file.bytes(v, field.first); }},
        {"takesRest"_L1, Need::Optional, [this, &field](auto &v) { return m_file.flag(v, field.takesRest); }},
        {"unescape"_L1, Need::Optional, [this, &field](auto &v) { return m_file.flag(v, field.unescape); }},
    };
}

bool RecipeReader::readPrefixes(const Token &value, QList<QByteArray> &out)
{
    return m_file.list(value, maxPrefixes, [&](auto &item) {
        QByteArray prefix;
        if (!m_file.bytes(item, prefix))
            return false;
        const bool good = prefix[0] != ' ' && std::all_of(prefix.begin(), prefix.end(),
                                                          [](char c) { return c >= ' ' && c <= '~'; });
        out.append(prefix);
        return good || m_file.refuseHere(u"must be printable ASCII without a leading blank"_s);
    });
}

bool RecipeReader::readEncoding(const Token &value, std::optional<Encoding> &out)
{
    return m_file.choice(value, partEncodings, out.emplace());
}

bool RecipeReader::readKey(const Token &value, KeySpec &key)
{
    static constexpr Word front[] = {{"timestamp"_L1, 1}};
    return m_file.object(
        value, {{"form"_L1, Need::Required, [&](auto &v) { return m_file.choice(v, keyForms, key.form); }},
                {"prefixes"_L1, Need::Optional, [&](auto &v) { return readPrefixes(v, key.prefixes); }},
                {"hash"_L1, Need::Optional, [&](auto &v) { return m_file.choice(v, digests, key.hash); }},
                {"before"_L1, Need::Optional,
                 [&](auto &v) { return m_file.choice(v, front, key.afterTimestamp); }}});
}

bool RecipeReader::readSignature(const Token &value, Recipe &recipe)
{
    Members members = fieldMembers(recipe.signature);
    members.push_back({"encoding"_L1, Need::Optional,
                       [&](auto &v) { return m_file.choice(v, encodings, recipe.encoding); }});
    return m_file.object(value, members);
}

bool RecipeReader::readTimestamp(const Token &value, TimeSpec &time)
{
    Members members = fieldMembers(time.field);
    members.push_back(
        {"unit"_L1, Need::Required, [&](auto &v) { return m_file.choice(v, timeUnits, time.unit); }});
    members.push_back(
        {"maxDigits"_L1, Need::Optional, [&](auto &v) { return count(v, 1, maxDigits, time.maxDigits); }});
    members.push_back({"windowSeconds"_L1, Need::Required,
                       [&](auto &v) { return count(v, 0, maxWindow, time.windowSeconds); }});
    return m_file.object(value, members);
}

bool RecipeReader::readBodyDigest(const Token &value, BodyDigestSpec &digest)
{
    Members members = fieldMembers(digest.field);
    members.push_back(
        {"hash"_L1, Need::Required, [&](auto &v) { return m_file.choice(v, digests, digest.hash); }});
    members.push_back({"encoding"_L1, Need::Required,
                       [&](auto &v) { return m_file.choice(v, encodings, digest.encoding); }});
    return m_file.object(value, members);
}

bool RecipeReader::readSignedHeaders(const Token &value, HeaderListSpec &list)
{
    Members members = fieldMembers(list.field);
    members.push_back(
        {"separator"_L1, Need::Required, [&](auto &v) { return m_file.bytes(v, list.separator); }});
    return m_file.object(value, members);
}

bool RecipeReader::readJws(const Token &value, JwsSpec &jws)
{
    return m_file.object(
        value,
        {{"algorithms"_L1, Need::Required,
          [&](auto &v) {
              return m_file.list(v, maxNames, [&](auto &item) {
                  int word = 0;
                  const bool good = m_file.word(item, jwsAlgorithms, word);
                  jws.algorithms.append(
                      QByteArray(jwsAlgorithms[word].text.data(), jwsAlgorithms[word].text.size()));
                  return good;
              });
          }},
         {"payload"_L1, Need::Required, [&](auto &v) { return m_file.choice(v, payloads, jws.payload); }},
         {"bodyClaim"_L1, Need::Optional, [&](auto &v) { return readBodyClaim(v, jws); }},
         {"requestClaim"_L1, Need::Optional, [&](auto &v) { return readRequestClaim(v, jws); }},
         {"claims"_L1, Need::Optional, [&](auto &v) {
              return m_file.list(v, maxNames,
                                 [&](auto &item) { return readClaim(item, jws.claims.emplaceBack()); });
          }}});
}

bool RecipeReader::readRequestClaim(const Token &value, JwsSpec &jws)
{
    return m_file.object(
        value, {{"claim"_L1, Need::Required, [&](auto &v) { return m_file.bytes(v, jws.requestClaim); }},
                {"basePath"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, jws.basePath); }}});
}

bool RecipeReader::readClaim(const Token &value, ClaimSpec &claim)
{
    return m_file.object(
        value, {{"claim"_L1, Need::Required, [&](auto &v) { return m_file.bytes(v, claim.claim); }},
                {"parameter"_L1, Need::Required, [&](auto &v) { return m_file.bytes(v, claim.parameter); }}});
}

bool RecipeReader::readBodyClaim(const Token &value, JwsSpec &jws)
{
    return m_file.object(
        value, {{"claim"_L1, Need::Required, [&](auto &v) { return m_file.bytes(v, jws.bodyClaim); }},
                {"hash"_L1, Need::Required, [&](auto &v) { return m_file.choice(v, digests, jws.bodyHash); }},
                {"encoding"_L1, Need::Required,
                 [&](auto &v) { return m_file.choice(v, encodings, jws.bodyEncoding); }}});
}

bool RecipeReader::readHttpSignature(const Token &value, HttpSignatureSpec &spec)
{
    return m_file.object(
        value,
        {{"edition"_L1, Need::Required, [&](auto &v) { return m_file.choice(v, editions, spec.edition); }},
         {"components"_L1, Need::Optional,
          [&](auto &v) { return m_file.texts(v, maxNames, spec.components); }},
         {"digestHeader"_L1, Need::Optional, [&](auto &v) { return m_file.token(v, spec.digestHeader); }}});
}

bool RecipeReader::readParts(const Token &value, std::vector<PartSpec> &parts, int depth)
{
    return m_file.list(value, maxParts,
                       [&](auto &item) { return readPart(item, parts.emplace_back(), depth); });
}

bool RecipeReader::readPart(const Token &value, PartSpec &part, int depth)
{
    return m_file.object(
        value,
        {{"kind"_L1, Need::Required, [&](auto &v) { return m_file.choice(v, partKinds, part.kind); }},
         {"text"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, part.text); }},
         {"header"_L1, Need::Optional, [&](auto &v) { return m_file.token(v, part.text); }},
         {"query"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, part.text); }},
         {"form"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, part.text); }},
         {"json"_L1, Need::Optional, [&](auto &v) { return m_file.pointer(v, part.text); }},
         {"parameter"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, part.text); }},
         {"profile"_L1, Need::Optional,
          [&](auto &v) {
              int word = 0;
              const bool good = m_file.word(v, profiles, word);
              part.profile = QByteArray(profiles[word].text.data(), profiles[word].text.size());
              return good;
          }},
         {"parts"_L1, Need::Optional,
          [&](auto &v) {
              return depth < maxNesting ? readParts(v, part.parts, depth + 1)
                                        : m_file.refuseHere(u"is nested too deeply"_s);
          }},
         {"layout"_L1, Need::Optional, [&](auto &v) { return m_file.choice(v, layouts, part.layout); }},
         {"join"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, part.join); }},
         {"decoded"_L1, Need::Optional, [&](auto &v) { return m_file.flag(v, part.decoded); }},
         {"lower"_L1, Need::Optional, [&](auto &v) { return m_file.flag(v, part.lower); }},
         {"hash"_L1, Need::Optional, [&](auto &v) { return m_file.choice(v, hashes, part.hash); }},
         {"encoding"_L1, Need::Optional, [&](auto &v) { return readEncoding(v, part.encoding); }},
         {"optional"_L1, Need::Optional, [&](auto &v) { return m_file.flag(v, part.optional); }},
         {"before"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, part.before); }},
         {"after"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, part.after); }}});
}

} // namespace tocsin::signature
