// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/handshakereader.h"
#include "core/signature/recipereader.h"
#include "core/signature/scheme.h"
#include "core/signature/schemefile.h"
#include "core/signature/schemewords.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Token = json::Token;
using Need = SchemeFile::Need;
using Evidence = Scheme::Evidence;
using Strength = Scheme::Strength;
using namespace words;

constexpr qsizetype maxFile = 256 * 1024;
constexpr int maxEntries = 32;
constexpr qsizetype maxVariants = 16;
constexpr qint64 maxDelay = 31 * 24 * 3600;

// What a scheme file may say beside its recipes.
class Reader
{
public:
    explicit Reader(QByteArrayView text) : m_file(text), m_recipes(m_file), m_handshakes(m_file) {}
    Result<Scheme> read();

private:
    template<class Number>
    bool count(const Token &value, qint64 least, qint64 most, Number &out)
    {
        qint64 number = 0;
        const bool good = m_file.number(value, least, most, number);
        out = good ? Number(number) : out;
        return good;
    }

    bool readId(const Token &value);
    bool readNames(const Token &value, QStringList &out);
    bool readParameters(const Token &value);
    bool readSecret(const Token &value);
    bool readDetect(const Token &value);
    bool readRetry(const Token &value);
    bool readReply(const Token &value);
    bool readVariant(const Token &value);

    bool checkWhole();
    bool checkVariants();
    bool checkStrength();

    SchemeFile m_file;
    RecipeReader m_recipes;
    HandshakeReader m_handshakes;
    Scheme m_scheme;
    Recipe m_only; // its members stand in the file itself
};

bool Reader::readId(const Token &value)
{
    if (!m_file.text(value, m_scheme.id))
        return false;
    const bool good =
        m_scheme.id.size() <= 64 && std::all_of(m_scheme.id.begin(), m_scheme.id.end(), [](QChar c) {
            return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
        });
    if (!good)
        return m_file.refuse(u"id"_s, u"must be 1 to 64 of a-z, 0-9 and '-'"_s);
    return m_scheme.id != "auto"_L1 ||
           m_file.refuse(u"id"_s, u"cannot be \"auto\", which asks to look at all schemes"_s);
}

bool Reader::readNames(const Token &value, QStringList &out)
{
    return m_file.list(value, maxEntries, [&](auto &item) { return m_file.text(item, out.emplaceBack()); });
}

bool Reader::readParameters(const Token &value)
{
    return m_file.list(value, maxEntries, [this](auto &item) {
        m_scheme.parameters.append(Scheme::Parameter{});
        Scheme::Parameter &parameter = m_scheme.parameters.last();
        return m_file.object(
            item, {{"name"_L1, Need::Required, [&](auto &v) { return m_file.token(v, parameter.name); }},
                   {"about"_L1, Need::Required, [&](auto &v) { return m_file.text(v, parameter.about); }}});
    });
}

bool Reader::readSecret(const Token &value)
{
    static constexpr Word alphabets[] = {{"any"_L1, 0}, {"word"_L1, 1}};
    Scheme::SecretRule &rule = m_scheme.secretRule;
    return m_file.object(
        value, {{"minLength"_L1, Need::Optional, [&](auto &v) { return count(v, 1, 4096, rule.minLength); }},
                {"maxLength"_L1, Need::Optional, [&](auto &v) { return count(v, 1, 4096, rule.maxLength); }},
                {"about"_L1, Need::Optional, [&](auto &v) { return m_file.text(v, rule.about); }},
                {"alphabet"_L1, Need::Optional, [&](auto &v) {
                     int word = 0;
                     if (!m_file.word(v, alphabets, word))
                         return false;
                     rule.alphabet = word == 1 ? QByteArray("word") : QByteArray();
                     return true;
                 }}});
}

