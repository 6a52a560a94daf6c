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

const QString label = u"alerts-first"_s;

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

domain::Endpoint alertsEndpoint()
{
    domain::Endpoint endpoint;
    endpoint.name = u"alerts"_s;
    endpoint.pathPrefix = "/hooks/alerts";
    endpoint.scheme = u"socwarden"_s;
    endpoint.secretLabels = {label};
    return endpoint;
}

enum class Need { Nothing, SecretOnly, Everything };

Need needOf(const WebhookDesk &desk)
{
    if (!desk.schemes().find(u"socwarden"_s))
        return Need::Nothing;
    bool others = false;
    for (const domain::Endpoint &endpoint : desk.endpoints()) {
        if (endpoint.secretLabels.contains(label))
            return Need::SecretOnly;
        others = others || endpoint.name != domain::catchAllName;
    }
    return others ? Need::Nothing : Need::Everything;
}

} // namespace

void seedFirstStart(WebhookDesk &desk, secrets::SecretStore &secrets, QObject *context, Handler<bool> handler)
{
    const Need need = needOf(desk);
    if (need == Need::Nothing) {
        handler(false);
        return;
    }
    secrets.list(context, [&desk, &secrets, context, handler,
                           need](const Result<QList<secrets::StoredSecret>> &stored) {
        if (!stored) {
            handler(tl::unexpected(stored.error()));
            return;
        }
        const bool there = std::any_of(stored->cbegin(), stored->cend(),
                                       [](const secrets::StoredSecret &s) { return s.label == label; });
        const auto finish = [&desk, handler, need](const Result<void> &put) {
            if (!put)
                handler(tl::unexpected(put.error()));
            else if (const Result<void> saved =
                         need == Need::Everything ? desk.saveEndpoint(alertsEndpoint()) : Result<void>();
                     !saved)
                handler(tl::unexpected(saved.error()));
            else
                handler(true);
        };
        if (there) {
            finish({});
            return;
        }
        secrets::StoredSecret secret;
        secret.label = label;
        secret.scheme = u"socwarden"_s;
        secret.addedAt = wallClock() / microsPerSecond;
        secret.value = madeUpSecret();
        secrets.put(secret, context, finish);
    });
}

} // namespace tocsin::flows
