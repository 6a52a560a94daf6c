// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystlink.h"
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
    sandbox::ServerOptions sandbox;
    SyncPlan plan;        // of connections
    SyncPlan sandboxPlan; // the stand-in is on this machine and may be asked often; see usual()
    AnalystLink::Clock clock = wallClock;

    static AnalystOptions usual(const QString &dataFolder);
};

// The analyst's side without a window: connections, the one that is chosen and what works with it, the book
// of what is kept, and the stand-in server of the first start. Lives on the main thread.
class AnalystDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnalystDesk)

public:
    AnalystDesk(const AnalystOptions &options, secrets::SecretStore &secrets);
    ~AnalystDesk() override;

    // Starts the sandbox, reads the connections and chooses the one of that id, or the first one. ready() or
    // failed() follows.
    void start(const QString &chosen = {});

    storage::AnalystBook &book() { return *m_book; }
    poll::Poller &poller() { return m_poller; }
    Micros now() const { return m_options.clock(); }

    QList<domain::Connection> connections() const { return m_connections; } // the sandbox first
    AnalystLink *link() const { return m_link.get(); }                      // null until ready()
    // NotFound. What waits for an answer of the old connection is dropped; what it has asked for goes on
    // when it is chosen again.
    Result<void> choose(const QString &id);
    // Keeps it (an empty id = a new one) and answers its id; the chosen one starts anew when it has changed.
    void saveConnection(const domain::Connection &connection, QObject *context, Handler<QString> handler);
    // With everything that was kept of it. Its secrets stay: others may use them. Rejected for the sandbox.
    void removeConnection(const QString &id, QObject *context, Handler<void> handler);

    // Null when it is not wanted or could not listen.
    sandbox::Server *sandbox() const { return m_sandbox.get(); }
    // The sandbox's are made up at each start and are in memory only.
    socmate::SecretSource secretsOf(const domain::Connection &connection);

    void setConditions(const poll::Conditions &conditions);
    void syncAllNow(); // F5

signals:
    void ready(); // connections() and link() are there
    void connectionsChanged();
    void linkAboutToChange(); // link() is still the old one
    void linkChanged();
    void failed(const tocsin::Error &error); // the book cannot be opened or read

private:
    void startSandbox();
    void read(const QString &chosen);
    void use(const domain::Connection &connection);
    const domain::Connection *find(const QString &id) const;

    const AnalystOptions m_options;
    secrets::SecretStore &m_secrets;
    std::unique_ptr<sandbox::Server> m_sandbox;
    std::unique_ptr<storage::AnalystBook> m_book;
    poll::Poller m_poller;
    poll::Ticker m_ticker;
    QList<domain::Connection> m_connections;
    std::unique_ptr<AnalystLink> m_link;
};

} // namespace tocsin::flows
