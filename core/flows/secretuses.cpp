// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/secretuses.h"

#include "core/flows/analystdesk.h"
#include "core/flows/tenantdesk.h"
#include "core/flows/webhookdesk.h"
#include "core/storage/deliverybrowser.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using secrets::StoredSecret;

namespace {

SecretKind kindOf(domain::SignIn signIn)
{
    switch (signIn) {
    case domain::SignIn::ApiKey:
        return SecretKind::ApiKey;
    case domain::SignIn::BearerToken:
        return SecretKind::Token;
    case domain::SignIn::ClientCredentials:
        return SecretKind::ClientSecret;
    }
    return SecretKind::ApiKey;
}

void addUses(QMultiHash<QString, SecretUse> &uses, const domain::Connection &connection)
{
    const auto add = [&](const QString &label, SecretKind kind) {
        if (!label.isEmpty())
            uses.insert(label, {kind, connection.name});
    };
    add(connection.secretLabel, kindOf(connection.signIn));
    add(connection.proxyLabel, SecretKind::ProxyPassword);
    add(connection.clientLabel, SecretKind::Passphrase);
}

void addUses(QMultiHash<QString, SecretUse> &uses, const TenantState &state)
{
    if (!state.tenant.secretLabel.isEmpty())
        uses.insert(state.tenant.secretLabel, {SecretKind::Password, state.tenant.name});
    for (const storage::TenantLink &link : state.links) {
        if (!link.label.isEmpty())
            uses.insert(link.label, {SecretKind::Integration, link.integration});
    }
}

} // namespace

SecretKind SecretRow::kind() const
{
    if (!uses.isEmpty())
        return uses.first().kind;
    return secret.scheme.isEmpty() ? SecretKind::Unused : SecretKind::Signing;
}

bool SecretRow::signsIn() const
{
    return std::any_of(uses.begin(), uses.end(), [](const SecretUse &use) {
        return use.kind != SecretKind::Signing && use.kind != SecretKind::Integration;
    });
}

SecretUses::SecretUses(WebhookDesk &desk, AnalystDesk &analyst, secrets::SecretStore &store)
    : m_desk(desk)
    , m_analyst(analyst)
    , m_store(store)
{
    connect(&store, &secrets::SecretStore::changed, this, &SecretUses::refresh);
    connect(&desk, &WebhookDesk::endpointsChanged, this, &SecretUses::refresh);
    connect(&analyst, &AnalystDesk::connectionsChanged, this, &SecretUses::refresh);
}

SecretUses::~SecretUses() = default;

void SecretUses::follow(TenantDesk &tenants)
{
    m_tenants = &tenants;
    connect(&tenants, &TenantDesk::changed, this, &SecretUses::refresh);
    if (m_isLoaded)
        refresh();
}

void SecretUses::refresh()
{
    m_store.list(this, [this](const Result<QList<StoredSecret>> &stored) {
        if (stored)
            take(*stored);
        else
            emit failed(stored.error());
    });
}

void SecretUses::take(const QList<StoredSecret> &stored)
{
    QMultiHash<QString, SecretUse> uses;
    for (const QString &id : m_tenants ? m_tenants->tenants() : QStringList()) {
        if (const TenantState *state = m_tenants->state(id))
            addUses(uses, *state);
    }
    for (const domain::Endpoint &endpoint : m_desk.endpoints()) {
        for (const QString &label : endpoint.secretLabels)
            uses.insert(label, {SecretKind::Signing, endpoint.name});
    }
    for (const domain::Connection &connection : m_analyst.connections())
        addUses(uses, connection);
    QList<SecretRow> rows;
    for (const StoredSecret &secret : stored) {
        SecretRow row{secret, uses.values(secret.label), 0, 0};
        std::sort(row.uses.begin(), row.uses.end(), [](const SecretUse &a, const SecretUse &b) {
            return std::pair(a.kind, a.name) < std::pair(b.kind, b.name);
        });
        if (const SecretRow *before = find(secret.label)) { // until it is asked anew
            row.lastMatched = before->lastMatched;
            row.matched = before->matched;
        }
        rows.append(row);
    }
    m_rows = rows;
    m_isLoaded = true;
    emit changed();
    askMatches();
}

// The stored deliveries of every endpoint, those included that do not name the secret any more.
void SecretUses::askMatches()
{
    const quint64 round = ++m_round;
    const auto sums = std::make_shared<QHash<QString, std::pair<qint64, Micros>>>();
    const QList<domain::Endpoint> endpoints = m_desk.endpoints();
    const auto left = std::make_shared<qsizetype>(endpoints.size());
    for (const domain::Endpoint &endpoint : endpoints) {
        m_desk.browser().signatureHistory(
            endpoint.name, 0, 1, 0, this,
            [this, round, sums, left](const Result<storage::SignatureHistory> &history) {
                if (round != m_round)
                    return;
                for (const auto &use : history ? history->secrets : decltype(history->secrets){}) {
                    auto &[deliveries, last] = (*sums)[use.label];
                    deliveries += use.deliveries;
                    last = std::max(last, use.last);
                }
                if (--*left > 0)
                    return;
                for (SecretRow &row : m_rows)
                    std::tie(row.matched, row.lastMatched) = sums->value(row.secret.label);
                emit changed();
            });
    }
}

const SecretRow *SecretUses::find(const QString &label) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                    [&label](const SecretRow &row) { return row.secret.label == label; });
    return found == m_rows.cend() ? nullptr : &*found;
}

void SecretUses::retire(const QString &label, QObject *context, Handler<void> handler)
{
    if (const SecretRow *row = find(label); row && row->signsIn()) {
        const QString name = row->uses.last().name;
        const QString why = u"\"%1\" signs in with it: give that another credential first"_s.arg(name);
        QMetaObject::invokeMethod(
            context, [handler, why] { handler(fail(Error::Kind::Rejected, why)); }, Qt::QueuedConnection);
        return;
    }
    for (domain::Endpoint endpoint : m_desk.endpoints()) {
        if (endpoint.secretLabels.removeAll(label) == 0)
            continue;
        if (auto saved = m_desk.saveEndpoint(endpoint, endpoint.name); !saved) {
            QMetaObject::invokeMethod(
                context, [handler, error = saved.error()] { handler(tl::unexpected(error)); },
                Qt::QueuedConnection);
            return;
        }
    }
    m_store.remove(label, context, std::move(handler));
}

void SecretUses::dropEarlier(const QString &label, QObject *context, Handler<int> handler)
{
    m_store.get(label, context,
                [this, context, handler = std::move(handler)](const Result<StoredSecret> &found) {
                    if (!found)
                        return handler(tl::unexpected(found.error()));
                    StoredSecret next = *found;
                    const int count = int(next.retired.size());
                    next.retired.clear();
                    m_store.put(next, context, [handler, count](const Result<void> &done) {
                        handler(done.map([count] { return count; }));
                    });
                });
}

} // namespace tocsin::flows
