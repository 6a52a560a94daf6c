// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"

#include <QMap>

namespace tocsin::secrets {

// By label, so that lists come out sorted.
using Entries = QMap<QString, StoredSecret>;

// What is put into a keychain item and, sealed, into the vault: a version byte, then length-prefixed fields
// (little endian). Binary, because text formats spread copies of a value over buffers that nobody wipes.
Secret encode(const Entries &entries);
// Malformed when the bytes are not what encode() writes; every length is checked.
Result<Entries> decode(QByteArrayView bytes);

} // namespace tocsin::secrets
