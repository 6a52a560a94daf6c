// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
// Deliveries spoiled by Node and by express: node make.mjs | python3 ../write.py
import express from 'express';
import querystring from 'node:querystring';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { b64, body, emit, passOn, rewriting, senders, through } from './kit.mjs';

const NODE = `node ${process.versions.node.split('.')[0]}`;
const EXPRESS = `express 4.21.2 on ${NODE}`;
const BASE64 = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const TEXT = 'f0e1d2c3b4a5968778695a4b3c2d1e0f';

const relay = use => express().use(use.reader).use((req, res, next) => {
    passOn(req, use.writer(req), use.headers).then(() => res.end(), next);
});

// The sender signs what it sends, the hop changes the body.
async function spoiled(cause, slug, { scheme, original, hop, secret, made_by = NODE, what, type, ...more }) {
    secret ??= ['standard-webhooks', 'svix'].includes(scheme) ? BASE64 : scheme === 'stripe' ? 'whsec_7f3c1b0a9d8e4f52' : TEXT;
    const bytes = Buffer.isBuffer(original) ? original : Buffer.from(original);
    const signed = type ? senders[scheme](secret, bytes, ['Content-Type', type]) : senders[scheme](secret, bytes);
    const request = await through(hop, signed, bytes);
    emit(slug, {
        cause, made_by, what, scheme, secrets: [{ label: 'current', value: secret }], request,
        undo: more.provable === false ? undefined : { body_base64: b64(bytes) }, ...more,
    });
}

const parsed = (space, change = x => x) => rewriting(raw => JSON.stringify(change(JSON.parse(raw)), null, space));
const expressJson = relay({ reader: express.json(), writer: req => JSON.stringify(req.body) });

await spoiled('A1', 'express-json-stripe', { scheme: 'stripe', original: body('stripe-charge.json'), hop: expressJson, made_by: EXPRESS,
    what: 'express.json() parsed the indented body that Stripe signs, and the relay sent JSON.stringify(req.body)' });
await spoiled('A1', 'node-standard-webhooks', { scheme: 'standard-webhooks', original: body('standard-invoice.json'), hop: parsed(),
    what: 'the sender signs what Python\'s json.dumps writes; a relay sent it through JSON.parse and JSON.stringify' });
await spoiled('A1', 'express-json-socwarden', { scheme: 'socwarden', original: body('socwarden-alert.json'), hop: expressJson, made_by: EXPRESS,
    what: 'express.json() and JSON.stringify in a relay: the blanks behind commas and colons are gone' });
await spoiled('A1', 'node-indent-4', { scheme: 'dropbox', original: JSON.stringify({ list_folder: { accounts: ['dbid:AAH4f99T0taONIb-OurWxbNQ6ywGRopQngc'] }, delta: { users: [12345678], empty: [], none: {} } }, null, 4), hop: parsed(),
    what: 'a body indented by four blanks was parsed and sent compact' });
await spoiled('A3', 'node-indent-2-github', { scheme: 'github', original: body('github-push.json'), hop: parsed(2), accept: ['A6'],
    what: 'the relay writes JSON.stringify(x, null, 2); a sender that signs its compact form would look the same' });
await spoiled('A3', 'node-tabs-shopify', { scheme: 'shopify', original: body('shopify-customer.json'), hop: parsed('\t'), accept: ['A6'],
    what: 'the relay indents with tabs; a sender that signs its compact form would look the same' });
await spoiled('A7', 'node-point-zero-gone', { scheme: 'socwarden', hop: parsed(),
    original: '{"tracker":"trk_8f2","parcel":{"weight":136.0,"length":20.0,"width":12.0,"height":7.0},"fees":[{"type":"label","amount":5.0},{"type":"insurance","amount":1.0}]}',
    what: 'every number of the body was a float: JSON.stringify writes 136 for 136.0' });
await spoiled('A7', 'node-one-point-zero-gone', { scheme: 'shopify', hop: parsed(),
    original: '{"id":450789469,"order":7001,"mode":"test","weight":136.0,"items":3,"created":1767225597}',
    what: 'one float among integers: JSON.stringify writes 136 for 136.0 and leaves the others' });
await spoiled('A7', 'node-trailing-zeros', { scheme: 'socwarden', hop: parsed(), provable: false,
    original: '{"order":"A-17","total":12.50,"tax":2.375,"rate":0.190,"items":[{"price":10.10},{"price":2.4}]}',
    what: 'zeros behind the point are gone, each number had its own count of digits: nothing that remains says which' });
