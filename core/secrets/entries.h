// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretcodec.h"

namespace tocsin::secrets {

// The four questions of a SecretStore on entries in memory, shared by the backends that hold them all.
QList<StoredSecret> listEntries(const Entries &entries);
Result<StoredSecret> getEntry(const Entries &entries, const QString &label);
Result<void> putEntry(Entries &entries, const StoredSecret &secret);
Result<void> removeEntry(Entries &entries, const QString &label);

// NotFound, with the remedy.
tl::unexpected<Error> noSuchLabel(const QString &label);

} // namespace tocsin::secrets
