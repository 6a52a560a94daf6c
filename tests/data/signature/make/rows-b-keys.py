#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Senders that sign with a private key of their own. ECDSA and PSS draw a new number for each signature: those files
change with every run."""

import urllib.parse

from rows_b_kit import *

SECOND = str(NOW)
MILLI = str(NOW * 1000)
RSA, RSA_4096, P256, ED = rsa_key(), rsa_key("rsa-4096", 4096), p256_key(), ed25519_key()


def short_garbage(file, good, signature):
    """Base64 that is in order, of bytes that cannot be this signature."""
    return file.add("garbage", good.replaced(signature, b64(b"not a signature")), "malformed", note="base64 of something else")


# --- bridge-xyz: the signature is over a digest, and hashes it again
body = '{"api_version":"v0","event_id":"wh_test","event_category":"customer","event_type":"customer.updated","event_object":{"id":"c1","first_name":"Zoë","status":"active"}}'
signature = b64(sign(RSA, sha(f"{MILLI}.{body}")))
good = json_request(body, [("X-Webhook-Signature", f"t={MILLI},v0={signature}")])
file = six(File("bridge-xyz", MADE_BY_CRYPTOGRAPHY, pem(RSA)), good, signature, "X-Webhook-Signature", window=600)
once = b64(sign(RSA, f"{MILLI}.{body}"))
file.add("tampered", good.replaced(signature, once), "mismatch", note="hashed once only")
short_garbage(file, good, signature).write()

# --- telnyx
body = '{"data":{"event_type":"message.received","id":"00000000-0000-4000-8000-000000000001","occurred_at":"2026-01-01T00:00:00.000+00:00","payload":{"from":{"phone_number":"+15555550100"},"text":"¿Qué tal?"}}}'
signature = b64(sign(ED, f"{SECOND}|{body}"))
good = json_request(body, [("telnyx-signature-ed25519", signature), ("telnyx-timestamp", SECOND)])
file = six(File("telnyx", MADE_BY_CRYPTOGRAPHY, b64(raw_public(ED))), good, signature, "telnyx-signature-ed25519", window=300)
file.add("missing", good.without("telnyx-timestamp"), "missing-timestamp")
file.add("tampered", good.replaced(SECOND, str(NOW + 1)), "mismatch", note="the time is changed")
short_garbage(file, good, signature).write()

# --- token-io
body = '{"payment":{"id":"pm2:test","status":"SUCCESS","bankPaymentStatus":"ACSC","remittance":"Réf 42"},"eventTime":"1767225600000"}'
signature = b64url(sign(ED, body))
good = json_request(body, [("token-event", "PAYMENT_STATUS_CHANGED"), ("token-signature", signature)])
file = six(File("token-io", MADE_BY_CRYPTOGRAPHY, b64url(raw_public(ED))), good, signature, "token-signature")
short_garbage(file, good, signature).write()

# --- circle
body = '{"subscriptionId":"00000000-0000-4000-8000-000000000000","notificationId":"n-1","notificationType":"payments","notification":{"id":"p1","amount":{"amount":"3.14","currency":"USD"},"description":"Überweisung"},"timestamp":"2026-01-01T00:00:00Z","version":2}'
signature = b64(sign(P256, body))
key_id = "879dc113-5ca4-4ff7-a6b7-54652083fcf8"
good = json_request(body, [("X-Circle-Signature", signature), ("X-Circle-Key-Id", key_id)])
file = six(File("circle", MADE_BY_CRYPTOGRAPHY, [{"label": "current", "value": b64(spki(P256)), "tag": key_id}]), good, signature, "X-Circle-Signature")
short_garbage(file, good, signature)
file.add("garbage", good.replaced(signature, b64(raw_ecdsa(base64.b64decode(signature)))), "malformed", note="r and s without DER")
file.write()

# --- ebay: SHA-1, the signature inside base64 of JSON
body = '{"metadata":{"topic":"MARKETPLACE_ACCOUNT_DELETION","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"n-1","eventDate":"2026-01-01T00:00:00.000Z","data":{"username":"test_usér","userId":"ma8vp1jySJC"}}}'
key_id = "9936261a-7d7b-4621-a0f1-96ccb428af49"


def ebay(signature):
    return b64(compact({"alg": "ecdsa", "kid": key_id, "signature": signature, "digest": "SHA1"}))


signature = b64(sign(P256, body, "sha1"))
good = json_request(body, [("X-EBAY-SIGNATURE", ebay(signature))])
file = six(File("ebay", MADE_BY_CRYPTOGRAPHY, [{"label": "current", "value": pem(P256), "tag": key_id}]), good, ebay(signature),
           "X-EBAY-SIGNATURE", flip=ebay(flipped_inside(signature)))
file.add("garbage", good.replaced(ebay(signature), ebay("!garbage!")), "malformed", note="the inner value is no base64")
file.add("tampered", good.replaced(ebay(signature), ebay(b64(sign(P256, body)))), "mismatch", note="SHA-256 in place of SHA-1")
file.write()

# --- fireblocks: two headers
body = '{"id":"00000000-0000-4000-8000-000000000000","eventType":"transaction.status.updated","eventVersion":1,"resourceId":"tx1","createdAt":1767225600000,"workspaceId":"w1","data":{"status":"COMPLETED","note":"Zürich"}}'
detached = jws(RSA, "RS512", None, "test-kid-1", signed_payload=body)
last = detached.split("..")[1]
good = json_request(body, [("Fireblocks-Webhook-Signature", detached)])
keys = [{"label": "jwks", "value": jwks(jwk(RSA, "test-kid-1", "RS512"))}, {"label": "pem", "value": pem(RSA)}]
file = six(File("fireblocks", MADE_BY_CRYPTOGRAPHY, keys), good, last, "Fireblocks-Webhook-Signature", variant="v2")
signature = b64(sign(RSA, body, "sha512"))
old = json_request(body, [("Fireblocks-Signature", signature)])
file.add("good", old, "valid", "v1")
file.add("flipped", old.replaced(signature, flipped_inside(signature)), "mismatch")
file.add("tampered", old.with_body(spoil(old.body)), "mismatch")
file.add("garbage", old.replaced(signature, "!garbage!"), "malformed")
file.add("good", json_request(body, [("Fireblocks-Signature", signature), ("Fireblocks-Webhook-Signature", detached)]), "valid", "v2",
         note="both headers, as while Fireblocks moved")
file.write()

# --- utila
body = '{"id":"e-1","vault":"vaults/000000000001","type":"TRANSACTION_STATE_UPDATED","resourceType":"TRANSACTION","resource":"vaults/000000000001/transactions/000000000002","details":{"transactionStateUpdated":{"newState":"CONFIRMED"}},"memo":"größer"}'
signature = b64(sign(RSA_4096, body, "sha512", pss=True))
good = json_request(body, [("x-utila-signature", signature)])
file = six(File("utila", MADE_BY_CRYPTOGRAPHY, pem(RSA_4096)), good, signature, "x-utila-signature")
file.add("tampered", good.replaced(signature, b64(sign(RSA_4096, body, "sha512"))), "mismatch", note="PKCS#1 v1.5 in place of PSS")
short_garbage(file, good, signature).write()

# --- wechat-pay
body = '{"id":"EV-2026010100000001","create_time":"2026-01-01T00:00:00+08:00","event_type":"TRANSACTION.SUCCESS","resource_type":"encrypt-resource","summary":"支付成功","resource":{"algorithm":"AEAD_AES_256_GCM","ciphertext":"dGVzdA==","nonce":"testtesttest","associated_data":"transaction"}}'
nonce, serial = "EcZzTESTxq6UOZRZ", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"
signature = b64(sign(RSA, f"{SECOND}\n{nonce}\n{body}\n"))
good = json_request(body, [("Wechatpay-Serial", serial), ("Wechatpay-Signature", signature), ("Wechatpay-Timestamp", SECOND), ("Wechatpay-Nonce", nonce)])
file = six(File("wechat-pay", MADE_BY_CRYPTOGRAPHY, [{"label": "current", "value": pem(RSA), "tag": serial}]), good, signature, "Wechatpay-Signature", window=300)
file.add("tampered", good.replaced(nonce, nonce[::-1]), "mismatch", note="the nonce is changed")
file.add("missing", good.without("Wechatpay-Timestamp"), "missing-timestamp")
short_garbage(file, good, signature).write()

# --- alipay
body = '{"notifyType":"PAYMENT_RESULT","result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"},"paymentRequestId":"req-1","paymentAmount":{"value":"8000","currency":"EUR"},"buyer":"Renée"}'
client, at = "SANDBOX_TEST00000000", "2026-01-01T08:00:00+08:00"
others = [("Client-Id", client), ("Request-Time", at)]


def alipay(signature):
    return json_request(body, [*others, ("Signature", "algorithm=RSA256,keyVersion=1,signature=" + urllib.parse.quote(signature, safe=""))])


# A body of which the signature has a letter of either alphabet, so that the two variants cannot be mistaken.
for number in range(8000, 9000):
    body = body.replace(body[body.index('"value":"'):body.index('","currency"')], f'"value":"{number}')
    raw = sign(RSA, f"POST /hooks/in\n{client}.{at}.{body}")
    if "+" in b64(raw) and "/" in b64(raw) and not {"-", "_", "+", "/"} & set(b64(raw)[:60]):
        break
url = base64.urlsafe_b64encode(raw).decode()
file = six(File("alipay", MADE_BY_CRYPTOGRAPHY, [{"label": "current", "value": pem(RSA), "tag": "1"}]), alipay(url), url.rstrip("="), "Signature",
           flip=flipped_inside(url.rstrip("=")), variant="base64url")
file.add("good", alipay(url.rstrip("=")), "valid", "base64url", note="without padding")
file.add("good", alipay(b64(raw)), "valid", "base64")
file.add("tampered", alipay(url).replaced(at, "2026-01-01T08:00:01+08:00"), "mismatch", note="the time is changed")
other = alipay(url)
other.target = "/hooks/other"
file.add("tampered", other, "mismatch", note="another path")
file.write()

# --- neon-auth: a detached JWS over time and body
body = '{"event_id":"00000000-0000-4000-8000-000000000000","event_type":"user.created","timestamp":"2026-01-01T00:00:00.000Z","user":{"id":"u1","email":"ann@example.com","name":"Ånn"}}'
detached = jws(ED, "EdDSA", None, "neon-test-kid", signed_payload=f"{MILLI}.{b64url(body)}")
last = detached.split("..")[1]
good = json_request(body, [("X-Neon-Signature", detached), ("X-Neon-Signature-Kid", "neon-test-kid"), ("X-Neon-Timestamp", MILLI),
                           ("X-Neon-Event-Type", "user.created"), ("X-Neon-Event-Id", "00000000-0000-4000-8000-000000000000"), ("X-Neon-Delivery-Attempt", "1")])
file = six(File("neon-auth", MADE_BY_CRYPTOGRAPHY, jwks(jwk(ED, "neon-test-kid", "EdDSA"))), good, last, "X-Neon-Signature", window=300)
file.add("tampered", good.replaced(MILLI, str(NOW * 1000 + 1)), "mismatch", note="the time is changed")
file.add("missing", good.without("X-Neon-Timestamp"), "missing-timestamp")
file.write()
