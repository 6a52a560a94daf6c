// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <optional>

namespace tocsin::domain {

// The answer to "is this request what the sender signed?". The numbers are stored: never renumber.
enum class Verdict : quint8 {
    Valid = 0,
    ValidStale = 1,  // digest right, older than the window
    ValidFuture = 2, // digest right, sender's clock ahead by more than the window
    Mismatch = 3,
    MissingSignature = 4,
    MissingTimestamp = 5,
    Malformed = 6, // signature headers (or the request itself) cannot be read
    NoSecret = 7,
    Unsigned = 8, // the endpoint's scheme has no signature
};
constexpr int verdictCount = 9;

// The stable word used in filters, on the command line and in exports, e.g. "valid-stale".
QLatin1StringView verdictId(Verdict verdict);
std::optional<Verdict> verdictFromId(QStringView id);

} // namespace tocsin::domain
