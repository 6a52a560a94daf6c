// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
// Tokens, and messages that carry their own signature.
import crypto from 'node:crypto';
import https from 'node:https';
import { Readable } from 'node:stream';
import { JSON_TYPE, NOW, accepted, file, key, must, require, secret, version } from './common.mjs';

export async function tokensAndMessages() {
    const jwt = require('atlassian-jwt');
    const shared = 'example+shared/secret==0123456789';
    const target = '/jira-issue?user_key=example';
    const qsh = jwt.createQueryStringHash(jwt.fromMethodAndUrl('POST', target));
    const token = jwt.encodeSymmetric({ iss: 'example-client-key', iat: NOW, exp: NOW + 180, qsh }, shared);
    must(jwt.decodeSymmetric(token, shared, 'HS256').qsh === qsh, 'atlassian-jwt');
    const issue = JSON.stringify({
        timestamp: NOW * 1000,
        webhookEvent: 'jira:issue_updated',
        issue: { key: 'EX-1', fields: { summary: 'Größe' } },
    });
    file(
        'jira-connect',
        version('atlassian-jwt'),
        shared,
        [
            {
                headers: [JSON_TYPE, ['X-Atlassian-Webhook-Identifier', 'example-1'], ['Authorization', `JWT ${token}`]],
                body: issue,
                target,
                signature: token.split('.')[2],
                names: ['Authorization'],
                window: 180,
            },
        ],
        { strength: 'origin' },
    );

    const Validator = require('sns-validator');
    https.get = (url, done) => {
        const answer = Readable.from([key('TEST-sns-rsa-certificate.pem')]);
        answer.statusCode = 200;
        done(answer);
        return { on: () => undefined };
    };
    const arn = 'arn:aws:sns:eu-central-1:123456789012:example';
    const cert = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-example.pem';
    const notice = {
        Type: 'Notification',
        MessageId: '22b80b92-fdea-4c2c-8f9d-example00001',
        TopicArn: arn,
        Subject: 'Alarm: Größe',
        Message: '{"alarm":"cpu \\"high\\""}\nsecond line',
        Timestamp: '2026-01-01T00:00:00.000Z',
    };
    const { Subject, ...bare } = notice;
    const confirm = {
        Type: 'SubscriptionConfirmation',
        MessageId: '165545c9-2a5c-472c-8df2-example00001',
        Token: '2336412f37example',
        TopicArn: arn,
        Message: 'You have chosen to subscribe to the topic.',
        SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f37example',
        Timestamp: '2026-01-01T00:00:00.000Z',
    };
    const sns = async (message, edition, variant, note) => {
        const text = Object.keys(message)
            .sort()
            .map((name) => `${name}\n${message[name]}\n`)
            .join('');
        const Signature = crypto.sign(edition === '1' ? 'sha1' : 'sha256', Buffer.from(text), key('TEST-sns-rsa.pem')).toString('base64');
        const full = { ...message, SignatureVersion: edition, Signature, SigningCertURL: cert };
        await new Promise((done, fail) => new Validator().validate({ ...full }, (error) => (error ? fail(error) : done())));
        return {
            headers: [
                ['Content-Type', 'text/plain; charset=UTF-8'],
                ['User-Agent', 'Amazon Simple Notification Service Agent'],
                ['x-amz-sns-message-type', message.Type],
            ],
            body: JSON.stringify(full, null, 2),
            signature: Signature,
            names: [],
            window: 0,
            variant,
            note,
        };
    };
    file('aws-sns', accepted('sns-validator'), key('TEST-sns-rsa-public.pem'), [
        await sns(notice, '2', 'notification'),
        await sns(bare, '2', 'notification', 'without a subject'),
        await sns(notice, '1', 'notification, version 1'),
        await sns(confirm, '2', 'confirmation'),
        await sns(confirm, '1', 'confirmation, version 1'),
    ]);
}
