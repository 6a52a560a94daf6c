// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Every line `name TAB base64` through JSON.parse and JSON.stringify; answers `profile TAB name TAB base64` or `-`.
import { readFileSync } from 'node:fs';

const forms = { 'javascript': undefined, 'javascript-indent-2': 2, 'javascript-indent-4': 4, 'javascript-indent-tab': '\t' };
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [name, body] = line.split('\t');
  for (const [profile, space] of Object.entries(forms)) {
    let out = '-';
    try {
      const text = Buffer.from(body, 'base64').toString('utf8');
      out = Buffer.from(JSON.stringify(JSON.parse(text), null, space)).toString('base64');
    } catch {}
    console.log([profile, name, out].join('\t'));
  }
}
