// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/replay.h"
#include "core/flows/relayrequest.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace tocsin::flows {

// The part of a relay that works while senders wait: a delivery that is stored goes to the target at once,
// beside others, and what the target answers goes to its sender. Each is tried once; one that the target did
// not take is left to the relay of the store (Forward), which asks here what has gone already. Lives on the
// thread of its Forward.
class LiveRelay final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveRelay)

public:
    using Answered = std::function<void(std::shared_ptr<const listener::Response>)>;

    explicit LiveRelay(QObject *parent = nullptr);
    ~LiveRelay() override;

    void start(const RelayTarget &target);
    // Everybody who still waits is told that there is no answer.
    void stop();

    // Called back exactly once. What cannot be tried is answered within the call.
    void relay(domain::DeliveryId id, const domain::Capture &capture, const Answered &answered);

    bool isUnderWay(domain::DeliveryId id) const { return m_underWay.contains(id); }
    bool takePassed(domain::DeliveryId id) { return m_passed.remove(id); }
    std::optional<domain::ReplayAnswer> takeFailed(domain::DeliveryId id);
    qint64 passedCount() const { return m_passed.size(); } // that the store's relay has not come to yet

    static constexpr qsizetype mostUnderWay = 128;
    static constexpr qint64 mostBytes = 64 * 1024 * 1024; // of bodies under way
    static constexpr qsizetype mostRemembered = 100'000;  // that passed, or failed

signals:
    // One has left, and was answered or not; also when nobody waits for it any more.
    void sent(const tocsin::domain::ReplayAnswer &answer);
    // One is over; passed or not is in its status. `refused` says why nothing could be sent at all.
    void settled(const tocsin::domain::ReplayAnswer &answer, const QString &refused);

private:
    void finish(domain::ReplayAnswer answer, const Result<http::RawAnswer> &outcome);

    struct Waiting
    {
        Answered answered;
        domain::ReplayAnswer answer; // what is known of it
        qint64 bytes = 0;
    };
    RelayTarget m_target;
    std::unique_ptr<QObject> m_round; // context of what is under way
    QHash<domain::DeliveryId, Waiting> m_underWay;
    qint64 m_bytes = 0;
    QSet<domain::DeliveryId> m_passed;
    QHash<domain::DeliveryId, domain::ReplayAnswer> m_failed;
};

} // namespace tocsin::flows
