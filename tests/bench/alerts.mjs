// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
//
// Writes COUNT different SOCWarden alerts of 1024 bytes, signed as of now: one per line, `timestamp<TAB>signature<TAB>
// signature of the body alone<TAB>body`. The last signature is what `webhook` can check. The secret comes in BENCH_SECRET.
// usage: node alerts.mjs COUNT > FILE

import { createHmac, randomUUID } from 'node:crypto';

const secret = process.env.BENCH_SECRET;
const count = Number(process.argv[2]);
if (!secret || !(count > 0)) {
  console.error('usage: BENCH_SECRET=... node alerts.mjs COUNT > FILE');
  process.exit(2);
}

const size = 1024;
const digest = (text) => createHmac('sha256', secret).update(text).digest('hex');

function alert() {
  const value = {
    event: 'alert.created', source: 'socwarden', alert_id: randomUUID(), event_id: randomUUID(),
    alert_type: 'example_alert_type', severity: 'high', actor: 'user-1042', ip: '198.51.100.23',
    project: 'demo-shop', summary: '', risk_score: 82, mitre: 'T1110.003',
    geo: { country: 'Exampleland', country_code: 'XX', city: 'Sample City', latitude: 12.5, longitude: -34.25,
           timezone: 'UTC' },
    network: { network_type: 'hosting', is_tor: false, is_vpn: true, is_proxy: false, is_datacenter: true,
               isp: 'Example Networks', asn: 'AS64500' },
    tags: ['example_tag'], org_name: 'Example Org', event_type: 'auth.login.failure',
    created_at: new Date().toISOString(),
  };
  const words = 'Many failed sign-ins from one address against several accounts. ';
  value.summary = words.repeat(10).slice(0, size - JSON.stringify(value).length);
  return JSON.stringify(value);
}

const lines = [];
for (let i = 0; i < count; ++i) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = alert();
  lines.push([timestamp, digest(`${timestamp}.${body}`), digest(body), body].join('\t'));
}
process.stdout.write(lines.join('\n') + '\n');
