#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Vectors of developer, payment and collaboration senders of which no package signs or verifies: python's own hmac and
hashlib, and cryptography for public keys."""

import base64
import hashlib
import hmac
import json
import pathlib
import zlib
from importlib.metadata import version

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from vectors import NOW, File, Request, flipped

KEYS = pathlib.Path(__file__).resolve().parent / "keys"
PYTHON = "python hmac and hashlib"
CRYPTOGRAPHY = f"python cryptography {version('cryptography')}"
JSON = ["Content-Type", "application/json"]
FORM = ["Content-Type", "application/x-www-form-urlencoded"]
TOKEN_NOTE = "a token that travels does not cover the body"


def mac(secret, message, algorithm="sha256"):
    key = secret if isinstance(secret, bytes) else secret.encode()
    return hmac.new(key, message, getattr(hashlib, algorithm))


def b64(data):
    return base64.b64encode(data).decode()


def body(document):
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def private(name):
    return serialization.load_pem_private_key((KEYS / name).read_bytes(), None)


def over_body(scheme, secret, header, text, prefix="", algorithm="sha256", form="hex", more=(), key=None, variant=None, others=()):
    """A file of a MAC over the body alone. others: (header, prefix, algorithm, variant) of further recipes."""

    def good(header, prefix, algorithm):
        made = mac(secret if key is None else key, text, algorithm)
        signature = made.hexdigest() if form == "hex" else b64(made.digest())
        return Request([JSON, *more, [header, prefix + signature]], text), signature

    file = File(scheme, PYTHON, secret)
    first, signature = good(header, prefix, algorithm)
    file.standard(first, signature, header, variant=variant)
    for header, prefix, algorithm, variant in others:
        made, signature = good(header, prefix, algorithm)
        file.add("good", made, "valid", variant, note="only the older header")
        file.add("flipped", made.replaced(signature, flipped(signature)), "mismatch")
    file.write()


def over_time(scheme, secret, text, message, headers, names, time=str(NOW), window=0, form="hex", now=NOW, note=None):
    """A file of a MAC over a time and the body. headers: makes the header fields of time and signature."""
    made = mac(secret, message(time.encode(), text))
    signature = made.hexdigest() if form == "hex" else b64(made.digest())
    good = Request([JSON, *headers(time, signature)], text)
    file = File(scheme, PYTHON, secret, now=now).standard(good, signature, names, window)
    file.add("tampered", good.replaced(time, time.replace("2", "3", 1) if "-" not in time else time.replace("00Z", "01Z")),
             "mismatch", note="another time")
    file.write()


def token(scheme, secret, good, missing=None, headers=()):
    file = File(scheme, "plain text", secret)
    file.standard(good, secret, list(headers), tampered_verdict="valid", garbage_verdict="mismatch", missing=missing)
    file.document["vectors"][2]["note"] = TOKEN_NOTE
    return file


def code_hosts():
    push = body({"ref": "refs/heads/main", "repository": {"full_name": "example/größe"}, "pusher": {"name": "zoë"}, "commits": []})
    token("gitlab-token", "example-gitlab-token", Request([JSON, ["X-Gitlab-Event", "Push Hook"], ["X-Gitlab-Token", "example-gitlab-token"]], push),
          headers=["X-Gitlab-Token"]).write()
    over_body("bitbucket", "It's an example secret", "X-Hub-Signature", push, "sha256=",
              more=[["X-Event-Key", "repo:push"], ["X-Request-UUID", "5f0b2b1e-example"], ["X-Hook-UUID", "f2f6f7f3-example"]])
    for scheme, name in (("gitea", "Gitea"), ("forgejo", "Forgejo"), ("gogs", "Gogs")):
        over_body(scheme, f"example secret of {scheme}", f"X-{name}-Signature", push, more=[[f"X-{name}-Event", "push"]])
    jira = body({"timestamp": NOW * 1000, "webhookEvent": "jira:issue_created", "issue": {"key": "EX-1", "fields": {"summary": "Größe"}}})
    over_body("jira", "example jira secret", "X-Hub-Signature", jira, "sha256=", more=[["X-Atlassian-Webhook-Identifier", "example-1"]])
    sentry = body({"action": "created", "data": {"issue": {"id": "1", "title": "ValueError: naïve"}}, "installation": {"uuid": "example"}})
    over_body("sentry", "example0sentry0client0secret", "Sentry-Hook-Signature", sentry,
              more=[["Sentry-Hook-Resource", "issue"], ["Sentry-Hook-Timestamp", str(NOW)]])
    flag = body({"_id": "example", "kind": "flag", "name": "größe", "member": {"email": "zoe@example.com"}})
    over_body("launchdarkly", "example launchdarkly secret", "X-LD-Signature", flag)
    deploy = body({"id": "uev_example", "type": "deployment.succeeded", "createdAt": NOW * 1000, "payload": {"name": "größe"}})
    over_body("vercel", "example vercel secret", "x-vercel-signature", deploy, algorithm="sha1")


def collaboration():
    v0 = lambda time, text: b"v0:" + time + b":" + text
    zoom = body({"event": "meeting.started", "event_ts": NOW * 1000, "payload": {"account_id": "example", "object": {"topic": "Überblick"}}})
    over_time("zoom", "example_zoom_secret", zoom, v0, lambda time, made: [["x-zm-request-timestamp", time], ["x-zm-signature", "v0=" + made]],
              ["x-zm-signature"])
    # Meta escapes what is not ASCII, and slashes.
    meta = {"facebook": ("page", {"field": "feed", "value": {"message": "Gr\\u00fc\\u00dfe"}}),
            "instagram": ("instagram", {"field": "comments", "value": {"text": "caf\\u00e9"}}),
            "whatsapp": ("whatsapp_business_account", {"field": "messages", "value": {"text": {"body": "\\ud83d\\udc4b"}}}),
            "messenger": ("page", {"field": "messages", "value": {"message": {"text": "https:\\/\\/www.example.com\\/\\u00fc"}}})}
    for scheme, (kind, change) in meta.items():
        text = json.dumps({"object": kind, "entry": [{"id": "0", "time": NOW, "changes": [change]}]}, separators=(",", ":")).replace("\\\\", "\\").encode()
        over_body(scheme, "0123456789example0app0secret0123", "X-Hub-Signature-256", text, "sha256=", variant="sha256",
                  others=[("X-Hub-Signature", "sha1=", "sha1", "sha1")])
    incident = body({"event": {"id": "01EXAMPLE", "event_type": "incident.triggered", "data": {"title": "Größe überschritten"}}})
    pagerduty = mac("example pagerduty secret", incident).hexdigest()
    good = Request([JSON, ["X-PagerDuty-Signature", "v1=" + pagerduty]], incident)
    file = File("pagerduty", PYTHON, "example pagerduty secret").standard(good, pagerduty, "X-PagerDuty-Signature")
    file.add("good", good.replaced("v1=", f"v1={'0' * 64},v1="), "valid", note="one signature for each active secret").write()
    intercom = body({"type": "notification_event", "app_id": "example", "topic": "conversation.user.replied", "data": {"item": {"id": "1", "name": "Zoë"}}})
    over_body("intercom", "example-intercom-client-secret", "X-Hub-Signature", intercom, "sha1=", "sha1", variant="hub",
              others=[("X-Body-Signature", "", "sha256", "body")])
    zendesk = body({"type": "zen:event-type:ticket.created", "account_id": 1, "detail": {"subject": "Größe"}})
    over_time("zendesk", "dGVzdC1leGFtcGxlLXplbmRlc2s=", zendesk, lambda time, text: time + text,
              lambda time, made: [["X-Zendesk-Webhook-Signature", made], ["X-Zendesk-Webhook-Signature-Timestamp", time]],
              ["X-Zendesk-Webhook-Signature"], time="2026-01-01T00:00:00Z", form="base64")
    dropbox = body({"list_folder": {"accounts": ["dbid:AAEXAMPLE"]}, "delta": {"users": [12345678]}})
    over_body("dropbox", "example0dropbox", "X-Dropbox-Signature", dropbox)
    teams = body({"type": "message", "id": "1485983408511", "text": "<at>Bot</at> grüße", "from": {"name": "Zoë Example"}})
    key = b64(b"example teams security token, 32")
    over_body("microsoft-teams", key, "Authorization", teams, "HMAC ", form="base64", key=base64.b64decode(key))
    typeform = body({"event_id": "01EXAMPLE", "event_type": "form_response", "form_response": {"form_id": "lT4Z3j", "token": "example", "answers": [{"text": "naïve"}]}})
    over_body("typeform", "example typeform secret", "Typeform-Signature", typeform, "sha256=", form="base64")
    dot = lambda time, text: time + b"." + text
    calendly = body({"created_at": "2026-01-01T00:00:00.000000Z", "event": "invitee.created", "payload": {"name": "Zoë Example", "email": "zoe@example.com"}})
    over_time("calendly", "example-calendly-signing-key", calendly, dot, lambda time, made: [["Calendly-Webhook-Signature", f"t={time},v1={made}"]],
              ["Calendly-Webhook-Signature"], window=180)
    stream = body({"uid": "example", "readyToStream": True, "status": {"state": "ready"}, "meta": {"name": "größe.mp4"}})
    over_time("cloudflare-stream", "example-cloudflare-stream-secret", stream, dot, lambda time, made: [["Webhook-Signature", f"time={time},sig1={made}"]],
              ["Webhook-Signature"])


def documents():
    envelope = body({"event": "envelope-completed", "apiVersion": "v2.1", "data": {"envelopeId": "e-example", "subject": "Größe"}})
    secrets = [{"label": "old", "value": "example docusign key one"}, {"label": "new", "value": "example docusign key two"}]
    one, two = (b64(mac(secret["value"], envelope).digest()) for secret in secrets)
    authorization = ["x-authorization-digest", "HMACSHA256"]
    both = Request([JSON, authorization, ["X-DocuSign-Signature-1", one], ["X-DocuSign-Signature-2", two]], envelope)
    file = File("docusign", PYTHON, secrets[1:])
    single = Request([JSON, authorization, ["X-DocuSign-Signature-1", two]], envelope)
    file.standard(single, two, "X-DocuSign-Signature-1")
    file.add("good", both, "valid", note="the second header is ours")
    tenth = Request([JSON, authorization, *[[f"X-DocuSign-Signature-{n}", one] for n in range(1, 10)], ["X-DocuSign-Signature-10", two]], envelope)
    file.add("good", tenth, "valid", note="the tenth header is ours").write()


def mail():
    secret, time, nonce = "example-mailgun-signing-key", str(NOW), "a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3d"
    signature = mac(secret, (time + nonce).encode()).hexdigest()
    text = body({"signature": {"timestamp": time, "token": nonce, "signature": signature},
                 "event-data": {"event": "opened", "recipient": "zoë@example.com", "id": "example"}})
    good = Request([JSON], text)
    missing = good.with_body(body({"signature": {"timestamp": time, "token": nonce}, "event-data": {"event": "opened"}}))
    file = File("mailgun", PYTHON, secret)
    file.standard(good, signature, [], variant="json", tampered=good.replaced(nonce, flipped(nonce)), missing=missing)
    file.add("tampered", good.replaced("opened", "clicked"), "valid", "json", note="the event is not covered")
    form = f"event=opened&recipient=zo%C3%AB%40example.com&timestamp={time}&token={nonce}&signature={signature}".encode()
    older = Request([FORM], form)
    file.add("good", older, "valid", "form", note="the older form fields")
    file.add("flipped", older.replaced(signature, flipped(signature)), "mismatch").write()


def public_keys():
    capture = body({"id": "WH-example", "event_version": "1.0", "event_type": "PAYMENT.CAPTURE.COMPLETED", "summary": "Größe bezahlt"})
    ident, time, hook = "69cd13f0-d67a-11e5-baa3-example00001", "2026-01-01T00:00:00Z", "1JE4291016473214C"
    message = f"{ident}|{time}|{hook}|{zlib.crc32(capture)}".encode()
    signature = b64(private("TEST-paypal-rsa.pem").sign(message, padding.PKCS1v15(), hashes.SHA256()))
    good = Request([JSON, ["PAYPAL-TRANSMISSION-ID", ident], ["PAYPAL-TRANSMISSION-TIME", time], ["PAYPAL-TRANSMISSION-SIG", signature],
                    ["PAYPAL-CERT-URL", "https://api.paypal.com/v1/notifications/certs/CERT-example"], ["PAYPAL-AUTH-ALGO", "SHA256withRSA"]], capture)
    file = File("paypal", CRYPTOGRAPHY, (KEYS / "TEST-paypal-rsa-public.pem").read_text(), parameters={"webhook-id": hook})
    file.standard(good, signature, "PAYPAL-TRANSMISSION-SIG")
    file.add("tampered", good.replaced(ident, flipped(ident)), "mismatch", note="another id")
    short = b64(base64.b64decode(signature)[:-1])
    file.add("garbage", good.replaced(signature, short), "malformed", note="one byte shorter than the key").write()

    key = private("TEST-standard-webhooks-ed25519.pem")
    public = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    text = body({"type": "contact.created", "data": {"name": "Zoë Example"}})
    signature = b64(key.sign(f"msg_2example0004.{NOW}.".encode() + text))
    good = Request([JSON, ["webhook-id", "msg_2example0004"], ["webhook-timestamp", str(NOW)], ["webhook-signature", "v1a," + signature]], text)
    File("standard-webhooks-ed25519", CRYPTOGRAPHY, "whpk_" + b64(public)).standard(good, signature, "webhook-signature", 300).write()

    secret = "whsec_" + b64(b"socket examp???ey, 32 bytes ...")  # no scanner takes Pz8/ for a live key
    file = File("socket-dev", PYTHON, secret)
    for prefix, variant in (("webhook", "webhook headers"), ("x-webhook", "x-webhook headers")):
        signature = b64(mac(base64.b64decode(secret[6:]), f"msg_socket_0001.{NOW}.".encode() + text).digest())
        good = Request([JSON, [prefix + "-id", "msg_socket_0001"], [prefix + "-timestamp", str(NOW)], [prefix + "-signature", "v1," + signature]], text)
        file.standard(good, signature, prefix + "-signature", 300, variant)
    file.write()


def tokens():
    okta = body({"eventType": "com.okta.event_hook", "eventTypeVersion": "1.0", "data": {"events": [{"eventType": "user.lifecycle.create", "displayMessage": "größe"}]}})
    auth0 = body([{"log_id": "90020260101example", "data": {"type": "s", "user_name": "zoë@example.com", "ip": "192.0.2.1"}}])
    for scheme, text in (("okta", okta), ("auth0", auth0)):
        secret = f"example {scheme} header value"
        token(scheme, secret, Request([JSON, ["Authorization", secret]], text), headers=["Authorization"]).write()
    notice = body({"name": "example policy", "text": "Größe überschritten", "alert_type": "universal_ssl_event_type", "ts": NOW})
    token("cloudflare", "example-cloudflare-secret", Request([JSON, ["cf-webhook-auth", "example-cloudflare-secret"]], notice), headers=["cf-webhook-auth"]).write()

    state = "example-client-state"
    for scheme, item in (("microsoft-graph", {"subscriptionId": "76619225-example", "changeType": "created", "resource": "users/example/messages/größe"}),
                         ("sharepoint", {"subscriptionId": "91779246-example", "siteUrl": "/sites/größe", "webId": "dbbdafff-example"})):
        many = lambda *states: Request([JSON], body({"value": [{**({"clientState": each} if each else {}), **item} for each in states]}))
        file = token(scheme, state, many(state), missing=many(None))
        file.add("good", many(state, state), "valid", note="two notifications of one subscription")
        file.add("flipped", many(state, "another-client-state"), "mismatch", note="every notification must carry it").write()


def unsigned():
    grid = body([{"id": "1", "eventType": "Microsoft.Storage.BlobCreated", "subject": "größe.txt", "data": {}, "dataVersion": ""}])
    headers = [JSON, ["aeg-event-type", "Notification"], ["aeg-subscription-name", "EXAMPLE"], ["aeg-delivery-count", "0"]]
    File("azure-event-grid", "no signature", []).add("good", Request(headers, grid), "unsigned").write()
    headers = [JSON, ["ce-specversion", "1.0"], ["ce-type", "com.example.created"], ["ce-source", "/example"], ["ce-id", "1"]]
    File("cloudevents", "no signature", []).add("good", Request(headers, body({"note": "größe"})), "unsigned").write()


code_hosts()
collaboration()
documents()
mail()
public_keys()
tokens()
unsigned()
