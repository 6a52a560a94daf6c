#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# Does memory stay flat? Posts REQUESTS (5 million) signed alerts and prints the listener's resident size every ten
# seconds, then the size of the store. Arguments go to `tocsinctl listen`: give it the retention there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source packaging/dependencies.sh

goal=${REQUESTS:-5000000}
mkdir -p "${BENCH_DIR:-build/bench}"
work=$(mktemp -d "$(cd "${BENCH_DIR:-build/bench}" && pwd)/memory.XXXXXX")
source tests/bench/tocsin.sh

tocsin_pid=
stop() {
    [ -z "$tocsin_pid" ] || kill "$tocsin_pid" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT

resident_mb() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$tocsin_pid/status"; }

install_with_apt wrk
command -v node >/dev/null || install_with_apt nodejs
sign_alerts
start_tocsin "$@"
printf '%10s %12s %10s %10s\n' 'seconds' 'requests' 'RSS MB' 'store MB'
sent=0
began=$SECONDS
while [ "$sent" -lt "$goal" ]; do
    sign_alerts
    read -r requests _ _ _ failed < <(post "$tocsin_port" 10)
    if [ "$failed" -ne 0 ]; then
        echo "$failed of $requests requests failed" >&2
        exit 1
    fi
    sent=$((sent + requests))
    printf '%10d %12d %10s %10s\n' "$((SECONDS - began))" "$sent" "$(resident_mb)" "$(du -sm "$work" | cut -f 1)"
done
