// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/digesttext.h"

#include "core/base/hexdigit.h"

#include <QtEndian>

#include <array>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

// The value of each character that is a digit; what is none has a bit beyond those of a byte's half.
constexpr std::array<quint8, 256> digitValues = [] {
    std::array<quint8, 256> values = {};
    for (size_t c = 0; c < values.size(); ++c)
        values[c] = hexDigit(char(c)) < 0 ? 0x80 : quint8(hexDigit(char(c)));
    return values;
}();

std::optional<QByteArray> readHex(QByteArrayView text, qsizetype size)
{
    if (size == 0)
        size = text.size() / 2;
    if (text.size() != size * 2 || size == 0)
        return std::nullopt;
    QByteArray bytes(size, Qt::Uninitialized);
    char *out = bytes.data();
    const char *digits = text.data();
    unsigned wrong = 0;
    for (qsizetype i = 0; i < size; ++i) {
        const unsigned high = digitValues[uchar(digits[2 * i])];
        const unsigned low = digitValues[uchar(digits[2 * i + 1])];
        wrong |= high | low;
        out[i] = char(high << 4 | low);
    }
    return (wrong & 0x80) ? std::nullopt : std::optional(std::move(bytes));
}

QByteArray::Base64Options variantOf(Encoding encoding)
{
    return encoding == Encoding::Base64Url ? QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
                                           : QByteArray::Base64Encoding | QByteArray::KeepTrailingEquals;
}

std::optional<QByteArray> readBase64(QByteArrayView text, Encoding encoding, qsizetype size)
{
    if (size == 0) {
        QByteArrayView letters = text;
        while (letters.endsWith('='))
            letters.chop(1);
        size = letters.size() * 3 / 4;
    }
    const qsizetype padding = (3 - size % 3) % 3;
    const qsizetype letters = (size * 4 + 2) / 3;
    if (size == 0 || (text.size() != letters && text.size() != letters + padding))
        return std::nullopt;
    for (const char c : text.sliced(letters)) {
        if (c != '=')
            return std::nullopt;
    }
    const auto variant =
        (encoding == Encoding::Base64Url ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding) |
        QByteArray::OmitTrailingEquals;
    const QByteArray bare = text.first(letters).toByteArray();
    const auto decoded =
        QByteArray::fromBase64Encoding(bare, variant | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != size || decoded.decoded.toBase64(variant) != bare)
        return std::nullopt;
    return decoded.decoded;
}

std::optional<QByteArray> readBase64Hex(QByteArrayView text, qsizetype size)
{
    const auto hex = readBase64(text, Encoding::Base64, size * 2);
    return hex ? readHex(*hex, size) : std::nullopt;
}

} // namespace

Hash hashOf(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::HmacSha1:
    case Algorithm::Sha1:
        return Hash::Sha1;
    case Algorithm::HmacSha384:
    case Algorithm::Sha384:
        return Hash::Sha384;
    case Algorithm::HmacSha512:
    case Algorithm::Sha512:
        return Hash::Sha512;
    case Algorithm::Md5:
        return Hash::Md5;
    default:
        Q_ASSERT(algorithm == Algorithm::HmacSha256 || algorithm == Algorithm::Sha256);
        return Hash::Sha256;
    }
}

QByteArray digestBytes(PartHash algorithm, std::span<const QByteArrayView> pieces)
{
    constexpr std::array<Hash, 6> hashes = {Hash::Sha256, Hash::Md5,    Hash::Sha1,
                                            Hash::Sha256, Hash::Sha384, Hash::Sha512};
    Q_ASSERT(algorithm != PartHash::None);
    if (algorithm != PartHash::Crc32)
        return hash(hashes[size_t(algorithm)], pieces).view().toByteArray();
    QByteArray all;
    for (const QByteArrayView piece : pieces)
        all += piece;
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(crc32(all), bytes.data());
    return bytes;
}

QByteArray writeDigest(QByteArrayView digest, Encoding encoding)
{
    const auto bytes = QByteArray::fromRawData(digest.data(), digest.size());
    switch (encoding) {
    case Encoding::HexLower:
    case Encoding::HexUpper: {
        QByteArray text(2 * digest.size(), Qt::Uninitialized);
        writeHex(digest.data(), digest.size(),
                 encoding == Encoding::HexLower ? "0123456789abcdef" : "0123456789ABCDEF", text.data());
        return text;
    }
    case Encoding::Base64:
    case Encoding::Base64Url:
        return bytes.toBase64(variantOf(encoding));
    case Encoding::Base64Hex:
        return bytes.toHex().toBase64();
    case Encoding::Decimal: {
        quint64 number = 0;
        for (const char c : digest)
            number = number << 8 | uchar(c);
        return QByteArray::number(number);
    }
    case Encoding::Raw:
        return digest.toByteArray();
    }
    Q_UNREACHABLE();
}

std::optional<QByteArray> readDigest(QByteArrayView text, Encoding encoding, qsizetype size)
{
    if (encoding == Encoding::HexLower || encoding == Encoding::HexUpper)
        return readHex(text, size);
    if (encoding == Encoding::Base64Hex)
        return readBase64Hex(text, size);
    return readBase64(text, encoding, size);
}

QString digestShape(Encoding encoding, qsizetype size)
{
    const bool hex = encoding == Encoding::HexLower || encoding == Encoding::HexUpper;
    const QString alphabet = hex                               ? u"hexadecimal digits"_s
                             : encoding == Encoding::Base64Url ? u"characters of base64url"_s
                             : encoding == Encoding::Base64Hex
                                 ? u"characters of base64 (of hexadecimal digits)"_s
                                 : u"characters of base64"_s;
    if (size == 0)
        return alphabet;
    const qsizetype bytes = encoding == Encoding::Base64Hex ? size * 2 : size;
    return u"%1 %2"_s.arg(hex ? size * 2 : (bytes + 2) / 3 * 4).arg(alphabet);
}

} // namespace tocsin::signature
