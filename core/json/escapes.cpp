// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/escapes.h"

#include "core/base/hexdigit.h"

#include <QChar>

namespace tocsin::json {

namespace {

constexpr char32_t replacement = 0xFFFD;

// One character of the inside of a string.
struct Item
{
    char32_t point = 0;
    qsizetype length = 0; // bytes in the input
    bool escaped = false;
    bool hex = false;    // escaped as \uXXXX
    bool broken = false; // length bytes that are no UTF-8
    bool lone() const { return point >= 0xD800 && point <= 0xDFFF; }
};

int unitAt(QByteArrayView inner, qsizetype at)
{
    if (inner.size() - at < 6 || inner[at] != '\\' || inner[at + 1] != 'u')
        return -1;
    int unit = 0;
    for (int i = 2; i < 6; ++i) {
        const int digit = hexDigit(inner[at + i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

Item escapeAt(QByteArrayView inner, qsizetype at)
{
    if (const int unit = unitAt(inner, at); unit >= 0) {
        const int low = unit >= 0xD800 && unit <= 0xDBFF ? unitAt(inner, at + 6) : -1;
        if (low >= 0xDC00 && low <= 0xDFFF)
            return {0x10000 + ((char32_t(unit) - 0xD800) << 10) + (char32_t(low) - 0xDC00), 12, true, true,
                    false};
        return {char32_t(unit), 6, true, true, false};
    }
    if (inner.size() - at < 2)
        return {U'\\', 1, false, false, false};
    switch (const char c = inner[at + 1]) {
    case 'b':
        return {U'\b', 2, true, false, false};
    case 'f':
        return {U'\f', 2, true, false, false};
    case 'n':
        return {U'\n', 2, true, false, false};
    case 'r':
        return {U'\r', 2, true, false, false};
    case 't':
        return {U'\t', 2, true, false, false};
    default:
        return {char32_t(uchar(c)), 2, true, false, false};
    }
}

// A character above ASCII. Broken ones have the length of the longest start of a character that stands there,
// which one U+FFFD replaces (Unicode 15, 3.9, "substitution of maximal subparts").
Item multiByteAt(QByteArrayView inner, qsizetype at)
{
    const auto byte = [&](qsizetype i) { return at + i < inner.size() ? uchar(inner[at + i]) : 0; };
    const uchar lead = byte(0);
    const int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4)
        return {replacement, 1, false, false, true};
    const int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    char32_t point = lead & (0xFF >> (length + 1));
    for (int i = 1; i < length; ++i) {
        if (byte(i) < (i == 1 ? least : 0x80) || byte(i) > (i == 1 ? most : 0xBF))
            return {replacement, i, false, false, true};
        point = (point << 6) | (byte(i) & 0x3F);
    }
    return {point, length, false, false, false};
}

Item itemAt(QByteArrayView inner, qsizetype at)
{
    const uchar c = uchar(inner[at]);
    if (c == '\\')
        return escapeAt(inner, at);
    return c < 0x80 ? Item{c, 1, false, false, false} : multiByteAt(inner, at);
}

// The bytes of a character, one to four of them.
int encodeUtf8(char32_t point, char (&bytes)[4])
{
    if (point < 0x80) {
        bytes[0] = char(point);
        return 1;
    }
    const int length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    constexpr int leads[] = {0xC0, 0xE0, 0xF0};
    for (int i = length - 1; i > 0; --i, point >>= 6)
        bytes[i] = char(0x80 | (point & 0x3F));
    bytes[0] = char(char32_t(leads[length - 2]) | point);
    return length;
}

void appendUtf8(ByteBuffer &out, char32_t point)
{
    char bytes[4];
    const int length = encodeUtf8(point, bytes);
    out += QByteArrayView(bytes, length);
}

void appendUnit(ByteBuffer &out, char32_t unit, bool upper)
{
    const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += digits[(unit >> shift) & 15];
}

void appendUnits(ByteBuffer &out, char32_t point, bool upper)
{
    if (point < 0x10000)
        return appendUnit(out, point, upper);
    appendUnit(out, QChar::highSurrogate(point), upper);
    appendUnit(out, QChar::lowSurrogate(point), upper);
}

// UnicodeRanges.All of .NET: the assigned characters of the first plane.
bool isRelaxed(char32_t point)
{
    if (point > 0xFFFF)
        return false;
    switch (QChar::category(point)) {
    case QChar::Other_Control:
    case QChar::Other_NotAssigned:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Separator_Space:
        return false;
    default:
        return true;
    }
}

bool isEscaped(char32_t point, Escapes::NonAscii rule)
{
    switch (rule) {
    case Escapes::NonAscii::Plain:
        return false;
    case Escapes::NonAscii::LinesAndNel:
        return point == 0x85 || point == 0x2028 || point == 0x2029;
    case Escapes::NonAscii::Lines:
        return point == 0x2028 || point == 0x2029;
    case Escapes::NonAscii::Pairs:
        return point > 0xFFFF;
    case Escapes::NonAscii::Relaxed:
        return !isRelaxed(point);
    case Escapes::NonAscii::All:
        return true;
    }
    Q_UNREACHABLE();
}

void appendPoint(ByteBuffer &out, char32_t point, const Escapes &how)
{
    const bool upper = how.hex == Escapes::Hex::Upper;
    if (point < 128) {
        const char form = how.ascii[point];
        if (form == 0) {
            out += char(point);
        } else if (form == 'u' || form == 'U') {
            appendUnit(out, point, upper || form == 'U');
        } else {
            out += '\\';
            out += form;
        }
    } else if (isEscaped(point, how.nonAscii)) {
        appendUnits(out, point, upper);
    } else {
        appendUtf8(out, point);
    }
}

bool appendLone(ByteBuffer &out, char32_t point, const Escapes &how)
{
    switch (how.lone) {
    case Escapes::Lone::Escape:
        appendUnit(out, point, how.hex == Escapes::Hex::Upper);
        return true;
    case Escapes::Lone::Replace:
        appendPoint(out, replacement, how);
        return true;
    case Escapes::Lone::Question:
        out += '?';
        return true;
    case Escapes::Lone::Refuse:
        return false;
    }
    Q_UNREACHABLE();
}

bool appendBroken(ByteBuffer &out, QByteArrayView bytes, const Escapes &how)
{
    switch (how.broken) {
    case Escapes::Broken::Keep:
        out += bytes;
        return true;
    case Escapes::Broken::Replace:
        appendPoint(out, replacement, how);
        return true;
    case Escapes::Broken::ReplaceBytes:
        for (qsizetype i = 0; i < bytes.size(); ++i)
            appendPoint(out, replacement, how);
        return true;
    case Escapes::Broken::Refuse:
        return false;
    }
    Q_UNREACHABLE();
}

// Whether an escape that stands there is taken away when the others stay.
bool isUndone(const Item &item, const Escapes &how)
{
    if (item.point == U'/')
        return how.undoSlash;
    if (item.point < 0x80)
        return how.undoAscii && item.point >= 0x20 && item.point != U'"' && item.point != U'\\' &&
               item.point != 0x7F;
    return (how.undoNonAscii && !item.lone()) || (how.undoPairs && item.point > 0xFFFF);
}

bool appendItem(ByteBuffer &out, QByteArrayView inner, qsizetype at, const Item &item, const Escapes &how)
{
    const QByteArrayView spelling = inner.sliced(at, item.length);
    if (item.broken)
        return appendBroken(out, spelling, how);
    if (item.escaped && !how.anew) {
        if (isUndone(item, how))
            appendUtf8(out, item.point);
        else if (item.hex && how.hex != Escapes::Hex::AsFound)
            appendUnits(out, item.point, how.hex == Escapes::Hex::Upper);
        else
            out += spelling;
        return true;
    }
    if (item.lone())
        return appendLone(out, item.point, how);
    appendPoint(out, item.point, how);
    return true;
}

} // namespace

void appendUtf8(QByteArray &out, char32_t point)
{
    char bytes[4];
    const int length = encodeUtf8(point, bytes);
    out.append(bytes, length);
}

bool appendEscaped(ByteBuffer &out, QByteArrayView inner, const Escapes &escapes)
{
    qsizetype from = 0; // of a run that is copied as it is
    for (qsizetype at = 0; at < inner.size();) {
        const uchar c = uchar(inner[at]);
        if (c < 0x80 && c != '\\' && escapes.ascii[c] == 0) {
            ++at;
            continue;
        }
        out += inner.sliced(from, at - from);
        const Item item = itemAt(inner, at);
        if (!appendItem(out, inner, at, item, escapes))
            return false;
        at += item.length;
        from = at;
    }
    out += inner.sliced(from);
    return true;
}

bool appendEscaped(QByteArray &out, QByteArrayView inner, const Escapes &escapes)
{
    ByteBuffer buffer;
    buffer.reserve(inner.size());
    const bool good = appendEscaped(buffer, inner, escapes);
    out += buffer.take();
    return good;
}

QByteArray plainBytes(QByteArrayView inner)
{
    QByteArray out;
    out.reserve(inner.size());
    for (qsizetype at = 0; at < inner.size();) {
        const Item item = itemAt(inner, at);
        if (item.escaped)
            appendUtf8(out, item.point);
        else
            out += inner.sliced(at, item.length);
        at += item.length;
    }
    return out;
}

} // namespace tocsin::json
