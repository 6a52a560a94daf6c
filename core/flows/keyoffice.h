// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/auditing.h"
#include "core/flows/keylist.h"
#include "core/flows/keyrotation.h"

namespace tocsin::flows {

class AnalystDesk;

struct NewKey
{
    domain::IssuedKind kind = domain::IssuedKind::Key;
    QString name;
    QString description;
    QStringList scopes;
    int days = 365; // of a key; a client does not expire

    bool operator==(const NewKey &) const = default;
};

// What was made, with the value that no later answer holds.
struct MadeKey
{
    KeyEntry entry;
    Secret value;
    QUrl tokenEndpoint;              // of a client
    std::optional<Error> unrecorded; // it was made, but could not be written down here
};

// The administrator's side of API keys and API clients at one server (socmate.md 2.2, 2.4 and 9): lists them,
// makes them, hands their values to the secret store and to connections, renews and ends them. What it made
// is written down, without the value, because servers need not offer a list. Lives on one thread.
class KeyOffice final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyOffice)

public:
    using Kind = domain::IssuedKind;

    // All must outlive this; the source gives what connections sign in with.
    KeyOffice(storage::AnalystBook &book, secrets::SecretStore &secrets, Auditing &auditing,
              socmate::SecretSource source, QObject *parent = nullptr);
    ~KeyOffice() override;

    // From now on the desk's chosen connection is the administrator's, and its connections are those that may
    // use keys.
    void follow(AnalystDesk &desk);
    // Without a desk: the administrator's connection.
    void use(const domain::Connection &connection);
    void setConnections(const QList<domain::Connection> &connections) { m_connections = connections; }

    bool isOpen() const { return m_parts != nullptr; }
    // Only while it is open. The sandbox's administrator is its own, whatever its connection signs in with.
    const domain::Connection &connection() const;
    KeyRotator &rotator();

    void list(Kind kind, QObject *context, Handler<KeyList> handler);
    // Rejected, with the member named, before anything is sent.
    void create(const NewKey &draft, QObject *context, Handler<MadeKey> handler);
    // Puts the value under a label that is free, or under its own from before: then the earlier value is
    // retired, not lost. Rejected: neither.
    void keep(const MadeKey &made, const QString &label, QObject *context, Handler<void> handler);
    // The connection signs in with it from now on; an earlier value under its label is retired, not lost. An
    // empty id makes a new connection. Answers the id.
    void useIn(const MadeKey &made, const domain::Connection &connection, QObject *context,
               Handler<QString> handler);
    void disable(const KeyEntry &entry, QObject *context, Handler<socmate::Offered> handler);
    // Of a client: the earlier secret ends at once. None: the server does not offer it.
    void regenerate(const KeyEntry &entry, QObject *context, Handler<std::optional<MadeKey>> handler);

    // Connections to this server that an API key can be put into.
    QList<domain::Connection> candidates() const;
    // Of a client those that sign in as this client: its earlier secret is of no use to them any more.
    QList<domain::Connection> candidates(const MadeKey &made) const;
    // A connection of its own for it, to the same server.
    domain::Connection connectionFor(const MadeKey &made) const;
    // A label of the store for something of that name, which may be taken.
    static QString labelFor(const QString &name);

    QString userOf(const KeyEntry &entry) const; // id of a connection that signs in with it, as far as known
    // The plan of a rotation, to be handed to rotator().plan(): for that connection, or, without one, by
    // hand.
    storage::KeyRotation rotationOf(const KeyEntry &entry, const QString &connection, int days) const;
    // Of a new key that waits to be swapped by hand.
    void waitingValue(const storage::KeyRotation &rotation, QObject *context, Handler<Secret> handler);
    void rotations(QObject *context, Handler<QList<storage::KeyRotation>> handler); // newest first

    // What a connection's credential may do, as far as reads tell; the scopes of keys and adminCapability.
    void capabilities(const domain::Connection &connection, QObject *context,
                      Handler<QList<Capability>> handler);
    QList<domain::Connection> connections() const { return m_connections; }

signals:
    void switched(); // to another connection, or to none
    void changed();  // something was made, kept, renewed or ended from here

private:
    struct Parts;
    struct Survey;

    void close();
    void created(const NewKey &draft, const MadeKey &made, QObject *context, const Handler<MadeKey> &handler);
    void noteLabel(const MadeKey &made, const QString &label, QObject *context, const Handler<void> &handler);
    void save(const domain::Connection &connection, QObject *context, const Handler<QString> &handler);

    storage::AnalystBook &m_book;
    secrets::SecretStore &m_secrets;
    Auditing &m_auditing;
    const socmate::SecretSource m_source;
    QPointer<AnalystDesk> m_desk; // null: none is followed
    QList<domain::Connection> m_connections;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tocsin::flows
