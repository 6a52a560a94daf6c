// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/firststart.h"

#include "core/flows/webhookdesk.h"
#include "core/secrets/secretstore.h"

#include <QRandomGenerator>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

struct First
{
    QLatin1StringView name; // of the endpoint; its path is /hooks/<name>
    QLatin1StringView scheme;
    QLatin1StringView label; // of its secret; empty = the sender does not sign
};

constexpr First alerts{"alerts"_L1, "socwarden"_L1, "alerts-first"_L1};
constexpr First ofSandbox[] = {{"socotra"_L1, "socotra"_L1, "socotra-first"_L1},
                               {"socmate"_L1, "socmate"_L1, ""_L1}};

// 256 bits as hexadecimal text: any sender takes it.
Secret madeUpSecret()
{
    QByteArray bytes(32, '\0');
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(bytes.data()),
                                         reinterpret_cast<quint32 *>(bytes.data() + bytes.size()));
    QByteArray text = bytes.toHex();
    wipe(bytes);
    return Secret(std::move(text));
}

domain::Endpoint endpointOf(const First &first)
{
    domain::Endpoint endpoint;
    endpoint.name = first.name;
    endpoint.pathPrefix = "/hooks/" + QByteArray(first.name.data(), first.name.size());
    endpoint.scheme = first.scheme;
    if (!first.label.isEmpty())
        endpoint.secretLabels = {QString(first.label)};
    return endpoint;
}

enum class Need { Nothing, SecretOnly, Everything };

Need needOf(const WebhookDesk &desk)
{
    if (!desk.schemes().find(u"socwarden"_s))
        return Need::Nothing;
    bool others = false;
    for (const domain::Endpoint &endpoint : desk.endpoints()) {
        if (endpoint.secretLabels.contains(alerts.label))
            return Need::SecretOnly;
        others = others || endpoint.name != domain::catchAllName;
    }
    return others ? Need::Nothing : Need::Everything;
}

// Makes the secret unless there is one of that label; then, if wanted, the endpoint.
void make(const First &first, bool withEndpoint, WebhookDesk &desk, secrets::SecretStore &secrets,
          QObject *context, const Handler<bool> &handler)
{
    const auto finish = [&desk, handler, first, withEndpoint](const Result<void> &put) {
        if (!put)
            handler(tl::unexpected(put.error()));
        else if (const Result<void> saved =
                     withEndpoint ? desk.saveEndpoint(endpointOf(first)) : Result<void>();
                 !saved)
            handler(tl::unexpected(saved.error()));
        else
            handler(true);
    };
    if (first.label.isEmpty()) {
        finish({});
        return;
    }
    secrets.list(context, [&secrets, context, handler, finish,
                           first](const Result<QList<secrets::StoredSecret>> &stored) {
        if (!stored) {
            handler(tl::unexpected(stored.error()));
            return;
        }
        const bool there =
            std::any_of(stored->cbegin(), stored->cend(),
                        [&first](const secrets::StoredSecret &s) { return s.label == first.label; });
        if (there) {
            finish({});
            return;
        }
        secrets::StoredSecret secret;
        secret.label = first.label;
        secret.scheme = first.scheme;
        secret.addedAt = wallClock() / microsPerSecond;
        secret.value = madeUpSecret();
        secrets.put(secret, context, finish);
    });
}

} // namespace

void seedFirstStart(WebhookDesk &desk, secrets::SecretStore &secrets, QObject *context, Handler<bool> handler)
{
    const Need need = needOf(desk);
    if (need == Need::Nothing)
        handler(false);
    else
        make(alerts, need == Need::Everything, desk, secrets, context, handler);
}

void seedSandboxEndpoints(WebhookDesk &desk, secrets::SecretStore &secrets, QObject *context,
                          Handler<void> handler)
{
    for (const First &first : ofSandbox) {
        if (!desk.schemes().find(QString(first.scheme)))
            continue;
        const QList<domain::Endpoint> endpoints = desk.endpoints();
        const bool there =
            std::any_of(endpoints.cbegin(), endpoints.cend(), [&first](const domain::Endpoint &endpoint) {
                return endpoint.scheme == first.scheme;
            });
        if (!there)
            make(first, true, desk, secrets, context,
                 [handler](const Result<bool> &made) { handler(made.map([](bool) {})); });
    }
}

} // namespace tocsin::flows
