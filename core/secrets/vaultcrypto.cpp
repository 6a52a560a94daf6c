// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/vaultcrypto.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

namespace tocsin::secrets {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 maxScryptWork = 4 * maxScryptMemory; // 128 * N * r * p: about 3 s
constexpr quint8 minLog2N = 10;
constexpr quint8 maxLog2N = 20;

struct ContextDeleter
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, ContextDeleter>;

const unsigned char *raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

tl::unexpected<Error> libraryFailure(QLatin1StringView what)
{
    return fail(Error::Kind::Storage, u"The vault's %1 failed; is there enough free memory?"_s.arg(what));
}

// The cipher keyed and fed with the header, in either direction.
Context start(bool sealing, const Secret &key, QByteArrayView nonce, QByteArrayView header)
{
    Context context(EVP_CIPHER_CTX_new());
    int size = 0;
    const bool good = context && key.size() == vaultKeySize && nonce.size() == vaultNonceSize &&
                      EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, raw(key.reveal()),
                                        raw(nonce), sealing ? 1 : 0) == 1 &&
                      EVP_CipherUpdate(context.get(), nullptr, &size, raw(header), int(header.size())) == 1;
    return good ? std::move(context) : Context();
}

} // namespace

Result<void> checkCost(const ScryptCost &cost)
{
    const bool inRange = cost.log2N >= minLog2N && cost.log2N <= maxLog2N && cost.r >= 1 && cost.r <= 64 &&
                         cost.p >= 1 && cost.p <= 16;
    // Within these ranges nothing below overflows.
    const qint64 memory = inRange ? qint64(128) * cost.r << cost.log2N : 0;
    if (!inRange || memory > maxScryptMemory || memory * cost.p > maxScryptWork)
        return fail(Error::Kind::Malformed,
                    u"The vault asks for a scrypt cost (N=2^%1, r=%2, p=%3) outside what is accepted; "
                    "restore the file from a backup."_s.arg(cost.log2N)
                        .arg(cost.r)
                        .arg(cost.p));
    return {};
}

Result<QByteArray> randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    if (RAND_bytes(raw(bytes), int(size)) != 1)
        return libraryFailure("random number generator"_L1);
    return bytes;
}

Result<Secret> deriveKey(const Secret &passphrase, QByteArrayView salt, const ScryptCost &cost)
{
    if (auto good = checkCost(cost); !good)
        return tl::unexpected(good.error());
    QByteArray key(vaultKeySize, Qt::Uninitialized);
    const QByteArrayView words = passphrase.reveal();
    // OpenSSL counts a little more than 128 * N * r (the blocks of p, one spare); give it that room.
    const auto room = quint64(maxScryptMemory + maxScryptMemory / 4);
    if (EVP_PBE_scrypt(words.data(), size_t(words.size()), raw(salt), size_t(salt.size()),
                       quint64(1) << cost.log2N, cost.r, cost.p, room, raw(key), size_t(key.size())) != 1)
        return libraryFailure("key derivation"_L1);
    return Secret(std::move(key));
}

Result<QByteArray> seal(const Secret &key, QByteArrayView nonce, QByteArrayView header, QByteArrayView plain)
{
    const Context context = start(true, key, nonce, header);
    QByteArray sealed(plain.size() + vaultTagSize, Qt::Uninitialized);
    int size = 0;
    int rest = 0;
    if (!context || EVP_CipherUpdate(context.get(), raw(sealed), &size, raw(plain), int(plain.size())) != 1 ||
        EVP_CipherFinal_ex(context.get(), raw(sealed) + size, &rest) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, int(vaultTagSize),
                            raw(sealed) + plain.size()) != 1)
        return libraryFailure("encryption"_L1);
    return sealed;
}

Result<Secret> unseal(const Secret &key, QByteArrayView nonce, QByteArrayView header, QByteArrayView sealed)
{
    if (sealed.size() < vaultTagSize)
        return fail(Error::Kind::Malformed, u"The vault file ends early; restore it from a backup."_s);
    const QByteArrayView cipher = sealed.chopped(vaultTagSize);
    QByteArray tag = sealed.last(vaultTagSize).toByteArray();
    const Context context = start(false, key, nonce, header);
    QByteArray plain(cipher.size(), Qt::Uninitialized);
    int size = 0;
    int rest = 0;
    if (!context ||
        EVP_CipherUpdate(context.get(), raw(plain), &size, raw(cipher), int(cipher.size())) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, int(vaultTagSize), raw(tag)) != 1) {
        wipe(plain);
        return libraryFailure("decryption"_L1);
    }
    if (EVP_CipherFinal_ex(context.get(), raw(plain) + size, &rest) != 1) {
        wipe(plain);
        return fail(Error::Kind::Unauthorised,
                    u"The vault does not open: the passphrase is wrong, or the file was damaged or changed. "
                    "Try the passphrase again; if it is right, restore the file from a backup."_s);
    }
    return Secret(std::move(plain));
}

} // namespace tocsin::secrets
