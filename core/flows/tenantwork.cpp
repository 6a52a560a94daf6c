// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/connectionsecrets.h"
#include "core/flows/tenantparts.h"
#include "core/flows/tenanttext.h"

#include <QLoggingCategory>

// The half of TenantDesk that asks and changes things.

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using socotra::Draft;
using socotra::Integration;
using socotra::Tenant;
using socotra::WebhookDefinition;
using socotra::WriteOutcome;
using storage::AnalystStores;
using storage::TenantLink;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.flows.tenantwork")

template<class T>
void answerLater(QObject *context, const Handler<T> &handler, const Error &error)
{
    QMetaObject::invokeMethod(
        context, [handler, error] { handler(tl::unexpected(error)); }, Qt::QueuedConnection);
}

Error gone(const QString &id)
{
    return {Error::Kind::NotFound, u"there is no tenant \"%1\""_s.arg(id)};
}

} // namespace

void TenantDesk::save(const QString &id, const Tenant &tenant, const Secret &password, QObject *context,
                      Handler<QString> handler)
{
    if (id == sandboxId)
        return answerLater(
            context, handler,
            {Error::Kind::Rejected, u"the sandbox's tenant is made by the program and cannot be edited"_s});
    if (const Result<void> good = checkTenant(tenant); !good)
        return answerLater(context, handler, good.error());
    // The same way as the secret of a connection: a former value is retired, not lost.
    domain::Connection owner;
    owner.name = tenant.name;
    owner.secretLabel = tenant.secretLabel;
    ConnectionSecrets given;
    given.credential = password;
    given.prefix = u"socotra-"_s;
    keepConnectionSecrets(m_secrets, owner, given, context,
                          [this, id, tenant, safe = QPointer<QObject>(context),
                           handler = std::move(handler)](const Result<domain::Connection> &kept) {
                              if (!kept)
                                  return handler(tl::unexpected(kept.error()));
                              Tenant known = tenant;
                              known.secretLabel = kept->secretLabel;
                              if (safe)
                                  store(id, known, safe, handler);
                          });
}

void TenantDesk::store(const QString &id, const Tenant &tenant, QObject *context, Handler<QString> handler)
{
    using Stored = std::pair<QString, Kept>;
    // In the context of this: what is kept is taken over also when nobody waits for it any more.
    m_analyst.book().write<Stored>(
        this,
        [this, safe = QPointer<QObject>(context),
         handler = std::move(handler)](const Result<Stored> &stored) {
            if (stored) {
                // The password may be another one under the same label.
                if (One *one = find(stored->first))
                    one->api.forgetSecrets();
                take(stored->second);
            }
            if (safe)
                handler(stored.map([](const Stored &one) { return one.first; }));
        },
        [id, text = tenantText(tenant)](AnalystStores &stores) -> Result<Stored> {
            const auto saved = stores.tenants.save(id, text);
            auto kept = saved ? Kept::read(stores) : tl::unexpected(saved.error());
            if (!kept)
                return tl::unexpected(kept.error());
            return Stored{*saved, *std::move(kept)};
        });
}

void TenantDesk::remove(const QString &id, QObject *context, Handler<void> handler)
{
    if (id == sandboxId || !find(id))
        return answerLater(context, handler,
                           id == sandboxId
                               ? Error{Error::Kind::Rejected, u"the sandbox's tenant cannot be removed"_s}
                               : gone(id));
    m_analyst.book().write<Kept>(
        this,
        [this, safe = QPointer<QObject>(context), handler = std::move(handler)](const Result<Kept> &left) {
            if (left)
                take(left);
            if (safe)
                handler(left ? Result<void>() : tl::unexpected(left.error()));
        },
        [id](AnalystStores &stores) -> Result<Kept> {
            if (auto removed = stores.tenants.remove(id); !removed)
                return tl::unexpected(removed.error());
            if (auto forgotten = stores.rotations.forget(id); !forgotten)
                return tl::unexpected(forgotten.error());
            return Kept::read(stores);
        });
}

void TenantDesk::refresh(const QString &id)
{
    One *one = find(id);
    if (!one)
        return;
    if (one->state.isReading) { // what is on its way may be older than what was written
        one->isDueAgain = true;
        return;
    }
    one->state.isReading = true;
    readRotations(id);
    ask(*one);
    emit changed();
}

// Both lists, one after the other: a refused sign-in is told once.
void TenantDesk::ask(One &one)
{
    one.api.integrations(&one.api, [this, &one](const Result<QList<Integration>> &all) {
        TenantState &state = one.state;
        state.error = all ? std::nullopt : std::optional(all.error());
        if (!all)
            return endAsking(one);
        state.integrations = *all;
        state.read = now();
        one.api.webhooks(&one.api, [this, &one](const Result<QList<WebhookDefinition>> &webhooks) {
            one.state.webhooksError = webhooks ? std::nullopt : std::optional(webhooks.error());
            one.state.webhooks = webhooks.value_or(QList<WebhookDefinition>());
            askDiverted(one);
            endAsking(one);
        });
    });
}

