// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/connectioncheck.h"

namespace tocsin::cli {

// A step of `doctor` and `connections test`: how it went, in which time, and what can be done when it failed.
void printStep(const flows::CheckedStep &step, const domain::Connection &connection, bool isJson);
QString stepLabel(const flows::CheckedStep &step); // "tls", "scope graph:read"

} // namespace tocsin::cli
