// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/publickey.h"

#include "core/signature/derbytes.h"
#include "core/signature/evp.h"

#include <openssl/core_names.h>
#include <openssl/err.h>

namespace tocsin::signature {

using namespace Qt::StringLiterals;

namespace {

auto refuse(const QString &what)
{
    return fail(Error::Kind::Rejected, what);
}

// Reads all of the bytes or nothing. What went wrong is not kept: OpenSSL's queue belongs to the thread.
template<class Read>
auto decodeWhole(QByteArrayView der, Read &&read)
{
    const uchar *at = asUchar(der);
    auto *object = read(&at, long(der.size()));
    ERR_clear_error();
    Evp<std::remove_pointer_t<decltype(object)>> owned(object);
    if (at != asUchar(der) + der.size())
        owned.reset();
    return owned;
}

Evp<EVP_PKEY> decode(QByteArrayView der)
{
    Evp<EVP_PKEY> key =
        decodeWhole(der, [](const uchar **at, long size) { return d2i_PUBKEY(nullptr, at, size); });
    if (key)
        return key;
    const Evp<X509> certificate =
        decodeWhole(der, [](const uchar **at, long size) { return d2i_X509(nullptr, at, size); });
    if (certificate) {
        key.reset(X509_get_pubkey(certificate.get()));
        ERR_clear_error();
        return key;
    }
    return decodeWhole(
        der, [](const uchar **at, long size) { return d2i_PublicKey(EVP_PKEY_RSA, nullptr, at, size); });
}

Evp<BIGNUM> number(const EVP_PKEY *key, const char *name)
{
    BIGNUM *value = nullptr;
    EVP_PKEY_get_bn_param(key, name, &value);
    return Evp<BIGNUM>(value);
}

std::optional<Error> faultOfRsa(const EVP_PKEY *key)
{
    const int bits = EVP_PKEY_get_bits(key);
    if (bits < PublicKey::minRsaBits || bits > PublicKey::maxRsaBits)
        return Error{Error::Kind::Rejected, u"the RSA key has %1 bits; expected are %2 to %3"_s.arg(bits)
                                                .arg(PublicKey::minRsaBits)
                                                .arg(PublicKey::maxRsaBits)};
    const Evp<BIGNUM> n = number(key, OSSL_PKEY_PARAM_RSA_N);
    const Evp<BIGNUM> e = number(key, OSSL_PKEY_PARAM_RSA_E);
    // An exponent of 1 makes every padded text its own signature.
    if (!n || !e || !BN_is_odd(n.get()) || !BN_is_odd(e.get()) || BN_is_one(e.get()))
        return Error{Error::Kind::Rejected, u"the RSA key's numbers cannot be those of a key"_s};
    return std::nullopt;
}

// The points of order 1, 2, 4 and 8, by their y without the sign and in every spelling: under such a key a
// signature can be made without a private key.
bool hasSmallOrder(const EVP_PKEY *key)
{
    static const QByteArray points[] = {
        QByteArray(32, '\0'),
        "\x01" + QByteArray(31, '\0'),
        QByteArray::fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        QByteArray::fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        "\xec" + QByteArray(30, '\xff') + "\x7f",
        "\xed" + QByteArray(30, '\xff') + "\x7f",
        "\xee" + QByteArray(30, '\xff') + "\x7f"};
    QByteArray raw(32, '\0');
    size_t size = size_t(raw.size());
    if (EVP_PKEY_get_raw_public_key(key, reinterpret_cast<uchar *>(raw.data()), &size) != 1)
        return true;
    raw[31] = char(raw[31] & 0x7F);
    return std::find(std::begin(points), std::end(points), raw) != std::end(points);
}

std::optional<PublicKey::Kind> curveOf(EVP_PKEY *key)
{
    int isExplicit = 0; // a curve that is spelled out may have a generator of the attacker's own
    EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &isExplicit);
    std::array<char, 40> name = {};
    if (isExplicit || EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name.data(),
                                                     name.size(), nullptr) != 1)
        return std::nullopt;
    EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
                                   OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED);
    const QByteArrayView curve(name.data());
    if (curve == "prime256v1")
        return PublicKey::Kind::EcP256;
    if (curve == "secp384r1")
        return PublicKey::Kind::EcP384;
    return std::nullopt;
}

