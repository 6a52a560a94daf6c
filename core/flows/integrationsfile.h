// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/socotra/integration.h"

namespace tocsin::flows {

// Integrations in a file, without their secrets (core/socotra/portable.h). The file is the user's alone. Both
// block, for as long as a small file takes. Errors name the file: Storage, and Malformed for what is no such
// file.
Result<QList<socotra::Integration>> readIntegrationsFile(const QString &path);
Result<void> writeIntegrationsFile(const QString &path, const QList<socotra::Integration> &integrations,
                                   const QString &tenant, Micros now);

} // namespace tocsin::flows
