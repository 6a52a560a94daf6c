// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/allowlist.h"
#include "core/flows/signedrequest.h"
#include "core/http/rawexchange.h"

#include <QElapsedTimer>
#include <QObject>
#include <QRandomGenerator>
#include <QTimer>

#include <memory>

namespace tocsin::flows {

// What a sender is to be played.
struct TestPlan
{
    // As the sender does it: with a new time and signature in each attempt, or with the ones of the first.
    enum class Retry : quint8 { SignedAnew, Identical };

    QUrl url;
    const signature::Scheme *scheme = nullptr; // null = unsigned
    std::shared_ptr<const void> schemeOwner;   // keeps the scheme; null = it outlives the run
    std::optional<signature::NamedSecret> secret;
    QString variant; // of the scheme; empty = the first that fits
    signature::Circumstances circumstances;
    payload::Sample event;
    bool freshBody = true;     // with ids and times of its own in each event; false = as it is
    int count = 1;             // events
    int burst = 1;             // requests under way at once
    double perSecond = 0;      // requests started; 0 = as fast as they are answered
    int duplicates = 0;        // how often each event is sent once more, byte for byte
    bool reorder = false;      // sent in another order than they were signed, one second apart
    qint64 ageSeconds = 0;     // how long ago each event was signed; negative = a clock that is ahead
    QList<qint64> retryDelays; // seconds before attempts 2, 3, ...; empty = no retry
    Retry retry = Retry::SignedAnew;
    double speed = 1; // the waits are this much shorter; the age of an identical repeat is as without it
    int timeoutMs = 10'000;
    QList<QSslCertificate> trusted; // besides the system's authorities
    AllowList allowed;              // besides this machine
};

// What became of one attempt.
struct TestAnswer
{
    int event = 1;   // from 1
    int copy = 0;    // 0 = the first, 1 = its first duplicate
    int attempt = 1; // from 1
    Micros signedAt = 0;
    Micros at = 0;                  // when it was sent
    qint64 took = 0;                // microseconds
    int status = 0;                 // 0 = no answer
    QString error;                  // why there is none
    std::optional<qint64> nextInMs; // it will be tried again after this

    bool isAcknowledged() const { return status >= 200 && status < 300; }
};

// Plays a sender: events one after another or in bursts, duplicates, another order, old timestamps, and
// attempts by the sender's schedule until one is answered 2xx. Lives on one thread, which it does not block.
class TestRun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TestRun)

public:
    explicit TestRun(QObject *parent = nullptr);
    ~TestRun() override;

    // Nothing was sent then: Rejected (numbers, URL, what signedEvent() says of the first event), Forbidden
    // (target).
    Result<void> start(const TestPlan &plan);
    void cancel(); // waits for no answer and sends no more
    bool isRunning() const { return m_round != nullptr; }
    int requests() const; // without repeated attempts

    static constexpr int mostEvents = 100'000;
    static constexpr int mostAtOnce = 256;
    static constexpr double mostPerSecond = 1000;

signals:
    void answered(const tocsin::flows::TestAnswer &answer);
    void finished(); // also after cancel()

private:
    struct Event;
    struct Shot
    {
        std::shared_ptr<Event> event;
        int copy = 0;
        int attempt = 1;
    };

    Result<void> check(const TestPlan &plan) const;
    void addEvents();
    std::shared_ptr<Event> makeEvent(int number, Micros signedAt);
    Result<void> prepare(Event &event, int attempt, Micros signedAt);
    Micros timeOfRepeat(const Shot &shot) const;
    void pump();
    void send(const Shot &shot);
    void onAnswer(const Shot &shot, TestAnswer answer, const Result<http::RawAnswer> &outcome);
    void settle(const TestAnswer &answer);

    TestPlan m_plan;
    QList<Shot> m_queue;
    int m_nextEvent = 1;
    int m_underWay = 0;
    int m_waiting = 0;                // for their next attempt
    std::unique_ptr<QObject> m_round; // context of all that is under way
    QTimer m_pace;
    QElapsedTimer m_clock;
    qint64 m_nextAt = 0; // microseconds of m_clock
    QRandomGenerator m_random = QRandomGenerator::securelySeeded();
};

} // namespace tocsin::flows
