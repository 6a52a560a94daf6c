// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/objectfile.h"
#include "core/signature/scheme.h"

namespace tocsin::signature {

using json::Word;
using SchemeFile = json::ObjectFile;

} // namespace tocsin::signature
