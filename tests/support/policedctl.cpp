// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl under the policy in the file that its first argument names. It is not installed: whoever could
// choose a policy would have none.

#include "app/cli/program.h"

#include <QFile>

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    const QString policy = QFile::decodeName(argv[1]);
    argv[1] = argv[0];
    return tocsin::cli::runProgram(argc - 1, argv + 1, policy);
}
