#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Wrong secrets, headers, constructions and clocks in Python: python3 ../drive.py python3 make_rest.py -- python3 relay.py | python3 ../write.py"""

import base64
import datetime
import json
import random

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from signers import (ED_KEY, KEYS, NOW, OTHER_ED, SECRET, WHSEC, b64, body, ed_public, hmac_bytes, hmac_hex, job, secret_of, signed)

INVOICE = body("standard-invoice.json")
PUSH = body("github-push.json")
ALERT = body("socwarden-alert.json")


def named(*pairs, **marks):
    return [{"label": label, "value": value, **marks.get(label, {})} for label, value in pairs]


# B: the receiver's secret is not the sender's.
def keyed(cause, slug, what, scheme, m, senders_key, stored, undo, label="current", **more):
    secrets = more.pop("secrets", None) or named((label, stored))
    more.setdefault("secret", label)
    job(cause, slug, what, scheme, signed(scheme, m, senders_key), m, secrets=secrets, undo=undo, **more)


keyed("B1", "python-other-endpoint", "the endpoint holds the secret of staging, production sent it", "github", PUSH, "prod-5b1f77c0d2", None, {"label": "production"}, label="production",
      secrets=[{"label": "staging", "value": "stage-0a9c2e41f8"}, {"label": "production", "value": "prod-5b1f77c0d2", "elsewhere": True}, {"label": "sandbox", "value": "sand-77e1", "elsewhere": True}])
keyed("B1", "python-live-and-test", "Stripe's test mode sent it, the endpoint holds the live secret", "stripe", body("stripe-charge.json"), "whsec_test_41aa", None, {"label": "stripe test"}, label="stripe test",
      secrets=[{"label": "stripe live", "value": "whsec_live_9b2c"}, {"label": "stripe test", "value": "whsec_test_41aa", "elsewhere": True}])
keyed("B1", "python-many-tenants", "the thirtieth of forty tenants' secrets is the one", "svix", INVOICE, "whsec_" + b64(b"tenant-secret-number-30!"), None, {"label": "tenant 30"}, label="tenant 30",
      secrets=[{"label": "tenant 0", "value": "whsec_" + b64(b"tenant-secret-number-00!")}] + [{"label": f"tenant {n}", "value": "whsec_" + b64(f"tenant-secret-number-{n:02}!".encode()), "elsewhere": True} for n in range(1, 40)])
keyed("B2", "python-rotated", "the sender still signs with the secret before the rotation", "slack", body("slack-plain.json"), "old-8f742231b10e", None, {"label": "before rotation"}, label="before rotation",
      secrets=[{"label": "since rotation", "value": "new-1c9d0a77e2f4"}, {"label": "before rotation", "value": "old-8f742231b10e", "retired": True}])
keyed("B2", "python-rotated-standard", "a retry of a message from before the rotation", "standard-webhooks", INVOICE, "whsec_" + b64(b"the-secret-of-last-quarter"), None, {"label": "2025-Q4"}, label="2025-Q4",
      secrets=[{"label": "2026-Q1", "value": WHSEC}, {"label": "2025-Q4", "value": "whsec_" + b64(b"the-secret-of-last-quarter"), "retired": True}])