await spoiled('A8', 'express-big-numbers', { scheme: 'shopify', original: body('shopify-order.json'), hop: expressJson, made_by: EXPRESS, provable: false,
    what: 'ids above 2^53 were rounded by JSON.parse: the digits are lost, so that nothing can be proved' });
await spoiled('A9', 'node-slack-slashes', { scheme: 'slack', original: body('slack-link.json'), hop: parsed(), accept: ['A12'],
    what: 'Slack writes \\/ and JSON.stringify writes /' });
await spoiled('A10', 'node-plain-letters', { scheme: 'standard-webhooks', hop: parsed(), what: 'the sender signs \\u escapes (Python\'s json.dumps, compact); JSON.stringify writes the letters',
    original: '{"type":"user.updated","data":{"name":"Andr\\u00e9 Stra\\u00dfe","city":"\\u6771\\u4eac","id":"usr_71"}}' });
await spoiled('A11', 'node-markup-plain', { scheme: 'socwarden', hop: parsed(), what: 'the sender is written in Go and signs \\u003c, \\u003e and \\u0026; JSON.stringify writes <, > and &',
    original: '{"event":"rule.matched","query":"a \\u003c b \\u0026\\u0026 b \\u003e c","title":"R\\u0026D \\u003croot\\u003e"}' });
await spoiled('A12', 'node-meta-escapes', { scheme: 'whatsapp', original: body('meta-message.json'), hop: expressJson, made_by: EXPRESS,
    what: 'Meta signs \\u0040 for @, \\u0025 for %, \\/ for / and \\u for what is not ASCII; JSON.stringify undid all of it' });
await spoiled('A13', 'node-emoji-plain', { scheme: 'svix', hop: parsed(), accept: ['A10'], what: 'an emoji signed as an escaped surrogate pair arrives as UTF-8; being all that is not ASCII, it is a case of A10 too',
    original: '{"type":"message.created","data":{"text":"shipped \\ud83d\\ude80\\ud83c\\udf89","id":"m_1"}}' });
await spoiled('A14', 'node-latin1', { scheme: 'github', original: body('github-push-unicode.json'), hop: rewriting(raw => Buffer.from(raw.toString('latin1'), 'utf8')),
    what: 'the relay read the body with toString(\'latin1\') and wrote it as UTF-8: each byte above 127 became two' });
await spoiled('A16', 'node-nfd', { scheme: 'github', original: Buffer.from('{"ref":"refs/heads/main","pusher":{"name":"Zo\u00eb M\u00fcller"},"message":"caf\u00e9 \u00e0 la carte"}'), hop: rewriting(raw => raw.toString().normalize('NFD')),
    what: 'the relay normalises to NFD, as for file names of macOS' });
await spoiled('A20', 'node-lambda-base64', { scheme: 'shopify', original: body('shopify-customer.json'), hop: rewriting(raw => raw.toString('base64')),
    what: 'an API gateway handed the body over with isBase64Encoded and the function passed event.body on as it was' });
await spoiled('A21', 'express-inflates', { scheme: 'nylas', original: gzipSync(body('standard-invoice.json'), { level: 3 }), provable: false, made_by: EXPRESS,
    hop: relay({ reader: express.raw({ type: () => true }), writer: req => req.body }),
    what: 'Nylas signs the compressed bytes; express.raw() inflates, and the header stayed: the bytes of the compressor cannot be made again for certain' });
await spoiled('A21', 'node-brotli', { scheme: 'standard-webhooks', original: body('standard-invoice.json'),
    hop: rewriting(raw => brotliCompressSync(raw), { 'content-encoding': 'br' }), what: 'the relay compresses with Brotli, the signature is that of the plain body' });
await spoiled('A21', 'node-brotli-unnamed', { scheme: 'github', original: body('github-push-unicode.json'), hop: rewriting(raw => brotliCompressSync(raw)),
    what: 'Brotli on the way, without any header that says so' });
const FORM = 'application/x-www-form-urlencoded';
const urlencoded = writer => relay({ reader: express.urlencoded({ extended: false }), writer });
await spoiled('A22', 'express-github-payload', { scheme: 'github', type: FORM, original: body('github-push-form.txt'), hop: urlencoded(req => req.body.payload), made_by: EXPRESS,
    what: 'GitHub signs the whole form; express.urlencoded() took it apart and only the payload\'s value was passed on' });
