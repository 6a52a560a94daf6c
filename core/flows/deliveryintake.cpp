// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deliveryintake.h"

#include "core/flows/ruledanswers.h"
#include "core/payload/payload.h"

#include <utility>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Verdict;
using listener::Response;

namespace {

// One object for all: the answer to a request that could not be stored.
const std::shared_ptr<const Response> &notStored()
{
    static const auto response =
        Response::plain(503, u"This request could not be stored, so it is not acknowledged. Send it again."_s,
                        {{"Retry-After", "5"}});
    return response;
}

// The id comes when it is stored.
std::shared_ptr<HandshakeAsk> askOf(signature::HandshakeAnswer &answer, const domain::NewDelivery &delivery)
{
    if (!answer.learned && !answer.consent)
        return nullptr;
    return std::make_shared<HandshakeAsk>(HandshakeAsk{0, delivery.endpoint, delivery.signature.scheme,
                                                       answer.handshake, delivery.capture.peerAddress,
                                                       delivery.capture.firstByte, delivery.signature.verdict,
                                                       std::move(answer.learned), std::move(answer.consent)});
}

} // namespace

void DeliveryIntake::join(listener::Listener &listener, storage::GroupWriter &writer, qint64 bodyLimit)
{
    const std::lock_guard lock(m_mutex);
    m_listener = &listener;
    m_writer = &writer;
    m_bodyLimit = bodyLimit;
}

void DeliveryIntake::part()
{
    const std::lock_guard lock(m_mutex);
    m_listener = nullptr;
    m_sent.clear();
    m_leaving.clear();
    // Their connections are gone, and the next listener counts its own from the start.
    for (Waiting &waiting : m_waiting)
        waiting.answer.ticket = {};
    m_held.clear();
}

void DeliveryIntake::setLiveRules(const LiveRules &rules)
{
    std::atomic_store(&m_liveRules, rules.isEmpty() ? nullptr : std::make_shared<const LiveRules>(rules));
}

// Only what the endpoint accepts: what is turned down, broken or a handshake is answered here.
std::optional<LiveRule> DeliveryIntake::liveRule(const Route &route, const domain::NewDelivery &delivery,
                                                 const std::shared_ptr<const Response> &response) const
{
    const std::shared_ptr<const LiveRules> rules = std::atomic_load(&m_liveRules);
    if (!rules || response != route.accepted || !delivery.handshake.isEmpty() ||
        delivery.capture.completeness != domain::Completeness::Complete)
        return std::nullopt;
    const auto rule = rules->constFind(route.endpoint.name);
    if (rule == rules->constEnd() || (rule->verifyFirst && delivery.signature.verdict != Verdict::Valid))
        return std::nullopt;
    return *rule;
}

void DeliveryIntake::setRoutes(std::shared_ptr<const Routes> routes)
{
    std::atomic_store(&m_routes, std::move(routes));
}

std::shared_ptr<const Routes> DeliveryIntake::routes() const
{
    return std::atomic_load(&m_routes);
}

QString DeliveryIntake::storeError() const
{
    const std::lock_guard lock(m_mutex);
    return m_storeError;
}

qint64 DeliveryIntake::bodyCap(const domain::HttpMessage &message)
{
    const qint64 cap = routes()->match(message.path()).endpoint.bodyCap;
    return cap > 0 ? cap : m_bodyLimit;
}

DeliveryIntake::Judgement DeliveryIntake::judge(const Route &route, const listener::Refusal *refusal,
                                                domain::NewDelivery &delivery)
{
    if (refusal) {
        delivery.signature.verdict = Verdict::Malformed;
        // Status 0: the sender has left, and the answer goes nowhere.
        const int status = refusal->status == 0 ? 400 : refusal->status;
        const QList<domain::HeaderField> later{{"Retry-After", "5"}};
        return {
            Response::plain(status, refusal->reason, status == 503 ? later : QList<domain::HeaderField>()),
            {}};
    }
    const signature::Detection found = check(route, delivery.capture);
    if (found.scheme) {
        const signature::Verification &v = found.verification;
        delivery.signature = {v.verdict, found.scheme->id, v.secretLabel, v.ageSeconds};
    }
    if (auto answer = handshakeOf(route, delivery.capture, found)) {
        delivery.signature.verdict = verdictOf(*answer, found.verification);
        delivery.handshake = answer->reason;
        return {std::make_shared<const Response>(answer->status, answer->headers, answer->body),
                askOf(*answer, delivery)};
    }
    const bool turnedDown =
        route.endpoint.mode == domain::Endpoint::Mode::Strict && delivery.signature.verdict != Verdict::Valid;
    if (!route.rulesFault.isEmpty())
        delivery.rules = rulesUnread(route.rulesFault);
    else if (turnedDown && !route.rules.isEmpty())
        delivery.rules = rulesPassedOver(delivery.signature.verdict);
    return {turnedDown ? route.unauthorised : route.accepted, {}, !turnedDown && !route.rules.isEmpty()};
}

