// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/forwardspec.h"
#include "core/domain/replay.h"
#include "core/flows/liverelay.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace tocsin::storage {
class ReplayBook;
struct RelayWork;
} // namespace tocsin::storage

namespace tocsin::flows {

struct ForwardState
{
    enum class Phase {
        Stopped,
        Starting,
        Waiting, // everything is sent on
        Sending,
        Retrying,    // the target does not take the oldest one; reason says why
        BacklogFull, // more wait than the limit: stopped until it is started anew; nothing is skipped
        Failed,      // stopped; reason says why
    };
    Phase phase = Phase::Stopped;
    domain::DeliveryId cursor = 0; // everything of the endpoint up to here is done with
    qint64 backlog = 0;            // behind the cursor, counted to the limit and one more
    qint64 forwarded = 0;          // taken by the target with a 2xx, since the start
    qint64 withheld = 0;           // not sent on purpose, since the start
    int attempts = 0;              // of the oldest one, that failed
    Micros retryAt = 0;            // Retrying
    QString reason;

    bool isRunning() const
    {
        return phase == Phase::Starting || phase == Phase::Waiting || phase == Phase::Sending ||
               phase == Phase::Retrying;
    }
    bool operator==(const ForwardState &) const = default;
};

// Relays what is captured for one endpoint to a URL, from the store, in the order of the store, one at a
// time, byte for byte as exactRequest() says. The cursor is kept on the disk and moves only when the target
// has answered 2xx, so that a target that is down misses nothing and gets what it missed, at most one
// delivery twice. What is withheld moves it too: deliveries that did not arrive whole, and with verifyFirst
// those that were not valid on arrival. Nothing is ever signed here: an invalid delivery arrives at the
// target as invalid as it came. With returnAnswer a delivery goes at once while its sender waits, beside what
// is tried again here; the cursor then passes over what the target has taken. Lives on the thread of its
// book.
class Forward final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Forward)

public:
    enum class From {
        Cursor, // where it was left; Now when it never ran to this target
        Now,    // what comes from now on
        Start,  // everything that is stored
    };
    struct Pace // milliseconds
    {
        int poll = 200;         // look for news when nobody calls wake()
        int firstRetry = 1'000; // doubled each time
        int mostRetry = 60'000;
        int timeout = 30'000; // for an answer
    };

    explicit Forward(storage::ReplayBook &book, QObject *parent = nullptr);
    ~Forward() override;

    void setPace(const Pace &pace) { m_pace = pace; }
    // Errors, and then it does not run: Rejected, Forbidden (target).
    Result<void> start(const domain::ForwardSpec &spec, const AllowList &allowed, From from,
                       const QList<QSslCertificate> &trusted = {});
    void stop(); // a request under way is ended, and sent again after the next start
    void wake(); // something was stored
    // Leaves out the one that the target does not take. Only for Retrying.
    void skip();
    // With returnAnswer: sends what has just been stored, and answers its sender. Called back exactly once,
    // with nothing when the endpoint's own response is to be given.
    void relayNow(domain::DeliveryId id, const domain::Capture &capture, const LiveRelay::Answered &answered);
    const ForwardState &state() const { return m_state; }
    const domain::ForwardSpec &spec() const { return m_spec; }

signals:
    void stateChanged();
    // Every attempt, with its answer; the verdict is told against the one before.
    void relayed(const tocsin::domain::ReplayAnswer &answer);
    void withheld(qint64 delivery, const QString &why);

private:
    void begin(From from);
    void ask();
    void onWork(const storage::RelayWork &work);
    bool wentLive(domain::DeliveryId id);
    void onSettled(const domain::ReplayAnswer &answer, const QString &refused);
    void sendUnlessPassed(const domain::Delivery &delivery);
    void send(const domain::Delivery &delivery);
    void onAnswer(domain::ReplayAnswer answer, const Result<http::RawAnswer> &outcome);
    void retryLater(const domain::ReplayAnswer &answer);
    void keep(const domain::ReplayAnswer &answer);
    void advance(domain::DeliveryId upTo);
    void setPhase(ForwardState::Phase phase, const QString &reason = {});
    void end(ForwardState::Phase phase, const QString &reason = {});
    void giveUp();

    storage::ReplayBook &m_book;
    domain::ForwardSpec m_spec;
    RelayTarget m_where;
    LiveRelay m_live;
    Pace m_pace;
    ForwardState m_state;
    ForwardState m_told; // at the last stateChanged()
    QString m_target;
    std::unique_ptr<QObject> m_round; // context of what is under way
    QTimer m_timer;                   // the next look, or the next attempt
    bool m_asking = false;
    bool m_advancing = false;          // the cursor is being kept: what is asked now would be of where it was
    domain::DeliveryId m_seenUpTo = 0; // nothing for this endpoint between the cursor and here
    domain::DeliveryId m_failing = 0;  // the one of m_state.attempts
    std::optional<domain::ReplayAnswer> m_sent; // and not answered
    domain::ReplayAnswer m_lastFailure;         // that was kept: the same again and again is kept once
    bool m_waitsForLive = false;                // the oldest is under way there
    // Up to here an earlier run may have sent ahead of its cursor; -1 = not yet known, 0 = nothing.
    domain::DeliveryId m_mayHavePassed = 0;
};

// How long to wait before the next attempt, after so many that failed (1 and more).
int retryDelayMs(int failed, int first, int most);

} // namespace tocsin::flows