std::optional<PublicKey::Kind> kindOf(EVP_PKEY *key)
{
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS: // OpenSSL itself holds it to PSS
        return PublicKey::Kind::Rsa;
    case EVP_PKEY_EC:
        return curveOf(key);
    case EVP_PKEY_ED25519:
        return PublicKey::Kind::Ed25519;
    default:
        return std::nullopt;
    }
}

bool verifyEd25519(EVP_PKEY *key, std::span<const QByteArrayView> pieces, QByteArrayView signature)
{
    QByteArray text; // the algorithm reads its text twice, so that it must be in one piece
    for (const QByteArrayView piece : pieces)
        text.append(piece);
    const Evp<EVP_MD_CTX> context(EVP_MD_CTX_new());
    return context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), asUchar(signature), size_t(signature.size()), asUchar(text),
                            size_t(text.size())) == 1;
}

// The signature as OpenSSL wants it, if it has the one form that the algorithm allows.
std::optional<QByteArray> formOf(const AlgorithmTraits &traits, EVP_PKEY *key, QByteArrayView signature)
{
    if (traits.curveSize == 0)
        return signature.size() == EVP_PKEY_get_size(key) ? std::optional(signature.toByteArray())
                                                          : std::nullopt;
    if (traits.raw)
        return signature.size() == 2 * traits.curveSize ? std::optional(ecdsaDerOf(signature)) : std::nullopt;
    return ecdsaRawOf(signature, traits.curveSize) ? std::optional(signature.toByteArray()) : std::nullopt;
}

} // namespace

AlgorithmTraits traitsOf(SignatureAlgorithm algorithm)
{
    using Kind = PublicKey::Kind;
    using A = SignatureAlgorithm;
    switch (algorithm) {
    case A::Ed25519:
        break;
    case A::EcdsaP256Sha256Der:
        return {.kind = Kind::EcP256, .hash = Hash::Sha256, .curveSize = 32};
    case A::EcdsaP256Sha256Raw:
        return {.kind = Kind::EcP256, .hash = Hash::Sha256, .curveSize = 32, .raw = true};
    case A::EcdsaP256Sha1Der:
        return {.kind = Kind::EcP256, .hash = Hash::Sha1, .curveSize = 32};
    case A::EcdsaP384Sha384Raw:
        return {.kind = Kind::EcP384, .hash = Hash::Sha384, .curveSize = 48, .raw = true};
    case A::RsaSha1:
        return {.kind = Kind::Rsa, .hash = Hash::Sha1, .padding = RSA_PKCS1_PADDING};
    case A::RsaSha256:
        return {.kind = Kind::Rsa, .hash = Hash::Sha256, .padding = RSA_PKCS1_PADDING};
    case A::RsaSha384:
        return {.kind = Kind::Rsa, .hash = Hash::Sha384, .padding = RSA_PKCS1_PADDING};
    case A::RsaSha512:
        return {.kind = Kind::Rsa, .hash = Hash::Sha512, .padding = RSA_PKCS1_PADDING};
    case A::RsaPssSha256:
        return {.kind = Kind::Rsa, .hash = Hash::Sha256, .padding = RSA_PKCS1_PSS_PADDING};
    case A::RsaPssSha384:
        return {.kind = Kind::Rsa, .hash = Hash::Sha384, .padding = RSA_PKCS1_PSS_PADDING};
    case A::RsaPssSha512:
        return {.kind = Kind::Rsa, .hash = Hash::Sha512, .padding = RSA_PKCS1_PSS_PADDING};
    }
    return {};
}

bool prepare(EVP_PKEY_CTX *context, const AlgorithmTraits &traits, int saltLength)
{
    const EVP_MD *method = digestFor(traits.hash);
    if (!method || (traits.padding != 0 && EVP_PKEY_CTX_set_rsa_padding(context, traits.padding) <= 0))
        return false;
    if (EVP_PKEY_CTX_set_signature_md(context, method) <= 0)
        return false;
    return traits.padding != RSA_PKCS1_PSS_PADDING ||
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, saltLength) > 0;
}

