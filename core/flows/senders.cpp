// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/senders.h"

#include "core/flows/webhookdesk.h"
#include "core/http/transport.h"
#include "core/storage/analystbook.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Endpoint;
using domain::Severity;

namespace {

constexpr auto socWarden = "socwarden"_L1; // id of its scheme
constexpr auto rest = std::chrono::seconds(1);

bool isUnder(const QByteArray &path, const QByteArray &prefix)
{
    if (prefix == "/" || path == prefix)
        return true;
    return path.startsWith(prefix) && (prefix.endsWith('/') || path.at(prefix.size()) == '/');
}

} // namespace

Endpoint endpointAt(const QString &text, const QList<Endpoint> &endpoints, quint16 port)
{
    const QByteArray registered = text.toUtf8();
    for (const Endpoint &endpoint : endpoints) {
        if (!endpoint.url.isEmpty() && endpoint.url == registered)
            return endpoint;
    }
    const QUrl url(text, QUrl::StrictMode);
    if (port == 0 || !http::isThisMachine(url) || url.port(url.scheme() == "https"_L1 ? 443 : 80) != port)
        return {};
    const QByteArray path = url.path(QUrl::FullyEncoded).toUtf8();
    Endpoint best;
    for (const Endpoint &endpoint : endpoints) {
        if (isUnder(path.isEmpty() ? "/" : path, endpoint.pathPrefix) &&
            (best.name.isEmpty() || endpoint.pathPrefix.size() > best.pathPrefix.size()))
            best = endpoint;
    }
    return best;
}

QList<Endpoint> receiversOf(const QList<Endpoint> &endpoints, quint16 port, const storage::TenantLink &link,
                            const QString &url)
{
    QList<Endpoint> found;
    const auto linked = std::ranges::find(endpoints, link.endpoint, &Endpoint::name);
    if (linked != endpoints.end())
        found.append(*linked);
    const Endpoint led = endpointAt(url, endpoints, port);
    if (!led.name.isEmpty() && (found.isEmpty() || found.first().name != led.name))
        found.append(led);
    return found;
}

QList<Endpoint> receiversOf(const WebhookDesk &webhooks, const storage::TenantLink &link, const QString &url)
{
    return receiversOf(webhooks.endpoints(), webhooks.state().port, link, url);
}

Senders::Senders(TenantDesk &tenants, WebhookDesk &webhooks, secrets::SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_tenants(tenants)
    , m_webhooks(webhooks)
    , m_secrets(secrets)
{
    m_again.setSingleShot(true);
    m_again.setInterval(rest);
    connect(&m_again, &QTimer::timeout, this, &Senders::read);
    connect(&tenants, &TenantDesk::changed, this, &Senders::rebuildSoon);
    connect(&webhooks, &WebhookDesk::endpointsChanged, this, &Senders::rebuildSoon);
    connect(&webhooks, &WebhookDesk::stateChanged, this, &Senders::rebuildSoon);
    const auto later = [this] {
        if (m_isLooking && !m_again.isActive())
            m_again.start();
    };
    connect(&webhooks, &WebhookDesk::countersChanged, this, later);
    connect(&webhooks, &WebhookDesk::secretsChanged, this, later);
    connect(&secrets, &secrets::SecretStore::changed, this, later);
    rebuild();
}

void Senders::setLooking(bool looking)
{
    if (std::exchange(m_isLooking, looking) == looking)
        return;
    m_again.stop();
    if (looking)
        read();
}

void Senders::read()
{
    m_webhooks.browser().endpointCounts(this,
                                        [this](const Result<QHash<QString, storage::EndpointCount>> &counts) {
                                            if (!counts)
                                                return; // what was read before stays
                                            const auto former = std::exchange(m_counts, *counts);
                                            for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it) {
                                                if (it->deliveries > 0 && former.value(it.key()) != *it)
                                                    readLast(it.key());
                                            }
                                            rebuildSoon();
                                        });
    m_webhooks.browser().alertTypes(this, [this](const Result<QList<storage::AlertType>> &types) {
        if (types)
            m_types = *types;
        rebuildSoon();
    });
    m_secrets.list(this, [this](const Result<QList<secrets::StoredSecret>> &stored) {
        if (!stored)
            return;
        m_secretTimes.clear();
        for (const secrets::StoredSecret &secret : *stored)
            m_secretTimes.insert(secret.label, secret.addedAt * microsPerSecond);
        rebuildSoon();
    });
    using Filters = QHash<QString, Severity>;
    m_tenants.book().read<Filters>(
        this,
        [this](const Result<Filters> &filters) {
            if (filters)
                m_filters = *filters;
            rebuildSoon();
        },
        [](storage::AnalystStores &stores) { return stores.sources.filters(); });
}

