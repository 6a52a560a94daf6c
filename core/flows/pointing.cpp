// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/pointing.h"

#include "core/flows/deskverifier.h"
#include "core/flows/tenantdesk.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/secretrules.h"
#include "core/socotra/rules.h"
#include "core/storage/deliverybrowser.h"

#include <QTimer>
#include <QUrl>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using secrets::StoredSecret;
using socotra::Draft;
using socotra::Integration;
using socotra::WriteOutcome;

namespace {

constexpr int lookEveryMs = 50;
constexpr int mostLooks = 200; // 10 s
constexpr int looksAtOthers = 20;

// Letters that the names of endpoints and the labels of secrets may have.
QString wordOf(const QString &name)
{
    QString word;
    for (const QChar c : name.left(48))
        word.append((c.isLetterOrNumber() && c.unicode() < 128) || u"._-"_s.contains(c) ? c : u'-');
    return word.isEmpty() ? u"integration"_s : word;
}

const Integration *entryOf(const TenantDesk &tenants, const PointPlan &plan)
{
    const TenantState *state = tenants.state(plan.tenant);
    return state ? socotra::findNamed(state->integrations, plan.integration) : nullptr;
}

std::optional<domain::Endpoint> endpointNamed(const WebhookDesk &webhooks, const QString &name)
{
    const QList<domain::Endpoint> all = webhooks.endpoints();
    const auto found = std::ranges::find(all, name, &domain::Endpoint::name);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

// One that is there and verifies by another scheme is another sender's.
bool isAnothers(const std::optional<domain::Endpoint> &endpoint)
{
    return endpoint && !endpoint->scheme.isEmpty() && endpoint->scheme != "socotra"_L1 &&
           endpoint->scheme != domain::autoScheme;
}

tl::unexpected<Error> wrong(const QString &what)
{
    return tocsin::fail(Error::Kind::Rejected, what);
}

} // namespace

Pointing::Pointing(TenantDesk &tenants, WebhookDesk &webhooks, secrets::SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_tenants(tenants)
    , m_webhooks(webhooks)
    , m_secrets(secrets)
{}

PointPlan Pointing::suggested(const QString &tenant, const QString &integration) const
{
    const TenantState *state = m_tenants.state(tenant);
    const storage::TenantLink link =
        state ? state->link(integration) : storage::TenantLink{tenant, integration, {}, {}};
    const QString word = wordOf(integration);
    PointPlan plan;
    plan.tenant = tenant;
    plan.integration = integration;
    plan.endpoint = link.endpoint.isEmpty() ? word : link.endpoint;
    auto known = endpointNamed(m_webhooks, plan.endpoint);
    if (link.endpoint.isEmpty() && isAnothers(known)) {
        plan.endpoint = u"socotra-"_s + word;
        known = endpointNamed(m_webhooks, plan.endpoint);
    }
    plan.path = known ? QString::fromUtf8(known->pathPrefix) : u"/hooks/"_s + plan.endpoint;
    plan.url = m_webhooks.state().url(plan.path.toUtf8());
    plan.label = link.label.isEmpty() ? u"socotra-"_s + word : link.label;
    const Integration *entry = entryOf(m_tenants, plan);
    plan.tag = entry && entry->security ? entry->security->tag : QString();
    // Nobody but this machine trusts a certificate that the listener has made itself.
    plan.secureSsl = m_webhooks.options().tls != DeskOptions::Tls::SelfSigned;
    return plan;
}

Result<void> Pointing::check(const PointPlan &plan) const
{
    const QUrl url(plan.url, QUrl::StrictMode);
    if (!entryOf(m_tenants, plan))
        return wrong(u"the tenant has no integration \"%1\": read its list again"_s.arg(plan.integration));
    if (!url.isValid() || url.host().isEmpty())
        return wrong(u"URL: no address that a tenant can call"_s);
    if (url.scheme() != "https"_L1)
        return wrong(u"URL: a tenant signs for https addresses only. Let the listener use TLS, or give the "
                     "https address of what stands before it"_s);
    if (auto good = secrets::checkLabel(plan.label); !good)
        return wrong(u"Secret: "_s + good.error().detail);
    const auto known = endpointNamed(m_webhooks, plan.endpoint);
    if (isAnothers(known))
        return wrong(u"Endpoint: \"%1\" verifies by another scheme: choose another one"_s.arg(plan.endpoint));
    if (!known && !plan.path.startsWith(u'/'))
        return wrong(u"Path: it begins with '/'"_s);
    return {};
}

void Pointing::start(const PointPlan &plan)
{
    if (isRunning())
        return;
    m_plan = plan;
    m_value = {};
    m_looks = 0;
    m_round = std::make_unique<QObject>();
    if (const auto good = check(plan); !good)
        return fail(PointStep::Secret, good.error());
    keepSecret();
}

void Pointing::done(PointStep step, const QString &detail)
{
    emit stepped(step, detail);
}

void Pointing::fail(PointStep step, const Error &error)
{
    if (QObject *round = m_round.release()) // we may be in one of its handlers
        round->deleteLater();
    emit failed(step, error);
}

// One that the tenant has already and tells is kept as it is: what is on its way is signed with it.
void Pointing::keepSecret()
{
    m_secrets.get(m_plan.label, m_round.get(), [this](const Result<StoredSecret> &found) {
        if (found)
            return onSecret(found->value, found->tag, false);
        if (found.error().kind != Error::Kind::NotFound)
            return fail(PointStep::Secret, found.error());
        const Integration *entry = entryOf(m_tenants, m_plan);
        const bool isTold = entry && entry->security && entry->security->shown == socotra::SecretShown::Clear;
        const Secret value = isTold ? entry->security->secret : socotra::makeSecret();
        const StoredSecret stored{
            m_plan.label, u"socotra"_s, m_plan.tag, m_tenants.now() / microsPerSecond, value, {}};
        m_secrets.put(stored, m_round.get(), [this, stored](const Result<void> &put) {
            if (!put)
                return fail(PointStep::Secret, put.error());
            onSecret(stored.value, stored.tag, true);
        });
    });
}

void Pointing::onSecret(const Secret &value, const QString &tag, bool isNew)
{
    const auto faults = socotra::checkSecret(value.reveal());
    if (!faults.isEmpty())
        return fail(PointStep::Secret, {Error::Kind::Rejected, u"Secret: "_s + plainWords(faults.first())});
    m_value = value;
    m_tag = tag;
    done(PointStep::Secret, isNew ? u"new"_s : u"known"_s);
    openEndpoint();
}

void Pointing::openEndpoint()
{
    const auto known = endpointNamed(m_webhooks, m_plan.endpoint);
    domain::Endpoint endpoint = known.value_or(domain::Endpoint());
    endpoint.name = m_plan.endpoint;
    if (!known)
        endpoint.pathPrefix = m_plan.path.toUtf8();
    if (endpoint.scheme != domain::autoScheme)
        endpoint.scheme = u"socotra"_s;
    if (!endpoint.secretLabels.contains(m_plan.label))
        endpoint.secretLabels.append(m_plan.label);
    if (!known || endpoint != *known) {
        if (auto saved = m_webhooks.saveEndpoint(endpoint, known ? known->name : QString()); !saved)
            return fail(PointStep::Endpoint, saved.error());
    }
    m_tenants.setLink({m_plan.tenant, m_plan.integration, m_plan.endpoint, m_plan.label});
    done(PointStep::Endpoint, endpoint.name);
    awaitListener();
}

void Pointing::awaitListener()
{
    const auto go = [this] {
        const signature::NamedSecret secret{m_plan.label, m_value, m_tag, false};
        letVerify(m_webhooks, {m_plan.endpoint}, secret, m_round.get(), [this](const Result<void> &ready) {
            if (!ready)
                return fail(PointStep::Listener, ready.error());
            done(PointStep::Listener, m_webhooks.state().url());
            tellTenant();
        });
    };
    if (m_webhooks.state().phase == DeskState::Phase::Listening)
        return go();
    connect(&m_webhooks, &WebhookDesk::stateChanged, m_round.get(), [this, go] {
        if (!m_round)
            return;
        const DeskState state = m_webhooks.state();
        if (state.phase == DeskState::Phase::Failed)
            return fail(PointStep::Listener, {Error::Kind::Rejected, state.error});
        if (state.phase != DeskState::Phase::Listening)
            return;
        disconnect(&m_webhooks, nullptr, m_round.get(), nullptr);
        go();
    });
    m_webhooks.start();
}

void Pointing::tellTenant()
{
    const Integration *entry = entryOf(m_tenants, m_plan);
    if (!entry)
        return fail(PointStep::Written, {Error::Kind::NotFound, u"the integration is not there any more"_s});
    Draft draft = socotra::draftOf(*entry);
    draft.url = m_plan.url;
    draft.secured = true;
    draft.hmacEnabled = true;
    draft.secureSsl = m_plan.secureSsl;
    draft.from = Draft::SecretFrom::Entered;
    draft.secret = m_value;
    if (!m_tag.isEmpty()) // a secret that is kept without a tag takes none away
        draft.tag = m_tag;
    m_tenants.update(m_plan.tenant, *entry, draft, m_round.get(),
                     [this](const Result<WriteOutcome> &outcome) {
                         if (!outcome)
                             return fail(PointStep::Written, outcome.error());
                         if (outcome->state == WriteOutcome::State::Conflict)
                             return fail(PointStep::Written,
                                         {Error::Kind::Transient,
                                          u"somebody has changed the integration meanwhile: its list is read "
                                          "again, then try once more"_s});
                         if (outcome->state == WriteOutcome::State::NotApplied)
                             return fail(PointStep::Written,
                                         {Error::Kind::Transient, u"the tenant has not carried it out"_s});
                         done(PointStep::Written, m_plan.url);
                         sendTest();
                     });
}

void Pointing::sendTest()
{
    m_before = m_webhooks.lastDurableId();
    m_webhooks.sendTest(m_plan.endpoint, {}, m_round.get(), [this](const Result<int> &status) {
        if (!status)
            return fail(PointStep::Sent, status.error());
        if (*status < 200 || *status > 299)
            return fail(PointStep::Sent, {Error::Kind::Rejected, u"the endpoint answered %1"_s.arg(*status)});
        done(PointStep::Sent, QString::number(*status));
        awaitArrival();
    });
}

// It was answered, so it is stored; when it can be read the store says by its newest id.
void Pointing::awaitArrival()
{
    const domain::DeliveryId last = m_webhooks.lastStoredId();
    if (last > m_before) {
        QList<domain::DeliveryId> ids;
        for (domain::DeliveryId id = m_before + 1; id <= last; ++id)
            ids.append(id);
        m_webhooks.browser().rows(ids, m_round.get(), [this](const Result<QList<domain::DeliveryRow>> &rows) {
            if (!rows)
                return fail(PointStep::Arrived, rows.error());
            onRows(*rows);
        });
        return;
    }
    onRows({});
}

// Others may arrive meanwhile: ours is one that verifies.
void Pointing::onRows(const QList<domain::DeliveryRow> &rows)
{
    const auto isMine = [this](const domain::DeliveryRow &row) { return row.endpoint == m_plan.endpoint; };
    const auto good = std::ranges::find_if(rows, [&](const domain::DeliveryRow &row) {
        return isMine(row) && row.signature.verdict == domain::Verdict::Valid;
    });
    if (good == rows.end()) {
        const bool isAny = std::ranges::any_of(rows, isMine);
        if (++m_looks > (isAny ? looksAtOthers : mostLooks))
            return fail(PointStep::Arrived, {Error::Kind::Rejected,
                                             isAny ? u"the test arrived and does not verify"_s
                                                   : u"the test was answered and is not in the list yet"_s});
        QTimer::singleShot(lookEveryMs, m_round.get(), [this] { awaitArrival(); });
        return;
    }
    const domain::DeliveryId id = good->id;
    done(PointStep::Arrived, good->signature.secretLabel);
    if (QObject *round = m_round.release())
        round->deleteLater();
    emit finished(id);
}

} // namespace tocsin::flows
