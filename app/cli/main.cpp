// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/program.h"
#include "core/settings/policy.h"

int main(int argc, char **argv)
{
    return tocsin::cli::runProgram(argc, argv, tocsin::settings::policyPath());
}