keyed("B4", "python-leading-blank", "copied with the blank in front of it", "stripe", body("stripe-charge.json"), "whsec_41f0", " whsec_41f0", {"secret": "whsec_41f0"})
keyed("B4", "python-sender-has-newline", "the sender read its secret with open().read(): its key ends in a newline", "dropbox", ALERT, SECRET + "\n", SECRET, {"secret": SECRET + "\n"})
keyed("B5", "python-single-quotes", "docker's --env-file keeps quotes: 'secret'", "socwarden", ALERT, SECRET, f"'{SECRET}'", {"secret": SECRET})
keyed("B5", "python-placeholder", "the placeholder was never replaced; nothing says what the secret would have been", "github", PUSH, SECRET, "${GITHUB_WEBHOOK_SECRET}", None, provable=False)
keyed("B6", "python-whsec-cut", "whsec_ was cut off when the secret was stored; Stripe's key has it", "stripe", body("stripe-charge.json"), "whsec_9c2b7f", "9c2b7f", {"secret": "whsec_9c2b7f"})
keyed("B6", "python-v1-kept", "stored as a dashboard shows it, with v1, in front of whsec_", "standard-webhooks", INVOICE, WHSEC, "v1," + WHSEC, {"secret": WHSEC})
keyed("B6", "python-sha256-kept", "stored with sha256= in front, which belongs to the header", "github", PUSH, SECRET, "sha256=" + SECRET, {"secret": SECRET})
keyed("B7", "python-text-not-decoded", "the sender's library uses the secret's text as key, whsec_ included", "standard-webhooks", INVOICE, WHSEC.encode(), WHSEC, {"recipe": {"key": {"form": "utf8", "prefixes": None}}})
keyed("B7", "python-text-without-prefix", "the sender takes whsec_ off and uses the base64 text as key", "svix", INVOICE, WHSEC[6:].encode(), WHSEC, {"secret": WHSEC[6:], "recipe": {"key": {"form": "utf8", "prefixes": None}}}, accept=["B6"])
keyed("B7", "python-decoded-where-text", "the sender decodes a secret that looks like base64; GitHub's scheme uses it as it is", "github", PUSH, base64.b64decode("b3VyLXNoYXJlZC1zZWNyZXQtMjAyNg=="), "b3VyLXNoYXJlZC1zZWNyZXQtMjAyNg==", {"recipe": {"key": {"form": "base64"}}})
keyed("B8", "python-hex-decoded", "the sender decodes a secret that looks hexadecimal; it is used as text", "socwarden", ALERT, bytes.fromhex("8f742231b10e8888abcd99yyyzzz85a5".replace("y", "0").replace("z", "1")), "8f742231b10e8888abcd9900011185a5", {"recipe": {"key": {"form": "hex"}}})
keyed("B9", "python-padding-lost", "a double click does not take the = at the end: openssl rand -base64 was stored without it", "github", PUSH, "3q2+7wABAgMEBQYHCAkKCw==", "3q2+7wABAgMEBQYHCAkKCw", {"secret": "3q2+7wABAgMEBQYHCAkKCw=="})
keyed("B9", "python-url-alphabet", "a configuration tool wrote the base64 text in the alphabet for URLs; the sender's key is the text", "shopify", ALERT, "+/8A3q2+7wABAgMEBQYHCAkK", "-_8A3q2-7wABAgMEBQYHCAkK", {"secret": "+/8A3q2+7wABAgMEBQYHCAkK"})
keyed("B12", "python-empty-key", "os.environ.get('SECRET', '') in the sender: it has none set", "shopify", PUSH, "", SECRET, {"secret": ""}, secret=None)
ZENDESK_TEST = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="  # documented: signs tests before the webhook is created
stamp = datetime.datetime.fromtimestamp(NOW - 3, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
ticket = b'{"type":"zen:event-type:ticket.created","account_id":22129848,"subject":"zen:ticket:5158","detail":{"id":"5158","priority":"HIGH","tags":["web"]}}'
job("B16", "python-zendesk-test", "Zendesk's test of a webhook that is not saved yet has a fixed, published secret", "zendesk", signed("zendesk", ticket, ZENDESK_TEST, stamp), ticket, undo={"secret": ZENDESK_TEST})
rsa_key = serialization.load_pem_private_key((KEYS / "TEST-paypal-rsa.pem").read_bytes(), None)
capture = b'{"id":"WH-2WR32451HC0233532","event_type":"PAYMENT.CAPTURE.COMPLETED","resource":{"amount":{"currency_code":"USD","value":"30.00"},"status":"COMPLETED"}}'


def paypal(webhook_id):
    crc = __import__("zlib").crc32(capture)
    text = f"8bdf6b00-d3b1-11f0-9f1c|{stamp}|{webhook_id}|{crc}".encode()
    return {"method": "POST", "target": "/hooks/paypal", "headers": [
        ["Content-Type", "application/json"], ["PAYPAL-TRANSMISSION-ID", "8bdf6b00-d3b1-11f0-9f1c"], ["PAYPAL-TRANSMISSION-TIME", stamp], ["PAYPAL-AUTH-ALGO", "SHA256withRSA"],
        ["PAYPAL-CERT-URL", "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42"], ["PAYPAL-TRANSMISSION-SIG", b64(rsa_key.sign(text, padding.PKCS1v15(), hashes.SHA256()))]]}


rsa_public = rsa_key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
job("B16", "python-paypal-simulator", "PayPal's simulator signs with the webhook id WEBHOOK_ID", "paypal", paypal("WEBHOOK_ID"), capture,
    secrets=named(("certificate", rsa_public)), parameters={"webhook-id": "1JE4291016473214C"}, undo={"parameters": {"webhook-id": "WEBHOOK_ID"}})
command = body("discord-command.json")
job("B14", "python-discord-other-app", "the public key of another application is stored; the right one is known too", "discord", signed("discord", command), command, accept=["B1"], secret="helpdesk app",
    secrets=[{"label": "report app", "value": ed_public(OTHER_ED)}, {"label": "helpdesk app", "value": ed_public(ED_KEY), "elsewhere": True}], undo={"label": "helpdesk app"})
keyed("B3", "python-api-key-stored", "Stripe's API key was stored where the endpoint's secret belongs", "stripe", body("stripe-charge.json"), "whsec_8811", "sk_test_NOTAREALKEYNOTAREALKEY", None, provable=False, secret=None)

# C: the header.
t = NOW - 4


def headed(cause, slug, what, scheme, m, headers, right, verdict="malformed", **more):
    request = {"method": "POST", "target": f"/hooks/{scheme}", "headers": [["Content-Type", "application/json"]] + headers}
    more = {"undo": {"headers": right}, **more}
    job(cause, slug, what, scheme, request, m, verdict=verdict, **more)


stripe_mac = hmac_hex(secret_of("stripe"), f"{t}.".encode() + ALERT)
headed("C2", "python-base64-for-hex", "b64encode(digest()) where the scheme is hexadecimal", "dropbox", ALERT, [["X-Dropbox-Signature", b64(hmac_bytes(SECRET, ALERT))]], None, undo={"recipe": {"signature": {"encoding": "base64"}}})
headed("C2", "python-base64url", "urlsafe_b64encode where the scheme is plain base64", "shopify", b'{"id":7,"topic":"a"}', [["X-Shopify-Hmac-Sha256", base64.urlsafe_b64encode(hmac_bytes(SECRET, b'{"id":7,"topic":"a"}')).decode()]], None, undo={"recipe": {"signature": {"encoding": "base64url"}}})
headed("C3", "python-upper-case-value", "the relay wrote the whole value in capitals, the prefix too", "github", PUSH, [["X-Hub-Signature-256", ("sha256=" + hmac_hex(SECRET, PUSH)).upper()]], [["X-Hub-Signature-256", "sha256=" + hmac_hex(SECRET, PUSH)]], accept=["C1"])
headed("C4", "python-blank-before-assign", "sha256 = ..., with blanks around the equals sign", "github", PUSH, [["X-Hub-Signature-256", "sha256 = " + hmac_hex(SECRET, PUSH)]], [["X-Hub-Signature-256", "sha256=" + hmac_hex(SECRET, PUSH)]], accept=["C1"])
headed("C4", "python-blanks-in-digest", "the digest is written in groups of eight digits", "dropbox", ALERT, [["X-Dropbox-Signature", " ".join(hmac_hex(SECRET, ALERT)[i:i + 8] for i in range(0, 64, 8))]], [["X-Dropbox-Signature", hmac_hex(SECRET, ALERT)]])
headed("C6", "python-semicolon", "t=..;v1=..: a semicolon in place of Stripe's comma", "stripe", ALERT, [["Stripe-Signature", f"t={t};v1={stripe_mac}"]], [["Stripe-Signature", f"t={t},v1={stripe_mac}"]], verdict="missing-signature")
headed("C6", "python-colon-assign", "v0:.. in place of Slack's v0=..", "slack", ALERT, [["X-Slack-Request-Timestamp", str(t)], ["X-Slack-Signature", "v0:" + hmac_hex(SECRET, f"v0:{t}:".encode() + ALERT)]],
       [["X-Slack-Signature", "v0=" + hmac_hex(SECRET, f"v0:{t}:".encode() + ALERT)]], accept=["C1"])
headed("C7", "python-old-header-name", "the digest with SHA-256 stands in the header of the one with SHA-1", "github", PUSH, [["X-Hub-Signature", "sha256=" + hmac_hex(SECRET, PUSH)]], [["X-Hub-Signature-256", "sha256=" + hmac_hex(SECRET, PUSH)], ["X-Hub-Signature", None]])
headed("C7", "python-companion-wins", "two headers; the right digest stands in X-Webhook-Signature, an old one in the one that is read", "dropbox", ALERT, [["X-Dropbox-Signature", hmac_hex("left-over", ALERT)], ["X-Webhook-Signature", hmac_hex(SECRET, ALERT)]], [["X-Dropbox-Signature", hmac_hex(SECRET, ALERT)]], verdict="mismatch")
headed("C9", "python-header-twice", "two lines of the signature header, one per secret of a rotation", "dropbox", ALERT, [["X-Dropbox-Signature", hmac_hex("left-over", ALERT)], ["X-Dropbox-Signature", hmac_hex(SECRET, ALERT)]], [["X-Dropbox-Signature", hmac_hex(SECRET, ALERT)]], accept=["C8"])
environ = "HTTP_" + "X-Hub-Signature-256".upper().replace("-", "_")  # as wsgiref names it
headed("C11", "python-wsgi-environ-names", "a WSGI relay passed on the names of its environ: HTTP_X_HUB_SIGNATURE_256", "github", PUSH, [[environ, "sha256=" + hmac_hex(SECRET, PUSH)], ["HTTP_X_GITHUB_EVENT", "push"]], [["X-Hub-Signature-256", "sha256=" + hmac_hex(SECRET, PUSH)]], verdict="missing-signature")
headed("C12", "python-cut-digest", "the header went through a column of 40 characters", "dropbox", ALERT, [["X-Dropbox-Signature", hmac_hex(SECRET, ALERT)[:40]]], [["X-Dropbox-Signature", hmac_hex(SECRET, ALERT)]])


# D: the construction.
def built(cause, slug, what, scheme, m, headers, recipe, verdict="mismatch", **more):
    headed(cause, slug, what, scheme, m, headers, None, verdict=verdict, undo={"recipe": recipe}, **more)


def std(message, key=WHSEC, id_="msg_2b1eDq"):
    return [["webhook-id", id_], ["webhook-timestamp", str(t)], ["webhook-signature", "v1," + b64(hmac_bytes(base64.b64decode(key[6:]), message))]]


T, I, B = {"kind": "timestamp"}, {"kind": "id"}, {"kind": "body"}


def lit(text):
    return {"kind": "literal", "text": text}


def soc(message, m=ALERT):
    return [["X-Timestamp", str(t)], ["X-Signature-256", hmac_hex(SECRET, message)]]


built("D5", "python-body-then-time", "the sender signs body.timestamp", "socwarden", ALERT, soc(ALERT + f".{t}".encode()), {"message": [B, lit("."), T]})
built("D5", "python-time-then-id", "the sender signs timestamp.id.body", "standard-webhooks", INVOICE, std(f"{t}.msg_2b1eDq.".encode() + INVOICE), {"message": [T, lit("."), I, lit("."), B]})
built("D6", "python-colon", "the sender signs timestamp:body", "socwarden", ALERT, soc(f"{t}:".encode() + ALERT), {"message": [T, lit(":"), B]})
built("D6", "python-nothing-between", "the sender signs the timestamp and the body with nothing between", "stripe", ALERT, [["Stripe-Signature", f"t={t},v1={hmac_hex(secret_of('stripe'), str(t).encode() + ALERT)}"]], {"message": [T, B]})
built("D6", "python-newline", "the sender signs timestamp, newline, body", "socwarden", ALERT, soc(f"{t}\n".encode() + ALERT), {"message": [T, lit("\n"), B]})
built("D7", "python-no-v0", "the sender leaves v0: out of what it signs", "slack", ALERT, [["X-Slack-Request-Timestamp", str(t)], ["X-Slack-Signature", "v0=" + hmac_hex(SECRET, f"{t}:".encode() + ALERT)]], {"message": [T, lit(":"), B]})
built("D7", "python-no-time", "the sender signs the body alone", "socwarden", ALERT, soc(ALERT), {"message": [B]}, accept=["D5", "D6"])
tagged = f"t={t * 1000},v1={hmac_hex(SECRET * 2, f'{t * 1000}.'.encode() + ALERT)},tag=green"
built("D7", "python-tag-not-signed", "a sender of Socotra's kind left .tag out of what it signs", "socotra", ALERT, [["Socotra-Signature", tagged]], {"message": [T, lit("."), B]}, secrets=[{"label": "current", "value": SECRET * 2, "tag": "green"}])
iso = datetime.datetime.fromtimestamp(t, datetime.timezone.utc)
built("D8", "python-isoformat", "signed with isoformat()'s +00:00, written into the header with Z", "zendesk", ticket, signed("zendesk", ticket, SECRET, iso.isoformat())["headers"][1:2] + [["X-Zendesk-Webhook-Signature-Timestamp", iso.strftime("%Y-%m-%dT%H:%M:%SZ")]], {"message": [lit(iso.isoformat()), B]})
built("D8", "python-fraction-lost", "Twitch's scheme; signed without the fraction that the header has (.000)", "twitch", ticket, [["Twitch-Eventsub-Message-Id", "e76c6bd4"], ["Twitch-Eventsub-Message-Timestamp", iso.strftime("%Y-%m-%dT%H:%M:%S.000Z")],
      ["Twitch-Eventsub-Message-Signature", "sha256=" + hmac_hex(SECRET, b"e76c6bd4" + iso.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + ticket)]], {"message": [I, lit(iso.strftime("%Y-%m-%dT%H:%M:%SZ")), B]})
dated = json.dumps({"id": "evt_77", "created": NOW - 61, "type": "case.closed"}).encode()
built("D9", "python-time-of-body", "the sender signs the event's created in place of the time in the header", "socwarden", dated, soc(f"{NOW - 61}.".encode() + dated), {"message": [{"kind": "json", "json": "/created"}, lit("."), B]})
built("D9", "python-other-header", "the sender signs the time of X-Event-Time in place of X-Timestamp", "socwarden", ALERT, soc(f"{t - 9}.".encode() + ALERT) + [["X-Event-Time", str(t - 9)]], {"message": [{"kind": "header", "header": "X-Event-Time"}, lit("."), B]})
with_id = json.dumps({"id": "evt_1a2b3c", "type": "invoice.paid", "data": {"total": 12}}).encode()
built("D10", "python-event-id", "the sender signs the event's id of the body, the header has the delivery's", "standard-webhooks", with_id, std(f"evt_1a2b3c.{t}.".encode() + with_id), {"message": [{"kind": "json", "json": "/id"}, lit("."), T, lit("."), B]})
built("D10", "python-request-id", "the sender signs X-Request-Id in place of webhook-id", "standard-webhooks", INVOICE, std(f"req-9917.{t}.".encode() + INVOICE) + [["X-Request-Id", "req-9917"]], {"message": [{"kind": "header", "header": "X-Request-Id"}, lit("."), T, lit("."), B]})
hub = body("hubspot-contact.json")
sha = lambda text: __import__("hashlib").sha256(text).hexdigest()
headed("D13", "python-hubspot-v1-for-v3", "version 3 is configured, the app still sends version 1", "hubspot-v3", hub, [["X-HubSpot-Signature-Version", "v1"], ["X-HubSpot-Signature", sha(SECRET.encode() + hub)]], None, verdict="missing-signature", undo={"scheme": "hubspot-v1"}, url="https://hooks.example.com/hooks/hubspot-v3")
headed("D13", "python-hubspot-v2-for-v1", "version 1 is configured, the app sends version 2: with method and URL", "hubspot-v1", hub, [["X-HubSpot-Signature-Version", "v2"], ["X-HubSpot-Signature", sha(SECRET.encode() + b"POSThttps://hooks.example.com/hooks/hubspot-v1" + hub)]], None, verdict="mismatch", undo={"scheme": "hubspot-v2"}, url="https://hooks.example.com/hooks/hubspot-v1")
job("D13", "python-standard-for-svix", "svix is configured, the sender uses Standard Webhooks' header names", "svix", signed("standard-webhooks", INVOICE), INVOICE, verdict="missing-signature", undo={"scheme": "standard-webhooks"}, accept=["C7", "C11"])
job("B5", "python-auto-github-quotes", "the scheme is found by itself; only the secret's quotes are wrong", "auto", signed("github", PUSH), PUSH, undo={"scheme": "github", "secret": SECRET}, secrets=named(("current", f'"{SECRET}"')), secret="current")

# F: the clock. The digest is right.
def timed(cause, slug, what, scheme, m, at, verdict, undo, **more):
    job(cause, slug, what, scheme, signed(scheme, m, t=at), m, verdict=verdict, undo=undo, **more)


timed("F1", "python-milliseconds", "int(time.time() * 1000) where the scheme has seconds", "socwarden", ALERT, (NOW - 4) * 1000, "malformed", {"recipe": {"timestamp": {"unit": "milliseconds", "maxDigits": 15}}})
timed("F1", "python-milliseconds-stripe", "milliseconds in t= of a sender that copies Stripe's scheme", "stripe", body("stripe-charge.json"), (NOW - 4) * 1000, "malformed", {"recipe": {"timestamp": {"unit": "milliseconds", "maxDigits": 15}}})
in_seconds = {"method": "POST", "target": "/hooks/socotra", "headers": [["Socotra-Signature", f"t={t},v1=" + hmac_hex(SECRET * 2, f"{t}.".encode() + ALERT)]]}
job("F1", "python-seconds", "int(time.time()) where Socotra's scheme has milliseconds", "socotra", in_seconds, ALERT, verdict="valid-stale", undo={"recipe": {"timestamp": {"unit": "seconds"}}}, secrets=named(("current", SECRET * 2)))
timed("F4", "python-replayed-yesterday", "a capture of yesterday sent again from a tool", "slack", body("slack-plain.json"), NOW - 86477, "valid-stale", {"now": NOW - 86477}, accept=["F2"])
timed("F4", "python-replayed-month", "a capture from last month", "stripe", body("stripe-charge.json"), NOW - 2764811, "valid-stale", {"now": NOW - 2764811}, accept=["F2"])
timed("F5", "python-slow-queue", "eight minutes in a queue; the limit is five", "standard-webhooks", INVOICE, NOW - 487, "valid-stale", {"now": NOW - 487}, accept=["F4", "F2"])
timed("F6", "python-future", "the sender's clock is eleven minutes ahead", "svix", INVOICE, NOW + 671, "valid-future", {"now": NOW + 671}, accept=["F2"])

# Nothing may be proved.
job("", "random-digest", "sixty-four random digits", "dropbox", {"method": "POST", "target": "/hooks/dropbox", "headers": [["Content-Type", "application/json"], ["X-Dropbox-Signature", random.Random(1).randbytes(32).hex()]]}, ALERT, provable=False)
job("", "unknown-secret", "signed with a secret that is not in the store", "github", signed("github", PUSH, "nobody-here-knows-this"), PUSH, provable=False, secrets=named(("current", SECRET), ("other", "whsec_88")))
job("", "unknown-secret-standard", "signed with another base64 secret, several stored", "standard-webhooks", signed("standard-webhooks", INVOICE, "whsec_" + b64(b"somebody-else-entirely-00")), INVOICE, provable=False,
    secrets=[{"label": "one", "value": WHSEC}, {"label": "old", "value": "whsec_" + b64(b"retired-secret-retired-00"), "retired": True}])
fresh = signed("stripe", body("stripe-charge.json"), t=NOW - 90000)
fresh["headers"][-1][1] = fresh["headers"][-1][1].replace(f"t={NOW - 90000}", f"t={NOW - 2}")
job("", "forged-time", "an old capture with a new t=: the signature covers the old one", "stripe", fresh, body("stripe-charge.json"), provable=False)
job("", "empty-everything", "an empty body, and a digest of nobody", "shopify", {"method": "POST", "target": "/hooks/shopify", "headers": [["X-Shopify-Hmac-Sha256", b64(b"\0" * 32)]]}, b"", provable=False)
other = signed("discord", command.replace(b"report", b"repost"))
job("", "discord-other-body", "Discord's probe: the signature is of another body, on purpose", "discord", other, command, provable=False)
