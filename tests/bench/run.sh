#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# How fast Tocsin takes signed alerts, beside three receivers that do less: nginx and Node answer 200 and keep nothing,
# `webhook` checks an HMAC and starts /bin/true. Tocsin verifies the signature and answers after the commit. All run at
# once on this machine and are measured in turn, in rounds, so that they share its moods.
#
# Variables: ROUNDS (3), SECONDS_EACH (10), PEERS ("tocsin nginx node webhook"), BENCH_DIR (build/bench: a real disk).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source packaging/dependencies.sh

rounds=${ROUNDS:-3}
seconds=${SECONDS_EACH:-10}
read -ra peers <<<"${PEERS:-tocsin nginx node webhook}"
mkdir -p "${BENCH_DIR:-build/bench}"
work=$(mktemp -d "$(cd "${BENCH_DIR:-build/bench}" && pwd)/run.XXXXXX")
source tests/bench/tocsin.sh

pids=()
declare -A port
stop_peers() {
    local pid
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap stop_peers EXIT

free_port() {
    node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

start_peer() {
    local name=$1
    if [ "$name" = tocsin ]; then
        start_tocsin
        port[tocsin]=$tocsin_port
        pids+=("$tocsin_pid")
        return
    fi
    port[$name]=$(free_port)
    case $name in
        nginx)
            mkdir -p "$work/nginx"
            sed "s/@PORT@/${port[nginx]}/" tests/bench/peers/nginx.conf >"$work/nginx/nginx.conf"
            nginx -p "$work/nginx" -c nginx.conf -e stderr &
            ;;
        node) node tests/bench/peers/node.mjs "${port[node]}" & ;;
        webhook)
            webhook -ip 127.0.0.1 -port "${port[webhook]}" -template -hooks tests/bench/peers/hooks.json \
                >"$work/webhook.log" 2>&1 &
            ;;
        *) echo "unknown peer $name" >&2; return 1 ;;
    esac
    pids+=($!)
}

# One signed request by curl: a peer that refuses it would be measured at refusing.
expect_ok() {
    local timestamp signature plain body status
    IFS=$'\t' read -r timestamp signature plain body <"$BENCH_ALERTS"
    for _ in $(seq 50); do
        status=$(curl -s -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json' \
            -H "X-Timestamp: $timestamp" -H "X-Signature-256: $signature" -H "X-Hub-Signature-256: sha256=$plain" \
            --data-binary "$body" "http://127.0.0.1:${port[$1]}/hooks/alerts" || true)
        [ "$status" = 200 ] && return 0
        sleep 0.1
    done
    echo "$1 answers a signed alert with $status, not 200" >&2
    return 1
}

busy_ticks() { awk '/^cpu / { print $2 + $3 + $4 + $7 + $8 }' /proc/stat; }

# What a peer has left running (webhook's commands, a search index that catches up) is not measured with the next.
come_to_rest() {
    local before
    for _ in $(seq 120); do
        before=$(busy_ticks)
        sleep 0.5
        [ $(($(busy_ticks) - before)) -le 5 ] && return 0
    done
    echo "the machine does not come to rest" >&2
}

machine_facts() {
    echo "machine: $(nproc) x $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(uname -sr)," \
        "$(awk '/MemTotal/ { printf "%.0f MB", $2 / 1024 }' /proc/meminfo), store on $(stat -f -c %T "$work")"
    echo "versions: $(nginx -v 2>&1 | sed 's/.*: //'), node $(node --version), $(webhook -version), $(wrk -v 2>&1 | head -n 1)"
    echo "load: wrk, 2 threads, 64 keep-alive connections, 1024 byte body, $rounds rounds of $seconds s each, interleaved"
}

# Reads "<peer> <requests> <us> <p50 us> <p99 us> <failed>" per round.
print_table() {
    awk '
        function median(list, n, parts) { n = split(list, parts, " "); sort(parts, n)
            return n % 2 ? parts[(n + 1) / 2] : (parts[n / 2] + parts[n / 2 + 1]) / 2 }
        function sort(a, n, i, j, t) { for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j - 1] + 0 > a[j] + 0; j--) {
            t = a[j]; a[j] = a[j - 1]; a[j - 1] = t } }
        { rate = $2 / ($3 / 1e6); if (!($1 in rates)) order[++peers] = $1
          rates[$1] = rates[$1] " " rate; p50[$1] = p50[$1] " " $4; p99[$1] = p99[$1] " " $5; failed[$1] += $6
          if (!($1 in low) || rate < low[$1]) low[$1] = rate; if (rate > high[$1]) high[$1] = rate }
        END {
            printf "%-9s %11s %9s %9s %14s %20s %7s\n", "peer", "requests/s", "p50 ms", "p99 ms", "tocsin / peer", "min .. max", "failed"
            base = ("tocsin" in rates) ? median(rates["tocsin"]) : 0
            for (i = 1; i <= peers; i++) { p = order[i]; m = median(rates[p])
                printf "%-9s %11.0f %9.2f %9.2f %14s %9.0f .. %7.0f %7d\n", p, m, median(p50[p]) / 1000, median(p99[p]) / 1000,
                    base ? sprintf("%.2f", base / m) : "-", low[p], high[p], failed[p] } }' "$1"
}

install_with_apt wrk nginx-light webhook curl
command -v node >/dev/null || install_with_apt nodejs
for peer in "${peers[@]}"; do
    start_peer "$peer"
done
sign_alerts
for peer in "${peers[@]}"; do
    expect_ok "$peer"
    post "${port[$peer]}" 1 >/dev/null # warm
    come_to_rest
done
for round in $(seq "$rounds"); do
    for peer in "${peers[@]}"; do
        sign_alerts
        echo "$peer $(post "${port[$peer]}" "$seconds")" | tee -a "$work/results" | sed "s/^/round $round: /" >&2
        come_to_rest
    done
done
machine_facts
print_table "$work/results"
