// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/socotraapi.h"

namespace tocsin::cli {

// Prints what became of a write, which is no error, and answers the exit code, with a message unless it is
// good.
int toldOutcome(const socotra::WriteOutcome &outcome, const QString &name, bool isJson, QString &message);

} // namespace tocsin::cli
