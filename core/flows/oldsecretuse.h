// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <algorithm>
#include <optional>

namespace tocsin::flows {

// What stored deliveries say of a secret that another one has taken the place of.
struct OldSecretUse
{
    std::optional<Micros> lastMatch; // received; nothing: none of those that were looked at
    int looked = 0;                  // deliveries
    bool isAll = true;               // false: there are more since then than were looked at
    Micros back = 0;                 // unless isAll: those received before it were not looked at

    // When it may have been of use last, as far as is known.
    std::optional<Micros> lastUse() const
    {
        return isAll ? lastMatch : std::max(lastMatch, std::optional(back));
    }

    bool operator==(const OldSecretUse &) const = default;
};

// When a former value of a label verified a message of Socotra last: one signature carries the label and not
// the value, so the deliveries are verified again, the newest first, those received since then. A store that
// is not there has none. NotFound: the value is empty, so that nothing can be told. Reads the store with a
// connection of its own and blocks: for a thread that may.
Result<OldSecretUse> oldSecretUse(const QString &storePath, const QString &label, const Secret &old,
                                  Micros since);

inline constexpr int mostLookedAt = 20'000; // of each endpoint

} // namespace tocsin::flows
