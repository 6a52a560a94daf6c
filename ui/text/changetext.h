// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/compare/difference.h"

#include <QString>

namespace tocsin::ui {

QString changeName(compare::Change kind); // "white space"

// "3 differences: white space 2, value 1"; places that are one difference count as one.
QString findingsSummary(const compare::Findings &findings);

} // namespace tocsin::ui
