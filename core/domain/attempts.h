// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"

namespace tocsin::domain {

// What is known of one attempt to deliver an event.
struct AttemptFacts
{
    DeliveryId id = 0;
    int number = 1;                  // by arrival
    std::optional<int> sendersCount; // what the sender says, where it does
    Micros received = 0;
    int status = 0;        // answered; 0 = not answered
    bool accepted = false; // by that answer, as the sender counts
    Verdict verdict = Verdict::Unsigned;
    QByteArray signature;           // as it stood in the request; empty = none found
    std::optional<Micros> signedAt; // the time that is signed
    QByteArray bodyHash;

    bool operator==(const AttemptFacts &) const = default;
};

// What an attempt has that the one before it had not.
struct AttemptChanges
{
    bool time = false; // a new signed time
    bool signature = false;
    bool body = false;

    bool none() const { return !time && !signature && !body; }
    bool operator==(const AttemptChanges &) const = default;
};

// An attempt beside the one before it and the sender's schedule.
struct AttemptRow
{
    AttemptFacts facts;
    int number = 1;                   // in the schedule: those that did not arrive are counted too
    std::optional<Micros> gap;        // since the attempt before; nothing for the first
    std::optional<qint64> plannedGap; // seconds, as documented; nothing when the schedule says nothing of it
    std::optional<Micros> deviation;  // gap minus planned
    std::optional<Micros> plannedAt;  // as counted from the attempt before
    int missed = 0;                   // attempts in between of which nothing arrived
    bool onTime = false;              // the deviation is not worth a word
    bool afterAccepted = false;       // the attempt before it was accepted, so it need not have come
    std::optional<AttemptChanges> changes; // nothing for the first

    bool operator==(const AttemptRow &) const = default;
};

// How the matter stands with an event.
enum class EventState : quint8 {
    Delivered,   // the newest attempt was accepted
    Waiting,     // another attempt is due, or not yet late
    Overdue,     // it is late: the sender has given up, or could not reach the listener
    GivenUp,     // the schedule has no further attempt
    Unscheduled, // the sender's schedule is not known
};

struct AttemptHistory
{
    QList<AttemptRow> rows; // oldest first
    QList<qint64> schedule; // seconds before attempts 2, 3, ...; empty = not known
    EventState state = EventState::Unscheduled;
    std::optional<Micros> nextDue; // Waiting and Overdue
    int nextNumber = 0;            // of the attempt that is due
    int notShown = 0;              // older attempts that were left out

    bool operator==(const AttemptHistory &) const = default;
};

// So far off may an attempt be and still be the one that was planned: senders queue, and some count from the
// answer that they waited for.
Micros attemptTolerance(qint64 plannedSeconds);

// Lays the attempts, oldest first, beside the schedule. Where attempts have no count of the sender's own, a
// gap that fits several waits in a row and not the next one alone tells that attempts are missing.
AttemptHistory historyOf(const QList<AttemptFacts> &attempts, const QList<qint64> &schedule, Micros now);

// The stable words of the command line: "delivered", "waiting", "overdue", "given-up", "unscheduled".
QLatin1StringView eventStateId(EventState state);

} // namespace tocsin::domain
