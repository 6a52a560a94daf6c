// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
//
// Runs the vendors' own published code (tests/data/interop) on a request that we made, or makes one for us.
//   node vendor.mjs verify SCHEME DATA BODY_FILE < HEADERS   exit 0 accepted, 1 refused
//   node vendor.mjs sign SCHEME DATA BODY_FILE [TAG]         prints the headers, one `Name: value` per line
// DATA is the folder of the vendors' texts; the secret comes in INTEROP_SECRET.

import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [action, scheme, data, bodyFile, tag = ''] = process.argv.slice(2);
const secret = process.env.INTEROP_SECRET;
const body = readFileSync(bodyFile, 'utf8'); // the published code takes the body as text

function readHeaders() {
  const lines = readFileSync(0, 'utf8').split('\n').filter((line) => line !== '');
  return Object.fromEntries(lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  }));
}

const socwarden = {
  async verify(headers) {
    const text = readFileSync(`${data}/socwarden.mjs`, 'utf8') + '\nexport { verifyWebhook };';
    const { verifyWebhook } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    verifyWebhook({ headers, rawBody: body }, secret); // throws when it refuses
  },
  sign() {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    return [`X-Timestamp: ${timestamp}`, `X-Signature-256: ${digest}`];
  },
};

// The published statements with our values in place of the four sample constants. The page gives no code for a
// secret without a tag, only the words "timestamp.JSONpayload".
function socotraDigest(timestamp, givenTag) {
  if (givenTag === '')
    return createHmac('sha256', secret).update([timestamp, body].join('.')).digest('hex');
  const published = readFileSync(`${data}/socotra.cjs`, 'utf8').split('\n');
  const statements = published.filter((line) => !/^const (secret|timestamp|jsonPayload|tag) =/.test(line)
                                                && !line.startsWith('console.log'));
  const run = new Function('require', 'secret', 'timestamp', 'jsonPayload', 'tag',
                           `${statements.join('\n')}\nreturn hash;`);
  return run(createRequire(import.meta.url), secret, timestamp, body, givenTag);
}

const socotra = {
  verify(headers) {
    const form = /^t=(\d+),v1=([0-9a-f]{64})(?:,tag=(.*))?$/;
    const [, timestamp, signature, givenTag = ''] = headers['socotra-signature'].match(form);
    if (socotraDigest(timestamp, givenTag) !== signature)
      throw new Error('signatures differ');
  },
  sign() {
    const timestamp = String(Date.now());
    const suffix = tag === '' ? '' : `,tag=${tag}`;
    return [`Socotra-Signature: t=${timestamp},v1=${socotraDigest(timestamp, tag)}${suffix}`];
  },
};

const vendor = { socwarden, socotra }[scheme];
if (action === 'sign') {
  console.log(vendor.sign().join('\n'));
} else {
  try {
    await vendor.verify(readHeaders());
  } catch (error) {
    console.error(String(error));
    process.exit(1);
  }
}
