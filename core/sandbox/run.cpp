// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/run.h"

#include "core/sandbox/dice.h"

#include <algorithm>
#include <limits>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

using enum domain::Stage;

// Shares of the whole: waiting for the SIEM takes longest.
struct Share
{
    domain::Stage stage;
    int percent;
};
constexpr Share before[] = {{EntityExtraction, 6}, {IntentDetermination, 4}, {QueryPlanning, 8}};
constexpr Share round_[] = {{QueryGeneration, 14}, {Execution, 36}, {EvidenceAssessment, 14}};
constexpr Share after = {ReportGeneration, 18};

constexpr Micros never = std::numeric_limits<Micros>::max();
constexpr Micros longest = 150 * microsPerSecond; // "Long": beyond what the documentation calls usual

} // namespace

qsizetype Run::stepIndex(Micros now) const
{
    qsizetype i = 0;
    while (i + 1 < steps.size() && now >= steps[i].until)
        ++i;
    return i;
}

const Run::Step &Run::at(Micros now) const
{
    return steps[stepIndex(now)];
}

RunKind runKindOf(const QString &question, Dice &dice)
{
    const int drawn = dice.between(1, 100);
    const auto asks = [&question](QLatin1StringView word) {
        return question.contains(word, Qt::CaseInsensitive);
    };
    if (asks("[never]"_L1))
        return RunKind::Endless;
    if (asks("[fail]"_L1))
        return RunKind::Failing;
    if (asks("[loop]"_L1))
        return RunKind::Looping;
    if (asks("[long]"_L1))
        return RunKind::Long;
    if (asks("[quick]"_L1))
        return RunKind::Plain;
    if (drawn <= 20)
        return RunKind::Looping;
    if (drawn <= 24)
        return RunKind::Long;
    return drawn <= 27 ? RunKind::Failing : RunKind::Plain;
}

Run planRun(RunKind kind, Micros now, const RunTimes &times, double speed, Dice &dice)
{
    Run run;
    run.kind = kind;
    run.began = now;
    const double drawn = double(times.least) + dice.unit() * double(times.most - times.least);
    const double base = kind == RunKind::Long ? std::max(drawn, double(longest) + drawn / 2) : drawn;
    const int rounds = kind == RunKind::Looping ? dice.between(2, 3) : 1;
    double at = double(now);
    const auto add = [&](const Share &share, double part) {
        at += base * share.percent * part / 100 / speed;
        run.steps.append({share.stage, Micros(at)});
    };
    for (const Share &share : before)
        add(share, 1);
    for (int round = 0; round < rounds; ++round) {
        for (const Share &share : round_) {
            add(share, round == 0 ? 1 : 0.6); // later rounds ask less
            if (share.stage == Execution && (kind == RunKind::Endless || kind == RunKind::Failing)) {
                run.ends = kind == RunKind::Endless ? never : run.steps.last().until;
                run.steps.last().until = run.ends;
                return run;
            }
        }
    }
    add(after, 1);
    run.ends = run.steps.last().until;
    return run;
}

} // namespace tocsin::sandbox
