// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/database.h"

#include <QStringList>

namespace tocsin::storage {

// The schema that this program writes, PRAGMA user_version.
constexpr int schemaVersion = 3;

// Brings a store to the current schema, one transaction per step. A file of a newer program is refused
// untouched.
Result<void> migrate(Database &database);
// The same for a file of another kind: step n leads from user_version n to n + 1.
Result<void> migrate(Database &database, const QList<QStringList> &steps);

} // namespace tocsin::storage
