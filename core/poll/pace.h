// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

namespace tocsin::poll {

// What the program knows of its surroundings. Offline: nothing is polled at all until it ends.
struct Conditions
{
    bool hidden = false;  // no window of it can be seen
    bool idle = false;    // nobody has touched the machine for a while
    bool reduced = false; // asked to be sparing: on battery, on a metered line
    bool offline = false;

    bool operator==(const Conditions &) const = default;
};

// How often something is polled. A factor stretches the interval; of several only the greatest counts.
struct Pace
{
    Micros interval = 300 * microsPerSecond;
    double jitter = 0.1; // of the interval, added or taken by chance: many programs do not ask in step
    double whenHidden = 2;
    double whenIdle = 3;
    double whenReduced = 4;
    Micros firstRetry = 5 * microsPerSecond; // after a failure, doubled with each one
    Micros longestRetry = 900 * microsPerSecond;

    // From a success to the next poll; random is in [0, 1).
    Micros after(const Conditions &conditions, double random) const;
    // From that failure (1 = the first in a row) to the next poll; the upper half by chance.
    Micros afterFailure(int failures, double random) const;
};

} // namespace tocsin::poll
