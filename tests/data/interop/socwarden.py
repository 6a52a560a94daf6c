# Source: SOCWarden documentation, "Webhook Payload Reference", section 3 (https://socwarden.com/docs/webhooks), word for word.

import hmac, hashlib, time, json

def verify_webhook(headers, body: bytes, secret: str):
    signature = headers['X-Signature-256']
    timestamp = headers['X-Timestamp']

    # Reject stale requests (>5 min)
    age = int(time.time()) - int(timestamp)
    if age > 300:
        raise ValueError('Webhook timestamp too old')

    expected = hmac.new(
        secret.encode(),
        f"{timestamp}.{body.decode()}".encode(),
        hashlib.sha256
    ).hexdigest()

    if not hmac.compare_digest(signature, expected):
        raise ValueError('Invalid webhook signature')

    return json.loads(body)
