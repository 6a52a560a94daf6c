// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>

namespace tocsin::http {

struct BackoffPlan
{
    int repeats = 3; // after the first try
    std::chrono::milliseconds first{500};
    std::chrono::milliseconds longest{30'000};
};

// The pause before that repeat (0 = the first one): doubled each time up to the longest, and of that the
// upper half by chance, so that many clients that failed together do not come back together. random is in [0,
// 1).
std::chrono::milliseconds backoff(int repeat, const BackoffPlan &plan, double random);

} // namespace tocsin::http
