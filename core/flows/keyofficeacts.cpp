// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/analystdesk.h"
#include "core/flows/connectionsecrets.h"
#include "core/flows/keyoffice.h"
#include "core/secrets/secretrules.h"

#include <algorithm>

// Where the value of a key goes once it was made.

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Connection;
using secrets::StoredSecret;

QString KeyOffice::labelFor(const QString &name)
{
    return connectionLabel(name);
}

void KeyOffice::noteLabel(const MadeKey &made, const QString &label, QObject *context,
                          const Handler<void> &handler)
{
    m_book.write<void>(
        context,
        [this, handler](const Result<void> &noted) {
            emit changed();
            handler(noted);
        },
        [id = connection().id, made = made.entry.serverId, label](storage::AnalystStores &stores) {
            return stores.issued.setLabel(id, made, label);
        });
}

void KeyOffice::keep(const MadeKey &made, const QString &label, QObject *context, Handler<void> handler)
{
    m_secrets.get(label, context, [this, made, label, context, handler](const Result<StoredSecret> &found) {
        const bool isItsOwn = !label.isEmpty() && label == made.entry.label;
        if (found && !isItsOwn)
            return handler(fail(Error::Kind::Rejected,
                                u"label: there is a secret \"%1\" already, choose another one"_s.arg(label)));
        if (!found && found.error().kind != Error::Kind::NotFound)
            return handler(tl::unexpected(found.error()));
        StoredSecret stored =
            found ? secrets::rotated(*found, made.value, made.entry.serverId) : StoredSecret();
        stored.label = label;
        stored.tag = made.entry.serverId;
        stored.addedAt = wallClock() / microsPerSecond;
        stored.value = made.value;
        m_secrets.put(stored, context, [this, made, label, context, handler](const Result<void> &put) {
            if (!put)
                return handler(put);
            noteLabel(made, label, context, handler);
        });
    });
}

void KeyOffice::useIn(const MadeKey &made, const Connection &target, QObject *context,
                      Handler<QString> handler)
{
    Connection connection = target;
    if (made.entry.kind == Kind::Client) {
        connection.signIn = domain::SignIn::ClientCredentials;
        connection.clientId = made.entry.publicId;
        connection.tokenEndpoint = made.tokenEndpoint;
    } else {
        connection.signIn = domain::SignIn::ApiKey;
    }
    if (const auto good = storage::checkConnection(connection); !good || connection.sandbox) {
        const Error error =
            good ? Error{Error::Kind::Rejected, u"the sandbox's own connection stays as it is: "
                                                "make a new one"_s}
                 : good.error();
        QMetaObject::invokeMethod(
            context, [handler, error] { handler(tl::unexpected(error)); }, Qt::QueuedConnection);
        return;
    }
    keepConnectionSecrets(
        m_secrets, connection, {made.value, {}, {}}, context,
        [this, made, context, handler](const Result<Connection> &kept) {
            if (!kept)
                return handler(tl::unexpected(kept.error()));
            save(*kept, context, [this, made, kept = *kept, context, handler](const Result<QString> &id) {
                if (!id)
                    return handler(id);
                noteLabel(made, kept.secretLabel, context, [id = *id, handler](const Result<void> &noted) {
                    if (noted)
                        handler(id);
                    else
                        handler(tl::unexpected(noted.error()));
                });
            });
        });
}

// Through the desk where there is one: it opens anew what has changed.
void KeyOffice::save(const Connection &connection, QObject *context, const Handler<QString> &handler)
{
    if (m_desk)
        return m_desk->saveConnection(connection, context, handler);
    m_book.write<QString>(context, handler, [connection](storage::AnalystStores &stores) {
        return stores.connections.save(connection);
    });
}

void KeyOffice::waitingValue(const storage::KeyRotation &rotation, QObject *context, Handler<Secret> handler)
{
    m_secrets.get(rotation.newLabel, context, [handler](const Result<StoredSecret> &stored) {
        if (stored)
            handler(stored->value);
        else
            handler(tl::unexpected(stored.error()));
    });
}

QList<Connection> KeyOffice::candidates() const
{
    QList<Connection> found;
    for (const Connection &one : m_connections) {
        if (!one.sandbox && one.api == connection().api && one.signIn == domain::SignIn::ApiKey)
            found.append(one);
    }
    return found;
}

QList<Connection> KeyOffice::candidates(const MadeKey &made) const
{
    if (made.entry.kind != Kind::Client)
        return candidates();
    QList<Connection> found;
    for (const Connection &one : m_connections) {
        if (!one.sandbox && one.api == connection().api && one.signIn == domain::SignIn::ClientCredentials &&
            one.clientId == made.entry.publicId)
            found.append(one);
    }
    return found;
}

Connection KeyOffice::connectionFor(const MadeKey &made) const
{
    Connection own = connection();
    own.id.clear();
    own.name = made.entry.name;
    own.role.clear();
    own.sandbox = false;
    own.secretLabel.clear();
    own.clientId.clear();
    own.scopes.clear();
    own.tokenEndpoint.clear();
    own.proxyLabel = connection().proxyLabel;
    return own;
}

QString KeyOffice::userOf(const KeyEntry &entry) const
{
    const auto found = std::ranges::find_if(m_connections, [&entry](const Connection &one) {
        return !entry.label.isEmpty() && one.secretLabel == entry.label;
    });
    return found == m_connections.cend() ? QString() : found->id;
}

storage::KeyRotation KeyOffice::rotationOf(const KeyEntry &entry, const QString &target, int days) const
{
    storage::KeyRotation plan;
    plan.connection = connection().id;
    plan.oldId = entry.serverId;
    plan.oldName = entry.name;
    plan.description = entry.description;
    plan.scopes = entry.scopes;
    plan.days = days;
    plan.name = nextKeyName(entry.name, wallClock());
    for (const Connection &one : m_connections) {
        if (!target.isEmpty() && one.id == target)
            plan.label = one.secretLabel;
    }
    // One rotation of a key is under way at a time: its id keeps the label apart from others.
    const QString end = u"-next-"_s + labelFor(entry.serverId).right(8);
    constexpr qsizetype longest = 64; // of a label
    plan.newLabel = labelFor(plan.name).left(longest - end.size()) + end;
    return plan;
}

} // namespace tocsin::flows
