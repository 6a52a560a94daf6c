// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deskverifier.h"

#include "core/flows/explainer.h"
#include "core/flows/senders.h"
#include "core/flows/signedrequest.h"
#include "core/flows/webhookdesk.h"
#include "core/signature/crypto.h"

#include <QTimer>

#include <algorithm>
#include <memory>
#include <utility>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestWaitMs = 20'000; // a keychain of many labels is read one by one
constexpr auto socotraScheme = "socotra"_L1;

bool isRead(const WebhookDesk &desk, const signature::NamedSecret &secret)
{
    return std::ranges::any_of(desk.currentSecrets(), [&](const signature::NamedSecret &one) {
        return one.label == secret.label && signature::sameBytes(one.value.reveal(), secret.value.reveal());
    });
}

bool isReady(WebhookDesk &desk, const QStringList &endpoints, const signature::NamedSecret &secret)
{
    const auto routes = desk.explainer().grounds().routes;
    return isRead(desk, secret) && std::ranges::all_of(endpoints, [&](const QString &name) {
               const Route *route = routes->byName(name);
               return !route || verifies(*route, secret);
           });
}

Result<void> giveLabel(WebhookDesk &desk, const QStringList &endpoints, const QString &label)
{
    for (const domain::Endpoint &known : desk.endpoints()) {
        if (!endpoints.contains(known.name) || known.scheme.isEmpty())
            continue;
        if (known.scheme != socotraScheme && known.scheme != domain::autoScheme) {
            return fail(Error::Kind::Rejected,
                        u"the endpoint \"%1\", which receives it, verifies by another scheme (%2): give that "
                        "the scheme of Socotra first"_s.arg(known.name, known.scheme));
        }
        if (known.secretLabels.contains(label))
            continue;
        domain::Endpoint endpoint = known;
        endpoint.secretLabels.append(label);
        if (auto saved = desk.saveEndpoint(endpoint, known.name); !saved)
            return saved;
    }
    return {};
}

} // namespace

bool verifies(const Route &route, const signature::NamedSecret &secret)
{
    if (!route.scheme && !route.findAmong)
        return true;
    const signature::Scheme *scheme =
        route.findAmong ? route.findAmong->find(QString(socotraScheme)) : route.scheme;
    payload::Sample sample;
    sample.body = "{}";
    const Micros now = wallClock();
    const auto event = scheme
                           ? signedEvent(QUrl(u"https://receiver.invalid/"_s), scheme, &secret, sample, now)
                           : tl::unexpected(Error{});
    if (!event)
        return false;
    domain::Capture capture;
    capture.message = event->message;
    capture.lastByte = now;
    const signature::Detection found = check(route, capture);
    return found.scheme == scheme && found.verification.verdict == domain::Verdict::Valid;
}

void letVerify(WebhookDesk &desk, const QStringList &endpoints, const signature::NamedSecret &secret,
               QObject *context, const Handler<void> &handler)
{
    auto *wait = new QObject(context); // ends with who asks
    const auto end = [wait, handler, isOver = std::make_shared<bool>(false)](const Result<void> &result) {
        if (std::exchange(*isOver, true))
            return;
        wait->deleteLater();
        handler(result);
    };
    if (const auto given = giveLabel(desk, endpoints, secret.label); !given) {
        QTimer::singleShot(0, wait, [end, why = given.error()] { end(tl::unexpected(why)); });
        return;
    }
    const auto look = [&desk, endpoints, secret, end] {
        if (isReady(desk, endpoints, secret))
            end({});
    };
    QObject::connect(&desk, &WebhookDesk::secretsChanged, wait, look);
    QObject::connect(&desk, &WebhookDesk::endpointsChanged, wait, look);
    QTimer::singleShot(0, wait, look);
    QTimer::singleShot(longestWaitMs, wait, [label = secret.label, end] {
        end(fail(
            Error::Kind::Transient,
            u"the listener does not verify with the new secret of \"%1\" yet: go on later"_s.arg(label)));
    });
}

SecretRotation::Verifier verifierOf(WebhookDesk &desk, LinkOf linkOf)
{
    return [&desk, linkOf = std::move(linkOf)](const SecretRotation::Coming &coming, QObject *context,
                                               const Handler<void> &handler) {
        const auto link = linkOf ? linkOf(coming.rotation) : storage::TenantLink();
        QStringList names;
        for (const domain::Endpoint &endpoint : receiversOf(desk, link, coming.url))
            names.append(endpoint.name);
        letVerify(desk, names, {coming.rotation.label, coming.value, coming.rotation.newTag, false}, context,
                  handler);
    };
}

} // namespace tocsin::flows
