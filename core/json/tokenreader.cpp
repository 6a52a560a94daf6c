// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/tokenreader.h"

#include "core/base/hexdigit.h"

#include <algorithm>
#include <cstring>

namespace tocsin::json {

namespace {

using namespace Qt::StringLiterals;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// True when one of the eight bytes ends a plain run: a quote, a backslash or a control character.
bool holdsSpecial(quint64 w)
{
    constexpr quint64 ones = 0x0101010101010101u;
    constexpr quint64 highs = 0x8080808080808080u;
    const quint64 quote = w ^ (ones * '"');
    const quint64 slash = w ^ (ones * '\\');
    const quint64 below = (w - ones * 0x20) & ~w;
    return ((((quote - ones) & ~quote) | ((slash - ones) & ~slash) | below) & highs) != 0;
}

bool isSpecial(char c)
{
    return c == '"' || c == '\\' || uchar(c) < 0x20;
}

// Moves over plain characters. highBits collects the bits of what was passed: bit 7 tells of non-ASCII bytes.
const char *passPlain(const char *at, const char *end, quint64 &highBits)
{
    while (end - at >= 8) {
        quint64 w;
        std::memcpy(&w, at, 8);
        if (holdsSpecial(w))
            break;
        highBits |= w;
        at += 8;
    }
    while (at < end && !isSpecial(*at))
        highBits |= uchar(*at++);
    return at;
}

// The value of four hex digits, or -1.
int hexQuad(const char *at, const char *end)
{
    if (end - at < 4)
        return -1;
    int value = 0;
    for (int i = 0; i < 4; ++i) {
        const int digit = hexDigit(at[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

const char *passDigits(const char *at, const char *end)
{
    while (at < end && isDigit(*at))
        ++at;
    return at;
}

} // namespace

TokenReader::TokenReader(QByteArrayView bytes, int maxDepth)
    : m_bytes(bytes)
    , m_at(bytes.data())
    , m_end(bytes.data() + bytes.size())
    , m_maxDepth(std::clamp(maxDepth, 1, hardDepth))
{}

bool TokenReader::inObject() const
{
    const auto level = size_t(m_depth - 1);
    return m_depth > 0 && ((m_objects[level / 64] >> (level % 64)) & 1) != 0;
}

void TokenReader::passBlanks()
{
    while (m_at < m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
        ++m_at;
}

void TokenReader::afterValue()
{
    m_expect = m_depth == 0 ? Expect::Nothing : Expect::CommaOrEnd;
}

Token TokenReader::fail(QLatin1StringView reason, const char *at)
{
    m_error = {at - m_bytes.data(), reason};
    return {Token::Kind::Error, false, false, m_error.offset, 0};
}

Token TokenReader::finish(Token::Kind kind, const char *from)
{
    return {kind, false, false, from - m_bytes.data(), m_at - from};
}

Token TokenReader::next()
{
    if (!m_error.reason.isEmpty())
        return {Token::Kind::Error, false, false, m_error.offset, 0};
    passBlanks();
    switch (m_expect) {
    case Expect::Nothing:
        if (m_at < m_end)
            return fail("something follows the end of the value"_L1, m_at);
        return finish(Token::Kind::End, m_at);
    case Expect::Value:
    case Expect::FirstItem:
        return readValue();
    case Expect::FirstKey:
    case Expect::Key:
        if (m_at < m_end && *m_at == '"')
            return readString(Token::Kind::Key);
        if (m_at < m_end && *m_at == '}' && m_expect == Expect::FirstKey)
            return close(Token::Kind::EndObject);
        return fail(
            m_at < m_end ? "expected a name in double quotes"_L1 : "the text ends inside an object"_L1, m_at);
    case Expect::Colon:
        if (m_at == m_end || *m_at != ':')
            return fail("expected ':' after the name"_L1, m_at);
        ++m_at;
        passBlanks();
        m_expect = Expect::Value;
        return readValue();
    case Expect::CommaOrEnd:
        return readSeparator();
    }
    Q_UNREACHABLE();
}

// A comma with what it leads to, or the end of the container.
Token TokenReader::readSeparator()
{
    const bool object = inObject();
    if (m_at == m_end)
        return fail(object ? "the text ends inside an object"_L1 : "the text ends inside an array"_L1, m_at);
    if (*m_at == (object ? '}' : ']'))
        return close(object ? Token::Kind::EndObject : Token::Kind::EndArray);
    if (*m_at != ',')
        return fail(object ? "expected ',' or '}'"_L1 : "expected ',' or ']'"_L1, m_at);
    ++m_at;
    m_expect = object ? Expect::Key : Expect::Value;
    return next();
}

Token TokenReader::readValue()
{
    if (m_at == m_end)
        return fail("the text ends where a value should be"_L1, m_at);
    switch (*m_at) {
    case '{':
        return open(Token::Kind::BeginObject);
    case '[':
        return open(Token::Kind::BeginArray);
    case '"':
        return readString(Token::Kind::String);
    case 't':
        return readWord("true"_L1, Token::Kind::True);
    case 'f':
        return readWord("false"_L1, Token::Kind::False);
    case 'n':
        return readWord("null"_L1, Token::Kind::Null);
    case ']':
        if (m_expect == Expect::FirstItem)
            return close(Token::Kind::EndArray);
        break;
    case '\xef':
        if (m_at == m_bytes.data())
            return fail("starts with a byte order mark, which JSON does not allow"_L1, m_at);
        break;
    default:
        if (*m_at == '-' || isDigit(*m_at))
            return readNumber();
        break;
    }
    return fail("expected a value"_L1, m_at);
}

Token TokenReader::open(Token::Kind kind)
{
    if (m_depth == m_maxDepth)
        return fail("nested too deeply"_L1, m_at);
    const auto level = size_t(m_depth++);
    const quint64 bit = quint64(1) << (level % 64);
    if (kind == Token::Kind::BeginObject)
        m_objects[level / 64] |= bit;
    else
        m_objects[level / 64] &= ~bit;
    m_expect = kind == Token::Kind::BeginObject ? Expect::FirstKey : Expect::FirstItem;
    const char *from = m_at++;
    return finish(kind, from);
}

Token TokenReader::close(Token::Kind kind)
{
    --m_depth;
    afterValue();
    const char *from = m_at++;
    return finish(kind, from);
}

Token TokenReader::readString(Token::Kind kind)
{
    const char *from = m_at++;
    quint64 highBits = 0;
    bool escaped = false;
    for (;;) {
        m_at = passPlain(m_at, m_end, highBits);
        if (m_at == m_end)
            return fail("the text ends inside a string"_L1, m_at);
        if (*m_at == '"')
            break;
        if (*m_at != '\\')
            return fail("a control character in a string must be written as an escape"_L1, m_at);
        escaped = true;
        if (const auto fault = passEscape(); !fault.isEmpty())
            return fail(fault, m_at);
    }
    ++m_at;
    Token token = finish(kind, from);
    token.escaped = escaped;
    token.invalidUtf8 = (highBits & 0x8080808080808080u) != 0 && !inner(token).isValidUtf8();
    if (kind == Token::Kind::Key)
        m_expect = Expect::Colon;
    else
        afterValue();
    return token;
}

QLatin1StringView TokenReader::passEscape()
{
    if (m_end - m_at < 2) {
        m_at = m_end;
        return "the text ends inside a string"_L1;
    }
    switch (m_at[1]) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        m_at += 2;
        return {};
    case 'u':
        if (hexQuad(m_at + 2, m_end) < 0)
            return "\\u needs four hexadecimal digits"_L1;
        m_at += 6;
        return {};
    default:
        return "unknown escape in a string"_L1;
    }
}

Token TokenReader::readNumber()
{
    const char *from = m_at;
    const char *at = *m_at == '-' ? m_at + 1 : m_at;
    const char *digits = at;
    at = passDigits(at, m_end);
    if (at == digits)
        return fail("a number needs a digit here"_L1, at);
    if (*digits == '0' && at - digits > 1)
        return fail("a number may not start with a zero"_L1, digits);
    if (at < m_end && *at == '.') {
        digits = ++at;
        at = passDigits(at, m_end);
        if (at == digits)
            return fail("a number needs a digit after its point"_L1, at);
    }
    if (at < m_end && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at < m_end && (*at == '+' || *at == '-'))
            ++at;
        digits = at;
        at = passDigits(at, m_end);
        if (at == digits)
            return fail("a number needs a digit in its exponent"_L1, at);
    }
    m_at = at;
    afterValue();
    return finish(Token::Kind::Number, from);
}

Token TokenReader::readWord(QLatin1StringView word, Token::Kind kind)
{
    const char *from = m_at;
    if (m_end - m_at < word.size() || std::memcmp(m_at, word.data(), size_t(word.size())) != 0)
        return fail("expected a value"_L1, m_at);
    m_at += word.size();
    afterValue();
    return finish(kind, from);
}

Token TokenReader::wholeValue(const Token &first)
{
    if (!first.opens())
        return first;
    const int outside = m_depth - 1;
    Token token = first;
    while (m_depth > outside) {
        token = next();
        if (token.kind == Token::Kind::Error)
            return token;
    }
    return {first.kind, false, false, first.offset, token.end() - first.offset};
}

} // namespace tocsin::json
