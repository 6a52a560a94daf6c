// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/domain/session.h"

namespace tocsin::sandbox {

class Dice;

enum class RunKind : quint8 {
    Plain,
    Looping, // from Evidence Assessment back to Query Generation, once or twice
    Long,    // more than two minutes
    Failing,
    Endless, // never leaves Execution
};

// How long investigations take, before the sandbox's speed divides it.
struct RunTimes
{
    Micros least = 30 * microsPerSecond;
    Micros most = 120 * microsPerSecond;

    bool operator==(const RunTimes &) const = default;
};

// One investigation on its way through the seven stages, planned when it starts: where it stands is a
// question of the time alone.
struct Run
{
    struct Step
    {
        domain::Stage stage = domain::Stage::EntityExtraction;
        Micros until = 0;
    };

    RunKind kind = RunKind::Plain;
    Micros began = 0;
    Micros ends = 0; // the largest number: never
    QList<Step> steps;

    const Step &at(Micros now) const;
    qsizetype stepIndex(Micros now) const;
    bool isOver(Micros now) const { return now >= ends; }
};

// The kind that words in the question ask for ("[never]", "[fail]", "[loop]", "[long]", "[quick]" = plain);
// otherwise drawn: one in five loops, some are long, few fail, none is endless.
RunKind runKindOf(const QString &question, Dice &dice);
Run planRun(RunKind kind, Micros now, const RunTimes &times, double speed, Dice &dice);

} // namespace tocsin::sandbox
