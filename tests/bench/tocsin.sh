# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Sourced by the benchmarks: starts tocsinctl and sends signed alerts. Needs $work, a directory on a real disk.

tocsinctl=${TOCSINCTL:-build/release/app/cli/tocsinctl}
export BENCH_SECRET=${BENCH_SECRET:-bench-only-secret-0123456789abcdef}
export BENCH_ALERTS=$work/alerts.tsv

# Starts the listener; sets tocsin_pid and tocsin_port. Further arguments are passed on.
start_tocsin() {
    printf '%s' "$BENCH_SECRET" >"$work/secret"
    chmod 600 "$work/secret"
    rm -f "$work/ready"
    "$tocsinctl" listen --port 0 --endpoint alerts:/hooks/alerts:socwarden:bench \
        --secret "bench=file:$work/secret" --store "$work/deliveries.db" --json --quiet "$@" \
        > >(head -n 1 >"$work/ready"; exec cat >/dev/null) &
    tocsin_pid=$!
    for _ in $(seq 100); do
        [ -s "$work/ready" ] && break
        kill -0 "$tocsin_pid" 2>/dev/null || { echo "tocsinctl ended before it was ready" >&2; return 1; }
        sleep 0.1
    done
    tocsin_port=$(sed -nE 's/.*"port"[[:space:]]*:[[:space:]]*([0-9]+).*/\1/p' "$work/ready")
    [ -n "$tocsin_port" ] || { echo "tocsinctl printed no ready line with a port" >&2; return 1; }
}

# Signs anew, so that the clock check of a receiver always has fresh timestamps.
sign_alerts() { node tests/bench/alerts.mjs 4096 >"$BENCH_ALERTS"; }

# post <port> <seconds>: prints the fields of post.lua's result line.
post() {
    wrk --threads 2 --connections 64 --duration "$2s" --timeout 10s --script tests/bench/post.lua \
        "http://127.0.0.1:$1/hooks/alerts" | sed -n 's/^result //p'
}
