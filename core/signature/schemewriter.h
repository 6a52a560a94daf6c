// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/scheme.h"

namespace tocsin::signature {

// The scheme as a file, in the layout of resources/schemes. For every scheme that readScheme() has read,
// readScheme(writeScheme(scheme)) is the same scheme again; what is a default is left out.
QByteArray writeScheme(const Scheme &scheme);

} // namespace tocsin::signature
