// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/spelling.h"

#include "core/base/hexdigit.h"

namespace tocsin {

namespace {

struct Unit
{
    char byte = 0;
    qsizetype length = 1; // in the text; more than 1: it is written as an escape
};

int hexAt(QByteArrayView text, qsizetype at, qsizetype digits)
{
    int value = 0;
    for (qsizetype i = at; i < at + digits; ++i) {
        const int digit = i < text.size() ? hexDigit(text[i]) : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

// One byte of the text as URLs and JSON write it: as it is, %2F, \u002f or \/.
Unit unitAt(QByteArrayView text, qsizetype at)
{
    const char c = text[at];
    if (c == '%') {
        if (const int value = hexAt(text, at + 1, 2); value >= 0)
            return {char(value), 3};
    } else if (c == '\\' && at + 1 < text.size()) {
        const char next = text[at + 1];
        if (const int value = next == 'u' ? hexAt(text, at + 2, 4) : -1; value >= 0 && value < 0x80)
            return {char(value), 6};
        if (next == '"' || next == '\\' || next == '/')
            return {next, 2};
    }
    return {c, 1};
}

// How many bytes there spell the needle, 0 when they do not.
qsizetype spelledAt(QByteArrayView text, qsizetype at, QByteArrayView needle)
{
    const qsizetype from = at;
    for (const char c : needle) {
        const Unit unit = at < text.size() ? unitAt(text, at) : Unit{};
        if (at >= text.size() || unit.byte != c)
            return 0;
        at += unit.length;
    }
    return at - from;
}

} // namespace

Spelled findSpelled(QByteArrayView text, qsizetype from, QByteArrayView needle)
{
    for (qsizetype at = from; at < text.size(); ++at) {
        const char c = text[at];
        if (c != needle[0] && c != '%' && c != '\\')
            continue;
        if (text.sliced(at).startsWith(needle))
            return {at, needle.size()};
        if (const qsizetype size = spelledAt(text, at, needle); size > 0)
            return {at, size};
    }
    return {};
}

QByteArrayList withinBase64(const QByteArray &text)
{
    constexpr qsizetype fewest = 8; // letters
    QByteArrayList all;
    for (qsizetype shift = 0; shift < 3; ++shift) {
        const QByteArray shifted = QByteArray(shift, '\0') + text;
        const qsizetype from = (shift * 8 + 5) / 6;
        const qsizetype size = shifted.size() * 8 / 6 - from;
        if (size < fewest)
            continue;
        all.append(shifted.toBase64().mid(from, size));
        all.append(shifted.toBase64(QByteArray::Base64UrlEncoding).mid(from, size));
    }
    return all;
}

} // namespace tocsin
