// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/analystdesk.h"

#include "core/secrets/secretstore.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.flows.analystdesk")

// Of its key. With a blank, which no label in a store can have.
const QString sandboxLabel = u"sandbox key"_s;

domain::Connection sandboxConnection(const sandbox::Server &server)
{
    domain::Connection connection;
    connection.id = storage::ConnectionStore::sandboxId;
    connection.name = u"Sandbox"_s;
    connection.role = u"analyst"_s;
    connection.sandbox = true;
    connection.api = server.baseUrl();
    connection.webApp = server.webApp();
    connection.secretLabel = sandboxLabel;
    connection.proxy = domain::ProxyMode::None;
    connection.requestsPerMinute = 120;
    return connection;
}

} // namespace

const QString AnalystDesk::sandboxAdminLabel = u"sandbox admin token"_s;

AnalystOptions AnalystOptions::usual(const QString &dataFolder)
{
    AnalystOptions options;
    options.dataFolder = dataFolder;
    options.sandboxPlan.pace.interval = 15 * microsPerSecond;
    options.sandboxPlan.pace.firstRetry = 2 * microsPerSecond;
    options.sandboxPlan.pace.longestRetry = 30 * microsPerSecond;
    return options;
}

AnalystDesk::AnalystDesk(const AnalystOptions &options, secrets::SecretStore &secrets)
    : m_options(options)
    , m_secrets(secrets)
    , m_book(options.dataFolder + u"/analyst.db"_s, options.rules)
    , m_poller([] { return QRandomGenerator::global()->generateDouble(); })
    , m_ticker(options.clock)
    , m_workspace({m_book, m_poller, secretSource(), options.clock})
{
    m_ticker.add(m_poller);
    connect(&m_poller, &poll::Poller::changed, &m_ticker, &poll::Ticker::review);
}

AnalystDesk::~AnalystDesk()
{
    m_ticker.remove(m_poller);
    m_workspace.close();
}

void AnalystDesk::start(const QString &chosen)
{
    const bool other = !chosen.isEmpty() && chosen != storage::ConnectionStore::sandboxId;
    m_isSandboxDue = m_options.withSandbox;
    if (!m_options.sandboxWaits || !other)
        listenAsSandbox();
    read(chosen);
}

void AnalystDesk::startSandbox()
{
    if (!m_isSandboxDue)
        return;
    listenAsSandbox();
    m_book.write<QList<domain::Connection>>(
        this,
        [this](const Result<QList<domain::Connection>> &read) {
            if (!read)
                return; // what could be read before stays
            m_connections = *read;
            emit connectionsChanged();
        },
        [](storage::AnalystStores &stores) { return stores.connections.connections(); });
}

void AnalystDesk::listenAsSandbox()
{
    if (!std::exchange(m_isSandboxDue, false))
        return; // it is not wanted, or was started
    auto server = std::make_unique<sandbox::Server>(m_options.sandbox);
    if (auto listening = server->listen(); !listening) {
        qCWarning(log) << "the sandbox cannot listen:" << listening.error().detail;
        return;
    }
    m_sandbox = std::move(server);
    m_book.setSandbox(sandboxConnection(*m_sandbox));
    // Its world is made anew at each start: what was kept of the one before is of another world.
    m_book.write<void>(
        this,
        [](const Result<void> &done) {
            if (!done)
                qCWarning(log) << "what was kept of the sandbox stays:" << done.error().detail;
        },
        [](storage::AnalystStores &stores) {
            return stores.forget(QString(storage::ConnectionStore::sandboxId));
        });
}

void AnalystDesk::read(const QString &chosen)
{
    m_book.write<QList<domain::Connection>>(
        this,
        [this, chosen](const Result<QList<domain::Connection>> &read) {
            if (!read) {
                emit failed(read.error());
                return;
            }
            take(*read, chosen);
        },
        [](storage::AnalystStores &stores) -> Result<QList<domain::Connection>> {
            if (auto views = stores.views.addUsual(); !views)
                return tl::unexpected(views.error());
            return stores.connections.connections();
        });
}

