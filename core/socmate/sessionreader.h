// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/session.h"
#include "core/socmate/listreader.h"

namespace tocsin::socmate {

// A session under any of the names that socmate.md 5.2 to 5.7 leaves open; the report is read from wherever
// it stands: a member, the session itself or the last answer of the conversation.
domain::Session readSession(const Document &document, const Node &value);

Result<domain::Session> readSessionDetail(QByteArray bytes); // also wrapped in "session", "data", "result"
Result<Page<domain::Session>> readSessions(QByteArray bytes);
// Malformed when there is no session id: such a start cannot be followed.
Result<Started> readStarted(QByteArray bytes);

} // namespace tocsin::socmate
