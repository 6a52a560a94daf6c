// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
// What all parts of sign.mjs use. The clock stands still at the time of signing.
import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';

export const NOW = 1767225600;
const RealDate = Date;
globalThis.Date = class extends RealDate {
    constructor(...args) {
        super(...(args.length ? args : [NOW * 1000]));
    }
    static now() {
        return NOW * 1000;
    }
};

export const require = createRequire(import.meta.url);
export const version = (name) =>
    `${name} ${JSON.parse(fs.readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version} (npm)`;
export const accepted = (name) => `node crypto, accepted by ${version(name)}`;
export const key = (name) => fs.readFileSync(new URL(`../keys/${name}`, import.meta.url), 'utf8');
export const hmac = (algorithm, secret, text, form) => crypto.createHmac(algorithm, secret).update(text).digest(form);
export const files = [];
export const JSON_TYPE = ['Content-Type', 'application/json'];
export const FORM_TYPE = ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'];
export const record = (headers) => Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));

export function must(ok, what) {
    if (!ok) throw new Error(`not accepted: ${what}`);
}

// A file of one scheme. goods: list of {headers, body, signature, names, window, target, variant, note}; the first one is
// also spoiled in the usual ways.
export function file(scheme, madeBy, secrets, goods, more = {}) {
    files.push({
        scheme,
        made_by: madeBy,
        secrets,
        ...more,
        goods: goods.map(({ body, ...good }) => ({ ...good, body_base64: Buffer.from(body).toString('base64') })),
    });
}

// The three question marks become Pz8/, so that no scanner takes the text for a live key.
export const secret = (text) => {
    const key = Buffer.from(text);
    key.write('???', 12);
    return 'whsec_' + key.toString('base64');
};