struct PublicKey::Body
{
    Evp<EVP_PKEY> key;
    Kind kind = Kind::Rsa;
    QByteArray keyId;
    QByteArray spki;
};

struct PublicKeyAccess
{
    static EVP_PKEY *keyOf(const PublicKey &key) { return key.m_body ? key.m_body->key.get() : nullptr; }
};

Result<PublicKey> PublicKey::fromDer(QByteArrayView der, const QByteArray &keyId)
{
    if (der.size() > maxTextSize)
        return refuse(u"the public key is longer than %1 KiB"_s.arg(maxTextSize / 1024));
    Evp<EVP_PKEY> key = decode(der);
    if (!key)
        return refuse(
            u"the public key's DER cannot be read; expected is one whole SubjectPublicKeyInfo, X.509 "
            "certificate or RSAPublicKey"_s);
    const std::optional<Kind> kind = kindOf(key.get());
    if (!kind)
        return refuse(
            u"the public key is of a kind that is not read here; expected are RSA, EC on the named curves "
            "P-256 and P-384, and Ed25519"_s);
    if (*kind == Kind::Rsa) {
        if (const std::optional<Error> fault = faultOfRsa(key.get()))
            return tl::unexpected(*fault);
    }
    if (*kind == Kind::Ed25519 && hasSmallOrder(key.get()))
        return refuse(u"the Ed25519 key is one of the few points under which anybody can sign"_s);
    uchar *out = nullptr;
    const int size = i2d_PUBKEY(key.get(), &out);
    ERR_clear_error();
    if (size <= 0)
        return refuse(u"the public key cannot be written as a SubjectPublicKeyInfo"_s);
    const QByteArray spki(reinterpret_cast<const char *>(out), size);
    OPENSSL_free(out);
    PublicKey result;
    result.m_body = std::make_shared<const Body>(Body{std::move(key), *kind, keyId, spki});
    return result;
}

PublicKey::Kind PublicKey::kind() const
{
    return m_body->kind;
}

int PublicKey::bits() const
{
    return m_body->kind == Kind::Ed25519 ? 255 : EVP_PKEY_get_bits(m_body->key.get());
}

const QByteArray &PublicKey::keyId() const
{
    return m_body->keyId;
}

const QByteArray &PublicKey::spki() const
{
    return m_body->spki;
}

QByteArray PublicKey::fingerprint() const
{
    return sha256(m_body->spki).view().toByteArray();
}

bool PublicKey::operator==(const PublicKey &other) const
{
    if (!m_body || !other.m_body)
        return m_body == other.m_body;
    return m_body->spki == other.m_body->spki && m_body->keyId == other.m_body->keyId;
}

PublicKey::Kind keyKindOf(SignatureAlgorithm algorithm)
{
    return traitsOf(algorithm).kind;
}

bool verifySignature(SignatureAlgorithm algorithm, const PublicKey &key,
                     std::span<const QByteArrayView> pieces, QByteArrayView signature, PssSalt salt)
{
    const AlgorithmTraits traits = traitsOf(algorithm);
    if (key.isNull() || key.kind() != traits.kind || signature.isEmpty())
        return false;
    EVP_PKEY *pkey = PublicKeyAccess::keyOf(key);
    bool valid = false;
    if (traits.kind == PublicKey::Kind::Ed25519) {
        valid = verifyEd25519(pkey, pieces, signature);
    } else if (const std::optional<QByteArray> form = formOf(traits, pkey, signature)) {
        const Digest digest = hash(traits.hash, pieces);
        const Evp<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_pkey(nullptr, pkey, nullptr));
        const int saltLength = salt == PssSalt::Any ? RSA_PSS_SALTLEN_AUTO : RSA_PSS_SALTLEN_DIGEST;
        valid = digest.size > 0 && context && EVP_PKEY_verify_init(context.get()) == 1 &&
                prepare(context.get(), traits, saltLength) &&
                EVP_PKEY_verify(context.get(), asUchar(*form), size_t(form->size()), asUchar(digest.view()),
                                size_t(digest.size)) == 1;
    }
    ERR_clear_error();
    return valid;
}

} // namespace tocsin::signature
