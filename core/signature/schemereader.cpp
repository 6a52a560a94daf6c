// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/scheme.h"

#include "core/domain/httpmessage.h"
#include "core/signature/schemefile.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Token = json::Token;
using Need = SchemeFile::Need;
using Part = PartSpec::Kind;

constexpr qsizetype maxFile = 256 * 1024;
constexpr int maxParts = 32;
constexpr int maxPrefixes = 16;
constexpr qint64 maxWindow = 366 * 24 * 3600;
constexpr qint64 maxDigits = 18;   // what fits 64 bits
constexpr int digitsOfMillis = 15; // unless the file says otherwise

constexpr std::initializer_list<Word> algorithms = {{"none"_L1, int(Scheme::Algorithm::None)},
                                                    {"hmac-sha1"_L1, int(Scheme::Algorithm::HmacSha1)},
                                                    {"hmac-sha256"_L1, int(Scheme::Algorithm::HmacSha256)},
                                                    {"hmac-sha384"_L1, int(Scheme::Algorithm::HmacSha384)},
                                                    {"hmac-sha512"_L1, int(Scheme::Algorithm::HmacSha512)}};
constexpr std::initializer_list<Word> encodings = {{"hex-lower"_L1, int(Scheme::Encoding::HexLower)},
                                                   {"hex-upper"_L1, int(Scheme::Encoding::HexUpper)},
                                                   {"base64"_L1, int(Scheme::Encoding::Base64)},
                                                   {"base64url"_L1, int(Scheme::Encoding::Base64Url)}};
constexpr std::initializer_list<Word> keyForms = {
    {"utf8"_L1, int(Scheme::KeyForm::Utf8)},
    {"base64"_L1, int(Scheme::KeyForm::Base64)},
    {"hex"_L1, int(Scheme::KeyForm::Hex)},
    {"prefixed-base64"_L1, int(Scheme::KeyForm::PrefixedBase64)}};
constexpr std::initializer_list<Word> timeUnits = {{"seconds"_L1, int(Scheme::TimeUnit::Seconds)},
                                                   {"milliseconds"_L1, int(Scheme::TimeUnit::Milliseconds)},
                                                   {"iso8601"_L1, int(Scheme::TimeUnit::Iso8601)}};
constexpr std::initializer_list<Word> partKinds = {
    {"literal"_L1, int(Part::Literal)}, {"timestamp"_L1, int(Part::Timestamp)}, {"id"_L1, int(Part::Id)},
    {"header"_L1, int(Part::Header)},   {"method"_L1, int(Part::Method)},       {"target"_L1, int(Part::Url)},
    {"path"_L1, int(Part::Path)},       {"body"_L1, int(Part::Body)},           {"tag"_L1, int(Part::Tag)}};

// What a scheme file may say. One function per object of the language, then the rules that join members.
class Reader
{
public:
    explicit Reader(QByteArrayView text) : m_file(text) {}
    Result<Scheme> read();

private:
    template<class Enum>
    bool choose(const Token &value, std::initializer_list<Word> words, Enum &out)
    {
        int number = 0;
        if (!m_file.word(value, words, number))
            return false;
        out = Enum(number);
        return true;
    }
    template<class Number>
    bool count(const Token &value, qint64 least, qint64 most, Number &out)
    {
        qint64 number = 0;
        if (!m_file.number(value, least, most, number))
            return false;
        out = Number(number);
        return true;
    }

    bool readId(const Token &value);
    bool readKey(const Token &value);
    bool readSignature(const Token &value);
    bool readTimestamp(const Token &value);
    bool readField(const Token &value, FieldSpec &field);
    bool readPart(const Token &value);
    bool readPrefixes(const Token &value, QList<QByteArray> &out);
    bool readSecret(const Token &value);

    bool checkWhole();
    bool checkUnsigned();
    bool checkFields();
    bool checkField(const QString &member, const FieldSpec &field);
    bool checkParts();
    bool checkPart(const QString &path, const PartSpec &part);

    SchemeFile m_file;
    Scheme m_scheme;
};

