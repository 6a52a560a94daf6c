// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/privatekey.h"

#include "core/signature/base64text.h"
#include "core/signature/derbytes.h"
#include "core/signature/evp.h"
#include "core/signature/hextext.h"
#include "core/signature/pemtext.h"

#include <openssl/err.h>

namespace tocsin::signature {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype seedSize = 32;           // bytes
constexpr qsizetype maxTextSize = 64 * 1024; // bytes

auto refuse(const QString &what)
{
    return fail(Error::Kind::Rejected, what);
}

auto unreadable()
{
    return refuse(
        u"the private key cannot be read; expected is PEM without a passphrase (PRIVATE KEY, EC PRIVATE "
        "KEY or RSA PRIVATE KEY), or an Ed25519 seed of 32 or 64 bytes in hex or base64"_s);
}

Result<QByteArray> signEd25519(EVP_PKEY *key, std::span<const QByteArrayView> pieces)
{
    QByteArray text;
    for (const QByteArrayView piece : pieces)
        text.append(piece);
    QByteArray signature(64, '\0');
    size_t size = size_t(signature.size());
    const Evp<EVP_MD_CTX> context(EVP_MD_CTX_new());
    if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<uchar *>(signature.data()), &size, asUchar(text),
                       size_t(text.size())) != 1)
        return refuse(u"the message could not be signed with this Ed25519 key"_s);
    return signature;
}

Result<QByteArray> signDigest(const AlgorithmTraits &traits, EVP_PKEY *key, const Digest &digest)
{
    const Evp<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    QByteArray signature(EVP_PKEY_get_size(key), '\0');
    size_t size = size_t(signature.size());
    if (digest.size == 0 || !context || EVP_PKEY_sign_init(context.get()) != 1 ||
        !prepare(context.get(), traits, RSA_PSS_SALTLEN_DIGEST) ||
        EVP_PKEY_sign(context.get(), reinterpret_cast<uchar *>(signature.data()), &size,
                      asUchar(digest.view()), size_t(digest.size)) != 1)
        return refuse(
            u"the message could not be signed with this key: it may be too small for the algorithm"_s);
    signature.truncate(qsizetype(size));
    if (!traits.raw)
        return signature;
    const auto raw = ecdsaRawOf(signature, traits.curveSize);
    return raw ? Result<QByteArray>(*raw) : refuse(u"the signature is not one of this curve"_s);
}

} // namespace

struct PrivateKey::Body
{
    Evp<EVP_PKEY> key;
    PublicKey publicKey;

    static Result<PrivateKey> make(Evp<EVP_PKEY> key)
    {
        uchar *out = nullptr;
        const int size = i2d_PUBKEY(key.get(), &out);
        const QByteArray spki(reinterpret_cast<const char *>(out), qMax(size, 0));
        OPENSSL_free(out);
        ERR_clear_error();
        auto publicKey = PublicKey::fromDer(spki); // says which kinds are read
        if (!publicKey)
            return tl::unexpected(publicKey.error());
        PrivateKey result;
        result.m_body = std::make_shared<const Body>(Body{std::move(key), std::move(*publicKey)});
        return result;
    }
};

struct PrivateKeyAccess
{
    static EVP_PKEY *keyOf(const PrivateKey &key) { return key.m_body ? key.m_body->key.get() : nullptr; }
};

Result<PrivateKey> PrivateKey::fromDer(QByteArrayView der)
{
    const uchar *at = asUchar(der);
    Evp<EVP_PKEY> key(d2i_AutoPrivateKey(nullptr, &at, long(der.size())));
    ERR_clear_error();
    if (!key || at != asUchar(der) + der.size())
        return unreadable();
    return Body::make(std::move(key));
}

Result<PrivateKey> PrivateKey::fromSeed(QByteArrayView bytes)
{
    Evp<EVP_PKEY> key(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, asUchar(bytes), size_t(seedSize)));
    ERR_clear_error();
    if (!key)
        return unreadable();
    auto result = Body::make(std::move(key));
    // A public key that is not the seed's own would make signatures that give the seed away.
    if (result && bytes.size() > seedSize &&
        !sameBytes(result->publicKey().spki().last(32), bytes.sliced(seedSize)))
        return refuse(u"the second half of the Ed25519 key is not the public key of its first half"_s);
    return result;
}

Result<PrivateKey> PrivateKey::fromBytes(QByteArrayView bytes)
{
    const bool isSeed = bytes.size() == seedSize || bytes.size() == 2 * seedSize;
    return isSeed ? fromSeed(bytes) : fromDer(bytes);
}

Result<PrivateKey> PrivateKey::parse(const Secret &secret)
{
    const QByteArrayView text = secret.reveal().trimmed();
    if (text.isEmpty())
        return refuse(u"the private key is empty"_s);
    if (text.size() > maxTextSize)
        return refuse(u"the private key is longer than %1 KiB"_s.arg(maxTextSize / 1024));
    if (isPem(text)) {
        const auto blocks = readPem(text, 10);
        if (!blocks)
            return tl::unexpected(blocks.error());
        for (const PemBlock &block : *blocks) { // "EC PARAMETERS" may stand in front, certificates behind
            if (block.label.endsWith("PRIVATE KEY"))
                return fromDer(block.der.reveal());
        }
        return refuse(u"the PEM text holds no private key"_s);
    }
    std::optional<QByteArray> bytes = readHex(text);
    if (!bytes || (bytes->size() != seedSize && bytes->size() != 2 * seedSize))
        bytes = readBase64(text, Base64Form::Any);
    if (!bytes)
        return unreadable();
    const Secret owned(std::move(*bytes));
    return fromBytes(owned.reveal());
}

const PublicKey &PrivateKey::publicKey() const
{
    return m_body->publicKey;
}

Result<QByteArray> makeSignature(SignatureAlgorithm algorithm, const PrivateKey &key,
                                 std::span<const QByteArrayView> pieces)
{
    const AlgorithmTraits traits = traitsOf(algorithm);
    if (key.isNull() || key.publicKey().kind() != traits.kind)
        return refuse(u"the private key is not of the kind that the signature algorithm needs"_s);
    EVP_PKEY *pkey = PrivateKeyAccess::keyOf(key);
    auto signature = traits.kind == PublicKey::Kind::Ed25519
                         ? signEd25519(pkey, pieces)
                         : signDigest(traits, pkey, hash(traits.hash, pieces));
    ERR_clear_error();
    return signature;
}

} // namespace tocsin::signature
