// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QStringView>

#include <optional>

namespace tocsin::sandbox {

// An ISO 8601 duration ("PT1H", "P7D", "P1W", "P1DT12H"), years as 365 and months as 30 days. Nothing else
// is one; nor is what is longer than a hundred years.
std::optional<Micros> durationFrom(QStringView text);

} // namespace tocsin::sandbox
