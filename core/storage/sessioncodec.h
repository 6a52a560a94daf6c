// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/session.h"

namespace tocsin::storage {

// What of a session no column holds (messages, report, times, ...) as CBOR, and back. What cannot be read
// is left empty: the raw JSON is still there.
QByteArray packedSession(const domain::Session &session);
void unpackSession(const QByteArray &packed, domain::Session &session);

// Everything that a full-text search of finished work should find, as plain lines.
QString searchedText(const domain::Session &session);

} // namespace tocsin::storage
