// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deskparts.h"

#include <QCoreApplication>
#include <QLoggingCategory>

// The half of WebhookDesk that changes things: endpoints, secrets, and what a user does to stored deliveries.

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.flows.deskedits")

void appendNamed(QList<signature::NamedSecret> &all, const secrets::StoredSecret &secret)
{
    all.append({secret.label, secret.value, secret.tag, false});
    for (const Secret &old : secret.retired)
        all.append({secret.label, old, {}, true});
}

} // namespace

void WebhookDesk::Parts::rebuildRoutes()
{
    // Routes refer to the schemes: whoever still holds the former ones, as the listener's thread may, holds
    // their schemes too.
    const auto catalogue = schemes.catalogue;
    routes = std::shared_ptr<const Routes>(new Routes(endpoints, *catalogue, givenSecrets + storedSecrets),
                                           [catalogue](const Routes *former) { delete former; });
    if (routes->haveRules())
        writer->numberAttempts(); // before the first request that asks them
    intake.setRoutes(routes);
    attempts->setCatalogue(catalogue);
    explainer.setGrounds({routes, catalogue->all(), givenSecrets + storedSecrets});
}

void WebhookDesk::Parts::reloadSecrets()
{
    const quint64 round = ++secretsRound;
    const QByteArray version = secretStore.version(); // before: what is read is as new or newer
    secretStore.list(&desk, [this, round, version](const Result<QList<secrets::StoredSecret>> &known) {
        if (!known)
            return fail(known.error().detail);
        SecretsRead reading{round, version, {}, {}};
        for (const secrets::StoredSecret &secret : *known)
            reading.labels.append(secret.label);
        readSecrets(reading);
    });
}

// One label after another; a change in between starts a new round and ends this one.
void WebhookDesk::Parts::readSecrets(SecretsRead reading)
{
    if (reading.round != secretsRound)
        return;
    if (reading.labels.isEmpty()) {
        storedSecrets = reading.secrets;
        secretsVersion = reading.version;
        rebuildRoutes();
        tellSeen();
        emit desk.secretsChanged();
        return;
    }
    const QString label = reading.labels.takeFirst();
    secretStore.get(label, &desk, [this, reading](const Result<secrets::StoredSecret> &secret) {
        SecretsRead next = reading;
        if (secret) {
            appendNamed(next.secrets, *secret);
        } else {
            next.version.clear(); // not all of it
            fail(secret.error().detail);
        }
        readSecrets(next);
    });
}

void WebhookDesk::Parts::tellSeen()
{
    SeenSecrets now;
    now.process = QCoreApplication::applicationPid();
    now.port = state.port;
    now.secrets = secretsVersion;
    for (const domain::Endpoint &known : std::as_const(endpoints)) {
        domain::Endpoint endpoint;
        endpoint.name = known.name;
        endpoint.pathPrefix = known.pathPrefix;
        endpoint.url = known.url;
        endpoint.scheme = known.scheme;
        endpoint.secretLabels = known.secretLabels;
        now.endpoints.append(endpoint);
    }
    if (now == seen)
        return;
    seen = now;
    filePool.start([now, path = options.storePath] {
        if (const auto written = writeSeen(path, now); !written)
            qCWarning(log) << "other programs are not told what is verified with:" << written.error().detail;
    });
}

void WebhookDesk::Parts::saveEndpoints()
{
    rebuildRoutes();
    tellSeen();
    relays->follow(endpoints);
    showLiveRules();
    if (endpointsAreSaved) {
        writer->post([this, endpoints = endpoints](storage::DeliveryStore &store) {
            if (auto saved = store.saveEndpoints(endpoints); !saved)
                QMetaObject::invokeMethod(&desk, [this, why = saved.error().detail] { fail(why); });
        });
    }
    emit desk.endpointsChanged();
}

QList<domain::Endpoint> WebhookDesk::endpoints() const
{
    QList<domain::Endpoint> all;
    for (const domain::Endpoint &endpoint : std::as_const(m->endpoints)) {
        if (endpoint.name != domain::catchAllName)
            all.append(endpoint);
    }
    all.append(m->routes->byName(domain::catchAllName)->endpoint);
    return all;
}

