// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/handshakes.h"
#include "core/listener/listener.h"
#include "core/listener/requesthandler.h"
#include "core/storage/groupwriter.h"

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace tocsin::flows {

// How the intake has fared; written by its two threads, read by any.
struct IntakeCounters
{
    std::atomic<qint64> stored = 0;
    std::atomic<domain::DeliveryId> lastId = 0; // newest that is stored in this run
    std::atomic<qint64> refused = 0;            // broken or over a bound; stored too
    std::atomic<qint64> notStored = 0;          // answered 503 because the store failed or cannot keep up
};

// The way of a request from the wire to the sender's answer: matched to its endpoint, verified and summarised
// on the listener's thread, stored by the writer's, and only then answered. A store that fails gets the
// sender a 503 with Retry-After, never a 2xx.
class DeliveryIntake final : public listener::RequestHandler
{
public:
    DeliveryIntake() = default;
    Q_DISABLE_COPY_MOVE(DeliveryIntake)

    // Before the listener starts. All outlive the intake's use. `bodyLimit` is the listener's own.
    void join(listener::Listener &listener, storage::GroupWriter &writer, qint64 bodyLimit);
    // After this no answer reaches the listener; for its destruction.
    void part();
    // Before the listener starts: called on the writer's thread for every handshake that leaves something to
    // a person, once it is stored.
    using PersonAsked = std::function<void(const HandshakeAsk &ask)>;
    void setPersonAsked(PersonAsked receiver) { m_personAsked = std::move(receiver); }
    // Any thread; the next request sees it.
    void setRoutes(std::shared_ptr<const Routes> routes);

    // Writer's thread: a batch is on the disk, or has failed.
    void written(const storage::WrittenBatch &batch);

    const IntakeCounters &counters() const { return m_counters; }
    QString storeError() const; // empty while the store works

    qint64 bodyCap(const domain::HttpMessage &message) override;
    void handle(listener::Ticket ticket, domain::Capture &&capture,
                const listener::Refusal *refusal) override;
    void answered(std::span<const listener::Ticket> tickets, Micros at) override;

private:
    struct Sent // a batch whose answers are with the listener
    {
        domain::DeliveryId first;
        Micros committed;
        std::vector<listener::Ticket> tickets;
    };

    std::shared_ptr<const Routes> routes() const;
    struct Judgement
    {
        std::shared_ptr<const listener::Response> response;
        std::shared_ptr<HandshakeAsk> ask; // null = nothing is left to a person
    };
    struct Waiting // submitted and not yet written
    {
        listener::Answer answer;
        std::shared_ptr<HandshakeAsk> ask;
    };

    static Judgement judge(const Route &route, const listener::Refusal *refusal,
                           domain::NewDelivery &delivery);
    void answerNow(listener::Ticket ticket, std::shared_ptr<const listener::Response> response);

    storage::GroupWriter *m_writer = nullptr;
    qint64 m_bodyLimit = 0;
    IntakeCounters m_counters;
    PersonAsked m_personAsked;
    std::shared_ptr<const Routes> m_routes; // read and replaced atomically

    mutable std::mutex m_mutex; // guards what follows
    listener::Listener *m_listener = nullptr;
    std::deque<Waiting> m_waiting; // in order
    std::deque<Sent> m_sent;
    QString m_storeError;
};

} // namespace tocsin::flows