void DeliveryIntake::handle(listener::Ticket ticket, domain::Capture &&capture,
                            const listener::Refusal *refusal)
{
    const std::shared_ptr<const Routes> current = routes();
    domain::NewDelivery delivery;
    delivery.capture = std::move(capture);
    const Route &route = current->match(delivery.capture.message.path());
    delivery.endpoint = route.endpoint.name;
    const auto [response, ask, asksRules] = judge(route, refusal, delivery);
    delivery.summary = payload::summarise(delivery.capture.message);
    if (refusal || delivery.capture.message.body.isEmpty())
        delivery.summary.idempotencyKey.clear();
    delivery.responseStatus = refusal && refusal->status == 0 ? 0 : response->status();
    if (refusal)
        ++m_counters.refused;
    Waiting waiting{{ticket, response, {}}, ask, nullptr, {}, 0, nullptr, nullptr};
    if (asksRules) {
        waiting.routes = current;
        waiting.route = &route;
    }
    if (const auto rule = liveRule(route, delivery, response)) {
        waiting.capture = std::make_shared<const domain::Capture>(delivery.capture);
        waiting.endpoint = delivery.endpoint;
        waiting.answerSeconds = rule->answerSeconds;
        delivery.responseStatus = 0; // until it is known
    }
    if (!asksRules)
        delivery.capture.message.headers.clear(); // the store takes the head; freed here they cost least

    const std::lock_guard lock(m_mutex); // submit() and m_waiting must agree on the order
    m_asking += asksRules ? 1 : 0;       // first: the writer looks at it before it waits for the lock
    if (m_writer->submit(std::move(delivery))) {
        m_waiting.push_back(std::move(waiting));
    } else {
        m_asking -= asksRules ? 1 : 0;
        ++m_counters.notStored;
        answerNow(ticket, notStored());
    }
}

void DeliveryIntake::answerNow(listener::Ticket ticket, std::shared_ptr<const Response> response)
{
    send({}, {{ticket, std::move(response), {}}});
}

// Those of the first `count`. A reference into the deque stays good while others are put behind it, and this
// thread alone takes out.
std::vector<std::pair<size_t, DeliveryIntake::Waiting *>> DeliveryIntake::rulesToAsk(size_t count)
{
    std::vector<std::pair<size_t, Waiting *>> asking;
    const std::lock_guard lock(m_mutex);
    for (size_t i = 0; i < count; ++i) {
        if (m_waiting[i].route)
            asking.emplace_back(i, &m_waiting[i]);
    }
    return asking;
}

void DeliveryIntake::prepare(domain::DeliveryId first, std::span<domain::NewDelivery> batch,
                             std::span<const int> attempts)
{
    if (m_asking == 0)
        return;
    for (const auto &[i, waiting] : rulesToAsk(batch.size())) {
        --m_asking;
        const RuledResponse ruled = answerByRules(waiting->route->rules, batch[i], first + qint64(i),
                                                  attempts.empty() ? 1 : attempts[i]);
        batch[i].rules = ruled.facts;
        waiting->route = nullptr;
        waiting->routes.reset();
        if (!ruled.response)
            continue; // the endpoint's own, or its relay's
        waiting->capture.reset();
        waiting->answer.response = ruled.response;
        waiting->answer.plan = ruled.facts->plan;
        batch[i].responseStatus = ruled.facts->plan.isSilent() ? 0 : ruled.response->status();
    }
}

