// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/tlsidentity.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QRegularExpression>
#include <QSysInfo>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace tocsin::listener {

using namespace Qt::StringLiterals;

namespace {

template<auto Free>
struct Freed
{
    template<class T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, Freed<X509_free>>;
using BioPtr = std::unique_ptr<BIO, Freed<BIO_free_all>>;

constexpr qint64 dayMicros = 86'400 * microsPerSecond;
constexpr int validDays = 365;
constexpr int renewDays = 14;

Error cannot(const QString &what, const QString &path, const QString &remedy)
{
    return {Error::Kind::Rejected, u"%1 \"%2\": %3"_s.arg(what, path, remedy)};
}

Result<QByteArray> readSmall(const QString &what, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(cannot(what, path, file.errorString()));
    if (file.size() > 1024 * 1024)
        return tl::unexpected(cannot(what, path, u"larger than 1 MiB, so it is no PEM file"_s));
    return file.readAll();
}

QByteArray bytesOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, size);
}

void addExtension(X509 *certificate, int id, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    if (X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.constData())) {
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
}

QByteArray alternativeNames(const QStringList &names)
{
    QByteArrayList entries;
    for (const QString &name : names) {
        const bool isAddress = !QHostAddress(name).isNull();
        entries.append((isAddress ? "IP:" : "DNS:") + name.toLatin1());
    }
    return entries.join(',');
}

bool covers(const QSslCertificate &certificate, const QStringList &names)
{
    const QStringList have = certificate.subjectAlternativeNames().values(QSsl::DnsEntry) +
                             certificate.subjectAlternativeNames().values(QSsl::IpAddressEntry);
    return std::all_of(names.begin(), names.end(), [&have](const QString &name) {
        return std::any_of(have.begin(), have.end(), [&name](const QString &entry) {
            const QHostAddress address(name);
            return address.isNull() ? entry.compare(name, Qt::CaseInsensitive) == 0
                                    : QHostAddress(entry) == address;
        });
    });
}

Result<void> writePrivate(const QString &path, const QByteArray &bytes)
{
    QFile::remove(path + u".new"_s);
    QFile file(path + u".new"_s);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        file.write(bytes) != bytes.size() || !file.flush())
        return fail(Error::Kind::Storage, u"cannot write \"%1\": %2"_s.arg(path, file.errorString()));
    file.close();
    QFile::remove(path);
    if (!file.rename(path))
        return fail(Error::Kind::Storage, u"cannot write \"%1\": %2"_s.arg(path, file.errorString()));
    return {};
}

} // namespace

QString TlsIdentity::fingerprint() const
{
    if (chain.isEmpty())
        return {};
    return QString::fromLatin1(chain.first().digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}

QSslConfiguration TlsIdentity::configuration(const QList<QSslCertificate> &clientAuthorities) const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(clientAuthorities.isEmpty() ? QSslSocket::VerifyNone
                                                                : QSslSocket::VerifyPeer);
    configuration.setCaCertificates(clientAuthorities);
    return configuration;
}

