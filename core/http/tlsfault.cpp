// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/tlsfault.h"

#include <QDateTime>
#include <QSslCertificate>

namespace tocsin::http {

using namespace Qt::StringLiterals;

namespace {

// A certificate's own text comes from outside: one line, and not for ever.
QString quoted(const QStringList &names)
{
    constexpr qsizetype longest = 80;
    const QString text = names.value(0).simplified().left(longest);
    return text.isEmpty() ? u"(no name)"_s : u"\"%1\""_s.arg(text);
}

QString namesOf(const QSslCertificate &certificate)
{
    constexpr qsizetype most = 5;
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    QStringList shown;
    for (const QString &name : names.first(std::min(most, names.size())))
        shown.append(quoted({name}));
    return shown.join(u", "_s);
}

QString faultOf(const QSslError &error, const QString &host)
{
    const QSslCertificate certificate = error.certificate();
    const QString day = u"yyyy-MM-dd HH:mm 'UTC'"_s;
    switch (error.error()) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return u"its authority is not trusted here: if it is your organisation's own, give its certificate "
               u"(PEM) "
               "as the connection's private authority"_s;
    case QSslError::HostNameMismatch:
        return u"it is not for %1 but for %2: use one of these names in the address"_s.arg(
            host, namesOf(certificate));
    case QSslError::CertificateExpired:
        return u"it has expired on %1: the server needs a new one, unless the clock of this machine is wrong"_s
            .arg(certificate.expiryDate().toUTC().toString(day));
    case QSslError::CertificateNotYetValid:
        return u"it is valid from %1 only: the clock of this machine may be wrong"_s.arg(
            certificate.effectiveDate().toUTC().toString(day));
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return u"it has been revoked: do not use this server before its owner has replaced it"_s;
    default:
        return error.errorString();
    }
}

} // namespace

QString tlsFault(const QList<QSslError> &errors, const QString &host, const QString &socketText)
{
    // The name before the rest: a chain that cannot be built is reported once per certificate.
    for (const QSslError &error : errors) {
        if (error.error() == QSslError::NoError)
            continue;
        const QSslCertificate certificate = error.certificate();
        return u"the certificate %1, issued by %2, is refused: %3"_s.arg(
            quoted(certificate.subjectInfo(QSslCertificate::CommonName)),
            quoted(certificate.issuerInfo(QSslCertificate::CommonName)), faultOf(error, host));
    }
    if (socketText.contains("certificate required"_L1) || socketText.contains("handshake failure"_L1))
        return u"%1. The server may want a client certificate"_s.arg(socketText);
    return socketText;
}

} // namespace tocsin::http
