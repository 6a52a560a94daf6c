// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/escalation.h"

#include <cmath>

namespace tocsin::report {

Escalation escalation(const domain::Report &report, double threshold)
{
    if (!report.risk || !std::isfinite(*report.risk) || !std::isfinite(threshold))
        return Escalation::CannotTell;
    return *report.risk >= threshold ? Escalation::Yes : Escalation::No;
}

} // namespace tocsin::report
