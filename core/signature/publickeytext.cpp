// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// PublicKey::parse(): what the text is, until it is DER.

#include "core/signature/base64text.h"
#include "core/signature/derbytes.h"
#include "core/signature/hextext.h"
#include "core/signature/jwk.h"
#include "core/signature/pemtext.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView expected =
    "expected is PEM, the base64 of a SubjectPublicKeyInfo, an Ed25519 key or a "
    "P-256 point in hex or base64, or a JWK or JWK set"_L1;

auto refuse(const QString &what)
{
    return fail(Error::Kind::Rejected, what);
}

Result<QList<PublicKey>> one(Result<PublicKey> key)
{
    if (!key)
        return tl::unexpected(key.error());
    return QList<PublicKey>{std::move(*key)};
}

Result<QList<PublicKey>> fromPem(QByteArrayView text)
{
    const auto blocks = readPem(text, PublicKey::maxKeys);
    if (!blocks)
        return tl::unexpected(blocks.error());
    QList<PublicKey> keys;
    for (const PemBlock &block : *blocks) {
        if (block.label.endsWith("PRIVATE KEY"))
            return refuse(u"the text is a private key; the public key is expected here"_s);
        if (block.label != "PUBLIC KEY" && block.label != "RSA PUBLIC KEY" && block.label != "CERTIFICATE" &&
            block.label != "X509 CERTIFICATE")
            return refuse(
                u"a PEM block \"%1\" is not read; expected are PUBLIC KEY, RSA PUBLIC KEY and CERTIFICATE"_s
                    .arg(QString::fromLatin1(block.label)));
        auto key = PublicKey::fromDer(block.der.reveal());
        if (!key)
            return tl::unexpected(key.error());
        keys.append(std::move(*key));
    }
    return keys;
}

Result<QList<PublicKey>> fromBytes(const QByteArray &bytes)
{
    if (bytes.size() == 32 || (bytes.size() == 65 && bytes.front() == 0x04))
        return one(PublicKey::fromDer(spkiOfRawKey(bytes)));
    if (bytes.startsWith('\x30'))
        return one(PublicKey::fromDer(bytes));
    return refuse(u"the public key is %1 bytes that are no key; %2"_s.arg(bytes.size()).arg(expected));
}

} // namespace

Result<QList<PublicKey>> PublicKey::parse(QByteArrayView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return refuse(u"the public key is empty; %1"_s.arg(expected));
    if (text.size() > maxTextSize)
        return refuse(u"the public key is longer than %1 KiB"_s.arg(maxTextSize / 1024));
    if (isPem(text))
        return fromPem(text);
    if (text.front() == '{')
        return readJwks(text);
    if (const auto bytes = readHex(text); bytes && (bytes->size() == 32 || bytes->size() == 65))
        return fromBytes(*bytes);
    QByteArray letters; // base64 is often pasted in lines
    for (const char c : text) {
        if (c != '\n' && c != '\r' && c != ' ' && c != '\t')
            letters.append(c);
    }
    if (const auto bytes = readBase64(letters, Base64Form::Any))
        return fromBytes(*bytes);
    return refuse(u"the public key cannot be read; %1"_s.arg(expected));
}

bool isPublicKeyText(QByteArrayView text)
{
    constexpr qsizetype shortest = 50; // characters; of any that is not bare
    text = text.trimmed();
    if (text.size() < shortest)
        return text.startsWith("whpk_");
    if (text.startsWith("-----") || text.contains("-----BEGIN "))
        return isPem(text) && !text.contains("PRIVATE KEY-----");
    const bool isDer = text[0] == 'M' && text[1] >= 'A' && text[1] <= 'P'; // 0x30 and a length, in base64
    const bool isPoint = text.startsWith("04") || text.startsWith('B');    // 65 bytes in hex or base64
    if (!isDer && !isPoint && text[0] != '{')
        return text.startsWith("whpk_");
    const auto keys = PublicKey::parse(text);
    if (!keys || keys->isEmpty())
        return false;
    const bool isBare = keys->first().kind() == PublicKey::Kind::Ed25519 && !isDer && text[0] != '{';
    return !isBare;
}

} // namespace tocsin::signature