Result<TlsIdentity> readTlsIdentity(const QString &certificatePath, const QString &keyPath, Micros now)
{
    const auto certificateBytes = readSmall(u"certificate"_s, certificatePath);
    if (!certificateBytes)
        return tl::unexpected(certificateBytes.error());
    const auto keyBytes = readSmall(u"key"_s, keyPath);
    if (!keyBytes)
        return tl::unexpected(keyBytes.error());

    TlsIdentity identity;
    identity.chain = QSslCertificate::fromData(*certificateBytes, QSsl::Pem);
    if (identity.chain.isEmpty())
        return tl::unexpected(cannot(u"certificate"_s, certificatePath, u"holds no PEM certificate"_s));
    const BioPtr bio(BIO_new_mem_buf(keyBytes->constData(), int(keyBytes->size())));
    // An empty passphrase instead of OpenSSL's prompt on the terminal.
    const KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, const_cast<char *>("")));
    if (!key) {
        return tl::unexpected(
            cannot(u"key"_s, keyPath, u"holds no PEM key that can be read without a passphrase"_s));
    }
    const QSsl::KeyAlgorithm algorithm = EVP_PKEY_base_id(key.get()) == EVP_PKEY_EC ? QSsl::Ec : QSsl::Rsa;
    const BioPtr plain(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey_traditional(plain.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    identity.key = QSslKey(bytesOf(plain.get()), algorithm, QSsl::Pem, QSsl::PrivateKey);

    const QByteArray der = identity.chain.first().toDer();
    const auto *data = reinterpret_cast<const unsigned char *>(der.constData());
    const CertificatePtr leaf(d2i_X509(nullptr, &data, der.size()));
    if (!leaf || X509_check_private_key(leaf.get(), key.get()) != 1) {
        return tl::unexpected(
            cannot(u"key"_s, keyPath, u"does not belong to the certificate \"%1\""_s.arg(certificatePath)));
    }
    const QDateTime today = QDateTime::fromMSecsSinceEpoch(now / 1000);
    if (identity.chain.first().expiryDate() < today || identity.chain.first().effectiveDate() > today) {
        return tl::unexpected(
            cannot(u"certificate"_s, certificatePath,
                   u"is valid from %1 to %2 only; renew it or use the self-signed identity"_s.arg(
                       identity.chain.first().effectiveDate().toString(Qt::ISODate),
                       identity.chain.first().expiryDate().toString(Qt::ISODate))));
    }
    return identity;
}

Result<TlsIdentity> makeTlsIdentity(const QStringList &names, Micros now)
{
    const KeyPtr key(EVP_EC_gen("P-256"));
    const CertificatePtr certificate(X509_new());
    if (!key || !certificate)
        return fail(Error::Kind::Rejected, u"OpenSSL could not make a P-256 key"_s);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), quint64(now));
    const time_t start = now / microsPerSecond - 3600;
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), start);
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), start + qint64(validDays) * 86'400);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>("Tocsin listener"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    addExtension(certificate.get(), NID_subject_alt_name, alternativeNames(names));
    addExtension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
    addExtension(certificate.get(), NID_ext_key_usage, "serverAuth");
    if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0)
        return fail(Error::Kind::Rejected, u"OpenSSL could not sign the listener's certificate"_s);

    const BioPtr certificatePem(BIO_new(BIO_s_mem()));
    const BioPtr keyPem(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificatePem.get(), certificate.get());
    PEM_write_bio_PrivateKey_traditional(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    TlsIdentity identity;
    identity.chain = QSslCertificate::fromData(bytesOf(certificatePem.get()), QSsl::Pem);
    identity.key = QSslKey(bytesOf(keyPem.get()), QSsl::Ec, QSsl::Pem, QSsl::PrivateKey);
    return identity;
}

Result<TlsIdentity> ownTlsIdentity(const QString &folder, const QStringList &names, Micros now)
{
    const QString certificatePath = folder + u"/listener-cert.pem"_s;
    const QString keyPath = folder + u"/listener-key.pem"_s;
    if (auto kept = readTlsIdentity(certificatePath, keyPath, now + renewDays * dayMicros);
        kept && covers(kept->chain.first(), names))
        return kept;
    auto made = makeTlsIdentity(names, now);
    if (!made)
        return made;
    if (!QFileInfo::exists(folder)) {
        QDir().mkpath(folder); // a failure shows in what is written next
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    if (auto written = writePrivate(certificatePath, made->chain.first().toPem()); !written)
        return tl::unexpected(written.error());
    if (auto written = writePrivate(keyPath, made->key.toPem()); !written)
        return tl::unexpected(written.error());
    return made;
}

QStringList namesOfThisMachine()
{
    QStringList names = {u"localhost"_s, u"127.0.0.1"_s, u"::1"_s};
    const QString host = QSysInfo::machineHostName();
    static const QRegularExpression plain(u"^[A-Za-z0-9.-]{1,253}$"_s);
    if (plain.match(host).hasMatch() && !names.contains(host))
        names.append(host);
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : addresses) {
        if (!address.isLoopback() && !address.isLinkLocal())
            names.append(address.toString());
    }
    return names;
}

Result<QList<QSslCertificate>> readAuthorities(const QString &path)
{
    const auto bytes = readSmall(u"authorities"_s, path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    QList<QSslCertificate> certificates = QSslCertificate::fromData(*bytes, QSsl::Pem);
    if (certificates.isEmpty())
        return tl::unexpected(cannot(u"authorities"_s, path, u"holds no PEM certificate"_s));
    return certificates;
}

} // namespace tocsin::listener
