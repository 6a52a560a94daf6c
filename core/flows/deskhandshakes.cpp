// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deskparts.h"

#include "core/signature/crypto.h"
#include "core/storage/subscriptionstore.h"

#include <QPointer>

#include <algorithm>

// The part of WebhookDesk that holds what handshakes leave to a person: secrets that senders offer, URLs that
// they want opened. Anybody who knows a URL can offer and ask, so that nothing is used or opened before a
// person has said so.

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxOffers = 8; // of one endpoint

} // namespace

bool WebhookDesk::Parts::isLabelTaken(const QString &label) const
{
    const auto isIt = [&label](const auto &thing) { return thing.label == label; };
    return std::any_of(storedSecrets.begin(), storedSecrets.end(), isIt) ||
           std::any_of(givenSecrets.begin(), givenSecrets.end(), isIt);
}

void WebhookDesk::Parts::ask(const HandshakeAsk &asked)
{
    if (asked.learned)
        offer(asked);
    if (asked.consent) {
        const signature::NeededConsent &consent = *asked.consent;
        subscriptions.add({asked.delivery, asked.endpoint, asked.scheme, consent.url, consent.host,
                           consent.rule, asked.peer, asked.received, asked.verdict});
    }
}

// What has waited for a person goes on waiting in the next run.
Result<void> WebhookDesk::Parts::restoreSubscriptions()
{
    const auto kept = storage::loadSubscriptions(options.storePath);
    if (!kept)
        return tl::unexpected(kept.error());
    subscriptions.restore(*kept);
    QObject::connect(&subscriptions, &Subscriptions::changed, &desk, [this] { saveSubscriptions(); });
    return {};
}

void WebhookDesk::Parts::saveSubscriptions()
{
    writer->post([this, all = subscriptions.all()](storage::DeliveryStore &store) {
        if (auto saved = store.saveSubscriptions(all); !saved)
            QMetaObject::invokeMethod(&desk, [this, why = saved.error().detail] { fail(why); });
    });
}

void WebhookDesk::Parts::offer(const HandshakeAsk &asked)
{
    const QString &endpoint = asked.endpoint;
    const signature::LearnedSecret &learned = *asked.learned;
    qsizetype ofEndpoint = 0;
    for (const HeldOffer &held : std::as_const(offers)) {
        if (held.offer.endpoint != endpoint)
            continue;
        if (signature::sameBytes(held.value.reveal(), learned.value.reveal()))
            return; // the sender repeats itself
        ++ofEndpoint;
    }
    const auto isOfEndpoint = [&endpoint](const HeldOffer &held) { return held.offer.endpoint == endpoint; };
    if (ofEndpoint >= maxOffers)
        offers.erase(std::find_if(offers.begin(), offers.end(), isOfEndpoint));
    const auto isOffered = [this](const QString &label) {
        return std::any_of(offers.begin(), offers.end(),
                           [&label](const HeldOffer &held) { return held.offer.label == label; });
    };
    QString label = learned.label;
    for (int number = 2; isLabelTaken(label) || isOffered(label); ++number)
        label = learned.label + u'-' + QString::number(number);
    offers.append({{endpoint, label, learned.place, asked.scheme, asked.delivery, asked.peer, asked.received},
                   learned.value});
    emit desk.handshakeSecretOffered(endpoint, label);
}

std::optional<WebhookDesk::Parts::HeldOffer> WebhookDesk::Parts::takeOffer(const QString &endpoint,
                                                                           const QString &label)
{
    const auto found = std::find_if(offers.begin(), offers.end(), [&](const HeldOffer &held) {
        return held.offer.endpoint == endpoint && held.offer.label == label;
    });
    if (found == offers.end())
        return std::nullopt;
    HeldOffer taken = *found;
    offers.erase(found);
    return taken;
}

Subscriptions &WebhookDesk::subscriptions()
{
    return m->subscriptions;
}

