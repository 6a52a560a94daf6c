// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/timing.h"

#include <QTimer>

namespace tocsin::http {

Timing Timing::real()
{
    Timing timing;
    timing.now = [] {
        using namespace std::chrono;
        return Micros(duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count());
    };
    timing.after = [](std::chrono::milliseconds delay, QObject *context, std::function<void()> call) {
        QTimer::singleShot(delay, context, std::move(call));
    };
    return timing;
}

} // namespace tocsin::http
