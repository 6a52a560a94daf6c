// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/addressrange.h"

#include <QStringList>

#include <algorithm>
#include <cstring>

namespace tocsin::filter {

namespace {

using Bytes = std::array<quint8, 16>;

constexpr Bytes mappedPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int mappedBits = 96;

// A decimal number without sign, blanks or leading zeros, as RFC 3986 has dec-octet.
std::optional<int> decimal(QByteArrayView text, int most)
{
    if (text.isEmpty() || text.size() > 3 || (text.size() > 1 && text[0] == '0'))
        return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value <= most ? std::optional(value) : std::nullopt;
}

bool readIPv4(QByteArrayView text, quint8 *out)
{
    for (int part = 0; part < 4; ++part) {
        const qsizetype dot = part < 3 ? text.indexOf('.') : text.size();
        if (dot < 0)
            return false;
        const std::optional<int> value = decimal(text.first(dot), 255);
        if (!value)
            return false;
        out[part] = quint8(*value);
        text = text.sliced(std::min(dot + 1, text.size()));
    }
    return text.isEmpty();
}

std::optional<quint16> hexGroup(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 4)
        return std::nullopt;
    int value = 0;
    for (const char c : text) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return std::nullopt;
        value = value * 16 + digit;
    }
    return quint16(value);
}

// Reads groups separated by single colons, the last of which may be IPv4. Returns the bytes written, or
// nothing.
std::optional<int> readGroups(QByteArrayView text, Bytes &out)
{
    int used = 0;
    while (!text.isEmpty()) {
        const qsizetype colon = text.indexOf(':');
        const QByteArrayView group = colon < 0 ? text : text.first(colon);
        if (colon < 0 && group.contains('.')) {
            if (used > 12 || !readIPv4(group, out.data() + used))
                return std::nullopt;
            return used + 4;
        }
        const std::optional<quint16> value = hexGroup(group);
        if (!value || used > 14)
            return std::nullopt;
        out[size_t(used++)] = quint8(*value >> 8);
        out[size_t(used++)] = quint8(*value & 0xff);
        if (colon < 0)
            return used;
        text = text.sliced(colon + 1);
        if (text.isEmpty())
            return std::nullopt;
    }
    return used;
}

// RFC 4291 section 2.2.
bool readIPv6(QByteArrayView text, Bytes &out)
{
    const qsizetype gap = text.indexOf("::");
    if (gap < 0) {
        const std::optional<int> used = readGroups(text, out);
        return used && *used == 16;
    }
    Bytes head{};
    Bytes tail{};
    if (text.first(gap).contains('.'))
        return false;
    const std::optional<int> before = readGroups(text.first(gap), head);
    const std::optional<int> after = readGroups(text.sliced(gap + 2), tail);
    if (!before || !after || *before + *after > 14)
        return false;
    out = Bytes{};
    std::copy_n(head.begin(), *before, out.begin());
    std::copy_n(tail.begin(), *after, out.end() - *after);
    return true;
}

// The byte with the bits of a network of that length set.
quint8 maskByte(int prefixLength, int index)
{
    const int bits = std::clamp(prefixLength - index * 8, 0, 8);
    return quint8(0xff << (8 - bits));
}

QString groupsText(const Bytes &bytes)
{
    int best = -1;
    int bestLength = 1; // RFC 5952 4.2.2: a single zero group is not shortened
    for (int i = 0; i < 8; ++i) {
        int length = 0;
        while (i + length < 8 && bytes[size_t(2 * (i + length))] == 0 &&
               bytes[size_t(2 * (i + length) + 1)] == 0)
            ++length;
        if (length > bestLength) {
            best = i;
            bestLength = length;
        }
    }
    QString text;
    for (int i = 0; i < 8; ++i) {
        if (i == best) {
            text += QStringLiteral("::");
            i += bestLength - 1;
            continue;
        }
        if (!text.isEmpty() && !text.endsWith(u':'))
            text += u':';
        text += QString::number((bytes[size_t(2 * i)] << 8) | bytes[size_t(2 * i + 1)], 16);
    }
    return text;
}

} // namespace

bool AddressRange::isIPv4() const
{
    return prefixLength >= mappedBits &&
           std::equal(mappedPrefix.begin(), mappedPrefix.begin() + 12, network.begin());
}

bool AddressRange::overlaps(const AddressRange &other) const
{
    const int shared = std::min(prefixLength, other.prefixLength);
    for (int i = 0; i * 8 < shared; ++i) {
        if ((network[size_t(i)] ^ other.network[size_t(i)]) & maskByte(shared, i))
            return false;
    }
    return true;
}

QByteArray AddressRange::firstKey() const
{
    return QByteArray(reinterpret_cast<const char *>(network.data()), 16);
}

QByteArray AddressRange::lastKey() const
{
    QByteArray key = firstKey();
    for (int i = 0; i < 16; ++i)
        key[i] = char(quint8(key[i]) | quint8(~maskByte(prefixLength, i)));
    return key;
}

QString AddressRange::toText() const
{
    QString text;
    if (isIPv4()) {
        QStringList parts;
        for (size_t i = 12; i < 16; ++i)
            parts.append(QString::number(network[i]));
        text = parts.join(u'.');
    } else {
        text = groupsText(network);
    }
    const int shown = isIPv4() ? prefixLength - mappedBits : prefixLength;
    if (prefixLength < 128)
        text += u'/' + QString::number(shown);
    return text;
}

std::optional<AddressRange> addressRangeFromText(QByteArrayView text)
{
    constexpr qsizetype longest = 49; // a full IPv6 address ending in IPv4, with /128
    if (text.isEmpty() || text.size() > longest)
        return std::nullopt;
    const qsizetype slash = text.indexOf('/');
    const QByteArrayView address = slash < 0 ? text : text.first(slash);
    AddressRange range;
    int bits = 128;
    if (address.contains(':')) {
        if (!readIPv6(address, range.network))
            return std::nullopt;
    } else {
        range.network = mappedPrefix;
        bits = 32;
        if (!readIPv4(address, range.network.data() + 12))
            return std::nullopt;
    }
    if (slash >= 0) {
        const std::optional<int> length = decimal(text.sliced(slash + 1), bits);
        if (!length)
            return std::nullopt;
        range.prefixLength = 128 - bits + *length;
    }
    for (int i = 0; i < 16; ++i)
        range.network[size_t(i)] &= maskByte(range.prefixLength, i);
    return range;
}

} // namespace tocsin::filter