bool Reader::readDetect(const Token &value)
{
    Scheme::Signs &signs = m_scheme.signs;
    return m_file.object(
        value,
        {{"headers"_L1, Need::Optional, [&](auto &v) { return m_file.tokens(v, maxEntries, signs.headers); }},
         {"userAgents"_L1, Need::Optional,
          [&](auto &v) { return m_file.texts(v, maxEntries, signs.userAgents); }},
         {"body"_L1, Need::Optional,
          [&](auto &v) {
              return m_file.list(v, maxEntries, [&](auto &item) {
                  signs.body.append(QByteArray());
                  return m_file.pointer(item, signs.body.last());
              });
          }},
         {"convention"_L1, Need::Optional, [&](auto &v) { return m_file.flag(v, signs.convention); }}});
}

bool Reader::readRetry(const Token &value)
{
    Scheme::Retry &retry = m_scheme.retry;
    return m_file.object(
        value,
        {{"delaysSeconds"_L1, Need::Optional,
          [&](auto &v) {
              return m_file.list(v, maxEntries, [&](auto &item) {
                  retry.delaysSeconds.append(0);
                  return count(item, 0, maxDelay, retry.delaysSeconds.last());
              });
          }},
         {"attemptHeader"_L1, Need::Optional, [&](auto &v) { return m_file.token(v, retry.attemptHeader); }},
         {"idHeader"_L1, Need::Optional, [&](auto &v) { return m_file.token(v, retry.idHeader); }}});
}

bool Reader::readReply(const Token &value)
{
    Scheme::Reply &reply = m_scheme.reply;
    return m_file.object(
        value,
        {{"status"_L1, Need::Optional, [&](auto &v) { return count(v, 200, 599, reply.status); }},
         {"contentType"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, reply.contentType); }},
         {"body"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, reply.body); }}});
}

bool Reader::readVariant(const Token &value)
{
    Recipe recipe;
    SchemeFile::Members members = m_recipes.members(recipe);
    members.push_back({"name"_L1, Need::Required, [&](auto &v) { return m_file.text(v, recipe.name); }});
    if (!m_file.object(value, members))
        return false;
    for (const Recipe &other : std::as_const(m_scheme.recipes)) {
        if (other.name == recipe.name)
            return m_file.refuseHere(u"has the name of an earlier variant"_s);
    }
    m_scheme.recipes.append(std::move(recipe));
    return true;
}

bool Reader::checkVariants()
{
    QList<QByteArray> parameters;
    for (const Scheme::Parameter &parameter : std::as_const(m_scheme.parameters))
        parameters.append(parameter.name);
    if (m_scheme.recipes.isEmpty()) {
        if (!m_file.has(u"algorithm"_s))
            return m_file.refuse(u"algorithm"_s, u"is missing; only a file with variants goes without"_s);
        m_scheme.recipes.append(std::move(m_only));
        return checkRecipe(m_file, {}, parameters, m_scheme.recipes.first());
    }
    for (const SchemeFile::Member &member : m_recipes.members(m_only)) {
        if (m_file.has(member.name))
            return m_file.refuse(member.name, u"must stand in the variants, since there are some"_s);
    }
    for (qsizetype i = 0; i < m_scheme.recipes.size(); ++i) {
        if (!checkRecipe(m_file, u"variants[%1]."_s.arg(i), parameters, m_scheme.recipes[i]))
            return false;
    }
    // A public key that is stored for one variant would be tried as the secret of the other, and whoever
    // knows it could sign.
    const auto isPublic = [](const Recipe &recipe) { return recipe.usesPublicKey(); };
    const qsizetype publicOnes = std::count_if(m_scheme.recipes.begin(), m_scheme.recipes.end(), isPublic);
    return publicOnes == 0 || publicOnes == m_scheme.recipes.size() ||
           m_file.refuse(u"variants"_s,
                         u"mixes public keys with shared secrets, so that a public key could pass "
                         "for a secret: write a scheme for each"_s);
}

