// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringView>

namespace tocsin::entities {

// Whether names in the public DNS end so: every country code, the common and the commonly abused generic
// ones, and every xn-- label. Not the whole root zone: it holds words that texts are full of ("any", "call",
// "date").
bool isTopLevel(QStringView label);

// Names that end so live in somebody's own network: .local, .internal, .corp, ... They are hosts.
bool isPrivateSuffix(QStringView label);

// Endings of files that are top-level domains too: .sh, .py, .zip, ... "setup.sh" is a file.
bool isAlsoFileType(QStringView label);

// Endings of files that run: exe, ps1, bat, ...
bool isProgramType(QStringView label);

// Endings of files in general.
bool isFileType(QStringView label);

} // namespace tocsin::entities
