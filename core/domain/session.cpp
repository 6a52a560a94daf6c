// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/session.h"

#include "core/domain/words.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace tocsin::domain {

namespace {

// socmate.md 5.4: no failure literal is documented, so all of these end a session.
constexpr QLatin1StringView failures[] = {"failed"_L1,   "failure"_L1, "error"_L1,     "cancelled"_L1,
                                          "canceled"_L1, "timeout"_L1, "timed_out"_L1, "expired"_L1};
constexpr QLatin1StringView stages[stageCount] = {
    "entity_extraction"_L1, "intent_determination"_L1, "query_planning"_L1,   "query_generation"_L1,
    "execution"_L1,         "evidence_assessment"_L1,  "report_generation"_L1};

} // namespace

SessionState sessionStateFromWord(QStringView status)
{
    const QString normal = normalisedWord(status);
    if (normal == "completed"_L1)
        return SessionState::Completed;
    const bool failed = std::ranges::any_of(failures, [&](QLatin1StringView word) { return normal == word; });
    return failed ? SessionState::Failed : SessionState::Running;
}

std::optional<Stage> stageFromWord(QStringView word)
{
    const QString normal = normalisedWord(word);
    const auto *const found =
        std::ranges::find_if(stages, [&](QLatin1StringView stage) { return normal == stage; });
    if (found == std::end(stages))
        return std::nullopt;
    return Stage(found - std::begin(stages));
}

} // namespace tocsin::domain
