// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/listenerverifier.h"

#include "core/flows/seensecrets.h"
#include "core/flows/senders.h"
#include "core/storage/endpointstore.h"
#include "core/storage/groupwriter.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEveryMs = 100;

bool isOfSocotra(const domain::Endpoint &endpoint)
{
    return endpoint.scheme == "socotra"_L1 || endpoint.scheme == domain::autoScheme;
}

// What it would turn down, whatever it reads.
Result<void> checkLabels(const SeenSecrets &seen, const WrittenSecret &secret)
{
    if (secret.url.isEmpty())
        return {};
    for (const domain::Endpoint &endpoint : receiversOf(seen.endpoints, seen.port, secret.link, secret.url)) {
        if (!isOfSocotra(endpoint) || endpoint.secretLabels.contains(secret.label))
            continue;
        const QString own = endpoint.secretLabels.value(0);
        return fail(
            Error::Kind::Rejected,
            u"the endpoint \"%1\", which receives it, does not look at the secret \"%2\": add that label "
            "to it%3"_s.arg(endpoint.name, secret.label,
                            own.isEmpty() ? QString() : u", or use its own (--label %1)"_s.arg(own)));
    }
    return {};
}

bool isConcerned(const SeenSecrets &seen, const WrittenSecret &secret)
{
    return std::ranges::any_of(seen.endpoints, [&secret](const domain::Endpoint &endpoint) {
        return endpoint.secretLabels.contains(secret.label);
    });
}

// Nothing: not yet.
std::optional<Result<void>> look(const OtherListener &listener, const WrittenSecret &secret)
{
    const std::optional<qint64> process = storage::holderOf(listener.storePath);
    if (!process) {
        SeenSecrets kept; // what will be verified with once it runs
        if (QFileInfo::exists(listener.storePath))
            kept.endpoints = storage::loadEndpoints(listener.storePath).value_or(QList<domain::Endpoint>());
        return checkLabels(kept, secret);
    }
    const auto seen = readSeen(listener.storePath);
    if (!seen || seen->process != *process)
        return {}; // it is just starting
    if (auto good = checkLabels(*seen, secret); !good)
        return good;
    const QByteArray now = listener.secrets.version();
    const bool isRead = !now.isEmpty() && seen->secrets == now;
    return isRead || !isConcerned(*seen, secret) ? std::optional(Result<void>()) : std::nullopt;
}

} // namespace

void awaitListener(const OtherListener &listener, const WrittenSecret &secret, QObject *context,
                   const Handler<void> &handler)
{
    auto *again = new QTimer(context); // ends with who asks
    const QDeadlineTimer deadline(listener.patience);
    QObject::connect(again, &QTimer::timeout, context, [=] {
        std::optional<Result<void>> answer = look(listener, secret);
        if (!answer && deadline.hasExpired()) {
            answer =
                fail(Error::Kind::Transient,
                     u"the listener that runs on \"%1\" has not taken over the new secret \"%2\" within %3 "
                     "s, so the sender was told nothing: it may keep its secrets in another place. Stop it, "
                     "or start it with the same store of secrets, and go on"_s
                         .arg(listener.storePath, secret.label)
                         .arg(double(listener.patience.count()) / 1000));
        }
        again->setInterval(lookEveryMs);
        if (!answer)
            return;
        again->stop();
        again->deleteLater();
        handler(*answer);
    });
    again->start(0);
}

SecretRotation::Verifier verifierOf(const OtherListener &listener, LinkOf linkOf)
{
    return [listener, linkOf = std::move(linkOf)](const SecretRotation::Coming &coming, QObject *context,
                                                  const Handler<void> &handler) {
        awaitListener(listener, {coming.rotation.label, coming.url, linkOf(coming.rotation)}, context,
                      handler);
    };
}

} // namespace tocsin::flows
