// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/poll/pace.h"

#include <algorithm>

namespace tocsin::poll {

Micros Pace::after(const Conditions &conditions, double random) const
{
    double factor = 1;
    if (conditions.hidden)
        factor = std::max(factor, whenHidden);
    if (conditions.idle)
        factor = std::max(factor, whenIdle);
    if (conditions.reduced)
        factor = std::max(factor, whenReduced);
    const double swing = 1 + jitter * (2 * std::clamp(random, 0.0, 1.0) - 1);
    return Micros(double(interval) * factor * swing);
}

Micros Pace::afterFailure(int failures, double random) const
{
    constexpr int mostDoublings = 30;
    const double doubled = double(firstRetry) * double(1LL << std::clamp(failures - 1, 0, mostDoublings));
    return Micros(std::min(doubled, double(longestRetry)) * (0.5 + std::clamp(random, 0.0, 1.0) / 2));
}

} // namespace tocsin::poll
