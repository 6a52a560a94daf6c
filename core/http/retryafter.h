// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QByteArrayView>

#include <chrono>
#include <optional>

namespace tocsin::http {

// A date as RFC 9110 section 5.6.7 has it, in any of its three forms. Nothing for anything else. A year of
// two digits is taken as at most 50 years after now.
std::optional<Micros> parseHttpDate(QByteArrayView text, Micros now);

inline constexpr std::chrono::seconds shortestPause{1};
inline constexpr std::chrono::hours longestPause{1};

// The value of Retry-After (RFC 9110 section 10.2.3), whole seconds or a date, held within 1 s and 1 h.
// Nothing when it cannot be read. now is best the answer's own Date: the clocks of two machines differ.
std::optional<std::chrono::milliseconds> parseRetryAfter(QByteArrayView value, Micros now);

} // namespace tocsin::http
