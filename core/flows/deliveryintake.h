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
#include <map>
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

// That the senders of an endpoint are answered by its relay.
struct LiveRule
{
    bool verifyFirst = false; // only what is valid; the others get the endpoint's own response
    int answerSeconds = 8;
    bool operator==(const LiveRule &) const = default;
};
using LiveRules = QHash<QString, LiveRule>; // by endpoint

// The way of a request from the wire to the sender's answer: matched to its endpoint, verified and summarised
// on the listener's thread, answered by the endpoint's rules and stored on the writer's, and only then does
// the answer leave. A store that fails gets the sender a 503 with Retry-After, never a 2xx, whatever a rule
// says. Where a relay gives the answer, and no rule does, that one waits longer still, for a bounded time;
// the others do not.
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
    // Before the listener starts: called on the writer's thread for every delivery that is stored and whose
    // sender now waits for release(), which must not be called within.
    using Held =
        std::function<void(domain::DeliveryId id, const QString &endpoint, const domain::Capture &capture)>;
    void setHeld(Held receiver) { m_onHeld = std::move(receiver); }
    // Before the listener starts: called on its thread when such a sender has its answer.
    using HeldAnswered = std::function<void(domain::DeliveryId id, int status)>;
    void setHeldAnswered(HeldAnswered receiver) { m_onHeldAnswered = std::move(receiver); }
    // Any thread; the next request sees it.
    void setLiveRules(const LiveRules &rules);
    // Any thread. Null gives the endpoint's own response. The second release of a delivery does nothing.
    void release(domain::DeliveryId id, std::shared_ptr<const listener::Response> response);
    // Any thread, now and then: who has waited too long is told so.
    bool releaseLate(Micros now); // whether others are still held
    // Any thread; the next request sees it.
    void setRoutes(std::shared_ptr<const Routes> routes);

    // Writer's thread: a batch is about to be stored, and has its numbers. Where an endpoint has rules, they
    // are gone through here.
    void prepare(domain::DeliveryId first, std::span<domain::NewDelivery> batch,
                 std::span<const int> attempts);
    // Writer's thread: a batch is on the disk, or has failed.
    void written(const storage::WrittenBatch &batch);

    const IntakeCounters &counters() const { return m_counters; }
    QString storeError() const; // empty while the store works

    qint64 bodyCap(const domain::HttpMessage &message) override;
    void handle(listener::Ticket ticket, domain::Capture &&capture,
                const listener::Refusal *refusal) override;
    void answered(std::span<const listener::Ticket> tickets, Micros at) override;
    void held(std::span<const listener::Ticket> tickets) override;
    void answeredLate(listener::Ticket ticket, Micros at) override;

private:
    struct Sent // a batch whose answers are with the listener
    {
        domain::DeliveryId first = 0;
        Micros committed = 0;
        std::vector<listener::Ticket> tickets;
        int heldStatus = 0; // of the one that was held; 0 = none was
    };
    struct Waiting // submitted
    {
        listener::Answer answer;
        std::shared_ptr<HandshakeAsk> ask;              // null = nothing is left to a person
        std::shared_ptr<const domain::Capture> capture; // null = answered as soon as it is stored
        QString endpoint;
        int answerSeconds = 0;
        std::shared_ptr<const Routes> routes; // keeps the route; null when no rule is asked
        const Route *route = nullptr;
    };
    struct HeldAnswer // stored
    {
        listener::Answer answer; // with the endpoint's own response
        Micros committed = 0;
        Micros until = 0;
    };
    struct Leaving // an answer that the listener keeps for a while, as a rule said
    {
        domain::DeliveryId id;
        Micros committed;
    };
    using LeavingKey = std::pair<quint64, quint32>; // connection, sequence

    std::shared_ptr<const Routes> routes() const;
    struct Judgement
    {
        std::shared_ptr<const listener::Response> response;
        std::shared_ptr<HandshakeAsk> ask; // null = nothing is left to a person
        bool asksRules = false;
    };

    std::vector<std::pair<size_t, Waiting *>> rulesToAsk(size_t count);
    static Judgement judge(const Route &route, const listener::Refusal *refusal,
                           domain::NewDelivery &delivery);
    void send(Sent &&sent, std::vector<listener::Answer> &&answers);
    void answerNow(listener::Ticket ticket, std::shared_ptr<const listener::Response> response);
    std::optional<LiveRule> liveRule(const Route &route, const domain::NewDelivery &delivery,
                                     const std::shared_ptr<const listener::Response> &response) const;
    void release(std::map<domain::DeliveryId, HeldAnswer>::iterator held,
                 std::shared_ptr<const listener::Response> response);

    storage::GroupWriter *m_writer = nullptr;
    qint64 m_bodyLimit = 0;
    IntakeCounters m_counters;
    PersonAsked m_personAsked;
    Held m_onHeld;
    HeldAnswered m_onHeldAnswered;
    std::shared_ptr<const LiveRules> m_liveRules; // read and replaced atomically
    std::shared_ptr<const Routes> m_routes;       // read and replaced atomically
    std::atomic<int> m_asking = 0;                // of m_waiting, those that ask rules

    mutable std::mutex m_mutex; // guards what follows
    listener::Listener *m_listener = nullptr;
    std::deque<Waiting> m_waiting; // submitted and not yet written, in order
    std::map<domain::DeliveryId, HeldAnswer> m_held;
    std::deque<Sent> m_sent;
    std::map<LeavingKey, Leaving> m_leaving;
    QString m_storeError;
};

} // namespace tocsin::flows
