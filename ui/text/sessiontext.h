// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/session.h"
#include "core/report/escalation.h"
#include "ui/widgets/badge.h"

#include <optional>

namespace tocsin::ui {

QString stageText(domain::Stage stage);              // "Entities", ... "Report"
BadgeText sessionBadge(domain::SessionState state);  // "Running", "Completed", ...
QString sessionSentence(domain::SessionState state); // what it means and what can be done; may be empty
QString personaText(const QString &persona);         // "SOC Analyst"; other words as they are

// The word is our reading of a scale from 0 to 10, and empty outside of it: the server states no range.
bool isOnScale(std::optional<double> risk);
BadgeText riskBadge(std::optional<double> risk);
QString riskNumber(double risk); // by locale, one decimal: "7.5"
QString escalationSentence(report::Escalation answer, double threshold);

} // namespace tocsin::ui