bool Reader::readId(const Token &value)
{
    if (!m_file.text(value, m_scheme.id))
        return false;
    const bool good =
        m_scheme.id.size() <= 64 && std::all_of(m_scheme.id.begin(), m_scheme.id.end(), [](QChar c) {
            return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
        });
    return good || m_file.refuse(u"id"_s, u"must be 1 to 64 of a-z, 0-9 and '-'"_s);
}

bool Reader::readKey(const Token &value)
{
    return m_file.object(
        value,
        {{"form"_L1, Need::Required, [this](auto &v) { return choose(v, keyForms, m_scheme.keyForm); }},
         {"prefix"_L1, Need::Optional, [this](auto &v) { return m_file.bytes(v, m_scheme.keyPrefix); }}});
}

bool Reader::readSignature(const Token &value)
{
    FieldSpec &field = m_scheme.signature;
    return m_file.object(
        value,
        {{"header"_L1, Need::Required, [&](auto &v) { return m_file.token(v, field.header); }},
         {"key"_L1, Need::Optional, [&](auto &v) { return m_file.token(v, field.key); }},
         {"encoding"_L1, Need::Required, [this](auto &v) { return choose(v, encodings, m_scheme.encoding); }},
         {"prefixes"_L1, Need::Optional,
          [this](auto &v) { return readPrefixes(v, m_scheme.documentedPrefixes); }},
         {"toleratedPrefixes"_L1, Need::Optional,
          [this](auto &v) { return readPrefixes(v, m_scheme.toleratedPrefixes); }}});
}

bool Reader::readPrefixes(const Token &value, QList<QByteArray> &out)
{
    return m_file.list(value, maxPrefixes, [&](auto &item) {
        QByteArray prefix;
        if (!m_file.bytes(item, prefix))
            return false;
        const bool good = prefix[0] != ' ' && std::all_of(prefix.begin(), prefix.end(), [](char c) {
                              return c >= ' ' && c <= '~' && c != ',';
                          });
        out.append(prefix);
        return good ||
               m_file.refuseHere(u"must be printable ASCII without commas and without a leading blank"_s);
    });
}

bool Reader::readTimestamp(const Token &value)
{
    FieldSpec &field = m_scheme.timestamp;
    return m_file.object(
        value,
        {{"header"_L1, Need::Required, [&](auto &v) { return m_file.token(v, field.header); }},
         {"key"_L1, Need::Optional, [&](auto &v) { return m_file.token(v, field.key); }},
         {"unit"_L1, Need::Required, [this](auto &v) { return choose(v, timeUnits, m_scheme.timeUnit); }},
         {"maxDigits"_L1, Need::Optional,
          [this](auto &v) { return count(v, 1, maxDigits, m_scheme.timestampMaxDigits); }},
         {"windowSeconds"_L1, Need::Required,
          [this](auto &v) { return count(v, 0, maxWindow, m_scheme.windowSeconds); }}});
}

bool Reader::readField(const Token &value, FieldSpec &field)
{
    return m_file.object(
        value, {{"header"_L1, Need::Required, [&](auto &v) { return m_file.token(v, field.header); }},
                {"key"_L1, Need::Optional, [&](auto &v) { return m_file.token(v, field.key); }},
                {"takesRest"_L1, Need::Optional, [&](auto &v) { return m_file.flag(v, field.takesRest); }}});
}

bool Reader::readPart(const Token &value)
{
    m_scheme.message.append(PartSpec{});
    PartSpec &part = m_scheme.message.last();
    return m_file.object(
        value, {{"kind"_L1, Need::Required, [&](auto &v) { return choose(v, partKinds, part.kind); }},
                {"text"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, part.text); }},
                {"header"_L1, Need::Optional, [&](auto &v) { return m_file.token(v, part.text); }},
                {"optional"_L1, Need::Optional, [&](auto &v) { return m_file.flag(v, part.optional); }},
                {"before"_L1, Need::Optional, [&](auto &v) { return m_file.bytes(v, part.before); }}});
}