bool Reader::checkStrength()
{
    Strength &strength = m_scheme.strength;
    const bool anySigned = std::any_of(m_scheme.recipes.begin(), m_scheme.recipes.end(),
                                       [](const Recipe &recipe) { return recipe.isSigned(); });
    if (!anySigned) {
        if (m_file.has(u"strength"_s) && strength != Strength::Unsigned)
            return m_file.refuse(u"strength"_s, u"must be unsigned with algorithm none"_s);
        strength = Strength::Unsigned;
        return !m_file.has(u"secret"_s) ||
               m_file.refuse(u"secret"_s, u"has no meaning with algorithm none"_s);
    }
    if (strength == Strength::Unsigned)
        return m_file.refuse(u"strength"_s, u"unsigned goes with algorithm none only"_s);
    for (qsizetype i = 0; strength == Strength::Signed && i < m_scheme.recipes.size(); ++i) {
        const QString path = m_file.has(u"variants"_s) ? u"variants[%1]"_s.arg(i) : u"message"_s;
        if (m_scheme.recipes[i].isSigned() && !coversBody(m_scheme.recipes[i]))
            return m_file.refuse(path, u"must contain the body, or the signature would not protect it "
                                       "(strength origin or token says that it does not)"_s);
    }
    return true;
}

bool Reader::checkWhole()
{
    const Scheme::SecretRule &rule = m_scheme.secretRule;
    if (rule.maxLength > 0 && rule.maxLength < rule.minLength)
        return m_file.refuse(u"secret.maxLength"_s, u"is less than minLength"_s);
    return checkVariants() && checkStrength() && checkHandshakes(m_file, m_scheme);
}

Result<Scheme> Reader::read()
{
    SchemeFile::Members members = m_recipes.members(m_only);
    for (SchemeFile::Member &member : members)
        member.need = Need::Optional; // they may stand in variants
    const SchemeFile::Members own = {
        {"id"_L1, Need::Required, [this](auto &v) { return readId(v); }},
        {"name"_L1, Need::Required, [this](auto &v) { return m_file.text(v, m_scheme.name); }},
        {"aliases"_L1, Need::Optional, [this](auto &v) { return readNames(v, m_scheme.aliases); }},
        {"sources"_L1, Need::Optional, [this](auto &v) { return readNames(v, m_scheme.sources); }},
        {"evidence"_L1, Need::Optional,
         [this](auto &v) { return m_file.choice(v, evidences, m_scheme.evidence); }},
        {"strength"_L1, Need::Optional,
         [this](auto &v) { return m_file.choice(v, strengths, m_scheme.strength); }},
        {"parameters"_L1, Need::Optional, [this](auto &v) { return readParameters(v); }},
        {"secret"_L1, Need::Optional, [this](auto &v) { return readSecret(v); }},
        {"detect"_L1, Need::Optional, [this](auto &v) { return readDetect(v); }},
        {"retry"_L1, Need::Optional, [this](auto &v) { return readRetry(v); }},
        {"reply"_L1, Need::Optional, [this](auto &v) { return readReply(v); }},
        {"handshakes"_L1, Need::Optional,
         [this](auto &v) { return m_handshakes.read(v, m_scheme.handshakes); }},
        {"variants"_L1, Need::Optional,
         [this](auto &v) {
             return m_file.list(v, maxVariants, [this](auto &item) { return readVariant(item); });
         }},
    };
    members.insert(members.begin(), own.begin(), own.end());
    if (!m_file.document(members) || !checkWhole())
        return tl::unexpected(m_file.error());
    return std::move(m_scheme);
}

} // namespace

const Recipe &Scheme::recipe(QStringView variant) const
{
    const auto found = std::find_if(recipes.begin(), recipes.end(),
                                    [variant](const Recipe &recipe) { return recipe.name == variant; });
    return found == recipes.end() ? recipes.first() : *found;
}

QLatin1StringView evidenceId(Scheme::Evidence evidence)
{
    return evidences[int(evidence)].text;
}

QLatin1StringView strengthId(Scheme::Strength strength)
{
    return strengths[int(strength)].text;
}

Result<Scheme> readScheme(QByteArrayView json)
{
    if (json.size() > maxFile)
        return fail(Error::Kind::Malformed, u"line 1, file: larger than 256 KiB, which no scheme needs"_s);
    return Reader(json).read();
}

} // namespace tocsin::signature
