// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QSslCertificate>
#include <QSslKey>

#include <optional>

namespace tocsin::http {

// The certificate that this console shows to a server, with its key.
struct ClientIdentity
{
    QList<QSslCertificate> chain; // the leaf first
    std::optional<QSslKey> key;   // an empty one, too, would load all of TLS when it is made

    bool isEmpty() const { return chain.isEmpty(); }
};

// From PEM (certificates and key in one text) or PKCS#12, whichever the bytes are. Rejected: no certificate,
// no key, a passphrase that does not fit, or a PKCS#12 file in the old encryption that OpenSSL 3 leaves out;
// each with the remedy. The name is for the error texts.
Result<ClientIdentity> readClientIdentity(const QByteArray &bytes, const Secret &passphrase,
                                          const QString &name);

// The certificates of a PEM text. Rejected when there is none.
Result<QList<QSslCertificate>> readAuthorityText(const QByteArray &bytes, const QString &name);

} // namespace tocsin::http
