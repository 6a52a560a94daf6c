-- SPDX-FileCopyrightText: 2026 The Tocsin authors
-- SPDX-License-Identifier: Apache-2.0
--
-- wrk: posts the signed alerts of the file named in BENCH_ALERTS in turn, and closes with one line for run.sh:
-- result <requests> <microseconds> <p50 us> <p99 us> <failed>

local requests = {}
local at = 0

function init(args)
    for line in io.lines(os.getenv("BENCH_ALERTS")) do
        local timestamp, signature, plain, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
        requests[#requests + 1] = wrk.format("POST", "/hooks/alerts", {
            ["Host"] = wrk.host .. ":" .. wrk.port,
            ["Content-Type"] = "application/json",
            ["User-Agent"] = "SOCWarden-Webhook/1.0",
            ["X-Timestamp"] = timestamp,
            ["X-Signature-256"] = signature,
            ["X-Hub-Signature-256"] = "sha256=" .. plain,
        }, body)
    end
    assert(#requests > 0, "no alerts in BENCH_ALERTS")
    math.randomseed(os.time() + tonumber(tostring(requests):match("0x(%x+)"), 16) % 100000)
    at = math.random(#requests) -- the threads of one run do not walk in step
end

function request()
    at = at % #requests + 1
    return requests[at]
end

function done(summary, latency)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    io.write(string.format("result %d %d %d %d %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), failed))
end
