// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QString>

namespace tocsin::ui {

// All take microseconds since 1970 UTC; 0 gives "not recorded" or nothing, as said.
QString listTime(Micros when, Micros now);     // "14:02:31" today, "21 Nov 14:02" before; local
QString relativeTime(Micros when, Micros now); // "2 min ago"
QString localTime(Micros when);                // full, with milliseconds
QString utcTime(Micros when);                  // ISO 8601 with milliseconds and Z
QString momentText(Micros when);      // "2026-11-23 14:02:31 (13:02:31 UTC)": to the second, for facts
QString bothTimes(Micros when);       // "14:02:31.004 local, 2026-... UTC", for details and tool tips
QString durationText(qint64 seconds); // "0 s", "90 s", "12 min", "3 h"
QString spanText(Micros span);        // "380 µs", "4.1 ms", "2.0 s"

} // namespace tocsin::ui
