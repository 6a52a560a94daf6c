// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace tocsin::cli {

// The whole of tocsinctl, under the policy in this file; answers the exit code. Once in a process.
int runProgram(int argc, char **argv, const QString &policyFile);

} // namespace tocsin::cli
