// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QObject>

#include <chrono>
#include <functional>

namespace tocsin::http {

// What a thing that waits knows of time: tests hand in a clock of their own and hours pass in a moment.
struct Timing
{
    // Microseconds that only grow; their zero means nothing.
    std::function<Micros()> now;
    // Calls once, then or later, on the thread of the context, and not at all once that is gone.
    std::function<void(std::chrono::milliseconds, QObject *context, std::function<void()>)> after;

    static Timing real();
};

} // namespace tocsin::http
