// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/signature/recipe.h"

namespace tocsin::signature {

// A signed time and how old it is.
struct SignedTime
{
    std::optional<Micros> at; // nothing when the number is beyond the years that Micros can count
    qint64 ageSeconds = 0;    // now minus then, rounded towards zero; negative = in the future
};

// Reads a timestamp strictly: digits only, 1 to maxDigits of them; or, for Iso8601, the RFC 3339
// form 2026-01-01T00:00:00[.fraction](Z|+hh:mm|-hh:mm), of which Iso8601Utc may lack the zone. Anything else
// is nothing, so that no junk passes the age check.
std::optional<SignedTime> readTimestamp(const TimeSpec &spec, QByteArrayView text, Micros now);

// The text that a sender writes at that time; whole seconds for Seconds and Iso8601.
QByteArray writeTimestamp(const TimeSpec &spec, Micros now);

// "1 to 12 digits", for messages.
QString timestampShape(const TimeSpec &spec);

} // namespace tocsin::signature
