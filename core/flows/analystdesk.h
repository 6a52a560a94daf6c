// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/workspace.h"
#include "core/poll/ticker.h"
#include "core/sandbox/server.h"

namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::flows {

struct AnalystOptions
{
    QString dataFolder; // analyst.db is kept there
    bool withSandbox = true;
    // Until startSandbox(), when another connection is the chosen one: making its world takes a moment.
    bool sandboxWaits = false;
    sandbox::ServerOptions sandbox;
    SyncPlan plan;        // of connections
    SyncPlan sandboxPlan; // the stand-in is on this machine and may be asked often; see usual()
    std::function<Micros()> clock = wallClock;
    storage::AnalystRules rules; // of the machine's policy

    static AnalystOptions usual(const QString &dataFolder);
};

// The analyst's side without a window: the connections, the workspace of the chosen one, the book of what is
// kept, and the stand-in server of the first start. Lives on the main thread.
class AnalystDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnalystDesk)

public:
    AnalystDesk(const AnalystOptions &options, secrets::SecretStore &secrets);
    ~AnalystDesk() override;

    // Starts the sandbox, reads the connections and opens the one of that id, or the first one. ready() or
    // failed() follows.
    void start(const QString &chosen = {});
    void startSandbox(); // the one that waits; connectionsChanged() follows

    storage::AnalystBook &book() { return m_book; }
    Workspace &workspace() { return m_workspace; }
    const storage::AnalystRules &rules() const { return m_options.rules; }
    Micros now() const { return m_options.clock(); }

    QList<domain::Connection> connections() const { return m_connections; } // the sandbox first
    Result<void> choose(const QString &id);                                 // NotFound
    // Keeps it (an empty id = a new one) and answers its id; the one that is open is opened anew when it has
    // changed.
    void saveConnection(const domain::Connection &connection, QObject *context, Handler<QString> handler);
    // With everything that was kept of it. Its secrets stay: others may use them. Rejected for the sandbox.
    void removeConnection(const QString &id, QObject *context, Handler<void> handler);

    // Null when it is not wanted or could not listen.
    sandbox::Server *sandbox() const { return m_sandbox.get(); }
    // By label; the sandbox's are made up at each start and in memory only.
    socmate::SecretSource secretSource();
    static const QString sandboxAdminLabel; // of the token with the role admin

    void setConditions(const poll::Conditions &conditions);

signals:
    void ready(); // connections() are there, and the workspace is open if there is one
    void connectionsChanged();
    void failed(const tocsin::Error &error); // the book cannot be opened or read

private:
    void listenAsSandbox();
    void read(const QString &chosen);
    void take(const QList<domain::Connection> &connections, const QString &chosen);
    void open(const domain::Connection &connection);
    void applyConditions(bool isSandbox);
    const domain::Connection *find(const QString &id) const;
    bool isOpen(const QString &id) const;
    bool isOpen(const domain::Connection &connection) const; // as it is

    const AnalystOptions m_options;
    secrets::SecretStore &m_secrets;
    std::unique_ptr<sandbox::Server> m_sandbox;
    bool m_isSandboxDue = false;
    storage::AnalystBook m_book;
    poll::Poller m_poller;
    poll::Ticker m_ticker;
    poll::Conditions m_conditions; // of the machine
    QList<domain::Connection> m_connections;
    Workspace m_workspace; // last: it uses all of these
};

} // namespace tocsin::flows