std::optional<HandshakeFacts> WebhookDesk::handshake(const domain::Delivery &delivery) const
{
    const domain::DeliveryRow &row = delivery.row;
    const Route *route = m->routes->byName(row.endpoint);
    const signature::Scheme *scheme = m->schemes.catalogue->find(row.signature.scheme);
    if (delivery.handshake.isEmpty() || !route || !scheme)
        return std::nullopt;
    const domain::Capture &capture = delivery.capture;
    const auto answer = signature::answerHandshake(
        *scheme, capture.message, route->secrets,
        capture.tls.version.isEmpty() ? route->plain : route->overTls, capture.lastByte);
    if (!answer)
        return std::nullopt;
    const auto spec = std::find_if(
        scheme->handshakes.begin(), scheme->handshakes.end(),
        [&answer](const signature::Handshake &handshake) { return handshake.name == answer->handshake; });
    // How it went is what was answered then; secrets and parameters may be others by now.
    HandshakeFacts facts{answer->handshake, signature::recognition(*spec), row.responseStatus >= 400, {}};
    if (answer->consent && !facts.refused) {
        const signature::NeededConsent &consent = *answer->consent;
        facts.subscription =
            Subscription{row.id,       row.endpoint,        scheme->id,   consent.url,          consent.host,
                         consent.rule, capture.peerAddress, row.received, row.signature.verdict};
        if (const auto known = m->subscriptions.known(consent.url)) {
            facts.subscription->state = known->state;
            facts.subscription->status = known->status;
            facts.subscription->error = known->error;
        }
    }
    return facts;
}

QList<HandshakeOffer> WebhookDesk::handshakeOffers() const
{
    QList<HandshakeOffer> all;
    for (const Parts::HeldOffer &held : std::as_const(m->offers))
        all.append(held.offer);
    return all;
}

void WebhookDesk::declineHandshakeSecret(const QString &endpoint, const QString &label)
{
    m->takeOffer(endpoint, label);
}

void WebhookDesk::acceptHandshakeSecret(const QString &endpoint, const QString &label, QObject *context,
                                        Handler<void> handler)
{
    const auto answer = [guard = QPointer<QObject>(context), handler](const Result<void> &result) {
        if (guard)
            handler(result);
    };
    const auto refuse = [&](Error::Kind kind, const QString &why) {
        QMetaObject::invokeMethod(
            this, [answer, kind, why] { answer(tocsin::fail(kind, why)); }, Qt::QueuedConnection);
    };
    if (m->isLabelTaken(label))
        return refuse(Error::Kind::Rejected, u"label: there is a secret \"%1\" already"_s.arg(label));
    const auto held = m->takeOffer(endpoint, label);
    if (!held)
        return refuse(Error::Kind::NotFound,
                      u"label: no secret \"%1\" is offered to the endpoint \"%2\""_s.arg(label, endpoint));
    const secrets::StoredSecret stored{
        label, held->offer.scheme, {}, wallClock() / microsPerSecond, held->value, {}};
    m->secretStore.put(stored, this, [this, held = *held, answer](const Result<void> &kept) {
        if (!kept) {
            m->offers.append(held);
            return answer(kept);
        }
        answer(m->nameSecret(held.offer.endpoint, held.offer.label));
    });
}

// The endpoint may be gone by now; the secret is kept all the same.
Result<void> WebhookDesk::Parts::nameSecret(const QString &endpoint, const QString &label)
{
    const QList<domain::Endpoint> all = desk.endpoints();
    const auto found = std::find_if(all.begin(), all.end(), [&endpoint](const domain::Endpoint &other) {
        return other.name == endpoint;
    });
    if (found == all.end())
        return tocsin::fail(Error::Kind::NotFound,
                            u"name: there is no endpoint \"%1\" any more; the secret is kept as \"%2\""_s.arg(
                                endpoint, label));
    domain::Endpoint edited = *found;
    if (!edited.secretLabels.contains(label))
        edited.secretLabels.append(label);
    return desk.saveEndpoint(edited, endpoint);
}

} // namespace tocsin::flows
