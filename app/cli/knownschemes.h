// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/schemefolder.h"

namespace tocsin::cli {

// The built-in schemes and the user's own. One of the user's that cannot be read is told of on standard error
// and left out: it must not keep anybody from using the others.
Result<flows::LoadedSchemes> knownSchemes();

// "there is no scheme "gihub": did you mean github? (schemes list prints them all)"
QString noScheme(const signature::Catalogue &known, const QString &id);

// Rejected when the scheme has no parameter of one of these names.
Result<void> checkParameters(const signature::Scheme &scheme, const QHash<QByteArray, QByteArray> &given);

} // namespace tocsin::cli
