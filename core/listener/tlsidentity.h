// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QStringList>

namespace tocsin::listener {

// The certificate and key that the listener shows. Errors name the file and the remedy.
struct TlsIdentity
{
    QList<QSslCertificate> chain; // the leaf first
    QSslKey key;

    QString fingerprint() const; // SHA-256 of the leaf, "AB:CD:..."
    // Server configuration, TLS 1.2 and newer. With authorities, clients must show a certificate of one of
    // them.
    QSslConfiguration configuration(const QList<QSslCertificate> &clientAuthorities = {}) const;
};

// Reads a PEM chain and an unencrypted PEM key (RSA or EC), and checks that they belong together and that the
// certificate is valid at `now`.
Result<TlsIdentity> readTlsIdentity(const QString &certificatePath, const QString &keyPath, Micros now);

// A new self-signed P-256 identity for a year, with these host names and addresses as subject alternative
// names.
Result<TlsIdentity> makeTlsIdentity(const QStringList &names, Micros now);

// The one kept in this folder (listener-cert.pem, listener-key.pem, both 0600), made when absent, near its
// end or made for other names, so that the fingerprint stays the same from run to run.
Result<TlsIdentity> ownTlsIdentity(const QString &folder, const QStringList &names, Micros now);

// localhost, 127.0.0.1, ::1 and the names and addresses of this machine.
QStringList namesOfThisMachine();

Result<QList<QSslCertificate>> readAuthorities(const QString &path);

} // namespace tocsin::listener