bool Reader::readSecret(const Token &value)
{
    Scheme::SecretRule &rule = m_scheme.secretRule;
    return m_file.object(
        value, {{"minLength"_L1, Need::Optional, [&](auto &v) { return count(v, 1, 4096, rule.minLength); }},
                {"maxLength"_L1, Need::Optional, [&](auto &v) { return count(v, 1, 4096, rule.maxLength); }},
                {"alphabet"_L1, Need::Optional, [&](auto &v) {
                     int word = 0;
                     if (!m_file.word(v, {{"any"_L1, 0}, {"word"_L1, 1}}, word))
                         return false;
                     rule.alphabet = word == 1 ? QByteArray("word") : QByteArray();
                     return true;
                 }}});
}

bool Reader::checkUnsigned()
{
    for (const QString &member :
         {u"key"_s, u"signature"_s, u"timestamp"_s, u"messageId"_s, u"tag"_s, u"message"_s, u"secret"_s}) {
        if (m_file.has(member))
            return m_file.refuse(member, u"has no meaning with algorithm none"_s);
    }
    return true;
}

bool Reader::checkField(const QString &member, const FieldSpec &field)
{
    if (field.takesRest && field.key.isEmpty())
        return m_file.refuse(member + u".takesRest"_s, u"needs a key"_s);
    const std::pair<QString, const FieldSpec *> all[] = {{u"signature"_s, &m_scheme.signature},
                                                         {u"timestamp"_s, &m_scheme.timestamp},
                                                         {u"messageId"_s, &m_scheme.messageId},
                                                         {u"tag"_s, &m_scheme.tag}};
    for (const auto &[name, other] : all) {
        if (other == &field || !domain::sameFieldName(other->header, field.header))
            continue;
        if (field.key.isEmpty() || field.key == other->key)
            return m_file.refuse(
                member, u"stands in the same header as %1, so each needs a key of its own"_s.arg(name));
        if (field.takesRest && other->takesRest)
            return m_file.refuse(member + u".takesRest"_s,
                                 u"%1 already takes the rest of this header"_s.arg(name));
    }
    return true;
}

bool Reader::checkFields()
{
    const bool prefixed = m_scheme.keyForm == Scheme::KeyForm::PrefixedBase64;
    if (prefixed && m_scheme.keyPrefix.isEmpty())
        return m_file.refuse(u"key"_s, u"form prefixed-base64 needs the member prefix"_s);
    if (!prefixed && !m_scheme.keyPrefix.isEmpty())
        return m_file.refuse(u"key.prefix"_s, u"goes with form prefixed-base64 only"_s);
    if (m_scheme.timeUnit == Scheme::TimeUnit::Iso8601 && m_file.has(u"timestamp.maxDigits"_s))
        return m_file.refuse(u"timestamp.maxDigits"_s, u"has no meaning with unit iso8601"_s);
    if (m_scheme.secretRule.maxLength > 0 && m_scheme.secretRule.maxLength < m_scheme.secretRule.minLength)
        return m_file.refuse(u"secret.maxLength"_s, u"is less than minLength"_s);
    return checkField(u"signature"_s, m_scheme.signature) &&
           (m_scheme.timestamp.header.isEmpty() || checkField(u"timestamp"_s, m_scheme.timestamp)) &&
           (m_scheme.messageId.header.isEmpty() || checkField(u"messageId"_s, m_scheme.messageId)) &&
           (m_scheme.tag.header.isEmpty() || checkField(u"tag"_s, m_scheme.tag));
}

