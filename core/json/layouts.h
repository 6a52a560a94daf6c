// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/reformat.h"

#include <span>

namespace tocsin::json {

struct NamedLayout
{
    QLatin1StringView id;   // stable: scheme files and reports name it
    QLatin1StringView what; // plain English, what was done to the text: "written compact by PHP"
    Layout layout;
};

// All that have a name. `compact`, `spaced`, `sorted`, `jcs`, `php`, `ascii` and `ascii-slash` are the
// profiles of canonical parts in docs/scheme-language.md. Those of languages keep order, duplicates and
// numbers where a struct would; the ones that say "decoded", "map" or name a reader print what a value read
// from the text looks like.
std::span<const NamedLayout> layouts();
const Layout *layout(QByteArrayView id); // none of that name: null

} // namespace tocsin::json
