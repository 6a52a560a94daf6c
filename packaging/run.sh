#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# Installs what is missing, builds, and starts Tocsin: the window where there is a display, else `tocsinctl listen` in
# the terminal. Arguments are passed on. --build-only stops after the build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/dependencies.sh

build_only=false
if [ "${1:-}" = --build-only ]; then
    build_only=true
    shift
fi

install_dependencies build
configure release -DBUILD_SHARED_LIBS=OFF
cmake --build --preset release --target tocsin tocsinctl
if $build_only; then
    exit 0
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    exec build/release/app/desktop/tocsin "$@"
fi
say "No display: listening in the terminal. Ctrl+C stops."
exec build/release/app/cli/tocsinctl listen "$@"
