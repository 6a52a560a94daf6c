// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deskparts.h"

#include <algorithm>

// The part of WebhookDesk that lets captured requests leave again: replays, relays, and the senders that wait
// for a relay's answer.

namespace tocsin::flows {

using namespace Qt::StringLiterals;

void WebhookDesk::Parts::openRelays()
{
    replays = std::make_unique<storage::ReplayBook>(options.storePath);
    relays = std::make_unique<Relays>(*replays);
    relays->setAllowed(options.allowed);
    subscriptions.setAllowed(options.allowed);
    QObject::connect(&desk, &WebhookDesk::deliveriesRemoved, relays.get(),
                     [this](const QList<domain::DeliveryId> &ids) {
                         replays->forget(ids, &desk, [this](const Result<void> &done) {
                             if (!done)
                                 fail(done.error().detail);
                         });
                     });
    QObject::connect(relays.get(), &Relays::changed, &desk, [this] { showLiveRules(); });
    // On their way to this thread the events keep their order: a delivery is known here as held before the
    // relay can find it in the store.
    intake.setHeld([this](domain::DeliveryId id, const QString &endpoint, const domain::Capture &capture) {
        QMetaObject::invokeMethod(&desk, [this, id, endpoint, capture] {
            relays->relayNow(endpoint, id, capture,
                             [this, id](std::shared_ptr<const listener::Response> response) {
                                 intake.release(id, std::move(response));
                             });
        });
    });
    intake.setHeldAnswered([this](domain::DeliveryId id, int status) { noteAnswered(id, status); });
    relays->follow(endpoints);
    showLiveRules();
}

// Listener's thread.
void WebhookDesk::Parts::noteAnswered(domain::DeliveryId id, int status)
{
    writer->post([this, id, status](storage::DeliveryStore &store) {
        store.noteStatus(id, status);
        const auto done = store.writeTimes();
        QMetaObject::invokeMethod(&desk, [this, id, done] {
            if (done)
                emit desk.deliveriesChanged({id});
            else
                fail(done.error().detail);
        });
    });
}

void WebhookDesk::Parts::showLiveRules()
{
    LiveRules rules;
    for (const domain::Endpoint &endpoint : std::as_const(endpoints)) {
        if (!endpoint.forward || !endpoint.forward->returnAnswer)
            continue;
        const auto known = relays->state(endpoint.name);
        if (known && known->isRunning())
            rules.insert(endpoint.name, {endpoint.forward->verifyFirst, endpoint.forward->answerSeconds});
    }
    intake.setLiveRules(rules);
}

storage::ReplayBook &WebhookDesk::replays()
{
    return *m->replays;
}

Relays &WebhookDesk::relays()
{
    return *m->relays;
}

Result<void> WebhookDesk::saveForward(const QString &endpoint, const std::optional<domain::ForwardSpec> &spec,
                                      Forward::From from)
{
    const QList<domain::Endpoint> all = endpoints();
    const auto found = std::find_if(all.begin(), all.end(), [&endpoint](const domain::Endpoint &other) {
        return other.name == endpoint;
    });
    if (found == all.end())
        return fail(Error::Kind::NotFound, u"name: there is no endpoint \"%1\" any more"_s.arg(endpoint));
    domain::Endpoint edited = *found;
    edited.forward = spec;
    if (spec) {
        edited.forward->endpoint = endpoint;
        if (auto target = checkTarget(spec->url, m->options.allowed); !target && !spec->paused)
            return target;
        if (from != Forward::From::Cursor)
            m->relays->beginFrom(endpoint, from);
    }
    return saveEndpoint(edited, endpoint);
}

Result<void> WebhookDesk::useForwards(const QList<domain::ForwardSpec> &specs)
{
    QList<domain::Endpoint> all = endpoints();
    for (const domain::ForwardSpec &spec : specs) {
        const auto found = std::find_if(all.begin(), all.end(), [&spec](const domain::Endpoint &endpoint) {
            return endpoint.name == spec.endpoint;
        });
        if (found == all.end())
            return fail(Error::Kind::Rejected, u"there is no endpoint \"%1\""_s.arg(spec.endpoint));
        if (auto target = checkTarget(spec.url, m->options.allowed); !target)
            return target;
        found->forward = spec;
    }
    m->endpoints = all;
    m->relays->follow(all);
    m->showLiveRules();
    return {};
}

void WebhookDesk::allowHost(const AllowList::Entry &entry)
{
    AllowList allowed = m->options.allowed;
    if (allowed.isPinned || allowed.entries.contains(entry))
        return;
    allowed.entries.append(entry);
    setAllowedHosts(allowed);
}

void WebhookDesk::setAllowedHosts(const AllowList &allowed)
{
    DeskOptions options = m->options;
    options.allowed = allowed;
    setOptions(options);
}

QList<signature::NamedSecret> WebhookDesk::currentSecrets() const
{
    QList<signature::NamedSecret> all;
    for (const signature::NamedSecret &secret : m->givenSecrets + m->storedSecrets) {
        if (!secret.retired)
            all.append(secret);
    }
    return all;
}

} // namespace tocsin::flows
