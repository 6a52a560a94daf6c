// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/structuredfield.h"

#include "core/signature/base64text.h"

namespace tocsin::signature {

namespace {

using Kind = SfBare::Kind;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isAlpha(char c)
{
    return isLower(c) || (c >= 'A' && c <= 'Z');
}

bool isTokenCharacter(char c) // RFC 9110 tchar, and ":" "/"
{
    return isAlpha(c) || isDigit(c) || (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~:/").contains(c));
}

// The parsing algorithms of section 4.2; each takes its text off the front.
class Parser
{
public:
    explicit Parser(QByteArrayView text) : m_rest(text) {}

    std::optional<SfDictionary> dictionary();

private:
    char peek() const { return m_rest.isEmpty() ? '\0' : m_rest.front(); }
    bool take(char c);
    void passSpaces(bool tabsToo);
    std::optional<QByteArray> key();
    std::optional<SfBare> bare();
    std::optional<SfBare> number();
    std::optional<SfBare> string();
    std::optional<SfBare> token();
    std::optional<SfBare> bytes();
    std::optional<SfBare> boolean();
    std::optional<SfParameters> parameters();
    std::optional<SfItem> item();
    bool innerList(SfMember &member);
    bool memberValue(SfMember &member);

    QByteArrayView m_rest;
};

bool Parser::take(char c)
{
    if (m_rest.isEmpty() || m_rest.front() != c)
        return false;
    m_rest = m_rest.sliced(1);
    return true;
}

void Parser::passSpaces(bool tabsToo)
{
    while (!m_rest.isEmpty() && (m_rest.front() == ' ' || (tabsToo && m_rest.front() == '\t')))
        m_rest = m_rest.sliced(1);
}

std::optional<QByteArray> Parser::key()
{
    if (!isLower(peek()) && peek() != '*')
        return std::nullopt;
    qsizetype size = 0;
    while (size < m_rest.size() && (isLower(m_rest[size]) || isDigit(m_rest[size]) || m_rest[size] == '_' ||
                                    m_rest[size] == '-' || m_rest[size] == '.' || m_rest[size] == '*'))
        ++size;
    const QByteArray name = m_rest.first(size).toByteArray();
    m_rest = m_rest.sliced(size);
    return name;
}

std::optional<SfBare> Parser::number()
{
    const bool isNegative = take('-');
    qsizetype size = 0;
    while (size < m_rest.size() && isDigit(m_rest[size]))
        ++size;
    QByteArray whole = m_rest.first(size).toByteArray();
    m_rest = m_rest.sliced(size);
    const bool isDecimal = take('.');
    if (whole.isEmpty() || whole.size() > (isDecimal ? 12 : 15))
        return std::nullopt;
    while (whole.size() > 1 && whole.startsWith('0'))
        whole.remove(0, 1);
    const QByteArray sign = isNegative ? "-" : "";
    if (!isDecimal) {
        const QByteArray spelling = whole == "0" ? whole : sign + whole;
        return SfBare{Kind::Integer, spelling, spelling};
    }
    size = 0;
    while (size < m_rest.size() && isDigit(m_rest[size]))
        ++size;
    QByteArray fraction = m_rest.first(size).toByteArray();
    m_rest = m_rest.sliced(size);
    if (fraction.isEmpty() || fraction.size() > 3)
        return std::nullopt;
    while (fraction.size() > 1 && fraction.endsWith('0'))
        fraction.chop(1);
    const bool isZero = whole == "0" && fraction == "0";
    const QByteArray spelling = (isZero ? QByteArray() : sign) + whole + "." + fraction;
    return SfBare{Kind::Decimal, spelling, spelling};
}

std::optional<SfBare> Parser::string()
{
    if (!take('"'))
        return std::nullopt;
    QByteArray value;
    while (!m_rest.isEmpty()) {
        char c = m_rest.front();
        m_rest = m_rest.sliced(1);
        if (c == '"')
            return SfBare{Kind::String, value, writeSfString(value)};
        if (c == '\\') {
            c = peek();
            if (c != '"' && c != '\\')
                return std::nullopt;
            m_rest = m_rest.sliced(1);
        } else if (c < 0x20 || c > 0x7E) {
            return std::nullopt;
        }
        value.append(c);
    }
    return std::nullopt;
}

std::optional<SfBare> Parser::token()
{
    qsizetype size = 0;
    while (size < m_rest.size() && isTokenCharacter(m_rest[size]))
        ++size;
    const QByteArray value = m_rest.first(size).toByteArray();
    m_rest = m_rest.sliced(size);
    return SfBare{Kind::Token, value, value};
}

std::optional<SfBare> Parser::bytes()
{
    if (!take(':'))
        return std::nullopt;
    const qsizetype end = m_rest.indexOf(':');
    const auto value = end < 0 ? std::nullopt : readBase64(m_rest.first(end), Base64Form::Standard);
    if (!value)
        return std::nullopt;
    m_rest = m_rest.sliced(end + 1);
    return SfBare{Kind::Bytes, *value, writeSfBytes(*value)};
}

std::optional<SfBare> Parser::boolean()
{
    if (!take('?'))
        return std::nullopt;
    if (take('1'))
        return SfBare{Kind::Boolean, "1", "?1"};
    return take('0') ? std::optional(SfBare{Kind::Boolean, "0", "?0"}) : std::nullopt;
}

std::optional<SfBare> Parser::bare()
{
    const char c = peek();
    if (c == '-' || isDigit(c))
        return number();
    if (c == '"')
        return string();
    if (c == ':')
        return bytes();
    if (c == '?')
        return boolean();
    return isAlpha(c) || c == '*' ? token() : std::nullopt;
}

std::optional<SfParameters> Parser::parameters()
{
    SfParameters all;
    while (take(';')) {
        passSpaces(false);
        const auto name = key();
        if (!name)
            return std::nullopt;
        auto value = take('=') ? bare() : std::optional(SfBare{Kind::Boolean, "1", "?1"});
        if (!value)
            return std::nullopt;
        const auto old =
            std::find_if(all.begin(), all.end(), [&](const SfParameter &p) { return p.name == *name; });
        if (old != all.end())
            old->value = *value;
        else
            all.append({*name, *value});
    }
    return all;
}

std::optional<SfItem> Parser::item()
{
    const auto value = bare();
    const auto more = value ? parameters() : std::nullopt;
    return more ? std::optional(SfItem{*value, *more}) : std::nullopt;
}

bool Parser::innerList(SfMember &member)
{
    member.isList = true;
    while (!m_rest.isEmpty()) {
        passSpaces(false);
        if (take(')')) {
            const auto more = parameters();
            member.parameters = more.value_or(SfParameters());
            return more.has_value();
        }
        const auto next = item();
        if (!next || (peek() != ' ' && peek() != ')'))
            return false;
        member.items.append(*next);
    }
    return false;
}

bool Parser::memberValue(SfMember &member)
{
    if (!take('=')) {
        const auto more = parameters();
        member.items.append({SfBare{Kind::Boolean, "1", "?1"}, more.value_or(SfParameters())});
        return more.has_value();
    }
    if (take('('))
        return innerList(member);
    const auto value = item();
    member.items.append(value.value_or(SfItem()));
    return value.has_value();
}

std::optional<SfDictionary> Parser::dictionary()
{
    SfDictionary result;
    passSpaces(false);
    while (!m_rest.isEmpty()) {
        const auto name = key();
        SfMember member;
        if (!name || !memberValue(member))
            return std::nullopt;
        member.name = *name;
        const auto old = std::find_if(result.members.begin(), result.members.end(),
                                      [&](const SfMember &m) { return m.name == *name; });
        result.hasDuplicates = result.hasDuplicates || old != result.members.end();
        if (old != result.members.end())
            *old = member;
        else
            result.members.append(member);
        passSpaces(true);
        if (m_rest.isEmpty())
            return result;
        if (!take(','))
            return std::nullopt;
        passSpaces(true);
        if (m_rest.isEmpty())
            return std::nullopt; // a comma at the end
    }
    return result;
}

} // namespace

const SfMember *SfDictionary::find(QByteArrayView name) const
{
    for (const SfMember &member : members) {
        if (member.name == name)
            return &member;
    }
    return nullptr;
}

const SfBare *findParameter(const SfParameters &parameters, QByteArrayView name)
{
    for (const SfParameter &parameter : parameters) {
        if (parameter.name == name)
            return &parameter.value;
    }
    return nullptr;
}

std::optional<SfDictionary> readSfDictionary(QByteArrayView text)
{
    return Parser(text).dictionary();
}

QByteArray writeSf(const SfParameters &parameters)
{
    QByteArray text;
    for (const SfParameter &parameter : parameters) {
        text += ";" + parameter.name;
        if (parameter.value.spelling != "?1")
            text += "=" + parameter.value.spelling;
    }
    return text;
}

QByteArray writeSf(const SfItem &item)
{
    return item.bare.spelling + writeSf(item.parameters);
}

QByteArray writeSf(const SfMember &member)
{
    if (!member.isList)
        return writeSf(member.items.first());
    QByteArray text = "(";
    for (const SfItem &item : member.items) {
        if (text.size() > 1)
            text += ' ';
        text += writeSf(item);
    }
    return text + ")" + writeSf(member.parameters);
}

QByteArray writeSf(const SfDictionary &dictionary)
{
    QByteArray text;
    for (const SfMember &member : dictionary.members) {
        const bool isFlag = !member.isList && member.items.first().bare.spelling == "?1";
        text += (text.isEmpty() ? "" : ", ") + member.name;
        text += isFlag ? writeSf(member.items.first().parameters) : "=" + writeSf(member);
    }
    return text;
}

QByteArray writeSfString(QByteArrayView ascii)
{
    QByteArray text = "\"";
    for (const char c : ascii) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + "\"";
}

QByteArray writeSfBytes(QByteArrayView bytes)
{
    return ":" + QByteArray::fromRawData(bytes.data(), bytes.size()).toBase64() + ":";
}

} // namespace tocsin::signature
