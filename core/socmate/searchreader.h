// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/searchhit.h"
#include "core/socmate/listreader.h"

namespace tocsin::socmate {

// The hits of the search in any envelope; several lists (sessions beside entities) are one, and the list's
// name is a hit's kind where it says none itself. Without a session id a hit cannot be opened.
Result<Page<domain::SearchHit>> readSearch(QByteArray bytes);

} // namespace tocsin::socmate
