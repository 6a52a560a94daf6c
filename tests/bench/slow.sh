#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# Do slow senders and readers keep others waiting? slowhttptest holds 1000 connections in each of its three modes for
# SECONDS_PER_MODE (60) while a well-behaved sender measures; prints its latencies and the listener's resident size.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source packaging/dependencies.sh

seconds=${SECONDS_PER_MODE:-60}
connections=${CONNECTIONS:-1000}
mkdir -p "${BENCH_DIR:-build/bench}"
work=$(mktemp -d "$(cd "${BENCH_DIR:-build/bench}" && pwd)/slow.XXXXXX")
source tests/bench/tocsin.sh

tocsin_pid=
attack_pid=
stop() {
    [ -z "$attack_pid" ] || kill "$attack_pid" 2>/dev/null || true
    [ -z "$tocsin_pid" ] || kill "$tocsin_pid" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT

resident_mb() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$tocsin_pid/status"; }

# measure NAME [slowhttptest's options]
measure() {
    local name=$1
    shift
    attack_pid=
    if [ $# -gt 0 ]; then
        slowhttptest "$@" -c "$connections" -r 200 -l "$((seconds + 10))" -u "$url" -v 1 >"$work/attack.log" 2>&1 &
        attack_pid=$!
        for _ in $(seq 100); do # until the attack stands
            held=$(ss -Htn state established "( sport = :$tocsin_port )" | wc -l)
            [ "$held" -ge "$((connections * 9 / 10))" ] && break
            sleep 0.1
        done
    fi
    node tests/bench/prober.mjs "$url" "$seconds" >"$work/probe" &
    local probe=$! held_at_most=0 held=0 most=0 now
    while kill -0 "$probe" 2>/dev/null; do
        held=$(ss -Htn state established "( sport = :$tocsin_port )" | wc -l)
        [ "$held" -gt "$held_at_most" ] && held_at_most=$held
        now=$(resident_mb)
        most=$(awk -v a="$most" -v b="$now" 'BEGIN { print (b > a) ? b : a }')
        sleep 0.5
    done
    read -r requests failed p50 p99 max <"$work/probe"
    printf '%-14s %12s %9s %7s %9s %9s %9s %8s\n' "$name" "$held_at_most" "$requests" "$failed" "$p50" "$p99" "$max" \
        "$most"
    [ -z "$attack_pid" ] || kill "$attack_pid" 2>/dev/null || true
    [ -z "$attack_pid" ] || wait "$attack_pid" 2>/dev/null || true
}

install_with_apt slowhttptest iproute2
command -v node >/dev/null || install_with_apt nodejs
ulimit -n "$(ulimit -Hn)"
start_tocsin "$@"
url=http://127.0.0.1:$tocsin_port/slow
printf '%-14s %12s %9s %7s %9s %9s %9s %8s\n' mode 'connections' requests failed 'p50 ms' 'p99 ms' 'max ms' 'RSS MB'
measure 'none'
measure 'slow headers' -H -i 5 -x 24
measure 'slow body' -B -i 5 -s 8192 -x 10
measure 'slow read' -X -w 1 -y 16 -n 5 -z 8 -k 3
