// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

namespace tocsin::domain {

inline constexpr Micros microsPerHour = 3'600 * microsPerSecond;
inline constexpr Micros microsPerDay = 24 * microsPerHour;
inline constexpr Micros longestTimeSpan = 36'525 * microsPerDay; // a hundred years

// How long a time is, from any of the ways in which people and servers write it: an ISO 8601 duration
// ("PT24H", "P7D", "P1W", "P1DT12H"; a year counts 365 days and a month 30), short units ("90m", "1h30m",
// "7d") or words ("24 hours", "last 7 days", "past week", "an hour", "1 day and 12 hours"), in any case.
// Never zero. Rejected with what was expected.
Result<Micros> readTimeSpan(QStringView text);

// "PT1H", "P7D", "P1DT12H": what the server's `timespan` takes. Whole seconds, rounded up; at least PT1S.
QString isoDuration(Micros span);

// "1 second", "45 seconds", "3600 seconds (1 hour)", "90500 seconds (about 1 day 1 hour)": exact, and at a
// glance. English, for sentences that are; not negative.
QString plainSeconds(qint64 seconds);

} // namespace tocsin::domain