void Senders::readLast(const QString &endpoint)
{
    m_webhooks.browser().newest(endpoint, {}, 1, this,
                                [this, endpoint](const Result<QList<domain::Delivery>> &newest) {
                                    if (!newest || newest->isEmpty())
                                        return;
                                    const domain::DeliveryRow &row = newest->first().row;
                                    m_last.insert(endpoint, {row.received, row.signature.verdict});
                                    rebuildSoon();
                                });
}

void Senders::setFilter(const QString &endpoint, Severity least)
{
    m_filters.insert(endpoint, least);
    rebuildSoon();
    m_tenants.book().write<void>(
        this, [](const Result<void> &) {},
        [endpoint, least](storage::AnalystStores &stores) {
            return stores.sources.setFilter(endpoint, least);
        });
}

void Senders::rebuildSoon()
{
    if (std::exchange(m_isDue, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isDue = false;
            rebuild();
        },
        Qt::QueuedConnection);
}

Endpoint Senders::receiver(const TenantState &tenant, const socotra::Integration &integration) const
{
    return receiversOf(m_webhooks, tenant.link(integration.name), integration.url).value(0);
}

void Senders::fill(Sender &sender) const
{
    if (const QString &name = sender.endpoint.name; !name.isEmpty()) {
        sender.deliveries = m_counts.value(name).deliveries;
        const Last last = m_last.value(name);
        sender.last = sender.deliveries > 0 ? last.received : 0;
        sender.lastVerdict = last.verdict;
        sender.least = m_filters.value(name, Severity::None);
        if (sender.label.isEmpty())
            sender.label = sender.endpoint.secretLabels.value(0);
    }
    sender.secretSince = m_secretTimes.value(sender.label);
}

void Senders::rebuild()
{
    QList<Sender> all;
    for (const QString &id : m_tenants.tenants()) {
        const TenantState &tenant = *m_tenants.state(id);
        for (const socotra::Integration &integration : tenant.integrations) {
            Sender sender;
            sender.kind = Sender::Kind::Integration;
            sender.tenant = id;
            sender.name = integration.name;
            sender.url = integration.url;
            sender.endpoint = receiver(tenant, integration);
            sender.label = tenant.link(integration.name).label;
            fill(sender);
            all.append(sender);
        }
    }
    QList<Sender> local;
    for (const Endpoint &endpoint : m_webhooks.endpoints()) {
        Sender sender;
        sender.kind = endpoint.scheme == socWarden ? Sender::Kind::SocWarden : Sender::Kind::Endpoint;
        sender.name = endpoint.name;
        sender.endpoint = endpoint;
        sender.url = endpoint.url.isEmpty() ? m_webhooks.state().url(endpoint.pathPrefix)
                                            : QString::fromUtf8(endpoint.url);
        fill(sender);
        local.append(sender);
    }
    std::ranges::stable_partition(local,
                                  [](const Sender &one) { return one.kind == Sender::Kind::SocWarden; });
    m_all = all + local;
    emit changed(); // also when all are the same: what else is known of a tenant may be new
}

} // namespace tocsin::flows
