// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/privatekey.h"

#include <QRandomGenerator>

#include <openssl/evp.h>
#include <openssl/pem.h>

namespace tocsin::test {

// A key pair made for one test: what the sender holds, and what its receivers are given.
struct FreshKey
{
    QByteArray privatePem;
    QByteArray publicPem;
    QByteArray publicRaw; // Ed25519: the 32 bytes
};

inline FreshKey freshKey(signature::PublicKey::Kind kind)
{
    using Kind = signature::PublicKey::Kind;
    EVP_PKEY *key = kind == Kind::Rsa      ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t(2048))
                    : kind == Kind::EcP256 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")
                                           : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    const auto pem = [key](auto &&write) {
        BIO *bio = BIO_new(BIO_s_mem());
        write(bio, key);
        char *data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        const QByteArray text(data, size);
        BIO_free(bio);
        return text;
    };
    FreshKey fresh;
    fresh.privatePem = pem([](BIO *bio, EVP_PKEY *own) {
        PEM_write_bio_PrivateKey(bio, own, nullptr, nullptr, 0, nullptr, nullptr);
    });
    fresh.publicPem = pem([](BIO *bio, EVP_PKEY *own) { PEM_write_bio_PUBKEY(bio, own); });
    if (kind == Kind::Ed25519) {
        fresh.publicRaw = QByteArray(32, '\0');
        size_t size = 32;
        EVP_PKEY_get_raw_public_key(key, reinterpret_cast<uchar *>(fresh.publicRaw.data()), &size);
    }
    EVP_PKEY_free(key);
    return fresh;
}

inline QByteArray freshBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    for (char &c : bytes)
        c = char(QRandomGenerator::system()->bounded(256));
    return bytes;
}

} // namespace tocsin::test
