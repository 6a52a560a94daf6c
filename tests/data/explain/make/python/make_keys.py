#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Senders that sign with a private key, or item by item, and do it in another way: python3 ../drive.py python3 make_keys.py | python3 ../write.py"""

import base64
import datetime
import json
import zlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding

from signers import EC_KEY, ED_KEY, KEYS, NOW, b64, body, hmac_bytes, job

COMMAND = body("discord-command.json")
INVOICE = body("standard-invoice.json")
t = str(NOW - 4)
T, I, B, P = {"kind": "timestamp"}, {"kind": "id"}, {"kind": "body"}, {"kind": "parameter", "parameter": "webhook-id"}


def lit(text):
    return {"kind": "literal", "text": text}


def sent(cause, slug, what, scheme, m, headers, undo, verdict="mismatch", **more):
    request = {"method": "POST", "target": f"/hooks/{scheme}", "headers": [["Content-Type", "application/json"]] + headers}
    job(cause, slug, what, scheme, request, m, verdict=verdict, undo=undo, **more)


# Ed25519: Discord
def ed(message):
    return ED_KEY.sign(message).hex()


right = ed(t.encode() + COMMAND)
stamp = ["X-Signature-Timestamp", t]
sent("C2", "python-discord-base64", "the signature in base64 where the scheme is hexadecimal", "discord", COMMAND, [stamp, ["X-Signature-Ed25519", b64(bytes.fromhex(right))]], {"recipe": {"signature": {"encoding": "base64"}}}, "malformed")
sent("C1", "python-discord-prefix", "ed25519= in front of the signature", "discord", COMMAND, [stamp, ["X-Signature-Ed25519", "ed25519=" + right]], {"headers": [["X-Signature-Ed25519", right]]}, "malformed")
sent("C7", "python-discord-other-header", "the signature in X-Signature", "discord", COMMAND, [stamp, ["X-Signature", right]], {"headers": [["X-Signature-Ed25519", right], ["X-Signature", None]]}, "missing-signature")
sent("C11", "python-discord-underscores", "both headers as WSGI names them", "discord", COMMAND, [["HTTP_X_SIGNATURE_TIMESTAMP", t], ["HTTP_X_SIGNATURE_ED25519", right]],
     {"headers": [["X-Signature-Ed25519", right], stamp, ["HTTP_X_SIGNATURE_TIMESTAMP", None], ["HTTP_X_SIGNATURE_ED25519", None]]}, "missing-signature")
sent("C11", "python-discord-one-underscore", "only the signature's header is renamed", "discord", COMMAND, [stamp, ["X_Signature_Ed25519", right]],
     {"headers": [["X-Signature-Ed25519", right], ["X_Signature_Ed25519", None]]}, "missing-signature")
sent("D5", "python-discord-body-first", "the body is signed in front of the time", "discord", COMMAND, [stamp, ["X-Signature-Ed25519", ed(COMMAND + t.encode())]], {"recipe": {"message": [B, T]}})
sent("D6", "python-discord-point", "the time, a point and the body are signed", "discord", COMMAND, [stamp, ["X-Signature-Ed25519", ed(t.encode() + b"." + COMMAND)]], {"recipe": {"message": [T, lit("."), B]}})
sent("D7", "python-discord-body-only", "only the body is signed", "discord", COMMAND, [stamp, ["X-Signature-Ed25519", ed(COMMAND)]], {"recipe": {"message": [B]}})
sent("D9", "python-discord-other-time", "the time of X-Event-Time is signed", "discord", COMMAND, [stamp, ["X-Event-Time", str(NOW - 9)], ["X-Signature-Ed25519", ed(str(NOW - 9).encode() + COMMAND)]],
     {"recipe": {"message": [{"kind": "header", "header": "X-Event-Time"}, B]}})


# ECDSA: SendGrid
def ecdsa(message):
    return EC_KEY.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


NAME, TIME = "X-Twilio-Email-Event-Webhook-Signature", ["X-Twilio-Email-Event-Webhook-Timestamp", t]
sent("C2", "python-sendgrid-hex", "the DER signature in hexadecimal", "sendgrid", INVOICE, [TIME, [NAME, ecdsa(t.encode() + INVOICE).hex()]], {"recipe": {"signature": {"encoding": "hex-lower"}}}, "malformed")
sent("C5", "python-sendgrid-blanks", "the + of its base64 arrived as blanks", "sendgrid", INVOICE, [TIME, [NAME, b64(ecdsa(t.encode() + INVOICE)).replace("+", " ")]], {"headers": [[NAME, b64(ecdsa(t.encode() + INVOICE))]]}, "malformed")
sent("D5", "python-sendgrid-body-first", "the body is signed in front of the time", "sendgrid", INVOICE, [TIME, [NAME, b64(ecdsa(INVOICE + t.encode()))]], {"recipe": {"message": [B, T]}})