void DeliveryIntake::written(const storage::WrittenBatch &batch)
{
    const std::lock_guard lock(m_mutex);
    std::vector<listener::Answer> answers;
    answers.reserve(batch.count);
    if (!batch.first) {
        m_counters.notStored += qint64(batch.count);
        m_storeError = batch.first.error().detail;
        for (size_t i = 0; i < batch.count; ++i) {
            m_asking -= m_waiting.front().route ? 1 : 0; // it failed before it was prepared
            answers.push_back({m_waiting.front().answer.ticket, notStored(), {}});
            m_waiting.pop_front();
        }
        return send({}, std::move(answers));
    }
    m_counters.stored += qint64(batch.count);
    m_counters.lastId = *batch.first + qint64(batch.count) - 1;
    m_storeError.clear();
    Sent sent{*batch.first, batch.committed, {}, 0};
    for (size_t i = 0; i < batch.count; ++i) {
        Waiting waiting = std::move(m_waiting.front());
        m_waiting.pop_front();
        const domain::DeliveryId id = *batch.first + qint64(i);
        if (waiting.ask && m_personAsked) {
            waiting.ask->delivery = id;
            m_personAsked(*waiting.ask);
        }
        if (!waiting.capture || waiting.answer.ticket.connection == 0) {
            sent.tickets.push_back(waiting.answer.ticket);
            answers.push_back(std::move(waiting.answer));
            continue;
        }
        // The times of a batch are kept by ranges of ids, of which this one is no part.
        if (!answers.empty())
            send(std::exchange(sent, {}), std::exchange(answers, {}));
        sent = {id + 1, batch.committed, {}, 0};
        m_held.insert_or_assign(id, HeldAnswer{std::move(waiting.answer), batch.committed,
                                               batch.committed + waiting.answerSeconds * microsPerSecond});
        m_onHeld(id, waiting.endpoint, *waiting.capture);
    }
    if (!answers.empty())
        send(std::move(sent), std::move(answers));
}

void DeliveryIntake::send(Sent &&sent, std::vector<listener::Answer> &&answers)
{
    if (m_listener) {
        m_sent.push_back(std::move(sent));
        m_listener->answer(std::move(answers));
    }
}

void DeliveryIntake::release(domain::DeliveryId id, std::shared_ptr<const Response> response)
{
    const std::lock_guard lock(m_mutex);
    if (const auto held = m_held.find(id); held != m_held.end())
        release(held, std::move(response));
}

bool DeliveryIntake::releaseLate(Micros now)
{
    static const auto late = Response::plain(
        504, u"This request is stored. The service behind this address did not answer in time."_s);
    const std::lock_guard lock(m_mutex);
    for (auto next = m_held.begin(); next != m_held.end();) {
        const auto held = next++;
        if (held->second.until < now)
            release(held, late);
    }
    return !m_held.empty();
}

void DeliveryIntake::release(std::map<domain::DeliveryId, HeldAnswer>::iterator held,
                             std::shared_ptr<const Response> response)
{
    HeldAnswer waiting = std::move(held->second);
    const domain::DeliveryId id = held->first;
    m_held.erase(held);
    if (response)
        waiting.answer.response = std::move(response);
    const int status = waiting.answer.response->status();
    send({id, waiting.committed, {waiting.answer.ticket}, status}, {std::move(waiting.answer)});
}

void DeliveryIntake::answered(std::span<const listener::Ticket> tickets, Micros at)
{
    Sent sent;
    {
        const std::lock_guard lock(m_mutex);
        if (m_sent.empty())
            return;
        sent = std::move(m_sent.front());
        m_sent.pop_front();
    }
    if (sent.tickets.empty())
        return;
    const auto delta = qint32(std::clamp<Micros>(at - sent.committed, 0, INT32_MAX));
    std::vector<qint32> deltas(sent.tickets.size(), -1);
    size_t next = 0; // both lists are in the same order
    for (size_t i = 0; i < sent.tickets.size() && next < tickets.size(); ++i) {
        if (tickets[next].connection == sent.tickets[i].connection &&
            tickets[next].sequence == sent.tickets[i].sequence) {
            deltas[i] = delta;
            ++next;
        }
    }
    const bool wasAnswered = deltas.front() >= 0;
    m_writer->noteTimes(sent.first, sent.committed, std::move(deltas));
    if (sent.heldStatus != 0 && wasAnswered)
        m_onHeldAnswered(sent.first, sent.heldStatus);
}

void DeliveryIntake::held(std::span<const listener::Ticket> tickets)
{
    const std::lock_guard lock(m_mutex);
    if (m_sent.empty())
        return;
    const Sent &sent = m_sent.front();
    size_t i = 0; // both lists are in the same order
    for (const listener::Ticket &ticket : tickets) {
        while (i < sent.tickets.size() && (sent.tickets[i].connection != ticket.connection ||
                                           sent.tickets[i].sequence != ticket.sequence))
            ++i;
        if (i < sent.tickets.size())
            m_leaving[{ticket.connection, ticket.sequence}] = {sent.first + qint64(i), sent.committed};
    }
}

void DeliveryIntake::answeredLate(listener::Ticket ticket, Micros at)
{
    Leaving held{};
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_leaving.find({ticket.connection, ticket.sequence});
        if (found == m_leaving.end())
            return;
        held = found->second;
        m_leaving.erase(found);
    }
    if (at != 0)
        m_writer->noteLate(held.id, qint32(std::clamp<Micros>(at - held.committed, 0, INT32_MAX)));
}

} // namespace tocsin::flows
