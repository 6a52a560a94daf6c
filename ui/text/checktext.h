// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/connectioncheck.h"

#include <QString>

namespace tocsin::ui {

QString checkName(const flows::CheckedStep &step); // "TLS", "Scope graph:read"
QString checkLine(const flows::CheckedStep &step); // "✔ TLS: certificate … (12 ms)"
QString checkRemedy(const flows::CheckedStep &step,
                    const domain::Connection &connection); // what to do about a step that failed

} // namespace tocsin::ui