# RSA: PayPal
rsa_key = serialization.load_pem_private_key((KEYS / "TEST-paypal-rsa.pem").read_bytes(), None)
rsa_public = rsa_key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
capture = b'{"id":"WH-2WR32451HC0233532","event_type":"PAYMENT.CAPTURE.COMPLETED","resource":{"amount":{"currency_code":"USD","value":"30.00"},"status":"COMPLETED"}}'
at = datetime.datetime.fromtimestamp(NOW - 3, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
WEBHOOK = "1JE4291016473214C"
CRC = {"kind": "body", "hash": "crc32", "encoding": "decimal"}


def paypal(cause, slug, what, parts, undo, name="SHA256", verdict="mismatch", write=b64, **more):
    text = "|".join(parts).encode() if isinstance(parts, list) else parts
    headers = [["PAYPAL-TRANSMISSION-ID", "8bdf6b00-d3b1-11f0-9f1c"], ["PAYPAL-TRANSMISSION-TIME", at], ["PAYPAL-AUTH-ALGO", name + "withRSA"],
               ["PAYPAL-CERT-URL", "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42"],
               ["PAYPAL-TRANSMISSION-SIG", write(rsa_key.sign(text, padding.PKCS1v15(), getattr(hashes, name)()))]]
    sent(cause, slug, what, "paypal", capture, headers, undo, verdict, secrets=[{"label": "certificate", "value": rsa_public}], parameters={"webhook-id": WEBHOOK}, **more)


ID, crc = "8bdf6b00-d3b1-11f0-9f1c", str(zlib.crc32(capture))
paypal("C2", "python-paypal-hex", "the RSA signature in hexadecimal", [ID, at, WEBHOOK, crc], {"recipe": {"signature": {"encoding": "hex-lower"}}}, verdict="malformed", write=bytes.hex)
paypal("D5", "python-paypal-time-first", "the time is signed in front of the id", [at, ID, WEBHOOK, crc], {"recipe": {"message": [T, lit("|"), I, lit("|"), P, lit("|"), CRC]}})
paypal("D7", "python-paypal-no-webhook", "a receiver's stand-in signs without the webhook id", [ID, at, crc], {"recipe": {"message": [I, lit("|"), T, lit("|"), CRC]}})
paypal("D1", "python-paypal-sha512", "RSA with SHA-512 where the scheme has SHA-256", [ID, at, WEBHOOK, crc], {"recipe": {"algorithm": "rsa-sha512"}}, name="SHA512")

# Item by item: Adyen
key = "44782def547aaa06c910c43932b1eb0c71fc68d9d0c057550c48ec2acf6ba056"
item = {"pspReference": "7914073381342284", "originalReference": "", "merchantAccountCode": "TestMerchant", "merchantReference": "TestPayment-1407325143704",
        "amount": {"value": 1130, "currency": "EUR"}, "eventCode": "AUTHORISATION", "success": "true"}
text = ":".join([item["pspReference"], "", item["merchantAccountCode"], item["merchantReference"], "1130", "EUR", "AUTHORISATION", "true"])
digest = hmac_bytes(bytes.fromhex(key), text)
notice = json.dumps({"live": "false", "notificationItems": [{"NotificationRequestItem": {**item, "additionalData": {"hmacSignature": digest.hex()}}}]}).encode()
sent("C2", "python-adyen-hex", "the item's digest in hexadecimal where Adyen writes base64", "adyen", notice, [], {"recipe": {"signature": {"encoding": "hex-lower"}}}, "malformed", secrets=[{"label": "current", "value": key}])

# Nothing may be proved.
forged = base64.b64encode(ED_KEY.sign(t.encode() + COMMAND.replace(b"report", b"repost"))).decode()
sent("", "discord-base64-other-body", "base64, and of another body", "discord", COMMAND, [stamp, ["X-Signature-Ed25519", forged]], None, "malformed", provable=False)
sent("", "sendgrid-nobody", "another key signed it", "sendgrid", INVOICE,
     [TIME, [NAME, b64(ec.derive_private_key(77, ec.SECP256R1()).sign(t.encode() + INVOICE, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))]], None, provable=False)