bool Reader::checkPart(const QString &path, const PartSpec &part)
{
    const bool wantsText = part.kind == Part::Literal;
    const bool wantsHeader = part.kind == Part::Header;
    if (wantsText != m_file.has(path + u".text"_s))
        return m_file.refuse(path + (wantsText ? QString() : u".text"_s),
                             wantsText ? u"a literal needs the member text"_s
                                       : u"goes with kind literal only"_s);
    if (wantsHeader != m_file.has(path + u".header"_s))
        return m_file.refuse(path + (wantsHeader ? QString() : u".header"_s),
                             wantsHeader ? u"kind header needs the member header"_s
                                         : u"goes with kind header only"_s);
    for (const FieldSpec *field :
         {&m_scheme.signature, &m_scheme.timestamp, &m_scheme.messageId, &m_scheme.tag}) {
        if (wantsHeader && domain::sameFieldName(part.text, field->header))
            return m_file.refuse(path + u".header"_s,
                                 u"is a header of the signature itself; use its own kind"_s);
    }
    if (!part.before.isEmpty() && !part.optional)
        return m_file.refuse(path + u".before"_s, u"goes with optional true only; write a literal instead"_s);
    if (part.optional && (part.kind == Part::Literal || part.kind == Part::Body))
        return m_file.refuse(path + u".optional"_s, u"a literal and the body are always there"_s);
    const FieldSpec *field = part.kind == Part::Timestamp ? &m_scheme.timestamp
                             : part.kind == Part::Id      ? &m_scheme.messageId
                             : part.kind == Part::Tag     ? &m_scheme.tag
                                                          : nullptr;
    if (field && field->header.isEmpty())
        return m_file.refuse(path + u".kind"_s, u"names a value that the file does not place: add %1"_s.arg(
                                                    part.kind == Part::Timestamp ? u"timestamp"_s
                                                    : part.kind == Part::Id      ? u"messageId"_s
                                                                                 : u"tag"_s));
    return true;
}

bool Reader::checkParts()
{
    bool body = false;
    for (qsizetype i = 0; i < m_scheme.message.size(); ++i) {
        if (!checkPart(u"message[%1]"_s.arg(i), m_scheme.message[i]))
            return false;
        body = body || m_scheme.message[i].kind == Part::Body;
    }
    return body ||
           m_file.refuse(u"message"_s, u"must contain the body, or the signature would not protect it"_s);
}

bool Reader::checkWhole()
{
    if (!m_scheme.isSigned())
        return checkUnsigned();
    if (m_scheme.timeUnit == Scheme::TimeUnit::Milliseconds && !m_file.has(u"timestamp.maxDigits"_s))
        m_scheme.timestampMaxDigits = digitsOfMillis;
    for (const QString &member : {u"signature"_s, u"message"_s}) {
        if (!m_file.has(member))
            return m_file.refuse(member, u"is missing; only algorithm none goes without"_s);
    }
    return checkFields() && checkParts();
}

Result<Scheme> Reader::read()
{
    const bool good = m_file.document(
        {{"id"_L1, Need::Required, [this](auto &v) { return readId(v); }},
         {"name"_L1, Need::Required, [this](auto &v) { return m_file.text(v, m_scheme.name); }},
         {"source"_L1, Need::Optional, [this](auto &v) { return m_file.text(v, m_scheme.source); }},
         {"algorithm"_L1, Need::Required,
          [this](auto &v) { return choose(v, algorithms, m_scheme.algorithm); }},
         {"key"_L1, Need::Optional, [this](auto &v) { return readKey(v); }},
         {"signature"_L1, Need::Optional, [this](auto &v) { return readSignature(v); }},
         {"timestamp"_L1, Need::Optional, [this](auto &v) { return readTimestamp(v); }},
         {"messageId"_L1, Need::Optional, [this](auto &v) { return readField(v, m_scheme.messageId); }},
         {"tag"_L1, Need::Optional, [this](auto &v) { return readField(v, m_scheme.tag); }},
         {"message"_L1, Need::Optional,
          [this](auto &v) {
              return m_file.list(v, maxParts, [this](auto &item) { return readPart(item); });
          }},
         {"secret"_L1, Need::Optional, [this](auto &v) { return readSecret(v); }}});
    if (!good || !checkWhole())
        return tl::unexpected(m_file.error());
    return m_scheme;
}

} // namespace

Result<Scheme> readScheme(QByteArrayView json)
{
    if (json.size() > maxFile)
        return fail(Error::Kind::Malformed, u"line 1, file: larger than 256 KiB, which no scheme needs"_s);
    return Reader(json).read();
}

} // namespace tocsin::signature
