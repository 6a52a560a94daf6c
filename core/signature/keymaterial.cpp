// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/keymaterial.h"

#include "core/signature/digesttext.h"
#include "core/signature/publickey.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

Result<Secret> decodeBase64(QByteArrayView text)
{
    while (text.endsWith('='))
        text.chop(1);
    const bool urlAlphabet = text.contains('-') || text.contains('_');
    const auto variant = urlAlphabet ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding;
    auto decoded = QByteArray::fromBase64Encoding(QByteArray::fromRawData(text.data(), text.size()),
                                                  variant | QByteArray::OmitTrailingEquals |
                                                      QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty())
        return fail(Error::Kind::Rejected, u"the secret must be base64; it holds something else"_s);
    return Secret(std::move(decoded.decoded));
}

Result<Secret> decodeHex(QByteArrayView text)
{
    bool good = !text.isEmpty() && text.size() % 2 == 0;
    for (const char c : text)
        good = good && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
    if (!good)
        return fail(Error::Kind::Rejected, u"the secret must be an even number of hexadecimal digits"_s);
    return Secret(QByteArray::fromHex(QByteArray::fromRawData(text.data(), text.size())));
}

Result<Secret> decoded(const KeySpec &spec, const Secret &secret)
{
    QByteArrayView text = secret.reveal();
    switch (spec.form) {
    case KeyForm::Utf8:
    case KeyForm::PublicKey:
        return secret;
    case KeyForm::Hex:
        return decodeHex(text);
    case KeyForm::PrefixedBase64:
        for (const QByteArray &prefix : spec.prefixes) {
            if (text.startsWith(prefix))
                return decodeBase64(text.sliced(prefix.size()));
        }
        return decodeBase64(text);
    case KeyForm::Base64:
        return decodeBase64(text);
    }
    Q_UNREACHABLE();
}

} // namespace

Result<void> mayBeShared(const Recipe &recipe, const Secret &secret)
{
    if (!recipe.usesPublicKey() && isPublicKeyText(secret.reveal()))
        return fail(
            Error::Kind::Rejected,
            u"this is a public key, which anybody may know: as a shared secret it would let anybody sign"_s);
    return {};
}

Result<Secret> keyOf(const KeySpec &spec, const Secret &secret, QByteArrayView timestamp)
{
    if (secret.isEmpty())
        return fail(Error::Kind::Rejected, u"the secret is empty"_s);
    auto key = decoded(spec, secret);
    if (key && spec.hash != PartHash::None) {
        const QByteArrayView whole = key->reveal();
        key = Secret(digestBytes(spec.hash, {&whole, 1}));
    }
    if (key && spec.afterTimestamp) {
        QByteArray bytes;
        bytes.reserve(timestamp.size() + key->size()); // no copy is left behind
        bytes.append(timestamp).append(key->reveal());
        key = Secret(std::move(bytes));
    }
    return key;
}

} // namespace tocsin::signature
