#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# Formats every C++ file of the repository; with --check it only says which ones are not formatted, and fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mode=(-i)
case "${1:-}" in
    "") ;;
    --check) mode=(--dry-run -Werror) ;;
    *)
        echo "usage: packaging/format.sh [--check]" >&2
        exit 2
        ;;
esac
files=$(git ls-files -- '*.h' '*.cpp' | wc -l)
[ "$files" -gt 0 ] || { echo "no C++ files are tracked here" >&2; exit 1; }
git ls-files -z -- '*.h' '*.cpp' | xargs -0 clang-format-14 "${mode[@]}"
echo "format: $files files are as .clang-format wants them"
