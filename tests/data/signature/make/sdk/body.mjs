// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
// Senders that sign the body, by a shared secret or a key of their own.
import crypto from 'node:crypto';
import { Readable } from 'node:stream';
import { FORM_TYPE, JSON_TYPE, NOW, accepted, file, hmac, key, must, record, require, secret, version } from './common.mjs';

export async function bodyOnly() {
    const { sign } = await import('@octokit/webhooks-methods');
    const githubSecret = "It's an example secret, München";
    const push = JSON.stringify({
        zen: 'Keep it logically awesome.',
        hook_id: 1,
        repository: { full_name: 'example/schöne-repo' },
        sender: { login: 'octo-example' },
    });
    const github = (headers, body, type = JSON_TYPE) => [
        type,
        ['X-GitHub-Delivery', '72d3162e-cc78-11e3-81ab-example00001'],
        ['X-GitHub-Event', 'ping'],
        ...headers,
    ];
    const sum256 = await sign(githubSecret, push),
        sum1 = 'sha1=' + hmac('sha1', githubSecret, push, 'hex');
    const form = 'payload=' + encodeURIComponent(push);
    const one = {
        headers: github([['X-Hub-Signature-256', sum256]]),
        body: push,
        signature: sum256.slice(7),
        names: ['X-Hub-Signature-256'],
        window: 0,
        variant: 'sha256',
    };
    file('github', version('@octokit/webhooks-methods') + '; sha1: node crypto', githubSecret, [
        one,
        {
            ...one,
            headers: github([
                ['X-Hub-Signature', sum1],
                ['X-Hub-Signature-256', sum256],
            ]),
            note: 'both headers, as GitHub sends them',
        },
        {
            ...one,
            headers: github([['X-Hub-Signature-256', await sign(githubSecret, form)]], form, FORM_TYPE),
            body: form,
            note: 'content type form: its text is signed',
        },
        {
            ...one,
            headers: github([['X-Hub-Signature', sum1]]),
            signature: sum1.slice(5),
            names: ['X-Hub-Signature'],
            variant: 'sha1',
            note: 'only the older header',
        },
    ]);

    const { verifyRequest } = await import('@copilot-extensions/preview-sdk');
    const found = JSON.stringify([
        {
            token: 'example_token_0000',
            type: 'example_api_token',
            url: 'https://github.example.com/octo/repo/blob/1/größe.txt',
            source: 'content',
        },
    ]);
    const publicKey = key('TEST-github-p256-public.pem');
    const signature = crypto.sign('sha256', Buffer.from(found), key('TEST-github-p256.pem')).toString('base64');
    must(await verifyRequest(found, signature, publicKey), 'github public key');
    const partner = (prefix) => ({
        headers: [
            JSON_TYPE,
            [`${prefix}-Public-Key-Identifier`, 'bcb53661c06b4728e59d897fb6165d5c9cda0fd9cdf9d09ead458168deadbeef'],
            [`${prefix}-Public-Key-Signature`, signature],
        ],
        body: found,
        signature,
        names: [`${prefix}-Public-Key-Signature`],
        window: 0,
    });
    file('github-public-key', accepted('@copilot-extensions/preview-sdk'), publicKey, [
        partner('X-GitHub'),
        { ...partner('Github'), note: 'the older header names' },
    ]);

    const shopifyLib = require('@shopify/shopify-api');
    require('@shopify/shopify-api/adapters/node');
    const shopifySecret = 'shpss_test_example_0123456789abcdef';
    const shop = shopifyLib.shopifyApi({
        apiKey: 'example',
        apiSecretKey: shopifySecret,
        scopes: ['read_orders'],
        hostName: 'hooks.example.com',
        apiVersion: '2025-10',
        isEmbeddedApp: false,
        logger: { level: 0 },
    });
    const order = JSON.stringify({ id: 820982911946154508, email: 'zoë@example.com', total_price: '403.00', currency: 'EUR' });
    const shopify = hmac('sha256', shopifySecret, order, 'base64');
    const shopHeaders = [
        JSON_TYPE,
        ['X-Shopify-Topic', 'orders/create'],
        ['X-Shopify-Shop-Domain', 'example.myshopify.com'],
        ['X-Shopify-API-Version', '2025-10'],
        ['X-Shopify-Webhook-Id', 'b54557e4-example'],
        ['X-Shopify-Hmac-Sha256', shopify],
    ];
    const rawRequest = Object.assign(Readable.from([order]), {
        method: 'POST',
        url: '/hooks/in',
        headers: record(shopHeaders),
        rawHeaders: shopHeaders.flat(),
    });
    const result = await shop.webhooks.validate({ rawBody: order, rawRequest, rawResponse: {} });
    must(result.valid, 'shopify: ' + JSON.stringify(result));
    file('shopify', accepted('@shopify/shopify-api'), shopifySecret, [
        { headers: shopHeaders, body: order, signature: shopify, names: ['X-Shopify-Hmac-Sha256'], window: 0 },
    ]);

    const { verifyKey } = require('discord-interactions');
    const command = JSON.stringify({
        version: 1,
        application_id: '1234560123453231555',
        type: 2,
        data: { name: 'größe' },
        guild_id: '10',
        token: 'example',
    });
    const discord = crypto.sign(null, Buffer.from(`${NOW}${command}`), key('TEST-discord-ed25519.pem')).toString('hex');
    const hexKey = crypto
        .createPublicKey(key('TEST-discord-ed25519.pem'))
        .export({ format: 'der', type: 'spki' })
        .subarray(-32)
        .toString('hex');
    must(await verifyKey(command, discord, `${NOW}`, hexKey), 'discord');
    file('discord', accepted('discord-interactions'), hexKey, [
        {
            headers: [JSON_TYPE, ['X-Signature-Ed25519', discord], ['X-Signature-Timestamp', `${NOW}`]],
            body: command,
            signature: discord,
            names: ['X-Signature-Ed25519'],
            window: 0,
        },
    ]);

    const { EventWebhook } = require('@sendgrid/eventwebhook');
    const sendgridKey = crypto.createPublicKey(key('TEST-sendgrid-p256.pem')).export({ format: 'der', type: 'spki' }).toString('base64');
    const events =
        JSON.stringify([{ email: 'zoe@example.com', event: 'delivered', timestamp: NOW, sg_event_id: 'example', subject: 'Café' }]) +
        '\r\n';
    const sendgrid = crypto.sign('sha256', Buffer.from(`${NOW}${events}`), key('TEST-sendgrid-p256.pem')).toString('base64');
    const hook = new EventWebhook();
    must(hook.verifySignature(hook.convertPublicKeyToECDSA(sendgridKey), events, sendgrid, `${NOW}`), 'sendgrid');
    file('sendgrid', accepted('@sendgrid/eventwebhook'), sendgridKey, [
        {
            headers: [
                JSON_TYPE,
                ['X-Twilio-Email-Event-Webhook-Signature', sendgrid],
                ['X-Twilio-Email-Event-Webhook-Timestamp', `${NOW}`],
            ],
            body: events,
            signature: sendgrid,
            names: ['X-Twilio-Email-Event-Webhook-Signature'],
            window: 0,
            note: 'the body ends with CRLF',
        },
    ]);
}
