// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/report.h"

namespace tocsin::report {

enum class Escalation : quint8 { No, Yes, CannotTell };

inline constexpr double defaultEscalationThreshold = 7; // socmate.md 5.7: "risk_score >= 7"

// By the risk that the report states as a number; without one nobody can tell.
Escalation escalation(const domain::Report &report, double threshold = defaultEscalationThreshold);

} // namespace tocsin::report