// Beside the rest: whether the server has such lists is not sure, and nothing waits for them.
void TenantDesk::askDiverted(One &one)
{
    constexpr qsizetype most = 30; // requests
    one.state.diverted.clear();
    for (const WebhookDefinition &webhook :
         one.state.webhooks.first(std::min(most, one.state.webhooks.size()))) {
        one.api.diverted(webhook.name, &one.api,
                         [this, &one, name = webhook.name](const Result<qsizetype> &count) {
                             if (!count || one.state.diverted.value(name, -1) == *count)
                                 return;
                             one.state.diverted.insert(name, *count);
                             emit changed();
                         });
    }
}

void TenantDesk::endAsking(One &one)
{
    one.state.isReading = std::exchange(one.isDueAgain, false);
    if (one.state.isReading)
        ask(one);
    emit changed();
}

void TenantDesk::tryAgain(const QString &id)
{
    if (One *one = find(id)) {
        one->api.tryAgain();
        refresh(id);
    }
}

// Reads anew once the write is answered, also when nobody waits for the answer any more.
TenantDesk::Outcome TenantDesk::then(const QString &id, QObject *context, const Outcome &handler)
{
    return [this, id, safe = QPointer<QObject>(context), handler](const Result<WriteOutcome> &outcome) {
        refresh(id);
        if (safe)
            handler(outcome);
    };
}

void TenantDesk::add(const QString &id, const Draft &draft, QObject *context, Outcome handler)
{
    if (One *one = find(id))
        one->api.add(draft, &one->api, then(id, context, handler));
    else
        answerLater(context, handler, gone(id));
}

void TenantDesk::update(const QString &id, const Integration &base, const Draft &draft, QObject *context,
                        Outcome handler)
{
    if (One *one = find(id))
        one->api.update(base, draft, &one->api, then(id, context, handler));
    else
        answerLater(context, handler, gone(id));
}

void TenantDesk::removeIntegration(const QString &id, const Integration &base, QObject *context,
                                   Outcome handler)
{
    One *one = find(id);
    if (!one)
        return answerLater(context, handler, gone(id));
    one->api.remove(base, &one->api,
                    [this, id, name = base.name,
                     answer = then(id, context, handler)](const Result<WriteOutcome> &outcome) {
                        if (outcome && outcome->state == WriteOutcome::State::Applied)
                            setLink({id, name, {}, {}});
                        answer(outcome);
                    });
}

void TenantDesk::probe(const QString &id, QObject *context, Handler<ProbeAnswer> handler)
{
    One *one = find(id);
    if (!one)
        return answerLater(context, handler, gone(id));
    probeUpdates(one->api, &one->api,
                 [this, id, one, safe = QPointer<QObject>(context),
                  handler = std::move(handler)](const Result<ProbeAnswer> &answer) {
                     if (answer && answer->rule != UpdateRule::Unknown) {
                         one->state.updates = answer->rule;
                         one->state.probed = now();
                         keepRule(one->state);
                     }
                     refresh(id);
                     if (safe)
                         handler(answer);
                 });
}

void TenantDesk::keepRule(const TenantState &state)
{
    if (state.sandbox)
        return;
    m_analyst.book().write<void>(
        this,
        [](const Result<void> &done) {
            if (!done)
                qCWarning(log) << "what the probe found is not kept:" << done.error().detail;
        },
        [id = state.id, rule = int(state.updates), probed = state.probed](AnalystStores &stores) {
            return stores.tenants.setUpdates(id, rule, probed);
        });
}

void TenantDesk::setLink(const TenantLink &link)
{
    One *one = find(link.tenant);
    if (!one || one->state.link(link.integration) == link)
        return;
    one->state.links.removeIf([&](const TenantLink &other) { return other.integration == link.integration; });
    if (!link.endpoint.isEmpty() || !link.label.isEmpty())
        one->state.links.append(link);
    emit changed();
    if (one->state.sandbox)
        return; // of this run alone
    m_analyst.book().write<void>(
        this,
        [](const Result<void> &done) {
            if (!done)
                qCWarning(log) << "which endpoint an integration has is not kept:" << done.error().detail;
        },
        [link](AnalystStores &stores) { return stores.tenants.setLink(link); });
}

void TenantDesk::readRotations(const QString &id)
{
    m_analyst.book().write<QList<storage::Rotation>>( // behind what was written
        this,
        [this, id](const Result<QList<storage::Rotation>> &all) {
            One *one = find(id);
            if (!one || !all || one->state.rotations == *all)
                return;
            one->state.rotations = *all;
            emit changed();
        },
        [id](AnalystStores &stores) { return stores.rotations.of(id); });
}

} // namespace tocsin::flows
