// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/languagereader.h"

#include "core/base/hexdigit.h"
#include "core/json/escapes.h"

#include <QChar>

namespace tocsin::json {

namespace {

struct Word
{
    const char *printed;
    const char *json;
};

constexpr Word pythonWords[] = {{"True", "true"}, {"False", "false"}, {"None", "null"}};
constexpr Word rubyWords[] = {{"true", "true"}, {"false", "false"}, {"nil", "null"}};

// The letters behind a backslash and what they stand for.
constexpr QByteArrayView letters = "abtnvfre";
constexpr QByteArrayView controls = "\x07\x08\x09\x0a\x0b\x0c\x0d\x1b";

class Reader
{
public:
    Reader(QByteArrayView text, LanguageText language, qsizetype limit)
        : m_text(text)
        , m_python(language == LanguageText::Python)
        , m_limit(limit)
    {}

    // Only containers: a lone word or number is printed alike by everything.
    std::optional<QByteArray> run()
    {
        const char first = peek();
        if ((first != '{' && first != '[') || !value(0) || m_at != m_text.size())
            return std::nullopt;
        return std::move(m_out);
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool take(QByteArrayView expected)
    {
        if (!m_text.sliced(m_at).startsWith(expected))
            return false;
        m_at += expected.size();
        return true;
    }

    bool value(int depth)
    {
        if (depth >= TokenReader::defaultDepth || m_out.size() > m_limit)
            return false;
        switch (peek()) {
        case '{':
            return list(depth, '}', true);
        case '[':
            return list(depth, ']', false);
        case '"':
            return string();
        case '\'':
            return m_python && string();
        default:
            return word() || number();
        }
    }

    bool list(int depth, char end, bool object)
    {
        m_out += m_text[m_at++];
        for (bool first = true; !take({&end, 1}); first = false) {
            if (!first && !take(", "))
                return false;
            if (!first)
                m_out += ',';
            if (object && !(key() && value(depth + 1)))
                return false;
            if (!object && !value(depth + 1))
                return false;
        }
        m_out += end;
        return m_out.size() <= m_limit;
    }

    bool key()
    {
        if (peek() != '"' && !(m_python && peek() == '\''))
            return false;
        const bool good = string() && (m_python ? take(": ") : take("=>") || take(" => "));
        m_out += ':';
        return good;
    }

    bool word()
    {
        for (const Word &word : m_python ? pythonWords : rubyWords) {
            if (take(word.printed)) {
                m_out += word.json;
                return true;
            }
        }
        return false;
    }

    // Whether it is a number is left to the reader of the JSON.
    bool number()
    {
        const qsizetype from = m_at;
        while (QByteArrayView("+-.0123456789e").contains(peek()))
            ++m_at;
        m_out += m_text.sliced(from, m_at - from);
        return m_at > from;
    }

    bool string()
    {
        const char quote = m_text[m_at++];
        m_out += '"';
        while (m_at < m_text.size() && peek() != quote) {
            const char c = m_text[m_at++];
            if (c == '\\' ? !escape() : uchar(c) < 0x20)
                return false;
            if (c != '\\')
                append(uchar(c));
        }
        if (!take({&quote, 1}))
            return false;
        m_out += '"';
        return m_out.size() <= m_limit;
    }

    // A byte of what is UTF-8 already, or an ASCII character.
    void append(uchar byte)
    {
        switch (byte) {
        case '"':
        case '\\':
            (m_out += '\\') += char(byte);
            return;
        case '\b':
            m_out += "\\b";
            return;
        case '\f':
            m_out += "\\f";
            return;
        case '\n':
            m_out += "\\n";
            return;
        case '\r':
            m_out += "\\r";
            return;
        case '\t':
            m_out += "\\t";
            return;
        default:
            if (byte < 0x20)
                m_out += "\\u" + QByteArray::number(byte, 16).rightJustified(4, '0');
            else
                m_out += char(byte);
        }
    }

    void appendPoint(char32_t point)
    {
        if (point < 0x80)
            append(uchar(point));
        else if (QChar::isSurrogate(point))
            m_out += "\\u" + QByteArray::number(uint(point), 16);
        else
            appendUtf8(m_out, point);
    }

    bool escape()
    {
        if (m_at == m_text.size())
            return false;
        const char letter = m_text[m_at++];
        switch (letter) {
        case '\\':
        case '"':
        case '\'':
        case '#':
            append(uchar(letter));
            return true;
        case 'x':
            return hex(2);
        case 'u':
            return !m_python && take("{") ? hex(0) && take("}") : hex(4);
        case 'U':
            return m_python && hex(8);
        default:
            if (!letters.contains(letter))
                return false;
            append(uchar(controls[letters.indexOf(letter)]));
            return true;
        }
    }

    // So many digits; 0 = one to six.
    bool hex(int digits)
    {
        char32_t point = 0;
        int read = 0;
        for (; read < (digits ? digits : 6) && hexDigit(peek()) >= 0; ++read, ++m_at)
            point = point * 16 + char32_t(hexDigit(peek()));
        if (read == 0 || (digits && read < digits) || point > 0x10FFFF)
            return false;
        if (!m_python && digits == 2 && point >= 0x80) // a byte that is not UTF-8
            return false;
        appendPoint(point);
        return true;
    }

    const QByteArrayView m_text;
    const bool m_python;
    const qsizetype m_limit;
    qsizetype m_at = 0;
    QByteArray m_out;
};

} // namespace

std::optional<QByteArray> jsonOfLanguageText(QByteArrayView text, LanguageText language, qsizetype limit)
{
    return Reader(text, language, limit).run();
}

} // namespace tocsin::json
