// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
// Standard Webhooks, Svix and their adopters.
import { JSON_TYPE, NOW, accepted, file, files, must, record, require, secret, version } from './common.mjs';

export async function standardWebhooks() {
    const { Webhook } = await import('standardwebhooks');
    const { Webhook: Svix } = await import('svix');
    const body = (type, data) => JSON.stringify({ type, timestamp: '2026-01-01T00:00:00Z', data });
    const request = (prefix, id, list, text) => [
        JSON_TYPE,
        [`${prefix}-id`, id],
        [`${prefix}-timestamp`, `${NOW}`],
        [`${prefix}-signature`, list],
    ];
    const good = (Kind, prefix, key, id, text, check) => {
        const list = new Kind(key).sign(id, new Date(NOW * 1000), text);
        const one = {
            headers: request(prefix, id, list),
            body: text,
            signature: list.slice(3),
            names: [`${prefix}-signature`],
            window: 300,
        };
        check?.(one);
        return one;
    };
    const plain = (Kind, name, prefix, scheme, id, key, text, shown = key) =>
        file(scheme, version(name), shown, [good(Kind, prefix, key, id, text)]);

    const main = secret('an example key of thirty-two byt');
    const first = good(Webhook, 'webhook', main, 'msg_2example0001', body('contact.created', { id: '1f81eb52', name: 'Zoë Example' }));
    const wrong = Buffer.alloc(32, 7).toString('base64');
    const several = {
        ...first,
        headers: request('webhook', 'msg_2example0001', `v1a,${Buffer.alloc(64, 9).toString('base64')} v1,${wrong} v1,${first.signature}`),
        note: 'several signatures, the last one is ours',
    };
    file('standard-webhooks', version('standardwebhooks'), main, [first, several]);

    const svix = secret('another example key, 32 bytes ok');
    const one = good(Svix, 'svix', svix, 'msg_2example0002', body('invoice.paid', { id: 'inv_example_1', note: 'café' }), (made) =>
        new Svix(svix).verify(made.body, record(made.headers)),
    );
    file('svix', version('svix'), svix, [
        one,
        {
            ...one,
            headers: request('svix', 'msg_2example0002', `v1,${wrong} v1,${one.signature}`),
            note: 'two signatures while the secret is rotated',
        },
    ]);

    const supabase = secret('supabase example hook key 32 byt');
    file('supabase', version('standardwebhooks'), 'v1,' + supabase, [
        good(
            Webhook,
            'webhook',
            supabase,
            'b7e2example0003',
            JSON.stringify({ user: { id: '484d5d7c-example', phone: '+15550100', email: 'zoe@example.com' }, sms: { otp: '000000' } }),
        ),
    ]);

    const w = (scheme, type, data, name) =>
        plain(
            Webhook,
            'standardwebhooks',
            'webhook',
            scheme,
            `msg_${scheme}_0001`,
            secret(`example key of ${scheme}`.padEnd(32, '.')),
            name ? JSON.stringify({ type, created: NOW, data }) : body(type, data),
        );
    w('render', 'deploy_ended', { id: 'evt-example', serviceId: 'srv-example', status: 'succeeded' });
    w('gemini', 'batch.succeeded', { id: 'batches/example', output_file_uri: 'files/example' });
    w('incident-io', 'public_incident.incident_created_v2', { id: '01EXAMPLE', name: 'Überlast im Beispiel' });
    w('etsy', 'order.paid', { resource_url: 'https://api.example.com/v3/shops/1/receipts/2', shop_id: '1' });
    w('loops', 'email.delivered', { email: { id: 'example', subject: 'Grüße' }, contactIdentity: { email: 'zoe@example.com' } });
    w('increase', 'event.created', { associated_object_id: 'account_example', category: 'account.created' });
    w('signatureapi', 'recipient.completed', { object_id: 're_example', envelope_id: '00000000-0000-4000-8000-000000000001' });
    w('gitlab-signing', 'push', { project_id: 15, user_name: 'Zoë Example' });
    const gitlab = files.at(-1).goods[0];
    gitlab.headers.splice(
        1,
        0,
        ['X-Gitlab-Event', 'Push Hook'],
        ['Idempotency-Key', 'msg_gitlab-signing_0001'],
        ['X-Gitlab-Token', 'old example token'],
    );

    const brex = Buffer.from('brex example secret, 32 bytes ok').toString('base64');
    plain(
        Webhook,
        'standardwebhooks',
        'webhook',
        'brex',
        'msg_brex_0001',
        brex,
        JSON.stringify({ event_type: 'TRANSFER_PROCESSED', transfer_id: 'example_1', company_id: 'c_example' }),
    );

    for (const [scheme, text] of [
        ['stytch', body('direct.user.create', { id: 'user-test-example' })],
        ['vanta', body('vulnerability.created', { name: 'CVE-0000-0000 • example' })],
    ])
        plain(Svix, 'svix', 'svix', scheme, `msg_${scheme}_0001`, secret(`example key of ${scheme}`.padEnd(32, '.')), text);

    const clerk = secret('clerk example key, thirty-two by');
    const { verifyWebhook } = require('@clerk/backend/webhooks');
    const user = good(
        Svix,
        'svix',
        clerk,
        'msg_clerk_0001',
        JSON.stringify({ type: 'user.created', object: 'event', data: { id: 'user_example', first_name: 'Zoë' } }),
    );
    await verifyWebhook(new Request('https://hooks.example.com/', { method: 'POST', headers: user.headers, body: user.body }), {
        signingSecret: clerk,
    });
    file('clerk', `${version('svix')}, accepted by ${version('@clerk/backend')}`, clerk, [user]);

    const resend = secret('resend example key, thirty-two b');
    const { Resend } = require('resend');
    const mail = good(
        Svix,
        'svix',
        resend,
        'msg_resend_0001',
        JSON.stringify({
            type: 'email.delivered',
            created_at: '2026-01-01T00:00:00Z',
            data: { email_id: 'example', to: ['zoe@example.com'], subject: 'Café' },
        }),
    );
    must(
        new Resend('re_example').webhooks.verify({
            payload: mail.body,
            headers: { id: 'msg_resend_0001', timestamp: `${NOW}`, signature: `v1,${mail.signature}` },
            webhookSecret: resend,
        }),
        'resend',
    );
    file('resend', `${version('svix')}, accepted by ${version('resend')}`, resend, [mail]);

    const openai = secret('openai example key, thirty-two b');
    const OpenAI = require('openai').default;
    const batch = good(
        Webhook,
        'webhook',
        openai,
        'wh_example_0001',
        JSON.stringify({ object: 'event', id: 'evt_example', type: 'batch.completed', created_at: NOW, data: { id: 'batch_example' } }),
    );
    await new OpenAI({ apiKey: 'example' }).webhooks.verifySignature(batch.body, record(batch.headers), openai);
    file('openai', `${version('standardwebhooks')}, accepted by ${version('openai')}`, openai, [batch]);

    const replicate = secret('replicate example key, 32 bytes.');
    const { validateWebhook } = require('replicate');
    const run = good(
        Webhook,
        'webhook',
        replicate,
        'msg_replicate_0001',
        JSON.stringify({
            id: 'ufawexample',
            status: 'succeeded',
            input: { prompt: 'ein Schloß' },
            output: ['https://replicate.example.com/out.png'],
        }),
    );
    must(
        await validateWebhook({
            id: 'msg_replicate_0001',
            timestamp: `${NOW}`,
            signature: `v1,${run.signature}`,
            body: run.body,
            secret: replicate,
        }),
        'replicate',
    );
    file('replicate', `${version('standardwebhooks')}, accepted by ${version('replicate')}`, replicate, [run]);

    const finch = Buffer.from('finch example secret, 32 bytes..').toString('base64');
    const Finch = require('@tryfinch/finch-api').default;
    const text = JSON.stringify({ company_id: '720be419-example', event_type: 'directory.updated', data: { individual_id: 'éxample' } });
    const list = new Webhook(finch).sign('evt_finch_0001', new Date(NOW * 1000), text);
    const hire = {
        headers: [JSON_TYPE, ['Finch-Event-Id', 'evt_finch_0001'], ['Finch-Timestamp', `${NOW}`], ['Finch-Signature', list]],
        body: text,
        signature: list.slice(3),
        names: ['Finch-Signature'],
        window: 300,
    };
    new Finch({ accessToken: 'example' }).webhooks.verifySignature(text, record(hire.headers), finch);
    file('finch', `${version('standardwebhooks')}, accepted by ${version('@tryfinch/finch-api')}`, finch, [hire]);

    const { validateEvent, WebhookVerificationError } = require('@polar-sh/sdk/webhooks');
    const order = JSON.stringify({ type: 'example.event', timestamp: '2026-01-01T00:00:00Z', data: { id: 'example', name: 'Crêpe' } });
    const polar = 'polar_whs_example0123456789abcdef';
    const early = good(Webhook, 'webhook', Buffer.from(polar).toString('base64'), 'msg_polar_0001', order);
    try {
        validateEvent(early.body, record(early.headers), polar);
    } catch (error) {
        must(!(error instanceof WebhookVerificationError), 'polar'); // the event's type is one that it does not know
    }
    const later = secret('polar example key, thirty-two by');
    file('polar', version('standardwebhooks'), polar, [
        { ...early, variant: 'whole text' },
        {
            ...good(Webhook, 'webhook', later, 'msg_polar_0002', order),
            variant: 'standard',
            secrets: later,
            note: 'a secret made since September 2026',
        },
    ]);
}