Result<void> WebhookDesk::saveEndpoint(const domain::Endpoint &endpoint, const QString &previousName)
{
    // The catch-all endpoint is always there, so that saving it is always a change.
    const bool isCatchAll = endpoint.name == domain::catchAllName;
    const QString previousOrOwn = previousName.isEmpty() && isCatchAll ? endpoint.name : previousName;
    if ((previousOrOwn == domain::catchAllName) != isCatchAll)
        return fail(
            Error::Kind::Rejected,
            u"name: \"%1\" is the name of the catch-all endpoint and stays so"_s.arg(domain::catchAllName));
    QList<domain::Endpoint> others = m->endpoints;
    others.removeIf([&](const domain::Endpoint &other) { return other.name == previousOrOwn; });
    if (auto checked = checkEndpoint(endpoint, others, *m->schemes.catalogue); !checked)
        return checked;
    const auto previous =
        std::find_if(m->endpoints.begin(), m->endpoints.end(),
                     [&](const domain::Endpoint &other) { return other.name == previousOrOwn; });
    if (previous == m->endpoints.end() && !previousName.isEmpty() && !isCatchAll)
        return fail(Error::Kind::NotFound, u"name: there is no endpoint \"%1\" any more"_s.arg(previousName));
    if (previous != m->endpoints.end())
        *previous = endpoint;
    else
        m->endpoints.append(endpoint);
    m->saveEndpoints();
    return {};
}

Result<void> WebhookDesk::removeEndpoint(const QString &name)
{
    if (name == domain::catchAllName)
        return fail(Error::Kind::Rejected,
                    u"name: the catch-all endpoint stays, so that nothing goes unseen"_s);
    const qsizetype removed =
        m->endpoints.removeIf([&name](const domain::Endpoint &endpoint) { return endpoint.name == name; });
    if (removed == 0)
        return fail(Error::Kind::NotFound, u"name: there is no endpoint \"%1\""_s.arg(name));
    m->saveEndpoints();
    return {};
}

Result<void> WebhookDesk::useEndpoints(const QList<domain::Endpoint> &endpoints)
{
    QList<domain::Endpoint> checked;
    for (const domain::Endpoint &endpoint : endpoints) {
        if (auto good = checkEndpoint(endpoint, checked, *m->schemes.catalogue); !good)
            return good;
        checked.append(endpoint);
    }
    m->endpoints = checked;
    m->endpointsAreSaved = false;
    m->saveEndpoints();
    return {};
}

void WebhookDesk::addSecret(const signature::NamedSecret &secret)
{
    m->givenSecrets.append(secret);
    m->rebuildRoutes();
    emit secretsChanged();
}

void WebhookDesk::pin(const QList<domain::DeliveryId> &ids, bool pinned)
{
    m->writer->post([this, ids, pinned](storage::DeliveryStore &store) {
        const auto done = store.pin(ids, pinned);
        QMetaObject::invokeMethod(this, [this, ids, done] {
            if (done)
                emit deliveriesChanged(ids);
            else
                m->fail(done.error().detail);
        });
    });
}

void WebhookDesk::setNote(domain::DeliveryId id, const QString &note)
{
    m->writer->post([this, id, note](storage::DeliveryStore &store) {
        const auto done = store.setNote(id, note);
        QMetaObject::invokeMethod(this, [this, id, done] {
            if (done)
                emit deliveriesChanged({id});
            else
                m->fail(done.error().detail);
        });
    });
}

void WebhookDesk::remove(const QList<domain::DeliveryId> &ids)
{
    m->writer->post([this, ids](storage::DeliveryStore &store) {
        const auto done = store.remove(ids);
        QMetaObject::invokeMethod(this, [this, ids, done] {
            if (done)
                emit deliveriesRemoved(ids);
            else
                m->fail(done.error().detail);
        });
    });
}

} // namespace tocsin::flows
