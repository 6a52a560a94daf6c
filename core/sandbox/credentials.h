// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"

#include <QHash>
#include <QStringList>

namespace tocsin::sandbox {

// The scopes of socmate.md 2.2, complete.
const QStringList &allScopes();

// What the admin API tells of a key or a client.
struct Issued
{
    QString object; // the id of its paths
    QString name;
    QString description;
    QString createdBy;
    Micros created = 0;
    Micros lastUsed = 0; // 0 = never
};

// Somebody who may ask: an API key, or a token of a user or of a client. The window counts the requests of
// one minute.
struct Credential
{
    enum class Kind : quint8 { Key, User, Client };

    Kind kind = Kind::Key;
    QString id; // whom the limits are counted for
    QStringList scopes;
    bool admin = false;
    bool disabled = false;
    Micros expires = 0; // 0 = never
    int perMinute = 0;  // requests; 0 = no limit
    Micros windowBegan = 0;
    int inWindow = 0;
    Issued about = {}; // of a key

    // A user may do what every scope opens (socmate.md 2.5).
    bool may(const QString &scope) const { return kind == Kind::User || scopes.contains(scope); }
};

// Keys and tokens, kept as SHA-256 like passwords: what is handed out once cannot be told again.
class Credentials
{
public:
    Secret add(const QByteArray &prefix, const Credential &credential);
    // Null: unknown, expired or disabled.
    Credential *find(QByteArrayView token, Micros now);
    void disable(const QString &id);
    QList<Credential> keys() const;                                // newest first
    Credential *key(const QString &object);                        // null: there is none
    Secret renew(const QByteArray &prefix, const QString &object); // the earlier secret of the key ends
    // Seconds until the next request is allowed; 0: this one is, and has been counted.
    static int count(Credential &credential, Micros now);

    struct Client
    {
        QString id;
        QStringList scopes;
        bool disabled = false;
        Issued about = {};
    };
    Secret addClient(const Client &client); // one of that id gets a new secret, the earlier one ends
    Client *client(const QString &id, QByteArrayView secret); // null: another secret, unknown, disabled
    QList<Client> clients() const;                            // newest first
    Client *clientOf(const QString &object);                  // null: there is none

private:
    struct StoredClient
    {
        Client client;
        QByteArray secretHash;
    };
    QHash<QByteArray, Credential> m_byHash;
    QHash<QString, StoredClient> m_clients;
};

// Lower-case hexadecimal digits from the system's source of randomness.
QByteArray randomHex(int digits);

} // namespace tocsin::sandbox
