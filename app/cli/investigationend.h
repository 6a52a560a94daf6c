// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/sessionfollower.h"

#include <QCommandLineParser>

namespace tocsin::cli {

// --fail-on-risk: from which risk on the answer is no.
class RiskGate
{
public:
    static void declare(QCommandLineParser &parser);
    static bool isAsked(const QCommandLineParser &parser);
    Result<void> read(const QCommandLineParser &parser);

    // The exit code for a report. What states no risk as a number has passed nothing.
    int judge(const domain::Session &session) const;

private:
    std::optional<double> m_from;
};

// Prints what became of it and gives the exit code.
int printEnd(const SessionFollower::End &end, const RiskGate &gate, bool waited, bool isJson);

} // namespace tocsin::cli
