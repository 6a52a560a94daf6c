// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deliveryintake.h"

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
    if (auto answer = handshakeOf(route, delivery.capture, found)) {
        delivery.signature.verdict = verdictOf(*answer, found.verification);
        delivery.handshake = answer->reason;
        return {std::make_shared<const Response>(answer->status, answer->headers, answer->body),
                askOf(*answer, delivery)};
    }
    const bool turnedDown =
        route.endpoint.mode == domain::Endpoint::Mode::Strict && delivery.signature.verdict != Verdict::Valid;
    return {turnedDown ? route.unauthorised : route.accepted, {}};
}

void DeliveryIntake::handle(listener::Ticket ticket, domain::Capture &&capture,
                            const listener::Refusal *refusal)
{
    const std::shared_ptr<const Routes> current = routes();
    domain::NewDelivery delivery;
    delivery.capture = std::move(capture);
    const Route &route = current->match(delivery.capture.message.path());
    delivery.endpoint = route.endpoint.name;
    const auto [response, ask] = judge(route, refusal, delivery);
    delivery.summary = payload::summarise(delivery.capture.message);
    if (refusal || delivery.capture.message.body.isEmpty())
        delivery.summary.idempotencyKey.clear();
    delivery.responseStatus = refusal && refusal->status == 0 ? 0 : response->status();
    if (refusal)
        ++m_counters.refused;

    const std::lock_guard lock(m_mutex); // submit() and m_waiting must agree on the order
    if (m_writer->submit(std::move(delivery))) {
        m_waiting.push_back({{ticket, response}, ask});
    } else {
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

void DeliveryIntake::written(const storage::WrittenBatch &batch)
{
    const std::lock_guard lock(m_mutex);
    std::vector<listener::Answer> answers;
    answers.reserve(batch.count);
    for (size_t i = 0; i < batch.count; ++i) {
        const auto ask = std::move(m_waiting.front().ask);
        if (ask && batch.first && m_personAsked) {
            ask->delivery = *batch.first + qint64(i);
            m_personAsked(*ask);
        }
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
            answer.response = notStored();
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

} // namespace tocsin::flows
