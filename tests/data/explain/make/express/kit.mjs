// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
// Senders that sign, a capture that keeps what arrives as it is on the wire, and the printing of cases.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';

export const NOW = 1767225600;
export const body = name => readFileSync(new URL(`../bodies/${name}`, import.meta.url));
export const b64 = bytes => Buffer.from(bytes).toString('base64');
const mac = (key, message, encoding, hash = 'sha256') => createHmac(hash, key).update(message).digest(encoding);
const json = ['Content-Type', 'application/json'];

// Every sender answers the request that it sends: signed over the bytes of `message`, which are those it sends too.
export const senders = {
    stripe: (secret, bytes, t = NOW - 3) => ({
        target: '/webhooks/stripe', headers: [['User-Agent', 'Stripe/1.0 (+https://stripe.com/docs/webhooks)'], json,
            ['Stripe-Signature', `t=${t},v1=${mac(secret, Buffer.concat([Buffer.from(`${t}.`), bytes]), 'hex')}`]],
    }),
    github: (secret, bytes, type = json) => ({
        target: '/hooks/github', headers: [['User-Agent', 'GitHub-Hookshot/044aadd'], type, ['X-GitHub-Event', 'push'],
            ['X-GitHub-Delivery', '72d3162e-cc78-11e3-81ab-4c9367dc0958'],
            ['X-Hub-Signature-256', `sha256=${mac(secret, bytes, 'hex')}`]],
    }),
    whatsapp: (secret, bytes) => ({
        target: '/meta', headers: [['User-Agent', 'facebookexternalua'], json,
            ['X-Hub-Signature-256', `sha256=${mac(secret, bytes, 'hex')}`]],
    }),
    slack: (secret, bytes, type = json, t = NOW - 2) => ({
        target: '/slack/events', headers: [['User-Agent', 'Slackbot 1.0 (+https://api.slack.com/robots)'], type,
            ['X-Slack-Request-Timestamp', `${t}`],
            ['X-Slack-Signature', `v0=${mac(secret, Buffer.concat([Buffer.from(`v0:${t}:`), bytes]), 'hex')}`]],
    }),
    shopify: (secret, bytes) => ({
        target: '/shopify', headers: [json, ['X-Shopify-Topic', 'customers/update'], ['X-Shopify-Shop-Domain', 'jsmith.myshopify.com'],
            ['X-Shopify-Hmac-Sha256', mac(secret, bytes, 'base64')]],
    }),
    'standard-webhooks': (secret, bytes, t = NOW - 4, id = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W') => ({
        target: '/hooks/billing', headers: [json, ['webhook-id', id], ['webhook-timestamp', `${t}`],
            ['webhook-signature', `v1,${mac(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'),
                Buffer.concat([Buffer.from(`${id}.${t}.`), bytes]), 'base64')}`]],
    }),
    svix: (secret, bytes, t = NOW - 4, id = 'msg_p5jXN8AQM9LWM0D4loKWxJek') => ({
        target: '/hooks/svix', headers: [json, ['svix-id', id], ['svix-timestamp', `${t}`],
            ['svix-signature', `v1,${mac(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'),
                Buffer.concat([Buffer.from(`${id}.${t}.`), bytes]), 'base64')}`]],
    }),
    socwarden: (secret, bytes, t = NOW - 5) => ({
        target: '/hooks/soc', headers: [json, ['X-Timestamp', `${t}`],
            ['X-Signature-256', mac(secret, Buffer.concat([Buffer.from(`${t}.`), bytes]), 'hex')]],
    }),
    dropbox: (secret, bytes) => ({
        target: '/dropbox', headers: [['User-Agent', 'DropboxWebhooks/1.0'], json, ['X-Dropbox-Signature', mac(secret, bytes, 'hex')]],
    }),
    paystack: (secret, bytes) => ({
        target: '/paystack', headers: [json, ['X-Paystack-Signature', mac(secret, bytes, 'hex', 'sha512')]],
    }),
    nylas: (secret, bytes) => ({
        target: '/nylas', headers: [json, ['Content-Encoding', 'gzip'], ['X-Nylas-Signature', mac(secret, bytes, 'hex')]],
    }),
};

const listen = (server, port) => new Promise(done => server.listen(port, '127.0.0.1', done));
const close = server => new Promise(done => { server.closeAllConnections(); server.close(done); });
const read = async stream => { const parts = []; for await (const part of stream) parts.push(part); return Buffer.concat(parts); };

export function post(port, { method = 'POST', target, headers }, bytes) {
    return new Promise((done, failed) => {
        const outgoing = http.request({ host: '127.0.0.1', port, method, path: target, agent: false }, answer => {
            answer.resume().on('end', done);
        });
        for (const name of new Set(headers.map(([n]) => n.toLowerCase())))
            outgoing.setHeader(headers.find(([n]) => n.toLowerCase() === name)[0],
                headers.filter(([n]) => n.toLowerCase() === name).map(([, v]) => v));
        outgoing.on('error', failed).end(bytes);
    });
}

const ownOfHop = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive', 'host']);

// What a relay does at its end: the headers it was given, and a body of its own making.
export function passOn(incoming, bytes, changed = {}) {
    const headers = Object.entries({ ...incoming.headers, ...changed })
        .filter(([name, value]) => !ownOfHop.has(name) && value !== null).map(([n, v]) => [n, v]);
    return post(8090, { method: incoming.method, target: incoming.url, headers: [['Host', 'hooks.example.com'], ...headers] }, bytes);
}

// Sends the request to the relay and answers what arrived behind it.
export async function through(relay, request, bytes) {
    let arrived;
    const capture = http.createServer(async (incoming, answer) => {
        const raw = await read(incoming);
        const pairs = [];
        for (let i = 0; i < incoming.rawHeaders.length; i += 2)
            pairs.push([incoming.rawHeaders[i], incoming.rawHeaders[i + 1]]);
        arrived = { method: incoming.method, target: incoming.url, headers: pairs, body_base64: b64(raw) };
        answer.end();
    });
    const hop = http.createServer(relay);
    await Promise.all([listen(capture, 8090), listen(hop, 8091)]);
    await post(8091, request, bytes);
    await Promise.all([close(capture), close(hop)]);
    if (!arrived)
        throw new Error(`nothing arrived of ${request.target}`);
    return arrived;
}

// A relay that reads all of the body and passes on what change() makes of it.
export const rewriting = (change, headers) => async (incoming, answer) => {
    await passOn(incoming, change(await read(incoming)), headers);
    answer.end();
};

export function emit(slug, fields) {
    process.stdout.write(JSON.stringify({ slug, ...fields }) + '\n');
}
