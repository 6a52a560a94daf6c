// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/clientidentity.h"

#include <QBuffer>

namespace tocsin::http {

using namespace Qt::StringLiterals;

namespace {

// PKCS#12's own password encryptions (RFC 7292 appendix C) with RC4 and RC2: arcs 1, 2, 5 and 6 below
// 1.2.840.113549.1.12.1. They stand outside what they encrypt. OpenSSL 3 has them in a provider that is not
// loaded.
bool usesLegacyEncryption(const QByteArray &bytes)
{
    static const QByteArray arc = QByteArray::fromHex("060a2a864886f70d010c01");
    for (qsizetype at = bytes.indexOf(arc); at >= 0; at = bytes.indexOf(arc, at + 1)) {
        const char last = bytes.size() > at + arc.size() ? bytes[at + arc.size()] : '\0';
        if (last == 1 || last == 2 || last == 5 || last == 6)
            return true;
    }
    return false;
}

Result<ClientIdentity> readPkcs12(const QByteArray &bytes, const QByteArray &phrase, const QString &name)
{
    ClientIdentity identity;
    QSslCertificate leaf;
    QList<QSslCertificate> others;
    QBuffer device;
    device.setData(bytes);
    device.open(QIODevice::ReadOnly);
    if (QSslCertificate::importPkcs12(&device, &identity.key.emplace(), &leaf, &others, phrase)) {
        identity.chain = QList{leaf} + others;
        return identity;
    }
    if (usesLegacyEncryption(bytes)) {
        return fail(Error::Kind::Rejected,
                    u"%1 is encrypted with RC2 or RC4, which OpenSSL 3 does not read. Write it anew: openssl "
                    "pkcs12 -legacy -in old.p12 -nodes | openssl pkcs12 -export -out new.p12"_s.arg(name));
    }
    return fail(Error::Kind::Rejected,
                u"%1 is neither PEM nor a PKCS#12 file that this passphrase opens"_s.arg(name));
}

QSslKey keyOf(const QByteArray &pem, const QByteArray &phrase)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (const QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey, phrase); !key.isNull())
            return key;
    }
    return {};
}

} // namespace

Result<ClientIdentity> readClientIdentity(const QByteArray &bytes, const Secret &passphrase,
                                          const QString &name)
{
    QByteArray phrase = passphrase.reveal().toByteArray();
    const auto read = [&]() -> Result<ClientIdentity> {
        if (!bytes.contains("-----BEGIN "))
            return readPkcs12(bytes, phrase, name);
        const ClientIdentity identity{QSslCertificate::fromData(bytes, QSsl::Pem), keyOf(bytes, phrase)};
        if (identity.chain.isEmpty())
            return fail(Error::Kind::Rejected, u"%1 holds no certificate"_s.arg(name));
        if (!bytes.contains("PRIVATE KEY-----"))
            return fail(Error::Kind::Rejected,
                        u"%1 holds no private key: put certificate and key into one file"_s.arg(name));
        if (identity.key->isNull())
            return fail(Error::Kind::Rejected,
                        u"the key in %1 is not RSA or EC, or the passphrase does not open it"_s.arg(name));
        return identity;
    };
    const Result<ClientIdentity> identity = read();
    wipe(phrase);
    return identity;
}

Result<QList<QSslCertificate>> readAuthorityText(const QByteArray &bytes, const QString &name)
{
    const QList<QSslCertificate> found = QSslCertificate::fromData(bytes, QSsl::Pem);
    if (found.isEmpty())
        return fail(Error::Kind::Rejected, u"%1 holds no certificate in PEM form"_s.arg(name));
    return found;
}

} // namespace tocsin::http
