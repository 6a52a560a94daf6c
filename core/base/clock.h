// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <chrono>

namespace tocsin {

// Microseconds since 1970-01-01T00:00:00Z. Zero means "not known".
using Micros = qint64;

constexpr Micros microsPerSecond = 1'000'000;

// Only the outermost layers read the clock; everything else is handed a time.
inline Micros wallClock()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace tocsin