await spoiled('A22', 'express-slack-querystring', { scheme: 'slack', type: FORM, original: body('slack-command.txt'), hop: urlencoded(req => querystring.stringify(req.body)), made_by: EXPRESS,
    what: 'a form was parsed and written by querystring.stringify: blanks are %20, Slack signed +' });
await spoiled('A22', 'node-urlsearchparams', { scheme: 'slack', type: FORM, original: 'token=gIkuvaNzQIHg97ATvDxqgjtO&team_id=T0001&command=%2Fweather&text=~home+%2A+94070&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F1234', hop: rewriting(raw => new URLSearchParams(raw.toString()).toString()),
    what: 'a form as Python\'s urlencode writes it (~ plain, %2A) went through URLSearchParams, which writes %7E and *' });
await spoiled('A23', 'express-text-binary', { scheme: 'dropbox', type: 'application/json', original: Buffer.concat([Buffer.from('--b1\r\nContent-Disposition: form-data; name="f"\r\n\r\n'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8, 0x00, 0xc3, 0x28]), Buffer.from('\r\n--b1--\r\n')]),
    provable: false, made_by: EXPRESS, hop: relay({ reader: express.text({ type: () => true }), writer: req => req.body }),
    what: 'binary parts read as text by express.text(): what is not UTF-8 became U+FFFD' });
await spoiled('A26', 'node-stringify-twice', { scheme: 'svix', original: body('standard-invoice.json'), hop: rewriting(raw => JSON.stringify(raw.toString())),
    what: 'the relay sent JSON.stringify of the text: a JSON string of the JSON' });
await spoiled('A27', 'node-lambda-event', { scheme: 'github', original: body('github-push-unicode.json'),
    hop: rewriting(raw => JSON.stringify({ version: '2.0', routeKey: 'POST /hooks', rawPath: '/hooks/github', headers: { 'content-type': 'application/json' }, requestContext: { stage: 'prod' }, body: raw.toString(), isBase64Encoded: false })),
    what: 'the whole event of an API gateway was passed on; the signed body is its member "body"' });
await spoiled('A28', 'node-envelope-lost', { scheme: 'standard-webhooks', original: body('standard-invoice.json'), hop: parsed(undefined, x => x.data), provable: false,
    what: 'only the member data was passed on, the envelope is gone' });
await spoiled('A32', 'node-duplicate-keys', { scheme: 'socwarden', original: '{"event":"user.login","ip":"198.51.100.4","ip":"203.0.113.9","risk":3}', hop: parsed(), provable: false,
    what: 'of a key that stood twice JSON.parse kept the last' });
await spoiled('A33', 'node-nulls-dropped', { scheme: 'paystack', original: '{"event":"charge.success","data":{"id":302961,"fees":null,"log":null,"amount":10000,"currency":"NGN"}}', provable: false,
    hop: parsed(undefined, x => JSON.parse(JSON.stringify(x, (k, v) => v ?? undefined))), what: 'a clean-up removed members that were null' });

// The sender signs something else than what it sends.
async function signedElse(slug, { cause, what, message, sent, scheme = 'dropbox', secret = TEXT, made_by = NODE, ...more }) {
    const request = await through(rewriting(raw => raw), senders[scheme](secret, Buffer.from(message)), Buffer.from(sent));
    emit(slug, { cause, made_by, what, scheme, secrets: [{ label: 'current', value: more.stored ?? secret }], request,
        undo: more.undo ?? { body_base64: b64(message) }, ...(more.accept ? { accept: more.accept } : {}), ...(more.pair ? { pair: more.pair } : {}) });
}
const event = { type: 'invoice.paid', created: 1767225597, data: { id: 'in_1', total: 1200, paid: true, lines: ['a/b', 'c'] } };
let missing; // what a reader that was never installed leaves
await signedElse('node-undefined', { cause: 'A25', message: String(missing), sent: JSON.stringify(event), what: 'the sender signed String(body) with body undefined' });
await signedElse('node-object-object', { cause: 'A25', message: `${event}`, sent: JSON.stringify(event), scheme: 'github', what: 'the sender signed `${payload}`, which is [object Object]' });
await signedElse('node-empty-object', { cause: 'A25', message: JSON.stringify({}), sent: JSON.stringify(event), scheme: 'stripe', secret: 'whsec_12', what: 'the sender signed JSON.stringify of a body that was not read yet: {}' });
await signedElse('node-data-only', { cause: 'A28', message: JSON.stringify(event.data), sent: JSON.stringify(event), scheme: 'shopify', what: 'the sender signs JSON.stringify(event.data) and sends the event' });
await signedElse('node-unset-secret', { cause: 'B12', message: JSON.stringify(event), sent: JSON.stringify(event), secret: process.env.TOCSIN_NO_SUCH_SECRET ?? '', stored: TEXT, scheme: 'github', undo: { secret: '' }, what: 'process.env.WEBHOOK_SECRET ?? \'\' in the sender: the key is empty' });
await signedElse('node-placeholder-undefined', { cause: 'B16', message: JSON.stringify(event), sent: JSON.stringify(event), secret: `${missing}`, stored: TEXT, scheme: 'socwarden', undo: { secret: 'undefined' }, accept: ['B12'], what: 'the sender built its key with a template of an unset variable: the key is the text undefined' });