void AnalystDesk::take(const QList<domain::Connection> &connections, const QString &chosen)
{
    m_connections = connections;
    const domain::Connection *wanted = find(chosen);
    if (!wanted && m_isSandboxDue) { // it is the one to open then
        listenAsSandbox();
        read(chosen);
        return;
    }
    if (!wanted && !m_connections.isEmpty())
        wanted = &m_connections.constFirst();
    if (wanted)
        open(*wanted);
    emit ready();
}

const domain::Connection *AnalystDesk::find(const QString &id) const
{
    const auto found =
        std::find_if(m_connections.cbegin(), m_connections.cend(),
                     [&id](const domain::Connection &connection) { return connection.id == id; });
    return found == m_connections.cend() ? nullptr : &*found;
}

Result<void> AnalystDesk::choose(const QString &id)
{
    const domain::Connection *wanted = find(id);
    if (!wanted)
        return fail(Error::Kind::NotFound, u"there is no connection \"%1\""_s.arg(id));
    if (!isOpen(*wanted))
        open(*wanted);
    return {};
}

bool AnalystDesk::isOpen(const domain::Connection &connection) const
{
    return m_workspace.isOpen() && m_workspace.connection() == connection;
}

bool AnalystDesk::isOpen(const QString &id) const
{
    return m_workspace.isOpen() && m_workspace.connection().id == id;
}

void AnalystDesk::open(const domain::Connection &connection)
{
    applyConditions(connection.sandbox);
    m_workspace.open(connection, connection.sandbox ? m_options.sandboxPlan : m_options.plan);
}

void AnalystDesk::saveConnection(const domain::Connection &connection, QObject *context,
                                 Handler<QString> handler)
{
    using Saved = std::pair<QString, QList<domain::Connection>>;
    m_book.write<Saved>(
        context,
        [this, handler = std::move(handler)](const Result<Saved> &saved) {
            if (!saved) {
                handler(tl::unexpected(saved.error()));
                return;
            }
            m_connections = saved->second;
            emit connectionsChanged();
            const domain::Connection *now = find(saved->first);
            if (now && isOpen(now->id) && !isOpen(*now))
                open(*now);
            handler(saved->first);
        },
        [connection](storage::AnalystStores &stores) -> Result<Saved> {
            const auto id = stores.connections.save(connection);
            if (!id)
                return tl::unexpected(id.error());
            auto all = stores.connections.connections();
            if (!all)
                return tl::unexpected(all.error());
            return Saved{*id, *std::move(all)};
        });
}

void AnalystDesk::removeConnection(const QString &id, QObject *context, Handler<void> handler)
{
    m_book.write<QList<domain::Connection>>(
        context,
        [this, id, handler = std::move(handler)](const Result<QList<domain::Connection>> &left) {
            if (!left) {
                handler(tl::unexpected(left.error()));
                return;
            }
            m_connections = *left;
            if (isOpen(id)) {
                m_workspace.close();
                if (!m_connections.isEmpty())
                    open(m_connections.constFirst());
            }
            emit connectionsChanged();
            handler({});
        },
        [id](storage::AnalystStores &stores) -> Result<QList<domain::Connection>> {
            if (auto removed = stores.connections.remove(id); !removed)
                return tl::unexpected(removed.error());
            if (auto forgotten = stores.forget(id); !forgotten)
                return tl::unexpected(forgotten.error());
            return stores.connections.connections();
        });
}

socmate::SecretSource AnalystDesk::secretSource()
{
    return [this](const QString &label, QObject *context, const Handler<Secret> &handler) {
        if (label == sandboxLabel && m_sandbox) {
            handler(m_sandbox->apiKey());
            return;
        }
        if (label == sandboxAdminLabel && m_sandbox) {
            handler(m_sandbox->adminToken());
            return;
        }
        m_secrets.get(label, context, [handler](const Result<secrets::StoredSecret> &found) {
            if (found)
                handler(found->value);
            else
                handler(tl::unexpected(found.error()));
        });
    };
}

void AnalystDesk::setConditions(const poll::Conditions &conditions)
{
    m_conditions = conditions;
    applyConditions(m_workspace.isOpen() && m_workspace.connection().sandbox);
}

// The sandbox is on this machine: it is there without a network.
void AnalystDesk::applyConditions(bool isSandbox)
{
    poll::Conditions conditions = m_conditions;
    conditions.offline = conditions.offline && !isSandbox;
    m_poller.setConditions(conditions, now());
    m_ticker.review();
}

} // namespace tocsin::flows
