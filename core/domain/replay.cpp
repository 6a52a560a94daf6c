// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/replay.h"

namespace tocsin::domain {

using namespace Qt::StringLiterals;

bool isPassing(int status)
{
    return status >= 200 && status < 300;
}

ReplayVerdict compareAnswers(std::optional<int> lastStatus, int status)
{
    const bool now = isPassing(status);
    if (!lastStatus)
        return now ? ReplayVerdict::Passing : ReplayVerdict::Failing;
    if (isPassing(*lastStatus))
        return now ? ReplayVerdict::StillPassing : ReplayVerdict::Regressed;
    return now ? ReplayVerdict::Fixed : ReplayVerdict::StillFailing;
}

QLatin1StringView replayVerdictId(ReplayVerdict verdict)
{
    switch (verdict) {
    case ReplayVerdict::Passing:
        return "passing"_L1;
    case ReplayVerdict::Failing:
        return "failing"_L1;
    case ReplayVerdict::Fixed:
        return "fixed"_L1;
    case ReplayVerdict::Regressed:
        return "regressed"_L1;
    case ReplayVerdict::StillFailing:
        return "still-failing"_L1;
    case ReplayVerdict::StillPassing:
        return "still-passing"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace tocsin::domain
