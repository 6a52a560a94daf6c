# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/data/signature/handshakes/<id>.json: the request of a handshake as its sender makes it, and the answer
that the sender's documents ask for. Answers are computed here with hashlib and hmac alone; nothing here reads a scheme
or knows how Tocsin answers."""

import base64
import hashlib
import hmac
import json
import pathlib
import urllib.parse

from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "handshakes"
NOW = 1767225600  # 2026-01-01T00:00:00Z
MADE_BY = "senders' documents; digests by Python hashlib"
REFUSED = "This handshake is not answered.\n"
NOSNIFF = ["X-Content-Type-Options", "nosniff"]
URL = "https://hooks.example.com/hooks/in"


def compact(value):
    return json.dumps(value, separators=(",", ":")).encode()


def query(**values):
    return "/hooks/in?" + urllib.parse.urlencode({name.replace("__", "."): text for name, text in values.items()})


def get(target, *headers, method="GET"):
    return {"method": method, "target": target, "headers": [["Host", "hooks.example.com"], *map(list, headers)],
            "body_base64": ""}


def post(body, *headers, target="/hooks/in"):
    body = body if isinstance(body, bytes) else compact(body)
    request = get(target, ["Content-Type", "application/json"], *headers, method="POST")
    return {**request, "body_base64": base64.b64encode(body).decode()}


def text(body):
    return {"status": 200, "headers": [["Content-Type", "text/plain"], NOSNIFF], "body": body}


def as_json(value):
    return {"status": 200, "headers": [["Content-Type", "application/json"], NOSNIFF],
            "body": compact(value).decode()}


def bare(status=200, *headers):
    return {"status": status, "headers": list(map(list, headers)), "body": ""}


def mac(algorithm, key, message):
    return hmac.new(key.encode() if isinstance(key, str) else key,
                    message.encode() if isinstance(message, str) else message, algorithm)


class File:
    def __init__(self, scheme, secret=None, parameters=None, url=None):
        self.common = {"secrets": [{"label": "current", "value": secret}] if secret else []}
        if parameters:
            self.common["parameters"] = parameters
        if url:
            self.common["url"] = url
        self.document = {"scheme": scheme, "made_by": MADE_BY, "now": NOW, "vectors": []}

    def _add(self, kind, note, request, **more):
        self.document["vectors"].append({"kind": kind, "note": note, **self.common, "request": request, **more})
        return self

    def answered(self, request, reply, note="as the sender asks", **more):
        """more: handshake (its name), learns (the secret), consent (the URL), or what replaces the common members."""
        return self._add("answered", note, request, reply=reply, **more)

    def refused(self, note, request, why, status=403, **more):
        """why: words that the reason holds. The sender is told nothing."""
        reply = {"status": status, "headers": [["Content-Type", "text/plain"], NOSNIFF], "body": REFUSED}
        return self._add("refused", note, request, reply=reply, reason=why, **more)

    def delivery(self, note, request, **more):
        """A request that is no handshake."""
        return self._add("delivery", note, request, **more)

    def write(self):
        FOLDER.mkdir(exist_ok=True)
        path = FOLDER / (self.document["scheme"] + ".json")
        path.write_text(json.dumps(self.document, indent=1) + "\n", "utf-8")


def echoes_of_queries():
    for scheme in ("adobe-io", "dropbox", "nylas"):
        file = File(scheme)
        file.answered(get(query(challenge="bc609d88-e15d-4551-9cb2-2e2c1c1f0a4c")),
                      text("bc609d88-e15d-4551-9cb2-2e2c1c1f0a4c"))
        file.refused("markup", get(query(challenge="<script>alert(1)</script>")), "no challenge of this sender")
        file.refused("a header split", get("/hooks/in?challenge=a%0d%0aSet-Cookie:%20x=1"),
                     "no challenge of this sender")
        file.refused("too long", get(query(challenge="a" * 257)), "257 characters")
        file.delivery("no challenge", get("/hooks/in"))
        file.delivery("an empty one", get("/hooks/in?challenge="))
        file.delivery("a delivery", post({"a": 1}, target="/hooks/in?challenge=abc"))
        file.write()

    for scheme, name in (("microsoft-graph", "validationToken"), ("sharepoint", "validationtoken")):
        token = "Validation: Testing client application reachability for subscription Request-Id: 34f39a1a-0c4f"
        file = File(scheme, "a-client-state-of-ours")
        bodiless = get(query(**{name: token}), method="POST")
        file.answered(bodiless, text(token), note="'+' for blanks, as urlencode writes them")
        file.answered(get("/hooks/in?" + name + "=" + urllib.parse.quote(token), method="POST"), text(token),
                      note="%20 for blanks")
        file.refused("markup", get(query(**{name: "<b>x"}), method="POST"), "no challenge of this sender")
        file.refused("a line break", get("/hooks/in?" + name + "=a%0Ab", method="POST"), "no challenge of this sender")
        file.delivery("a notification", post({"value": [{"clientState": "a-client-state-of-ours"}]}))
        file.write()


def hub():
    def ask(token="our-verify-token", challenge="1158201444"):
        return get(query(hub__mode="subscribe", hub__challenge=challenge, hub__verify_token=token))

    for scheme in ("facebook", "messenger", "instagram", "websub", "whatsapp", "strava"):
        file = File(scheme, None if scheme == "strava" else "app-secret", {"verifyToken": "our-verify-token"})
        reply = as_json({"hub.challenge": "1158201444"}) if scheme == "strava" else text("1158201444")
        file.answered(ask(), reply)
        file.refused("another verify token", ask("guessed"), "is not the endpoint's parameter verifyToken")
        file.refused("no verify token is set", ask(), "no parameter verifyToken", parameters={})
        file.refused("a challenge that is markup", ask(challenge="<svg>"), "no challenge of this sender")
        file.delivery("no challenge", get("/hooks/in?hub.mode=subscribe&hub.verify_token=our-verify-token"))
        file.delivery("another mode", get("/hooks/in?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=x"))
        file.write()

    file = File("oura", "client-secret", {"verificationToken": "our-token"})
    file.answered(get(query(verification_token="our-token", challenge="abc123")), as_json({"challenge": "abc123"}))
    file.refused("another token", get(query(verification_token="guess", challenge="abc123")),
                 "is not the endpoint's parameter verificationToken")
    file.delivery("no token", get(query(challenge="abc123")))
    file.write()


def digests_of_challenges():
    key = "consumer-secret-of-the-app"
    challenge = "NjE3ODk2ZTItZjBkNy00ZGVhLWI4OTgtZDBmM2VjOTJlNzZi"

    def crc(token):
        return as_json({"response_token": "sha256=" + base64.b64encode(mac("sha256", key, token).digest()).decode()})

    file = File("twitter", key)
    file.answered(get(query(crc_token=challenge)), crc(challenge))
    file.answered(get(query(crc_token="challenge_string")), crc("challenge_string"), note="the example in the documents")
    file.answered(get(query(crc_token="Zm9vYg==")), crc("Zm9vYg=="), note="with padding")
    for note, token in (("a delivery's body", '{"for_user_id":"1","tweet_create_events":[]}'), ("an empty object", "{}"),
                        ("a form", "a=b&c=d"), ("a form of one field", "a=b"), ("XML", "<a/>"), ("two words", "a b")):
        file.refused(note, get(query(crc_token=token)), "no challenge of this sender")
    for note, token in (("a number is JSON", "12345"), ("so is true", "true"), ("and null", "null"),
                        ("and 1e5", "1e5")):
        file.refused(note, get(query(crc_token=token)), "could be that of a delivery")
    file.refused("no secret", get(query(crc_token=challenge)), "it has none", secrets=[])
    file.refused("too long", get(query(crc_token="a" * 129)), "129 characters")
    file.delivery("no token", get("/hooks/in"))
    file.write()

    key = "client-secret-of-the-app"
    challenge = "890e4665-4dfe-4ab1-b689-ed553bceeed0"
    file = File("linkedin", key)
    file.answered(get(query(challengeCode=challenge)),
                  as_json({"challengeCode": challenge, "challengeResponse": mac("sha256", key, challenge).hexdigest()}))
    file.refused("what LinkedIn signs", get(query(challengeCode='hmacsha256={"type":"x"}')), "no challenge of this sender")
    file.refused("its prefix alone", get(query(challengeCode="hmacsha256=")), "no challenge of this sender")
    file.refused("no secret", get(query(challengeCode=challenge)), "it has none", secrets=[])
    file.write()

    token, challenge = "71745723-d031-455c-bfa5-f90d11b4f20a-token-of-ours", "a8628072-3d33-45ee-9004-bee86830a22d"
    digest = hashlib.sha256((challenge + token + URL).encode()).hexdigest()
    file = File("ebay", None, {"verificationToken": token}, URL)
    file.answered(get(query(challenge_code=challenge)), as_json({"challengeResponse": digest}))
    plain = hashlib.sha256((challenge + token + "http://hooks.example.com/hooks/in").encode()).hexdigest()
    file.answered(get(query(challenge_code=challenge)), as_json({"challengeResponse": plain}), url="",
                  note="the URL is not known: that of the request without its query is taken")
    file.refused("no token is set", get(query(challenge_code=challenge)), "no parameter verificationToken", parameters={})
    file.refused("a blank", get(query(challenge_code="a b")), "no challenge of this sender")
    file.write()

    private, challenge = "d14dd68eb055854e2a0f2ea3de46be7a", "20f9f8ed05f77439fe955c977e4c8a53"
    digest = mac("sha1", hashlib.sha1(private.encode()).digest(), challenge).hexdigest()
    file = File("braintree", private, {"publicKey": "integration_public_key"})
    file.answered(get(query(bt_challenge=challenge)), text("integration_public_key|" + digest))
    file.refused("a payload", get(query(bt_challenge="PG5vdGlmaWNhdGlvbj4=\n")), "no challenge of this sender")
    file.refused("too short", get(query(bt_challenge="20f9f8ed05f77439fe9")), "19 characters")
    file.refused("too long", get(query(bt_challenge=challenge + "0")), "33 characters")
    file.refused("upper case", get(query(bt_challenge=challenge.upper())), "no challenge of this sender")
    file.refused("no public key", get(query(bt_challenge=challenge)), "no parameter publicKey", parameters={})
    file.write()

    key, token = "secret-token-of-the-app", "qgg8vlvZRS6UYooatFL8Aw"

    def validation(plain, *headers):
        return post({"payload": {"plainToken": plain}, "event_ts": NOW * 1000, "event": "endpoint.url_validation"},
                    *headers)

    def signed(plain, key=key):
        body = base64.b64decode(validation(plain)["body_base64"]).decode()
        return validation(plain, ["x-zm-request-timestamp", str(NOW)],
                          ["x-zm-signature", "v0=" + mac("sha256", key, f"v0:{NOW}:{body}").hexdigest()])

    answer = as_json({"plainToken": token, "encryptedToken": mac("sha256", key, token).hexdigest()})
    file = File("zoom", key)
    file.answered(signed(token), answer)
    file.answered(validation(token), answer, note="without a signature")
    file.refused("what Zoom signs", validation(f'v0:{NOW}:{{"event":"meeting.started"}}'), "no challenge of this sender")
    file.refused("its prefix", validation("v0:"), "no challenge of this sender")
    file.refused("signed by somebody else", signed(token, "guess"), "signature must be valid", status=401)
    file.refused("no secret", validation(token), "it has none", secrets=[])
    file.delivery("an event", post({"event": "meeting.started", "payload": {"plainToken": token}}))
    file.write()


def echoes_of_headers():
    file = File("okta", "Bearer of-ours")
    file.answered(get("/hooks/in", ["X-Okta-Verification-Challenge", "my-verification_challenge.1"]),
                  as_json({"verification": "my-verification_challenge.1"}))
    file.refused("markup", get("/hooks/in", ["X-Okta-Verification-Challenge", "<b>"]), "no challenge of this sender")
    file.delivery("the header twice", get("/hooks/in", ["X-Okta-Verification-Challenge", "a"],
                                          ["X-Okta-Verification-Challenge", "b"]))
    file.write()

    for scheme in ("asana", "clio"):
        secret = "b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81"
        file = File(scheme)
        file.answered(post({}, ["X-Hook-Secret", secret]), bare(200, ["X-Hook-Secret", secret]), learns=secret)
        file.answered(post({}, ["X-Hook-Secret", secret]), bare(200, ["X-Hook-Secret", secret]), learns=secret,
                      note="though there is one already", secrets=[{"label": "current", "value": "an earlier one"}])
        file.refused("too short for a secret", post({}, ["X-Hook-Secret", "abc"]), "3 characters")
        file.refused("control characters", post({}, ["X-Hook-Secret", "abcdefgh\tijkl"]), "no challenge of this sender")
        file.delivery("an event", post({"events": []}, ["X-Hook-Signature", "00" * 32]))
        file.delivery("a signed one", post({"events": []}, ["X-Hook-Signature", "00" * 32], ["X-Hook-Secret", secret]))
        file.write()

    file = File("zoho")
    secret = "b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81"
    file.answered(post({}, ["X-Hook-Secret", secret]), bare(200, ["X-Hook-Secret", secret]), learns=secret)
    file.refused("too short for a secret", post({}, ["X-Hook-Secret", "abc"]), "3 characters")
    file.delivery("an event", post({"module": "Leads"}))
    file.write()

    file = File("adobe-sign")
    for request in (get("/hooks/in", ["X-AdobeSign-ClientId", "CBJCHBCAABAA0001"]),
                    post({}, ["X-AdobeSign-ClientId", "CBJCHBCAABAA0001"])):
        file.answered(request, bare(200, ["X-AdobeSign-ClientId", "CBJCHBCAABAA0001"]))
    file.refused("markup", post({}, ["X-AdobeSign-ClientId", "<b>"]), "no challenge of this sender")
    file.delivery("no client id", post({"event": "AGREEMENT_CREATED"}))
    file.write()

    file = File("smartcar", "example-management-token-0001")
    challenge = "0c4d2b5e-6c0a-4a5b-9f0e-1d2c3b4a5f60"
    file.answered(post({"eventType": "VERIFY", "data": {"challenge": challenge}}),
                  as_json({"challenge": mac("sha256", "example-management-token-0001", challenge).hexdigest()}))
    file.refused("a body to be signed", post({"eventType": "VERIFY", "data": {"challenge": "{\"eventType\":\"VEHICLE_STATE\"}"}}),
                 "no challenge of this sender")
    file.delivery("an event", post({"eventType": "VEHICLE_STATE", "data": {}}))
    file.write()

    file = File("ringcentral", "a-verification-token")
    file.answered(post({}, ["Validation-Token", "7b1e3f04-7a5c-4d0e-9b1c-000000000001"]),
                  bare(200, ["Validation-Token", "7b1e3f04-7a5c-4d0e-9b1c-000000000001"]))
    file.refused("too long", post({}, ["Validation-Token", "a" * 257]), "257 characters")
    file.delivery("an event", post({"subscriptionId": "1"}, ["Verification-Token", "a-verification-token"]))
    file.write()

    file = File("front", "signing-key")
    file.answered(post({"type": "sync"}, ["X-Front-Challenge", "c0ffee-12345"]), text("c0ffee-12345"))
    file.refused("markup", post({}, ["X-Front-Challenge", "<b>x</b>"]), "no challenge of this sender")
    file.delivery("an event", post({"type": "message"}))
    file.write()

    def options(*headers):
        return get("/hooks/in", *headers, method="OPTIONS")

    allowed = bare(200, ["Allow", "POST, OPTIONS"], ["WebHook-Allowed-Origin", "eventemitter.example.com"],
                   ["WebHook-Allowed-Rate", "*"])
    for scheme in ("cloudevents", "azure-event-grid"):
        file = File(scheme)
        file.answered(options(["WebHook-Request-Origin", "eventemitter.example.com"]), allowed,
                      handshake="WebHook-Request-Origin")
        file.answered(options(["WebHook-Request-Origin", "eventemitter.example.com"], ["WebHook-Request-Rate", "120"],
                              ["WebHook-Request-Callback", "https://evil.example.com/"]), allowed,
                      handshake="WebHook-Request-Origin", note="a callback is never called")
        file.refused("a blank", options(["WebHook-Request-Origin", "a b"]), "no challenge of this sender")
        file.delivery("plain OPTIONS", options())
        if scheme == "azure-event-grid":
            event = [{"id": "2d1781af-3a4c-4d7c-bd0c-e34b19da4e66", "topic": "/subscriptions/x", "subject": "",
                      "data": {"validationCode": "512d38b6-c7b8-40c8-89fe-f46f9e9622b6",
                               "validationUrl": "https://rp-eastus2.eventgrid.azure.net:553/x"},
                      "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent", "dataVersion": "1"}]
            file.answered(post(event, ["aeg-event-type", "SubscriptionValidation"]),
                          as_json({"validationResponse": "512d38b6-c7b8-40c8-89fe-f46f9e9622b6"}),
                          handshake="subscription validation")
            file.delivery("an event", post(event, ["aeg-event-type", "Notification"]))
        file.write()


def echoes_of_bodies():
    file = File("monday", "signing-secret")
    file.answered(post({"challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}),
                  as_json({"challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}))
    file.refused("quotes", post({"challenge": 'a","b":"'}), "no challenge of this sender")
    file.delivery("an event that has one", post({"challenge": "abc", "event": {"boardId": 1}}))
    file.delivery("no text", post({"challenge": {"a": 1}}))
    file.delivery("no JSON", post(b"challenge=abc"))
    file.write()

    key, challenge = "8f742231b10e8888abcd99yyyzzz85a5", "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"

    def slack(key=None, challenge=challenge):
        body = compact({"token": "Jhj5dZrVaK7ZwHHjRyZWjbDl", "challenge": challenge, "type": "url_verification"})
        headers = []
        if key:
            headers = [["X-Slack-Request-Timestamp", str(NOW)],
                       ["X-Slack-Signature", "v0=" + mac("sha256", key, b"v0:%d:" % NOW + body).hexdigest()]]
        return post(body, *headers)

    file = File("slack", key)
    file.answered(slack(key), text(challenge))
    file.answered(slack(), text(challenge), note="without a signature")
    file.answered(slack(key), text(challenge), secrets=[], note="nothing to check it by")
    file.refused("signed by somebody else", slack("guess"), "signature must be valid", status=401)
    file.refused("markup", slack(challenge="<b>"), "no challenge of this sender")
    file.delivery("an event", post({"type": "event_callback", "challenge": challenge}))
    file.write()

    key = "s3cRe7-of-the-subscription"

    def twitch(key=key, kind="webhook_callback_verification"):
        body = compact({"challenge": "pogchamp-kappa-360noscope-vohiyo", "subscription": {"id": "f1c2a387"}})
        stamp, number = "2026-01-01T00:00:00Z", "e76c6bd4-55c9-4987-8304-da1588d8988b"
        return post(body, ["Twitch-Eventsub-Message-Id", number], ["Twitch-Eventsub-Message-Timestamp", stamp],
                    ["Twitch-Eventsub-Message-Type", kind],
                    ["Twitch-Eventsub-Message-Signature",
                     "sha256=" + mac("sha256", key, (number + stamp).encode() + body).hexdigest()])

    file = File("twitch", key)
    file.answered(twitch(), text("pogchamp-kappa-360noscope-vohiyo"))
    file.refused("signed by somebody else", twitch("guess"), "signature must be valid", status=401)
    file.delivery("a notification", twitch(kind="notification"))
    file.write()

    file = File("tebex", "webhook-secret")
    file.answered(post({"id": "00000000-0000-0000-0000-000000000001", "type": "validation.webhook", "subject": {}}),
                  as_json({"id": "00000000-0000-0000-0000-000000000001"}))
    file.refused("signed by somebody else",
                 post({"id": "1", "type": "validation.webhook", "subject": {}}, ["X-Signature", "00" * 32]),
                 "signature must be valid", status=401)
    file.delivery("a payment", post({"id": "1", "type": "payment.completed", "subject": {}}))
    file.write()

    file = File("notion")
    token = "secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl"
    file.answered(post({"verification_token": token}), bare(), learns=token)
    file.refused("too short for a secret", post({"verification_token": "abc"}), "3 characters")
    file.delivery("an event that has one", post({"verification_token": token, "type": "page.created"}))
    file.delivery("a signed one", post({"verification_token": token}, ["X-Notion-Signature", "sha256=" + "00" * 32]))
    file.write()


def aws_sns():
    def confirmation(url, kind="SubscriptionConfirmation"):
        return post({"Type": kind, "MessageId": "165545c9-2a5c-472c-8df2-7ff2be2b3b1b", "Token": "2336412f37",
                     "TopicArn": "arn:aws:sns:us-west-2:123456789012:MyTopic", "Message": "confirm",
                     "SubscribeURL": url, "Timestamp": "2026-01-01T00:00:00.000Z"},
                    ["x-amz-sns-message-type", kind])

    rest = "/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-west-2:123456789012:MyTopic&Token=2336412f37"
    good = "https://sns.us-west-2.amazonaws.com" + rest
    china = "https://sns.cn-north-1.amazonaws.com.cn" + rest
    file = File("aws-sns")
    file.answered(confirmation(good), bare(), consent=good)
    file.answered(confirmation(china), bare(), consent=china)
    for note, url in (
            ("another host", "https://evil.example.com" + rest),
            ("the host as a subdomain", "https://sns.us-west-2.amazonaws.com.evil.example.com" + rest),
            ("a host that ends alike", "https://sns.us-west-2.evilamazonaws.com" + rest),
            ("a bucket of somebody's", "https://evil.s3.amazonaws.com" + rest),
            ("two labels for the region", "https://sns.a.b.amazonaws.com" + rest),
            ("an empty region", "https://sns..amazonaws.com" + rest),
            ("a user before the host", "https://sns.us-west-2.amazonaws.com@evil.example.com" + rest),
            ("a port", "https://sns.us-west-2.amazonaws.com:8443" + rest),
            ("a backslash", "https://evil.example.com\\.sns.us-west-2.amazonaws.com" + rest),
            ("another path", "https://sns.us-west-2.amazonaws.com/x" + rest),
            ("another action", good.replace("ConfirmSubscription", "DeleteTopic")),
            ("plain HTTP", good.replace("https", "http"))):
        file.refused(note, confirmation(url), "must not be opened")
    file.delivery("a notification", confirmation(good, "Notification"))
    file.write()


def discord():
    private = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def ping(body, spoil=False, signed=True):
        body = compact(body)
        signature = private.sign(str(NOW).encode() + body)
        if spoil:
            signature = bytes([signature[0] ^ 1]) + signature[1:]
        headers = [["X-Signature-Ed25519", signature.hex()], ["X-Signature-Timestamp", str(NOW)]] if signed else []
        return post(body, *headers)

    event = {"version": 1, "application_id": "1234560123453231555", "type": 0}
    interaction = {"application_id": "1234560123453231555", "id": "1", "token": "abc", "type": 1, "version": 1}
    file = File("discord", public)
    file.answered(ping(event), bare(204), handshake="webhook event PING")
    file.answered(ping(interaction), as_json({"type": 1}), handshake="interaction PING")
    for note, body in (("an event", event), ("an interaction", interaction)):
        file.refused(note + " with the wrong signature that Discord sends to see a 401", ping(body, spoil=True),
                     "signature must be valid", status=401)
        file.refused(note + " without one", ping(body, signed=False), "signature must be valid", status=401)
    file.refused("no key to check by", ping(event), "no secret", status=401, secrets=[])
    file.delivery("an event that is none", ping({**event, "type": 1, "event": {"type": "APPLICATION_AUTHORIZED"}}))
    file.delivery("a command", ping({**interaction, "type": 2, "data": {}}))
    file.write()


def probes():
    key = "webhook-signing-key-of-the-app"

    def intent(key=key, **changes):
        body = compact({"events": [], "firstEventSequence": 0, "lastEventSequence": 0, "entropy": "S0m3r4Nd0mt3xt",
                        **changes})
        return post(body, ["x-xero-signature", base64.b64encode(mac("sha256", key, body).digest()).decode()])

    file = File("xero", key)
    file.answered(intent(), bare())
    file.refused("the wrong signature that Xero sends to see a 401", intent("guess"), "signature must be valid", 401)
    file.delivery("an event", intent(events=[{"resourceId": "1"}]))
    file.delivery("a later sequence", intent(lastEventSequence=1))
    file.write()

    for scheme in ("trello", "circle"):
        file = File(scheme)
        file.answered(get("/hooks/in", method="HEAD"), bare())
        file.delivery("GET", get("/hooks/in"))
        file.delivery("a delivery", post({"a": 1}))
        file.write()

    file = File("exact-online", "webhook-secret")
    file.answered(post(b""), bare())
    file.delivery("a delivery", post({"Content": {}, "HashCode": ""}))
    file.write()

    file = File("vercel", "drain-secret", {"verifyToken": "4ad5dd0a1c0e8a6c9a37b0e2ba9d0df04bf5c6b3"})
    header = ["x-vercel-verify", "4ad5dd0a1c0e8a6c9a37b0e2ba9d0df04bf5c6b3"]
    file.answered(get("/hooks/in"), bare(200, header))
    file.answered(post([]), bare(200, header), note="an unsigned test post")
    file.refused("a token that would split the header", get("/hooks/in"), "cannot be sent back",
                 parameters={"verifyToken": "a\r\nSet-Cookie: x=1"})
    file.delivery("no token is set", get("/hooks/in"), parameters={})
    file.delivery("a signed post", post([], ["x-vercel-signature", "00" * 20]))
    file.write()


for part in (echoes_of_queries, hub, digests_of_challenges, echoes_of_headers, echoes_of_bodies, aws_sns, discord,
             probes):
    part()
