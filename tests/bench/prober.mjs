// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
//
// A well-behaved sender: for SECONDS it posts 50 alerts a second to URL, every second one over a new connection, and
// prints `requests failed p50_ms p99_ms max_ms`.
// usage: node prober.mjs URL SECONDS

import { Agent, request } from 'node:http';

const [url, seconds] = [process.argv[2], Number(process.argv[3])];
if (!url || !(seconds > 0)) {
  console.error('usage: node prober.mjs URL SECONDS');
  process.exit(2);
}

const kept = new Agent({ keepAlive: true, maxSockets: 4 });
const body = JSON.stringify({ event: 'alert.created', source: 'socwarden', severity: 'low', summary: 'x'.repeat(900) });
const times = [];
let failed = 0;
let open = 0;

function post(number) {
  const began = performance.now();
  const done = (good) => {
    open -= 1;
    if (good) times.push(performance.now() - began);
    else failed += 1;
  };
  open += 1;
  const sent = request(url, {
    method: 'POST', agent: number % 2 ? kept : false, timeout: 20_000,
    headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
  }, (answer) => {
    answer.resume();
    answer.on('end', () => done(answer.statusCode === 200));
  });
  sent.on('timeout', () => sent.destroy(new Error('no answer')));
  sent.on('error', () => done(false));
  sent.end(body);
}

let number = 0;
const clock = setInterval(() => post(number++), 20);
setTimeout(() => {
  clearInterval(clock);
  const wait = setInterval(() => {
    if (open > 0) return;
    clearInterval(wait);
    kept.destroy();
    times.sort((a, b) => a - b);
    const at = (share) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN).toFixed(1);
    console.log(times.length + failed, failed, at(0.5), at(0.99), at(1));
  }, 50);
}, seconds * 1000);
