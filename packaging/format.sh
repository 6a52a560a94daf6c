#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# Formats every C++ file of the tree; with --check it only says which ones are not formatted, and fails.
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
# New files count too: whoever checks before adding them must not be told that all is well.
list=(git ls-files --cached --others --exclude-standard -z --deduplicate -- '*.h' '*.cpp')
files=$("${list[@]}" | tr -cd '\0' | wc -c)
[ "$files" -gt 0 ] || { echo "there are no C++ files here" >&2; exit 1; }
"${list[@]}" | xargs -0 clang-format-14 "${mode[@]}"
echo "format: $files files are as .clang-format wants them"
