// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QByteArrayView>

#include <optional>

namespace tocsin::domain {

// A time as senders write it. ISO 8601 with 'T' or a blank, seconds optional, 0 or more fraction digits
// (those after the sixth are dropped), 'Z', an offset (+02, +0200, +02:00) or no zone, which is taken as UTC
// (socwarden.md section 2); or a Unix time in milliseconds, as a number below 10^11 in seconds, with an
// optional fraction (socotra.md K3). Nothing for anything else or for years outside 1970 to 9999.
std::optional<Micros> parseTime(QByteArrayView text);

} // namespace tocsin::domain
