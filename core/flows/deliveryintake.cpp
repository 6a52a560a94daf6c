// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deliveryintake.h"

#include "core/flows/ruledanswers.h"
#include "core/payload/payload.h"

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
    m_held.clear();
    // Their connections are gone, and the next listener counts its own from the start.
    for (Waiting &waiting : m_waiting)
        waiting.answer.ticket = {};
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
    if (auto answer = handshakeOf(route, delivery.capture)) {
        delivery.signature.verdict = verdictOf(*answer, found.verification);
        delivery.handshake = answer->reason;
        return {std::make_shared<const Response>(answer->status, answer->headers, answer->body),
                std::move(answer->learned)};
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
    const auto [response, learned, asksRules] = judge(route, refusal, delivery);
    delivery.summary = payload::summarise(delivery.capture.message);
    if (refusal || delivery.capture.message.body.isEmpty())
        delivery.summary.idempotencyKey.clear();
    delivery.responseStatus = refusal && refusal->status == 0 ? 0 : response->status();
    if (refusal)
        ++m_counters.refused;

    const std::lock_guard lock(m_mutex); // submit() and m_waiting must agree on the order
    m_asking += asksRules ? 1 : 0;       // first: the writer looks at it before it waits for the lock
    if (m_writer->submit(std::move(delivery))) {
        m_waiting.push_back(
            {{ticket, response}, asksRules ? current : nullptr, asksRules ? &route : nullptr});
        if (learned && m_secretOffered)
            m_secretOffered(route.endpoint.name, route.endpoint.scheme, *learned);
    } else {
        m_asking -= asksRules ? 1 : 0;
        ++m_counters.notStored;
        answerNow(ticket, notStored());
    }
}

void DeliveryIntake::answerNow(listener::Ticket ticket, std::shared_ptr<const Response> response)
{
    if (m_listener) {
        m_sent.push_back({0, 0, {}});
        m_listener->answer({{ticket, std::move(response)}});
    }
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
            continue; // the endpoint's own
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
    for (size_t i = 0; i < batch.count; ++i) {
        m_asking -= m_waiting.front().route ? 1 : 0; // a batch that failed before it was prepared
        answers.push_back(std::move(m_waiting.front().answer));
        m_waiting.pop_front();
    }
    Sent sent;
    if (batch.first) {
        m_counters.stored += qint64(batch.count);
        m_counters.lastId = *batch.first + qint64(batch.count) - 1;
        m_storeError.clear();
        sent = {*batch.first, batch.committed, {}};
        for (const listener::Answer &answer : answers)
            sent.tickets.push_back(answer.ticket);
    } else {
        m_counters.notStored += qint64(batch.count);
        m_storeError = batch.first.error().detail;
        for (listener::Answer &answer : answers)
            answer = {answer.ticket, notStored(), {}};
    }
    if (m_listener) {
        m_sent.push_back(std::move(sent));
        m_listener->answer(std::move(answers));
    }
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
    m_writer->noteTimes(sent.first, sent.committed, std::move(deltas));
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
            m_held[{ticket.connection, ticket.sequence}] = {sent.first + qint64(i), sent.committed};
    }
}

void DeliveryIntake::answeredLate(listener::Ticket ticket, Micros at)
{
    Held held{};
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_held.find({ticket.connection, ticket.sequence});
        if (found == m_held.end())
            return;
        held = found->second;
        m_held.erase(found);
    }
    if (at != 0)
        m_writer->noteLate(held.id, qint32(std::clamp<Micros>(at - held.committed, 0, INT32_MAX)));
}

} // namespace tocsin::flows
