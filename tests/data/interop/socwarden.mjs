// Source: SOCWarden documentation, "Webhook Payload Reference", section 3 (https://socwarden.com/docs/webhooks), word for word.

import crypto from 'crypto';

function verifyWebhook(req, secret) {
  const signature = req.headers['x-signature-256'];
  const timestamp = req.headers['x-timestamp'];
  const body = req.rawBody; // raw request body as string

  // Reject stale requests (>5 min)
  const age = Math.floor(Date.now() / 1000) - parseInt(timestamp);
  if (age > 300) throw new Error('Webhook timestamp too old');

  const expected = crypto
    .createHmac('sha256', secret)
    .update(timestamp + '.' + body)
    .digest('hex');

  const valid = crypto.timingSafeEqual(
    Buffer.from(signature),
    Buffer.from(expected)
  );

  if (!valid) throw new Error('Invalid webhook signature');
  return JSON.parse(body);
}
