#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs a test program in a D-Bus session of its own, in a home of its own, with a fresh unlocked GNOME Keyring.
# Exit code 77 (skipped) only where one of the two is not installed.
set -eu
command -v dbus-run-session >/dev/null 2>&1 && command -v gnome-keyring-daemon >/dev/null 2>&1 || exit 77
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home/run" TOCSIN_KEYCHAIN=real
mkdir -m 700 "$XDG_RUNTIME_DIR"
dbus-run-session -- sh -c '
    printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    "$@"' sh "$@"
