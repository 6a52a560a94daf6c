// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/relays.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using Phase = ForwardState::Phase;

Relays::Relays(storage::ReplayBook &book, QObject *parent) : QObject(parent), m_book(book) {}

Relays::~Relays() = default;

void Relays::setAllowed(const AllowList &allowed)
{
    if (allowed == m_allowed)
        return;
    m_allowed = allowed;
    for (auto &[endpoint, relay] : m_relays) {
        if (!relay.refused.isEmpty() && !relay.spec.paused && start(relay, Forward::From::Cursor))
            emit changed(endpoint);
    }
}

void Relays::make(const QString &endpoint)
{
    Relay &relay = m_relays[endpoint];
    relay.forward = std::make_unique<Forward>(m_book);
    relay.forward->setPace(m_pace);
    connect(relay.forward.get(), &Forward::stateChanged, this, [this, endpoint] { emit changed(endpoint); });
    connect(relay.forward.get(), &Forward::relayed, this, &Relays::relayed);
    connect(relay.forward.get(), &Forward::withheld, this,
            [this, endpoint](qint64 id, const QString &why) { emit withheld(endpoint, id, why); });
}

Result<void> Relays::start(Relay &relay, Forward::From from)
{
    relay.forward->stop();
    auto started = relay.forward->start(relay.spec, m_allowed, from, m_trusted);
    relay.refused = started ? QString() : started.error().detail;
    return started;
}

void Relays::follow(const QList<domain::Endpoint> &endpoints)
{
    QStringList gone;
    for (const auto &[endpoint, relay] : m_relays)
        gone.append(endpoint);
    for (const domain::Endpoint &endpoint : endpoints) {
        if (!endpoint.forward)
            continue;
        gone.removeAll(endpoint.name);
        domain::ForwardSpec spec = *endpoint.forward;
        spec.endpoint = endpoint.name;
        const bool isNew = m_relays.find(endpoint.name) == m_relays.end();
        const bool fresh = m_from.contains(endpoint.name);
        if (isNew)
            make(endpoint.name);
        Relay &relay = m_relays[endpoint.name];
        if (!isNew && !fresh && relay.spec == spec)
            continue;
        relay.spec = spec;
        relay.refused.clear();
        if (spec.paused)
            relay.forward->stop();
        else
            (void)start(relay, m_from.value(endpoint.name, Forward::From::Cursor)); // state() says why not
        m_from.remove(endpoint.name);
        emit changed(endpoint.name);
    }
    for (const QString &endpoint : std::as_const(gone)) {
        m_relays.erase(endpoint);
        emit changed(endpoint);
    }
}

Result<void> Relays::restart(const QString &endpoint, Forward::From from)
{
    const auto found = m_relays.find(endpoint);
    if (found == m_relays.end())
        return fail(Error::Kind::NotFound, u"the endpoint \"%1\" has no relay"_s.arg(endpoint));
    auto started = start(found->second, from);
    emit changed(endpoint);
    return started;
}

void Relays::skip(const QString &endpoint)
{
    if (const auto found = m_relays.find(endpoint); found != m_relays.end())
        found->second.forward->skip();
}

void Relays::wake()
{
    for (auto &[endpoint, relay] : m_relays)
        relay.forward->wake();
}

std::optional<ForwardState> Relays::state(const QString &endpoint) const
{
    const auto found = m_relays.find(endpoint);
    if (found == m_relays.end())
        return std::nullopt;
    ForwardState state = found->second.forward->state();
    if (!found->second.refused.isEmpty()) {
        state.phase = Phase::Failed;
        state.reason = found->second.refused;
    }
    return state;
}

void Relays::relayNow(const QString &endpoint, domain::DeliveryId id, const domain::Capture &capture,
                      const LiveRelay::Answered &answered)
{
    const auto found = m_relays.find(endpoint);
    if (found == m_relays.end())
        return answered(nullptr);
    found->second.forward->relayNow(id, capture, answered);
}

} // namespace tocsin::flows
