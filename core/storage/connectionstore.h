// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/connection.h"
#include "core/storage/analystfile.h"

#include <optional>

namespace tocsin::storage {

// The servers that the user works with, the built-in sandbox first: it is in no file, since its port is
// another one at each start. Labels of secrets only; the secrets are in the secret store. On the thread and
// within the life of its Database.
class ConnectionStore
{
public:
    explicit ConnectionStore(Database &database) : m_database(database) {}

    Result<QList<domain::Connection>> connections();
    // Gives it an id when it has none, else changes the one that has it. Rejected, with the member named, for
    // what cannot be used; also for the sandbox.
    Result<QString> save(domain::Connection connection);
    // Of the connection itself; what was cached of it is AnalystStores::forget().
    Result<void> remove(const QString &id);

    // Where the sandbox listens in this run of the program, and the labels of its secrets.
    void setSandbox(const domain::Connection &sandbox) { m_sandbox = sandbox; }

    // What a policy says: connections() have this proxy, whatever is stored. Not the sandbox, which is here.
    void setProxyPin(const std::optional<domain::ProxyPin> &pin) { m_pin = pin; }

    static constexpr auto sandboxId = QLatin1StringView("sandbox");
    static constexpr qint64 mostConnections = 100;

private:
    Database &m_database;
    domain::Connection m_sandbox;
    std::optional<domain::ProxyPin> m_pin;
};

// What is wrong with it, naming the member; nothing when it can be used.
Result<void> checkConnection(const domain::Connection &connection);

// The connection as a policy would have it.
domain::Connection pinned(domain::Connection connection, const std::optional<domain::ProxyPin> &pin);

QLatin1StringView colourWord(domain::ConnectionColour colour); // "" for none
std::optional<domain::ConnectionColour> colourFromWord(const QString &word);

QByteArray connectionText(const domain::Connection &connection); // JSON, without id
domain::Connection readConnection(const QString &id, const QByteArray &text);

} // namespace tocsin::storage
