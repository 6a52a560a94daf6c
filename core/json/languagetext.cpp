// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/languagetext.h"

#include "core/json/members.h"

#include <QChar>
#include <QList>

namespace tocsin::json {

namespace {

using Kind = Token::Kind;

struct Words
{
    const char *yes, *no, *null, *arrow;
    Numbers numbers;
};

constexpr Words pythonWords{"True", "False", "None", ": ", Numbers::Python};
constexpr Words rubyWords{"true", "false", "nil", "=>", Numbers::Ruby};

bool isPrintable(char32_t point)
{
    switch (QChar::category(point)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    case QChar::Separator_Space:
        return point == U' ';
    default:
        return true;
    }
}

QByteArray hex(char32_t point, int width)
{
    return QByteArray::number(point, 16).rightJustified(width, '0');
}

char letterOf(char32_t point)
{
    switch (point) {
    case U'\n':
        return 'n';
    case U'\r':
        return 'r';
    case U'\t':
        return 't';
    default:
        return 0;
    }
}

void appendPython(QByteArray &out, char32_t point, char quote)
{
    if (point == char32_t(quote) || point == U'\\')
        (out += '\\') += char(point);
    else if (const char letter = letterOf(point))
        (out += '\\') += letter;
    else if (isPrintable(point))
        appendUtf8(out, point);
    else if (point < 0x100)
        out += "\\x" + hex(point, 2);
    else
        out += point < 0x10000 ? "\\u" + hex(point, 4) : "\\U" + hex(point, 8);
}

bool isShownByRuby(char32_t point)
{
    switch (QChar::category(point)) {
    case QChar::Other_Format:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Space:
        return true;
    default:
        return point == 0x85;
    }
}

void appendRuby(QByteArray &out, char32_t point, char32_t next)
{
    constexpr char letters[] = "abtnvfr"; // of U+0007 to U+000D
    if (point == U'"' || point == U'\\' || (point == U'#' && (next == U'{' || next == U'$' || next == U'@')))
        (out += '\\') += char(point);
    else if (point >= 7 && point <= 13)
        (out += '\\') += letters[point - 7];
    else if (point == 0x1B)
        out += "\\e";
    else if (isPrintable(point) || isShownByRuby(point))
        appendUtf8(out, point);
    else
        out += point < 0x10000 ? "\\u" + hex(point, 4).toUpper() : "\\u{" + hex(point, 1).toUpper() + '}';
}

// Every surrogate without its other half as itself.
QList<uint> pointsOf(QByteArrayView inner)
{
    const QByteArray bytes = plainBytes(inner);
    QList<uint> points;
    for (qsizetype i = 0; i < bytes.size();) {
        const uchar lead = uchar(bytes[i]);
        const int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        uint point = length == 1 ? lead : lead & (0xFFu >> (length + 1));
        for (int k = 1; k < length && i + k < bytes.size(); ++k)
            point = (point << 6) | (uchar(bytes[i + k]) & 0x3F);
        points += point;
        i += length;
    }
    return points;
}

class Printer
{
public:
    Printer(const TokenTree &tree, LanguageText language, qsizetype limit)
        : m_tree(tree)
        , m_python(language == LanguageText::Python)
        , m_words(m_python ? pythonWords : rubyWords)
        , m_limit(limit)
    {
        m_members.duplicates = Layout::Duplicates::LastWins;
    }

    std::optional<QByteArray> run()
    {
        return value(0) && m_out.size() <= m_limit ? std::optional(std::move(m_out)) : std::nullopt;
    }

private:
    bool value(qsizetype at)
    {
        const Token &token = m_tree.token(at);
        switch (token.kind) {
        case Kind::BeginObject:
            return object(at);
        case Kind::BeginArray:
            return array(at);
        case Kind::Key:
        case Kind::String:
            return string(token);
        case Kind::Number:
            return number(token);
        case Kind::True:
            m_out += m_words.yes;
            return true;
        case Kind::False:
            m_out += m_words.no;
            return true;
        default:
            m_out += m_words.null;
            return true;
        }
    }

    bool number(const Token &token)
    {
        const auto spelled = spellNumber(m_tree.spelling(token), m_words.numbers);
        if (!spelled) { // Ruby's Infinity is no JSON, but a text
            m_out += m_tree.spelling(token).startsWith('-') ? "-Infinity" : "Infinity";
            return true;
        }
        m_out += *spelled == "Infinity" ? "inf" : *spelled == "-Infinity" ? "-inf" : *spelled;
        return true;
    }

    bool string(const Token &token)
    {
        if (token.invalidUtf8)
            return false;
        const QList<uint> points = pointsOf(m_tree.bytes().sliced(token.offset + 1, token.length - 2));
        const char quote = m_python && (!points.contains('\'') || points.contains('"')) ? '\'' : '"';
        m_out += quote;
        for (qsizetype i = 0; i < points.size(); ++i) {
            if (m_python)
                appendPython(m_out, points[i], quote);
            else if (QChar::isSurrogate(points[i]))
                return false;
            else
                appendRuby(m_out, points[i], points.value(i + 1));
        }
        m_out += quote;
        return m_out.size() <= m_limit;
    }

    bool array(qsizetype at)
    {
        m_out += '[';
        for (qsizetype item = at + 1; item < m_tree.behind(at) - 1; item = m_tree.behind(item)) {
            if (item > at + 1)
                m_out += ", ";
            if (!value(item))
                return false;
        }
        m_out += ']';
        return m_out.size() <= m_limit;
    }

    bool object(qsizetype at)
    {
        m_out += '{';
        bool first = true;
        for (const Member &member : membersOf(m_tree, at, m_members)) {
            if (!first)
                m_out += ", ";
            first = false;
            if (!value(member.key))
                return false;
            m_out += m_words.arrow;
            if (!value(member.value))
                return false;
        }
        m_out += '}';
        return m_out.size() <= m_limit;
    }

    const TokenTree &m_tree;
    const bool m_python;
    const Words &m_words;
    const qsizetype m_limit;
    Layout m_members;
    QByteArray m_out;
};

} // namespace

std::optional<QByteArray> languageText(const TokenTree &tree, LanguageText language, qsizetype limit)
{
    return Printer(tree, language, limit).run();
}

} // namespace tocsin::json
