// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QtGlobal>

namespace tocsin::storage {

// How much is kept. A zero switches that bound off. Pinned deliveries are never touched.
struct Retention
{
    qint64 days = 30;
    qint64 deliveries = 1'000'000;
    qint64 bytes = 4ll * 1024 * 1024 * 1024; // heads and bodies

    bool operator==(const Retention &) const = default;
};

} // namespace tocsin::storage
