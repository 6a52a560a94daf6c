// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/forgetplaces.h"

#include "core/flows/analystdesk.h"
#include "core/logs/logbook.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Connection;

namespace {

void refuse(QObject *context, const Handler<ForgetPlan> &handler, Error::Kind kind, const QString &why)
{
    QMetaObject::invokeMethod(
        context, [handler, kind, why] { handler(fail(kind, why)); }, Qt::QueuedConnection);
}

// Hosts that another connection has as well would take its lines too.
QStringList wordsOf(const Connection &connection, const QList<Connection> &all)
{
    QStringList words = {connection.id};
    if (connection.name.size() >= 4) // what is shorter stands in other words
        words.append(connection.name);
    for (const QUrl &url : {connection.api, connection.webApp, connection.tokenEndpoint})
        words.append(url.host());
    for (const Connection &other : all) {
        if (other.id == connection.id)
            continue;
        words.removeAll(other.name);
        for (const QUrl &url : {other.api, other.webApp, other.tokenEndpoint})
            words.removeAll(url.host());
    }
    words.removeAll(QString());
    words.removeAll(u"localhost"_s); // everything on this machine
    words.removeAll(u"127.0.0.1"_s);
    words.removeDuplicates();
    return words;
}

} // namespace

ForgetPlaces::ForgetPlaces(SecretUses &uses, AnalystDesk &analyst, secrets::SecretStore &store,
                           logs::LogBook *log)
    : m_uses(uses)
    , m_analyst(analyst)
    , m_store(store)
    , m_log(log)
{}

ForgetPlaces::~ForgetPlaces()
{
    m_pool.waitForDone();
}

void ForgetPlaces::plan(const QString &id, QObject *context, Handler<ForgetPlan> handler)
{
    const QList<Connection> all = m_analyst.connections();
    const auto found =
        std::find_if(all.begin(), all.end(), [&id](const Connection &one) { return one.id == id; });
    if (found == all.end())
        return refuse(context, handler, Error::Kind::NotFound, u"there is no connection \"%1\""_s.arg(id));
    if (found->sandbox)
        return refuse(context, handler, Error::Kind::Rejected,
                      u"the sandbox is made anew at each start and keeps nothing"_s);
    if (!m_uses.isLoaded())
        return whenUsesAreKnown(id, context, handler);
    ForgetPlan plan;
    plan.connection = *found;
    plan.isOpen = m_analyst.workspace().isOpen() && m_analyst.workspace().connection().id == id;
    plan.words = wordsOf(*found, all);
    addSecrets(plan);
    inBackground<int>([log = m_log, words = plan.words] { return log ? log->countNaming(words) : 0; },
                      [this, plan, guard = QPointer(context), handler = std::move(handler)](int lines) {
                          ForgetPlan counted = plan;
                          counted.logLines = lines;
                          if (guard)
                              countKept(counted, guard, handler);
                      });
}

void ForgetPlaces::whenUsesAreKnown(const QString &id, QObject *context, const Handler<ForgetPlan> &handler)
{
    auto *once = new QObject(context);
    connect(&m_uses, &SecretUses::changed, once, [this, once, id, context, handler] {
        m_uses.disconnect(once);
        once->deleteLater();
        plan(id, context, handler);
    });
    connect(&m_uses, &SecretUses::failed, once, [this, once, handler](const Error &error) {
        m_uses.disconnect(once);
        once->deleteLater();
        handler(tl::unexpected(error));
    });
    m_uses.refresh();
}

void ForgetPlaces::countKept(const ForgetPlan &plan, QObject *context, const Handler<ForgetPlan> &handler)
{
    m_analyst.book().read<Counts>(
        context,
        [plan, handler](const Result<Counts> &counts) {
            if (!counts)
                return handler(tl::unexpected(counts.error()));
            ForgetPlan whole = plan;
            whole.incidents = counts->incidents;
            whole.investigations = counts->investigations;
            whole.notices = counts->notices;
            handler(whole);
        },
        [id = plan.connection.id](storage::AnalystStores &stores) -> Result<Counts> {
            const auto count = [&](const QString &table) {
                return stores.database().number(u"SELECT count(*) FROM %1 WHERE connection=?"_s.arg(table),
                                                {id});
            };
            const auto incidents = count(u"incident"_s);
            const auto investigations = count(u"session"_s);
            const auto notices = count(u"notice"_s);
            if (!incidents || !investigations || !notices)
                return fail(Error::Kind::Storage, u"what is kept of it cannot be counted"_s);
            return Counts{*incidents, *investigations, *notices};
        });
}

// Whom it serves besides this connection; empty = nobody.
QString ForgetPlaces::otherUser(const SecretRow &row, const Connection &mine) const
{
    for (const SecretUse &use : row.uses) {
        if (use.kind == SecretKind::Signing || use.kind == SecretKind::Password ||
            use.kind == SecretKind::Integration)
            return use.name;
    }
    for (const Connection &other : m_analyst.connections()) {
        const QStringList labels = {other.secretLabel, other.proxyLabel, other.clientLabel};
        if (other.id != mine.id && labels.contains(row.secret.label))
            return other.name;
    }
    return {};
}

void ForgetPlaces::addSecrets(ForgetPlan &plan) const
{
    const Connection &connection = plan.connection;
    for (const QString &label : {connection.secretLabel, connection.proxyLabel, connection.clientLabel}) {
        const SecretRow *row = label.isEmpty() ? nullptr : m_uses.find(label);
        if (!row || plan.secrets.contains(label) || plan.sharedSecrets.contains(label))
            continue;
        const QString other = otherUser(*row, connection);
        if (other.isEmpty())
            plan.secrets.append(label);
        else
            plan.sharedSecrets.insert(label, other);
    }
}

void ForgetPlaces::forget(const ForgetPlan &plan, QObject *context, Handler<void> handler)
{
    inBackground<Result<int>>(
        [log = m_log, words = plan.words] { return log ? log->forget(words) : Result<int>(0); },
        [this, plan, guard = QPointer(context), handler = std::move(handler)](const Result<int> &cleaned) {
            if (!guard)
                return;
            if (cleaned)
                return removeSecrets(plan, plan.secrets, guard, handler);
            handler(
                fail(cleaned.error().kind, u"the log could not be cleaned, and nothing else was touched: "_s +
                                               cleaned.error().detail));
        });
}

void ForgetPlaces::removeSecrets(const ForgetPlan &plan, QStringList left, QObject *context,
                                 const Handler<void> &handler)
{
    if (left.isEmpty())
        return m_analyst.removeConnection(plan.connection.id, context, handler);
    const QString label = left.takeFirst();
    m_store.remove(label, context, [this, plan, left, label, context, handler](const Result<void> &done) {
        if (!done && done.error().kind != Error::Kind::NotFound) // gone already is what is wanted
            return handler(
                fail(done.error().kind, u"the secret \"%1\" could not be removed, and the "
                                        "connection is still there: %2"_s.arg(label, done.error().detail)));
        removeSecrets(plan, left, context, handler);
    });
}

} // namespace tocsin::flows
