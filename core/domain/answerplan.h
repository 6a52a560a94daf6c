// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace tocsin::domain {

// How an answer ends. The numbers are stored.
enum class Ending : quint8 {
    Whole = 0,
    HalfBody = 1, // the head announces all of the body; half of it is sent, then the connection is closed
    Close = 2,    // without any answer
    Reset = 3,    // the same with a TCP reset
};

// How an answer leaves, beside what it says.
struct AnswerPlan
{
    int delayMs = 0;               // before the first byte, counted from when it could have left
    qint64 dripBytesPerSecond = 0; // of head and body, at most a thousand million; 0 = at once
    Ending ending = Ending::Whole;

    bool isPlain() const { return *this == AnswerPlan(); }
    // Nothing is said: the connection ends in the answer's place.
    bool isSilent() const { return ending == Ending::Close || ending == Ending::Reset; }

    bool operator==(const AnswerPlan &) const = default;
};

} // namespace tocsin::domain
