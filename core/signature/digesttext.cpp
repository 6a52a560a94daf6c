// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/digesttext.h"

#include "core/base/hexdigit.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Encoding = Scheme::Encoding;

std::optional<QByteArray> readHex(QByteArrayView text, qsizetype size)
{
    if (text.size() != size * 2)
        return std::nullopt;
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i) {
        const int high = hexDigit(text[2 * i]);
        const int low = hexDigit(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes[i] = char(high * 16 + low);
    }
    return bytes;
}

QByteArray::Base64Options variantOf(Encoding encoding)
{
    return encoding == Encoding::Base64Url ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding;
}

std::optional<QByteArray> readBase64(QByteArrayView text, Encoding encoding, qsizetype size)
{
    const qsizetype padding = (3 - size % 3) % 3;
    const qsizetype letters = (size * 4 + 2) / 3;
    if (text.size() != letters && text.size() != letters + padding)
        return std::nullopt;
    for (const char c : text.sliced(letters)) {
        if (c != '=')
            return std::nullopt;
    }
    const auto variant = variantOf(encoding) | QByteArray::OmitTrailingEquals;
    const QByteArray bare = text.first(letters).toByteArray();
    const auto decoded =
        QByteArray::fromBase64Encoding(bare, variant | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != size || decoded.decoded.toBase64(variant) != bare)
        return std::nullopt;
    return decoded.decoded;
}

} // namespace

Hash hashOf(Scheme::Algorithm algorithm)
{
    switch (algorithm) {
    case Scheme::Algorithm::HmacSha1:
        return Hash::Sha1;
    case Scheme::Algorithm::HmacSha384:
        return Hash::Sha384;
    case Scheme::Algorithm::HmacSha512:
        return Hash::Sha512;
    case Scheme::Algorithm::HmacSha256:
    case Scheme::Algorithm::None:
        break;
    }
    return Hash::Sha256;
}

QByteArray writeDigest(QByteArrayView digest, Encoding encoding)
{
    const auto bytes = QByteArray::fromRawData(digest.data(), digest.size());
    switch (encoding) {
    case Encoding::HexLower:
        return bytes.toHex();
    case Encoding::HexUpper:
        return bytes.toHex().toUpper();
    case Encoding::Base64:
    case Encoding::Base64Url:
        return bytes.toBase64(variantOf(encoding));
    }
    Q_UNREACHABLE();
}

std::optional<QByteArray> readDigest(QByteArrayView text, Encoding encoding, qsizetype size)
{
    if (encoding == Encoding::HexLower || encoding == Encoding::HexUpper)
        return readHex(text, size);
    return readBase64(text, encoding, size);
}

QString digestShape(Encoding encoding, qsizetype size)
{
    if (encoding == Encoding::HexLower || encoding == Encoding::HexUpper)
        return u"%1 hexadecimal digits"_s.arg(size * 2);
    const QString alphabet = encoding == Encoding::Base64Url ? u"base64url"_s : u"base64"_s;
    return u"%1 characters of %2"_s.arg((size + 2) / 3 * 4).arg(alphabet);
}

} // namespace tocsin::signature
