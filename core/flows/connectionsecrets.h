// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/domain/connection.h"

#include <QObject>

namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::flows {

// What a person types for a connection; an empty one leaves what is stored as it is.
struct ConnectionSecrets
{
    Secret credential; // API key, bearer token or client secret
    Secret proxyPassword;
    Secret passphrase;                           // of the client certificate
    QString prefix = QStringLiteral("socmate-"); // of new labels
};

// A label for the secret of a connection of that name: "Acme (prod)" gives "socmate-acme-prod".
QString connectionLabel(const QString &name, const QString &prefix = QStringLiteral("socmate-"));

// Puts what is given into the store, under the labels that the connection has or under new ones that nothing
// else has, and answers the connection with its labels. A value that is replaced is retired, not lost. Errors
// are the store's.
void keepConnectionSecrets(secrets::SecretStore &store, const domain::Connection &connection,
                           const ConnectionSecrets &given, QObject *context,
                           Handler<domain::Connection> handler);

} // namespace tocsin::flows
