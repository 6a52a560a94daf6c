// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/auditing.h"

#include <memory>

namespace tocsin::cli {

// The record of writes, the same as the window's. What cannot be recorded is told on standard error. Let it
// live longer than what it watches: what is under way at the end is recorded as well.
std::unique_ptr<flows::Auditing> recordWrites();

} // namespace tocsin::cli
