#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# Installs what is missing, builds the release preset with its tests (on shared libraries: see cmake/layer.cmake), and
# runs every test. Arguments go to ctest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/dependencies.sh

install_dependencies test
configure release -DBUILD_TESTING=ON -DBUILD_SHARED_LIBS=ON
cmake --build --preset release
trap name_what_is_not_run EXIT # the last words, whatever the tests say
ctest --preset release --no-tests=error --output-on-failure -j2 "$@"