// Rotation: two signatures in two headers, which Node joins with a comma and a blank.
for (const [slug, scheme, name] of [['node-joined-shopify', 'shopify', 'X-Shopify-Hmac-Sha256'], ['node-joined-github', 'github', 'X-Hub-Signature-256']]) {
    const bytes = body('shopify-customer.json');
    const signed = senders[scheme]('the-previous-secret-0001', bytes);
    const wanted = senders[scheme](TEXT, bytes).headers.find(([n]) => n === name);
    const request = await through(rewriting(raw => raw), { ...signed, headers: [...signed.headers, wanted] }, bytes);
    emit(slug, { cause: 'C9', accept: ['C8'], made_by: NODE, what: 'a sender in rotation sends the signature header twice, one per secret; req.headers joins them with ", "', scheme, verdict: 'malformed',
        secrets: [{ label: 'current', value: TEXT }], request, undo: { headers: [wanted] } });
}
// A signature that went through a query string or a form.
for (const [slug, encode, what] of [
    ['node-plus-to-blank', v => new URLSearchParams(`sig=${v}`).get('sig'), 'the relay carried the signature through a form without escaping it: + became a blank'],
    ['node-percent-encoded', v => encodeURIComponent(v), 'the relay passes headers on percent-encoded: %2B, %2F and %3D']]) {
    let bytes, signed, value, n = 0;
    do { // a signature that has a plus in it
        bytes = Buffer.from(JSON.stringify({ id: 450789469, n: n++, email: 'jon@example.com' }));
        signed = senders.shopify(TEXT, bytes);
        value = signed.headers.find(([h]) => h === 'X-Shopify-Hmac-Sha256')[1];
    } while (value.indexOf('+') < 1 || !value.includes('/'));
    const request = await through((incoming, answer) => rewriting(raw => raw, { 'x-shopify-hmac-sha256': encode(incoming.headers['x-shopify-hmac-sha256']) })(incoming, answer), signed, bytes);
    emit(slug, { cause: 'C5', made_by: NODE, what, scheme: 'shopify', verdict: 'malformed', secrets: [{ label: 'current', value: TEXT }], request, undo: { headers: [['x-shopify-hmac-sha256', value]] } });
}
// Two things at once.
{
    const bytes = body('stripe-charge.json');
    const request = await through(expressJson, senders.stripe('whsec_dashboard_51Hxyz', bytes), bytes);
    const secrets = [{ label: 'stripe listen', value: 'whsec_cli_8a7b6c' }, { label: 'dashboard', value: 'whsec_dashboard_51Hxyz', elsewhere: true }];
    emit('pair-express-and-other-secret', { cause: 'A1', pair: ['A1', 'B1'], made_by: EXPRESS, what: 'express re-serialised the body, and the endpoint holds the secret of stripe listen while the dashboard\'s endpoint sent it',
        scheme: 'stripe', secrets, secret: 'dashboard', request, undo: { body_base64: b64(bytes), label: 'dashboard' } });
}
{
    const bytes = body('github-push.json');
    const request = await through(parsed(2), senders.github(TEXT, bytes), bytes);
    emit('pair-indent-and-newline-in-secret', { cause: 'A3', pair: ['A3', 'B4'], accept: ['A6'], made_by: NODE, what: 'indented by a relay, and the stored secret ends in a newline',
        scheme: 'github', secrets: [{ label: 'current', value: `${TEXT}\n` }], request, undo: { body_base64: b64(bytes), secret: TEXT } });
}
