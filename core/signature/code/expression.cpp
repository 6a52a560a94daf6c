// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The words of the plan: how values are made, and what the helpers are called.

#include "core/signature/code/plan.h"

#include "core/signature/digesttext.h"

namespace tocsin::signature::code {

Expr text(QByteArray bytes)
{
    return {Expr::Kind::Text, std::move(bytes), 0, {}};
}

Expr number(qint64 value)
{
    return {Expr::Kind::Number, {}, value, {}};
}

Expr name(QByteArray name)
{
    return {Expr::Kind::Name, std::move(name), 0, {}};
}

Expr member(QByteArray name)
{
    return {Expr::Kind::Member, std::move(name), 0, {}};
}

Expr call(QByteArray helper, std::vector<Expr> arguments)
{
    return {Expr::Kind::Call, std::move(helper), 0, std::move(arguments)};
}

Expr list(const QList<QByteArray> &texts)
{
    Expr expr{Expr::Kind::List, {}, 0, {}};
    for (const QByteArray &one : texts)
        expr.items.push_back(text(one));
    return expr;
}

Expr join(std::vector<Expr> pieces)
{
    if (pieces.size() == 1)
        return std::move(pieces.front());
    return {Expr::Kind::Join, {}, 0, std::move(pieces)};
}

QByteArray publicKeyHelper(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::Ed25519:
        return "verifyEd25519";
    case Algorithm::EcdsaP256Sha256Raw:
        return "verifyEcdsaRaw";
    case Algorithm::EcdsaP256Sha256:
    case Algorithm::EcdsaP256Sha1:
        return "verifyEcdsa";
    case Algorithm::RsaPssSha256:
    case Algorithm::RsaPssSha512:
        return "verifyRsaPss";
    default:
        return "verifyRsa";
    }
}

QByteArray unitHelper(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Seconds:
        return "unixSeconds";
    case TimeUnit::Milliseconds:
        return "unixMilliseconds";
    case TimeUnit::SecondsOrMilliseconds:
        return "unixEither";
    case TimeUnit::Iso8601:
        return "isoTime";
    case TimeUnit::Iso8601Utc:
        return "isoTimeUtc";
    case TimeUnit::HttpDate:
        return "httpDate";
    }
    Q_UNREACHABLE();
}

QByteArray decoderOf(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Base64:
        return "decodeBase64";
    case Encoding::Base64Url:
        return "decodeBase64Url";
    case Encoding::Base64Hex:
        return "decodeBase64Hex";
    default:
        return "decodeHex";
    }
}

Expr encoded(Encoding encoding, Expr value)
{
    switch (encoding) {
    case Encoding::HexLower:
        return call("encodeHex", {std::move(value)});
    case Encoding::HexUpper:
        return call("encodeHexUpper", {std::move(value)});
    case Encoding::Base64:
        return call("encodeBase64", {std::move(value)});
    case Encoding::Base64Url:
        return call("encodeBase64Url", {std::move(value)});
    case Encoding::Base64Hex:
        return call("encodeBase64Hex", {std::move(value)});
    case Encoding::Decimal:
        return call("decimal", {std::move(value)});
    case Encoding::Raw:
        break;
    }
    return value;
}

QByteArray algorithmHash(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::EcdsaP256Sha1:
    case Algorithm::RsaSha1:
        return "sha1";
    case Algorithm::EcdsaP256Sha256:
    case Algorithm::EcdsaP256Sha256Raw:
    case Algorithm::RsaSha256:
    case Algorithm::RsaPssSha256:
        return "sha256";
    case Algorithm::RsaSha512:
    case Algorithm::RsaPssSha512:
        return "sha512";
    default:
        break;
    }
    switch (hashOf(algorithm)) {
    case Hash::Md5:
        return "md5";
    case Hash::Sha1:
        return "sha1";
    case Hash::Sha256:
        return "sha256";
    case Hash::Sha384:
        return "sha384";
    case Hash::Sha512:
        return "sha512";
    }
    Q_UNREACHABLE();
}

qint64 digestLength(const QByteArray &hash)
{
    return hash == "md5" ? 16 : hash == "sha1" ? 20 : hash.mid(3).toInt() / 8;
}

QByteArray hashName(PartHash hash)
{
    constexpr const char *names[] = {"", "md5", "sha1", "sha256", "sha384", "sha512", "crc32"};
    return names[size_t(hash)];
}

Expr digestCall(PartHash hash, Expr value)
{
    if (hash == PartHash::Crc32)
        return call("crc32", {std::move(value)});
    return call("digest", {text(hashName(hash)), std::move(value)});
}

} // namespace tocsin::signature::code
