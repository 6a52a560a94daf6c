// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/tenantparts.h"

#include "core/flows/auditing.h"
#include "core/flows/deskverifier.h"
#include "core/flows/senders.h"
#include "core/flows/tenanttext.h"
#include "core/flows/webhookdesk.h"

#include <QLoggingCategory>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using socotra::SocotraApi;
using socotra::Tenant;
using socotra::WebhookDefinition;
using storage::AnalystStores;
using storage::TenantLink;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.flows.tenantdesk")

// Of its password. With a blank, which no label in a store can have.
const QString sandboxLabel = u"sandbox tenant"_s;

Tenant sandboxTenant(const sandbox::Server &server)
{
    const sandbox::TenantOptions &options = server.options().tenant;
    Tenant tenant;
    tenant.name = u"Sandbox tenant"_s;
    tenant.api = server.baseUrl();
    tenant.tenant = options.hostName;
    tenant.userName = options.userName;
    tenant.secretLabel = sandboxLabel;
    return tenant;
}

UpdateRule ruleOf(int number)
{
    return number >= 0 && number <= int(UpdateRule::Replace) ? UpdateRule(number) : UpdateRule::Unknown;
}

} // namespace

TenantLink TenantState::link(const QString &integration) const
{
    const auto found =
        std::ranges::find_if(links, [&](const TenantLink &one) { return one.integration == integration; });
    return found == links.end() ? TenantLink{id, integration, {}, {}} : *found;
}

const storage::Rotation *TenantState::rotationOf(const QString &integration) const
{
    const auto found = std::ranges::find_if(rotations, [&](const storage::Rotation &one) {
        return one.integration == integration && !one.isOver();
    });
    return found == rotations.end() ? nullptr : &*found;
}

QStringList TenantState::usedBy(const QString &integration) const
{
    QStringList names;
    for (const WebhookDefinition &webhook : webhooks) {
        if (webhook.mayUse(integration))
            names.append(webhook.displayName.isEmpty() ? webhook.name : webhook.displayName);
    }
    return names;
}

Result<TenantDesk::Kept> TenantDesk::Kept::read(AnalystStores &stores)
{
    auto tenants = stores.tenants.tenants();
    auto links = tenants ? stores.tenants.links() : tl::unexpected(tenants.error());
    if (!links)
        return tl::unexpected(links.error());
    Kept kept{*std::move(tenants), *std::move(links), {}};
    for (const storage::StoredTenant &tenant : std::as_const(kept.tenants)) {
        const auto of = stores.rotations.of(tenant.id);
        if (!of)
            return tl::unexpected(of.error());
        kept.rotations += *of;
    }
    return kept;
}

TenantDesk::TenantDesk(AnalystDesk &analyst, WebhookDesk &webhooks, secrets::SecretStore &secrets,
                       Auditing &auditing, QObject *parent)
    : QObject(parent)
    , m_analyst(analyst)
    , m_webhooks(webhooks)
    , m_secrets(secrets)
    , m_auditing(auditing)
{
    connect(&analyst, &AnalystDesk::ready, this, &TenantDesk::addSandbox);
    connect(&analyst, &AnalystDesk::connectionsChanged, this, &TenantDesk::addSandbox);
    addSandbox();
    readAll();
}

TenantDesk::~TenantDesk() = default;

Micros TenantDesk::now() const
{
    return m_analyst.now();
}

storage::AnalystBook &TenantDesk::book() const
{
    return m_analyst.book();
}

// Its world is made anew at each start: what was kept of the one before is of another world.
void TenantDesk::addSandbox()
{
    if (!m_analyst.sandbox() || find(sandboxId))
        return;
    m_all.insert(m_all.begin(), make(sandboxId, sandboxTenant(*m_analyst.sandbox()), true));
    m_analyst.book().write<void>(
        this,
        [](const Result<void> &done) {
            if (!done)
                qCWarning(log) << "what was kept of the sandbox's tenant stays:" << done.error().detail;
        },
        [](AnalystStores &stores) -> Result<void> {
            if (auto done = stores.tenants.unlink(sandboxId); !done)
                return done;
            return stores.rotations.forget(sandboxId);
        });
    emit changed();
}

std::unique_ptr<TenantDesk::One> TenantDesk::make(const QString &id, const Tenant &tenant, bool sandbox)
{
    TenantState state;
    state.id = id;
    state.tenant = tenant;
    state.sandbox = sandbox;
    auto one = std::make_unique<One>(std::move(state), passwords(), m_secrets, m_analyst.book(),
                                     m_analyst.rules().proxy);
    one->rotation.setVerifier(verifierOf(m_webhooks, [this](const storage::Rotation &rotation) {
        const TenantState *known = this->state(rotation.tenant);
        return known ? known->link(rotation.integration) : TenantLink();
    }));
    m_auditing.watch(one->api);
    return one;
}

