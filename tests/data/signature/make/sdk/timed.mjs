// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
// Senders that sign a time and the body.
import { FORM_TYPE, JSON_TYPE, NOW, accepted, file, hmac, key, must, record, require, secret, version } from './common.mjs';

export async function timed() {
    const Stripe = require('stripe');
    const stripeSecret = 'whsec_test_example_0123456789abcdef';
    const event = JSON.stringify(
        {
            id: 'evt_example',
            object: 'event',
            api_version: '2025-12-15',
            created: NOW,
            data: { object: { id: 'ch_example', description: 'Größe L', amount: 2000 } },
            type: 'charge.succeeded',
        },
        null,
        2,
    );
    const header = Stripe.webhooks.generateTestHeaderString({ payload: event, secret: stripeSecret, timestamp: NOW });
    const one = {
        headers: [JSON_TYPE, ['Stripe-Signature', header]],
        body: event,
        signature: header.split('v1=')[1],
        names: ['Stripe-Signature'],
        window: 300,
    };
    file('stripe', version('stripe'), stripeSecret, [
        one,
        {
            ...one,
            headers: [JSON_TYPE, ['Stripe-Signature', `t=${NOW},v1=${'0'.repeat(64)},v1=${one.signature},v0=${'6'.repeat(64)}`]],
            note: 'two secrets and a test signature',
        },
    ]);

    const { verifySlackRequest } = require('@slack/bolt');
    const slackSecret = 'test8f742231b10e8888abcd99example';
    const command =
        'token=example&team_id=T0001&command=%2Fweather&text=M%C3%BCnchen+94070&response_url=https%3A%2F%2Fhooks.slack.example.com%2F1';
    const slack = hmac('sha256', slackSecret, `v0:${NOW}:${command}`, 'hex');
    const slackHeaders = [FORM_TYPE, ['X-Slack-Request-Timestamp', `${NOW}`], ['X-Slack-Signature', `v0=${slack}`]];
    verifySlackRequest({
        signingSecret: slackSecret,
        body: command,
        headers: { 'x-slack-request-timestamp': NOW, 'x-slack-signature': `v0=${slack}` },
        nowMilliseconds: NOW * 1000,
    });
    file('slack', accepted('@slack/bolt'), slackSecret, [
        { headers: slackHeaders, body: command, signature: slack, names: ['X-Slack-Signature'], window: 300 },
    ]);

    const { Paddle, Environment } = require('@paddle/paddle-node-sdk');
    const paddleSecret = 'pdl_ntfset_test_example_0123456789';
    const paid = JSON.stringify({
        event_id: 'evt_example',
        event_type: 'transaction.completed',
        occurred_at: '2026-01-01T00:00:00.000000Z',
        notification_id: 'ntf_example',
        data: { id: 'txn_example', status: 'completed', note: 'naïve' },
    });
    const h1 = hmac('sha256', paddleSecret, `${NOW}:${paid}`, 'hex');
    must(
        await new Paddle('example', { environment: Environment.sandbox }).webhooks.isSignatureValid(
            paid,
            paddleSecret,
            `ts=${NOW};h1=${h1}`,
        ),
        'paddle',
    );
    const paddle = {
        headers: [JSON_TYPE, ['Paddle-Signature', `ts=${NOW};h1=${h1}`]],
        body: paid,
        signature: h1,
        names: ['Paddle-Signature'],
        window: 5,
    };
    file('paddle', accepted('@paddle/paddle-node-sdk'), paddleSecret, [
        paddle,
        {
            ...paddle,
            headers: [JSON_TYPE, ['Paddle-Signature', `ts=${NOW};h1=${'a'.repeat(64)};h1=${h1}`]],
            note: 'two secrets while one is rotated',
        },
    ]);

    const { LinearWebhookClient } = await import('@linear/sdk/webhooks');
    const linearSecret = 'lin_wh_test_example_0123456789';
    const issue = JSON.stringify({
        action: 'create',
        type: 'Issue',
        data: { id: 'example', title: 'Ümläute' },
        url: 'https://linear.example.com/issue/LIN-1',
        webhookTimestamp: NOW * 1000,
        webhookId: '000042e3-example',
    });
    const linear = hmac('sha256', linearSecret, issue, 'hex');
    must(new LinearWebhookClient(linearSecret).verify(Buffer.from(issue), linear), 'linear');
    file('linear', accepted('@linear/sdk'), linearSecret, [
        {
            headers: [
                JSON_TYPE,
                ['Linear-Delivery', '234d1a4e-b617-4388-90fe-example00001'],
                ['Linear-Event', 'Issue'],
                ['Linear-Signature', linear],
            ],
            body: issue,
            signature: linear,
            names: ['Linear-Signature'],
            window: 60,
        },
    ]);

    const BoxWebhooks = require('box-node-sdk/lib/managers/webhooks').WebhooksManager;
    const boxSecret = 'ExamplePrimaryKey0123456789',
        boxSecond = 'ExampleSecondaryKey9876543210';
    const boxBody = JSON.stringify({
        type: 'webhook_event',
        id: 'example',
        trigger: 'FILE.UPLOADED',
        source: { id: '73835521473', name: 'Übersicht/2026.txt' },
    });
    const boxTime = '2026-01-01T00:00:00Z';
    const { computeWebhookSignature } = require('box-node-sdk/lib/internal/utils');
    const boxCommon = { 'box-delivery-timestamp': boxTime, 'box-signature-version': '1', 'box-signature-algorithm': 'HmacSHA256' };
    const boxGood = async (escaped, primary, secondary) => {
        const sign = (secret) => computeWebhookSignature(boxBody, boxCommon, secret, escaped);
        const headers = [
            JSON_TYPE,
            ['BOX-DELIVERY-ID', 'f96bb54b-ee16-4fc5-aa65-example00001'],
            ['BOX-DELIVERY-TIMESTAMP', boxTime],
            ['BOX-SIGNATURE-VERSION', '1'],
            ['BOX-SIGNATURE-ALGORITHM', 'HmacSHA256'],
        ];
        const signature = await sign(primary ?? secondary);
        if (primary) headers.push(['BOX-SIGNATURE-PRIMARY', await sign(primary)]);
        if (secondary) headers.push(['BOX-SIGNATURE-SECONDARY', await sign(secondary)]);
        must(await BoxWebhooks.validateMessage(boxBody, record(headers), boxSecret, { secondaryKey: boxSecond, maxAge: 600 }), 'box');
        return {
            headers,
            body: boxBody,
            signature,
            names: primary ? ['BOX-SIGNATURE-PRIMARY'] : ['BOX-SIGNATURE-SECONDARY'],
            window: 600,
            variant: escaped ? 'escaped' : 'plain',
        };
    };
    file(
        'box',
        version('box-node-sdk'),
        [
            { label: 'primary', value: boxSecret },
            { label: 'secondary', value: boxSecond },
        ],
        [
            await boxGood(false, boxSecret),
            { ...(await boxGood(false, boxSecret, boxSecond)), note: 'both headers' },
            { ...(await boxGood(false, undefined, boxSecond)), note: 'only the secondary key signs' },
            await boxGood(true, boxSecret),
        ],
    );
}
