// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/base64text.h"

#include "core/base/secret.h"

namespace tocsin::signature {

std::optional<QByteArray> readBase64(QByteArrayView text, Base64Form form)
{
    QByteArrayView bare = text;
    if (form != Base64Form::Url && text.size() % 4 == 0) {
        for (int i = 0; i < 2 && bare.endsWith('='); ++i)
            bare.chop(1);
    }
    const bool urlAlphabet =
        form == Base64Form::Url || (form == Base64Form::Any && (bare.contains('-') || bare.contains('_')));
    const auto variant = (urlAlphabet ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding) |
                         QByteArray::OmitTrailingEquals;
    auto read = QByteArray::fromBase64Encoding(QByteArray::fromRawData(bare.data(), bare.size()),
                                               variant | QByteArray::AbortOnBase64DecodingErrors);
    if (!read)
        return std::nullopt;
    // Qt passes over stray bits and odd lengths; writing the bytes anew does not.
    QByteArray again = read.decoded.toBase64(variant);
    const bool canonical = again == bare;
    wipe(again); // the text may be a private key
    if (!canonical) {
        wipe(read.decoded);
        return std::nullopt;
    }
    return std::move(read.decoded);
}

QByteArray writeBase64Url(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size())
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace tocsin::signature
