// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/compare/difference.h"

namespace tocsin::compare {

// Two JSON texts, token by token, so that what a parser would not tell apart has a name. Paths are JSON
// pointers (RFC 6901), of the left where there is one. Members belong together by name, in whatever order; of
// a name that stands several times the last ones do, as the last is what most parsers read. Arrays of
// different lengths are joined at both ends. White space belongs to places, not to values: it is compared
// member by member in the order of each side. `cannot` is set when a side is not JSON, or has more tokens
// than TokenTree reads.
Findings compareJson(QByteArrayView left, QByteArrayView right);

} // namespace tocsin::compare
