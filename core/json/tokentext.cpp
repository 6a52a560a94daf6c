// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What tokens say: places, texts and numbers, read only when asked for.

#include "core/base/utf8.h"
#include "core/json/tokenreader.h"

#include <algorithm>

namespace tocsin::json {

namespace {

using namespace Qt::StringLiterals;

// The UTF-16 unit of "\uXXXX" at that place, or -1. Reads up to six bytes, never beyond the end.
int unitAt(QByteArrayView inner, qsizetype at)
{
    if (inner.size() - at < 6 || inner[at] != '\\' || inner[at + 1] != 'u')
        return -1;
    bool ok = false;
    const QByteArrayView digits = inner.sliced(at + 2, 4);
    for (const char c : digits) {
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
            return -1;
    }
    const int unit = digits.toInt(&ok, 16);
    return ok ? unit : -1;
}

// Appends what the escape at that place stands for and answers its length in bytes.
qsizetype appendEscape(QByteArrayView inner, qsizetype at, QString &out)
{
    const int unit = unitAt(inner, at);
    if (unit >= 0) {
        const auto first = char16_t(unit);
        const int low = QChar::isHighSurrogate(first) ? unitAt(inner, at + 6) : -1;
        if (low >= 0 && QChar::isLowSurrogate(char16_t(low))) {
            out += QChar(first);
            out += QChar(char16_t(low));
            return 12;
        }
        out += QChar::isSurrogate(first) ? QChar(QChar::ReplacementCharacter) : QChar(first);
        return 6;
    }
    if (inner.size() - at < 2) {
        out += QChar(QChar::ReplacementCharacter);
        return 1;
    }
    switch (inner[at + 1]) {
    case '"':
    case '\\':
    case '/':
        out += QLatin1Char(inner[at + 1]);
        return 2;
    case 'b':
        out += QLatin1Char('\b');
        return 2;
    case 'f':
        out += QLatin1Char('\f');
        return 2;
    case 'n':
        out += QLatin1Char('\n');
        return 2;
    case 'r':
        out += QLatin1Char('\r');
        return 2;
    case 't':
        out += QLatin1Char('\t');
        return 2;
    default: // only in text that the reader would refuse
        out += QChar(QChar::ReplacementCharacter);
        return 1;
    }
}

} // namespace

QString decodeString(QByteArrayView inner)
{
    QString out;
    out.reserve(inner.size());
    qsizetype from = 0;
    while (from < inner.size()) {
        const qsizetype slash = inner.indexOf('\\', from);
        const qsizetype until = slash < 0 ? inner.size() : slash;
        out += wholeUtf8(inner.sliced(from, until - from));
        if (slash < 0)
            break;
        from = slash + appendEscape(inner, slash, out);
    }
    return out;
}

Place TokenReader::placeOf(qsizetype offset) const
{
    Place place;
    const QByteArrayView before = m_bytes.first(std::clamp<qsizetype>(offset, 0, m_bytes.size()));
    for (const char c : before) {
        if (c == '\n') {
            ++place.line;
            place.column = 1;
        } else if ((uchar(c) & 0xC0) != 0x80) { // continuation bytes belong to the character before
            ++place.column;
        }
    }
    return place;
}

QString TokenReader::errorText() const
{
    if (m_error.reason.isEmpty())
        return {};
    const Place place = placeOf(m_error.offset);
    return u"line %1, column %2: "_s.arg(place.line).arg(place.column) + m_error.reason;
}

QByteArrayView TokenReader::inner(const Token &token) const
{
    return m_bytes.sliced(token.offset + 1, token.length - 2);
}

QString TokenReader::text(const Token &token) const
{
    if (token.kind != Token::Kind::Key && token.kind != Token::Kind::String)
        return wholeUtf8(spelling(token));
    return token.escaped ? decodeString(inner(token)) : wholeUtf8(inner(token));
}

bool TokenReader::textIs(const Token &token, QByteArrayView utf8) const
{
    if (token.kind != Token::Kind::Key && token.kind != Token::Kind::String)
        return false;
    if (!token.escaped)
        return inner(token) == utf8;
    return decodeString(inner(token)) == wholeUtf8(utf8);
}

std::optional<double> TokenReader::toDouble(const Token &token) const
{
    if (token.kind != Token::Kind::Number)
        return std::nullopt;
    bool ok = false;
    const double value = spelling(token).toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

std::optional<qint64> TokenReader::toInteger(const Token &token) const
{
    if (token.kind != Token::Kind::Number)
        return std::nullopt;
    bool ok = false;
    const qint64 value = spelling(token).toLongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

} // namespace tocsin::json
