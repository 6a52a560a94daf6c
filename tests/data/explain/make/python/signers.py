# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Senders in Python, each written from its documentation with hmac and hashlib; and the printing of jobs for drive.py."""

import base64
import hashlib
import hmac
import json
import pathlib
import platform

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

NOW = 1767225600
SECRET = "8d1f0b5c7a9e4f63b2d8c1a0"
WHSEC = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
BODIES = pathlib.Path(__file__).resolve().parent.parent / "bodies"
KEYS = BODIES.parents[2] / "signature" / "make" / "keys"
MADE_BY = "python " + ".".join(platform.python_version_tuple()[:2])


def body(name):
    return (BODIES / name).read_bytes()


def b64(data):
    return base64.b64encode(data).decode()


def hmac_bytes(key, message, name="sha256"):
    key = key.encode() if isinstance(key, str) else key
    message = message.encode() if isinstance(message, str) else message
    return hmac.new(key, message, name).digest()


def hmac_hex(key, message, name="sha256"):
    return hmac_bytes(key, message, name).hex()


def secret_of(scheme):
    return {"standard-webhooks": WHSEC, "svix": WHSEC, "stripe": "whsec_" + SECRET}.get(scheme, SECRET)


EC_KEY = ec.derive_private_key(int.from_bytes(hashlib.sha256(b"explain corpus").digest(), "big") >> 1, ec.SECP256R1())
ED_KEY = ed25519.Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"explain corpus ed25519").digest())
OTHER_ED = ed25519.Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"explain corpus, another app").digest())


def ed_public(key):
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()


def ec_public():
    return b64(EC_KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo))


def signed(scheme, m, key=None, t=None, type_="application/json", target=None, url="https://hooks.example.com/hooks/square", id_="msg_2b1eDq"):
    """Method, target and headers as the sender of that scheme writes them for the body m."""
    key = secret_of(scheme) if key is None else key
    t = NOW - 4 if t is None else t
    if scheme == "github":
        own = [["X-GitHub-Event", "push"], ["X-Hub-Signature-256", "sha256=" + hmac_hex(key, m)]]
    elif scheme == "shopify":
        own = [["X-Shopify-Topic", "orders/paid"], ["X-Shopify-Hmac-Sha256", b64(hmac_bytes(key, m))]]
    elif scheme == "stripe":
        own = [["Stripe-Signature", f"t={t},v1=" + hmac_hex(key, f"{t}.".encode() + m)]]
    elif scheme == "slack":
        own = [["X-Slack-Request-Timestamp", str(t)], ["X-Slack-Signature", "v0=" + hmac_hex(key, f"v0:{t}:".encode() + m)]]
    elif scheme == "socwarden":
        own = [["X-Timestamp", str(t)], ["X-Signature-256", hmac_hex(key, f"{t}.".encode() + m)]]
    elif scheme == "socotra":
        own = [["Socotra-Signature", f"t={t * 1000},v1=" + hmac_hex(key, f"{t * 1000}.".encode() + m)]]
    elif scheme == "dropbox":
        own = [["X-Dropbox-Signature", hmac_hex(key, m)]]
    elif scheme == "semgrep":
        own = [["X-Semgrep-Signature-256", hmac_hex(key, m)]]
    elif scheme == "paystack":
        own = [["X-Paystack-Signature", hmac_hex(key, m, "sha512")]]
    elif scheme == "square":
        own = [["x-square-hmacsha256-signature", b64(hmac_bytes(key, url.encode() + m))]]
    elif scheme == "zendesk":
        own = [["X-Zendesk-Webhook-Signature", b64(hmac_bytes(key, str(t).encode() + m))], ["X-Zendesk-Webhook-Signature-Timestamp", str(t)]]
    elif scheme in ("standard-webhooks", "svix"):
        raw = base64.b64decode(key.removeprefix("whsec_")) if isinstance(key, str) else key
        name = "webhook" if scheme == "standard-webhooks" else "svix"
        own = [[f"{name}-id", id_], [f"{name}-timestamp", str(t)],
               [f"{name}-signature", "v1," + b64(hmac_bytes(raw, f"{id_}.{t}.".encode() + m))]]
    elif scheme == "sendgrid":
        own = [["X-Twilio-Email-Event-Webhook-Timestamp", str(t)],
               ["X-Twilio-Email-Event-Webhook-Signature", b64(EC_KEY.sign(str(t).encode() + m, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))]]
    elif scheme == "discord":
        own = [["X-Signature-Timestamp", str(t)], ["X-Signature-Ed25519", ED_KEY.sign(str(t).encode() + m).hex()]]
    else:
        raise ValueError(scheme)
    return {"method": "POST", "target": target or f"/hooks/{scheme}", "headers": [["Content-Type", type_]] + own}


def job(cause, slug, what, scheme, request, sent, **more):
    secrets = more.pop("secrets", None) or [{"label": "current", "value": {
        "sendgrid": ec_public(), "discord": ed_public(ED_KEY)}.get(scheme) or secret_of(scheme)}]
    if more.get("provable") is False:
        more.pop("message_base64", None)
    print(json.dumps({"cause": cause, "slug": slug, "made_by": MADE_BY, "what": what, "scheme": scheme, "secrets": secrets,
                      "signed": request, "body_base64": b64(sent), **more}))
