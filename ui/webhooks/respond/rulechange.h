// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/rules/rulesdraft.h"

#include <functional>

namespace tocsin::ui {

// What a field does to the text of the rule that is shown when somebody changes it, and who is told of it.
using RuleChange = std::function<void(rules::RulesDraft &draft, qsizetype rule)>;
using RuleChanged = std::function<void(const RuleChange &)>;

} // namespace tocsin::ui
