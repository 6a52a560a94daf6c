// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/backoff.h"

#include <algorithm>

namespace tocsin::http {

std::chrono::milliseconds backoff(int repeat, const BackoffPlan &plan, double random)
{
    constexpr int mostDoublings = 30;
    const double factor = double(1LL << std::clamp(repeat, 0, mostDoublings));
    const double whole = std::min(double(plan.first.count()) * factor, double(plan.longest.count()));
    const double share = 0.5 + std::clamp(random, 0.0, 1.0) / 2;
    return std::chrono::milliseconds(
        static_cast<std::chrono::milliseconds::rep>(std::max(0.0, whole * share)));
}

} // namespace tocsin::http
