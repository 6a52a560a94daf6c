// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"

namespace tocsin::domain {

// How the answer to a replay compares with the one before it from the same target to the same delivery. 2xx
// passes; everything else, no answer included, fails. The first two have nothing to be compared with. The
// numbers are stored.
enum class ReplayVerdict : quint8 {
    Passing = 0,
    Failing = 1,
    Fixed = 2,
    Regressed = 3,
    StillFailing = 4,
    StillPassing = 5,
};

// What was sent. The numbers are stored.
enum class ReplayKind : quint8 {
    Exact = 0,   // as captured
    Edited = 1,  // changed or signed anew, and marked as made here
    Forward = 2, // by a relay, as captured
};

// One answer that is kept: a delivery, where it was sent again, and what came of it.
struct ReplayAnswer
{
    qint64 id = 0; // 0 = not stored
    DeliveryId delivery = 0;
    QString target; // URL
    ReplayKind kind = ReplayKind::Exact;
    QString scheme;   // signed anew by; empty = not signed anew
    Micros at = 0;    // start
    qint64 took = 0;  // microseconds
    int status = 0;   // 0 = no answer
    QString error;    // why there is none
    QByteArray head;  // of the answer, as received
    QByteArray body;  // its first 64 KiB
    bool cut = false; // the body went on
    ReplayVerdict verdict = ReplayVerdict::Failing;

    bool operator==(const ReplayAnswer &) const = default;
};

bool isPassing(int status);
ReplayVerdict compareAnswers(std::optional<int> lastStatus, int status);
// The words of the command line: "passing", "failing", "fixed", "regressed", "still-failing",
// "still-passing".
QLatin1StringView replayVerdictId(ReplayVerdict verdict);

} // namespace tocsin::domain