socotra::SecretSource TenantDesk::passwords()
{
    return [this](const QString &label, QObject *context, const Handler<Secret> &handler) {
        if (label == sandboxLabel && m_analyst.sandbox()) {
            handler(m_analyst.sandbox()->tenantPassword());
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

TenantDesk::One *TenantDesk::find(const QString &id) const
{
    const auto found = std::ranges::find_if(m_all, [&id](const auto &one) { return one->state.id == id; });
    return found == m_all.end() ? nullptr : found->get();
}

QStringList TenantDesk::tenants() const
{
    QStringList ids;
    for (const auto &one : m_all)
        ids.append(one->state.id);
    return ids;
}

const TenantState *TenantDesk::state(const QString &id) const
{
    const One *one = find(id);
    return one ? &one->state : nullptr;
}

SocotraApi *TenantDesk::api(const QString &id) const
{
    One *one = find(id);
    return one ? &one->api : nullptr;
}

SecretRotation *TenantDesk::rotation(const QString &id) const
{
    One *one = find(id);
    return one ? &one->rotation : nullptr;
}

QList<domain::Endpoint> TenantDesk::receivers(const QString &id, const QString &integration) const
{
    const TenantState *known = state(id);
    if (!known)
        return {};
    const socotra::Integration *entry = socotra::findNamed(known->integrations, integration);
    return receiversOf(m_webhooks, known->link(integration), entry ? entry->url : QString());
}

// Of several the one whose tag the tenant shows: that is what it signs with.
QString TenantDesk::labelOf(const QString &id, const QString &integration) const
{
    const TenantState *known = state(id);
    const QString linked = known ? known->link(integration).label : QString();
    const QStringList labels = receivers(id, integration).value(0).secretLabels;
    if (!linked.isEmpty() || labels.isEmpty())
        return linked;
    const socotra::Integration *entry = socotra::findNamed(known->integrations, integration);
    const QString tag = entry && entry->security ? entry->security->tag : QString();
    for (const signature::NamedSecret &secret : m_webhooks.currentSecrets()) {
        if (!tag.isEmpty() && secret.tag == tag && labels.contains(secret.label))
            return secret.label;
    }
    return labels.first();
}

void TenantDesk::letVerify(const QString &id, const Signing &signing, QObject *context, Handler<void> handler)
{
    const TenantState *known = state(id);
    const TenantLink link = known ? known->link(signing.integration) : TenantLink();
    QStringList names;
    for (const domain::Endpoint &endpoint : receiversOf(m_webhooks, link, signing.url))
        names.append(endpoint.name);
    flows::letVerify(m_webhooks, names, signing.secret, context, handler);
}

QString productionName(const TenantDesk &tenants, const QString &id)
{
    const TenantState *state = tenants.state(id);
    return state && state->tenant.production ? state->tenant.name : QString();
}

void TenantDesk::readAll()
{
    m_analyst.book().write<Kept>(
        this, [this](const Result<Kept> &kept) { take(kept); }, Kept::read);
}

void TenantDesk::take(const Result<Kept> &kept)
{
    m_isRead = true;
    m_error = kept ? std::nullopt : std::optional(kept.error());
    if (!kept) {
        emit changed();
        return;
    }
    std::vector<std::unique_ptr<One>> all;
    for (auto &one : m_all) {
        if (one->state.sandbox)
            all.push_back(std::move(one));
    }
    for (const storage::StoredTenant &stored : kept->tenants) {
        const Tenant tenant = readTenant(stored.settings);
        const auto same = std::ranges::find_if(m_all, [&](const auto &one) {
            return one && one->state.id == stored.id && one->state.tenant == tenant;
        });
        all.push_back(same != m_all.end() ? std::move(*same) : make(stored.id, tenant, false));
        TenantState &state = all.back()->state;
        state.updates = ruleOf(stored.updates);
        state.probed = stored.probed;
        state.rotations.clear();
        for (const storage::Rotation &rotation : kept->rotations) {
            if (rotation.tenant == stored.id)
                state.rotations.append(rotation);
        }
    }
    m_all = std::move(all);
    takeLinks(kept->links);
    emit changed();
}

void TenantDesk::takeLinks(const QList<TenantLink> &links)
{
    for (const auto &one : m_all) {
        if (one->state.sandbox)
            continue; // of this run alone: what is in memory is newer
        one->state.links.clear();
        for (const TenantLink &link : links) {
            if (link.tenant == one->state.id)
                one->state.links.append(link);
        }
    }
}

} // namespace tocsin::flows
