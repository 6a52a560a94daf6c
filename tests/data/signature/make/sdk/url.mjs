// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
// Senders that sign the URL, the method or headers too.
import { createHash } from 'node:crypto';
import { FORM_TYPE, JSON_TYPE, NOW, accepted, file, hmac, must, require, version } from './common.mjs';

export async function withUrl() {
    const twilio = require('twilio');
    const token = 'example0auth0token0of0twilio0123';
    const url = 'https://hooks.example.com/twilio?team=soc';
    const fields = { To: '+15550100', From: '+15550101', Body: 'Grüße & mehr', CallSid: 'CAexample', Digits: '1234', SmsStatus: '' };
    const one = (params, body) => {
        const signature = twilio.getExpectedTwilioSignature(token, url, params);
        must(twilio.validateRequest(token, signature, url, params), 'twilio');
        return {
            headers: [FORM_TYPE, ['X-Twilio-Signature', signature]],
            body,
            target: '/twilio?team=soc',
            signature,
            names: ['X-Twilio-Signature'],
            window: 0,
            variant: 'form',
        };
    };
    const event = JSON.stringify({ event: 'call.ended', callSid: 'CAexample', note: 'Grüße' });
    const target = '/twilio?team=soc&bodySHA256=' + createHash('sha256').update(event).digest('hex');
    const jsonUrl = 'https://hooks.example.com' + target;
    const jsonSignature = twilio.getExpectedTwilioSignature(token, jsonUrl, {});
    must(twilio.validateRequestWithBody(token, jsonSignature, jsonUrl, event), 'twilio');
    const json = {
        headers: [JSON_TYPE, ['X-Twilio-Signature', jsonSignature]],
        body: event,
        target,
        url: jsonUrl,
        signature: jsonSignature,
        variant: 'json',
    };
    file('twilio', version('twilio'), token, [one(fields, new URLSearchParams(fields).toString()), json], { url });

    const { WebhooksHelper } = require('square');
    const squareKey = 'example_square_signature_key_01';
    const squareUrl = 'https://hooks.example.com/square';
    const payment = JSON.stringify({
        merchant_id: 'MLEXAMPLE',
        type: 'payment.created',
        event_id: '13b867cf-example',
        data: { type: 'payment', id: 'example', note: 'Käse' },
    });
    const square = hmac('sha256', squareKey, squareUrl + payment, 'base64');
    must(
        await WebhooksHelper.verifySignature({
            requestBody: payment,
            signatureHeader: square,
            signatureKey: squareKey,
            notificationUrl: squareUrl,
        }),
        'square',
    );
    file(
        'square',
        accepted('square'),
        squareKey,
        [
            {
                headers: [JSON_TYPE, ['x-square-hmacsha256-signature', square]],
                body: payment,
                target: '/square',
                signature: square,
                names: ['x-square-hmacsha256-signature'],
                window: 0,
            },
        ],
        { url: squareUrl },
    );

    const { Signature } = require('@hubspot/api-client');
    const client = 'example-hubspot-client-secret-01';
    const changes = JSON.stringify([
        { eventId: 1, subscriptionId: 12345, portalId: 62515, occurredAt: NOW * 1000, subscriptionType: 'contact.creation', note: 'Zoë' },
    ]);
    const hubUrl = 'https://hooks.example.com/hubspot?scope=crm%3Aread%2Cwrite';
    const hub = (versionName, header, url, more, good = {}) => {
        const signature = Signature.getSignature('POST', versionName, {
            signature: '',
            clientSecret: client,
            requestBody: changes,
            url,
            timestamp: NOW * 1000,
        });
        return {
            headers: [JSON_TYPE, ...more, [header, signature]],
            body: changes,
            target: '/hubspot?scope=crm%3Aread%2Cwrite',
            signature,
            names: [header],
            window: 0,
            ...good,
        };
    };
    const v = (name) => [['X-HubSpot-Signature-Version', name]];
    file('hubspot-v1', version('@hubspot/api-client'), client, [hub('v1', 'X-HubSpot-Signature', hubUrl, v('v1'))]);
    file('hubspot-v2', version('@hubspot/api-client'), client, [hub('v2', 'X-HubSpot-Signature', hubUrl, v('v2'))], { url: hubUrl });
    const time = [['X-HubSpot-Request-Timestamp', `${NOW}000`]];
    file(
        'hubspot-v3',
        version('@hubspot/api-client'),
        client,
        [
            hub('v3', 'X-HubSpot-Signature-v3', 'https://hooks.example.com/hubspot?scope=crm:read,write', time, {
                window: 300,
                note: 'the URL is signed with its percent-escapes decoded',
            }),
        ],
        { url: hubUrl },
    );

    const { signRequest, verifyRequest } = require('@contentful/node-apps-toolkit');
    const signing = 'example0'.repeat(8);
    const entry = JSON.stringify({ sys: { type: 'Entry', id: 'example', revision: 2 }, fields: { title: { de: 'Größe' } } });
    const canonical = {
        method: 'POST',
        path: '/hooks/in',
        headers: {
            'Content-Type': 'application/vnd.contentful.management.v1+json',
            'X-Contentful-Topic': 'ContentManagement.Entry.publish',
        },
        body: entry,
    };
    const made = signRequest(signing, canonical, NOW * 1000);
    const contentful = [...Object.entries(canonical.headers), ...Object.entries(made)];
    must(verifyRequest(signing, { ...canonical, headers: Object.fromEntries(contentful) }, 30), 'contentful');
    file('contentful', version('@contentful/node-apps-toolkit'), signing, [
        { headers: contentful, body: entry, signature: made['x-contentful-signature'], names: ['x-contentful-signature'], window: 30 },
    ]);
}
