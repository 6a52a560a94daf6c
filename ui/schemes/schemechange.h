// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/schemedraft.h"

#include <functional>

namespace tocsin::ui {

// What a field of the form does to the text when somebody changes it, and who is told of it.
using SchemeChange = std::function<void(signature::SchemeDraft &)>;
using SchemeChanged = std::function<void(const SchemeChange &)>;

} // namespace tocsin::ui
