// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/derbytes.h"

namespace tocsin::signature {

namespace {

constexpr char integerTag = 0x02;
constexpr char sequenceTag = 0x30;

QByteArray element(char tag, QByteArrayView content)
{
    QByteArray out(1, tag);
    const qsizetype size = content.size();
    if (size > 0xFFFF)
        out.append('\x83').append(char(size >> 16)).append(char(size >> 8));
    else if (size > 0xFF)
        out.append('\x82').append(char(size >> 8));
    else if (size > 0x7F)
        out.append('\x81');
    return out.append(char(size)).append(content);
}

QByteArray integer(QByteArrayView number)
{
    while (number.size() > 1 && number.front() == 0)
        number = number.sliced(1);
    if (!number.isEmpty() && uchar(number.front()) < 0x80)
        return element(integerTag, number);
    return element(integerTag, QByteArray(1, '\0').append(number));
}

// Takes one positive INTEGER off the front, as that many bytes.
std::optional<QByteArray> takeInteger(QByteArrayView &der, qsizetype size)
{
    if (der.size() < 3 || der[0] != integerTag)
        return std::nullopt;
    const qsizetype length =
        uchar(der[1]); // 0x80 and above would be a long form, longer than any number here
    if (length == 0 || length > size + 1 || der.size() < 2 + length)
        return std::nullopt;
    QByteArrayView number = der.sliced(2, length);
    der = der.sliced(2 + length);
    if (uchar(number.front()) >= 0x80)
        return std::nullopt; // negative
    if (number.front() == 0) {
        if (length == 1 || uchar(number[1]) < 0x80)
            return std::nullopt; // zero, or a zero that nothing asks for
        number = number.sliced(1);
    }
    if (number.size() > size)
        return std::nullopt;
    return QByteArray(size - number.size(), '\0').append(number);
}

} // namespace

std::optional<QByteArray> ecdsaRawOf(QByteArrayView der, qsizetype size)
{
    // Both numbers of P-384 and their heads take 102 bytes: the long form of a length is never canonical.
    if (der.size() < 2 || der[0] != sequenceTag || uchar(der[1]) >= 0x80 || uchar(der[1]) != der.size() - 2)
        return std::nullopt;
    der = der.sliced(2);
    const auto r = takeInteger(der, size);
    const auto s = r ? takeInteger(der, size) : std::nullopt;
    if (!s || !der.isEmpty())
        return std::nullopt;
    return *r + *s;
}

QByteArray ecdsaDerOf(QByteArrayView raw)
{
    const qsizetype half = raw.size() / 2;
    return element(sequenceTag, integer(raw.first(half)) + integer(raw.sliced(half)));
}

QByteArray rsaPublicKeyDer(QByteArrayView modulus, QByteArrayView exponent)
{
    return element(sequenceTag, integer(modulus) + integer(exponent));
}

QByteArray spkiOfRawKey(QByteArrayView raw)
{
    switch (raw.size()) {
    case 32:
        return QByteArray::fromHex("302a300506032b6570032100").append(raw);
    case 65:
        return QByteArray::fromHex("3059301306072a8648ce3d020106082a8648ce3d030107034200").append(raw);
    case 97:
        return QByteArray::fromHex("3076301006072a8648ce3d020106052b81040022036200").append(raw);
    default:
        return {};
    }
}

} // namespace tocsin::signature
