// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// checkContentDigest() and checkDigest(). Every digest that is known must be right, and one must be known.

#include "core/signature/base64text.h"
#include "core/signature/crypto.h"
#include "core/signature/httpcomponents.h"
#include "core/signature/httpsignature.h"

namespace tocsin::signature {

namespace {

// SHA-1 and MD5 are no proof of a body any more: they are passed over like names that nobody knows.
std::optional<Hash> hashOf(const QByteArray &algorithm)
{
    if (algorithm.compare("sha-256", Qt::CaseInsensitive) == 0)
        return Hash::Sha256;
    if (algorithm.compare("sha-512", Qt::CaseInsensitive) == 0)
        return Hash::Sha512;
    return std::nullopt;
}

BodyDigest judge(Hash algorithm, QByteArrayView digest, QByteArrayView body, BodyDigest before)
{
    const bool right = sameBytes(hash(algorithm, std::span(&body, 1)).view(), digest);
    return right && before != BodyDigest::Wrong ? BodyDigest::Right : BodyDigest::Wrong;
}

} // namespace

BodyDigest checkContentDigest(const domain::HttpMessage &message)
{
    const auto text = combinedField(message.headers, "content-digest");
    if (!text)
        return BodyDigest::Absent;
    const auto dictionary = readSfDictionary(*text);
    if (!dictionary || dictionary->hasDuplicates)
        return BodyDigest::Malformed;
    BodyDigest result = BodyDigest::Malformed;
    for (const SfMember &member : dictionary->members) {
        if (member.isList || member.items.first().bare.kind != SfBare::Kind::Bytes)
            return BodyDigest::Malformed;
        if (const auto algorithm = hashOf(member.name))
            result = judge(*algorithm, member.items.first().bare.value, message.body, result);
    }
    return result;
}

BodyDigest checkDigest(const domain::HttpMessage &message)
{
    const auto text = combinedField(message.headers, "digest");
    if (!text)
        return BodyDigest::Absent;
    BodyDigest result = BodyDigest::Malformed;
    for (const QByteArray &part : text->split(',')) {
        const qsizetype equals = part.indexOf('='); // base64 may end with more of them
        if (equals < 0)
            return BodyDigest::Malformed;
        const auto algorithm = hashOf(part.first(equals).trimmed());
        if (!algorithm)
            continue;
        const auto digest =
            readBase64(QByteArrayView(part).sliced(equals + 1).trimmed(), Base64Form::Standard);
        if (!digest)
            return BodyDigest::Malformed;
        result = judge(*algorithm, *digest, message.body, result);
    }
    return result;
}

} // namespace tocsin::signature
