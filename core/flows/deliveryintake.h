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

// The way of a request from the wire to the sender's answer: matched to its endpoint, verified and summarised
// on the listener's thread, answered by the endpoint's rules and stored on the writer's, and only then does
// the answer leave. A store that fails gets the sender a 503 with Retry-After, never a 2xx, whatever a rule
// says.
class DeliveryIntake final : public listener::RequestHandler
{
public:
    DeliveryIntake() = default;
    Q_DISABLE_COPY_MOVE(DeliveryIntake)

    // Before the listener starts. All outlive the intake's use. `bodyLimit` is the listener's own.
    void join(listener::Listener &listener, storage::GroupWriter &writer, qint64 bodyLimit);
    // After this no answer reaches the listener; for its destruction.
    void part();
    // Before the listener starts: called on its thread for every secret that a sender hands over in a
    // handshake that is being stored, with the names of endpoint and scheme.
    using SecretOffered = std::function<void(const QString &endpoint, const QString &scheme,
                                             const signature::LearnedSecret &learned)>;
    void setSecretOffered(SecretOffered receiver) { m_secretOffered = std::move(receiver); }
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
    struct Waiting // submitted and not yet written
    {
        listener::Answer answer;
        std::shared_ptr<const Routes> routes; // keeps the route; null when no rule is asked
        const Route *route = nullptr;
    };
    struct Sent // a batch whose answers are with the listener
    {
        domain::DeliveryId first;
        Micros committed;
        std::vector<listener::Ticket> tickets;
    };
    struct Held // an answer that leaves later
    {
        domain::DeliveryId id;
        Micros committed;
    };
    using HeldKey = std::pair<quint64, quint32>; // connection, sequence

    std::shared_ptr<const Routes> routes() const;
    struct Judgement
    {
        std::shared_ptr<const listener::Response> response;
        std::optional<signature::LearnedSecret> learned;
        bool asksRules = false;
    };

    std::vector<std::pair<size_t, Waiting *>> rulesToAsk(size_t count);
    static Judgement judge(const Route &route, const listener::Refusal *refusal,
                           domain::NewDelivery &delivery);
    void answerNow(listener::Ticket ticket, std::shared_ptr<const listener::Response> response);

    storage::GroupWriter *m_writer = nullptr;
    qint64 m_bodyLimit = 0;
    IntakeCounters m_counters;
    SecretOffered m_secretOffered;
    std::shared_ptr<const Routes> m_routes; // read and replaced atomically
    std::atomic<int> m_asking = 0;          // of m_waiting, those that ask rules

    mutable std::mutex m_mutex; // guards what follows
    listener::Listener *m_listener = nullptr;
    std::deque<Waiting> m_waiting; // in order
    std::deque<Sent> m_sent;
    std::map<HeldKey, Held> m_held;
    QString m_storeError;
};

} // namespace tocsin::flows
