#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Adds the values that senders have published in their documents to the files that the other scripts make: run it
last. The signatures stand here as published; each is recomputed by Python's hmac before it is written."""

import base64
import hmac
import json
import urllib.parse

from vectors import FOLDER, Request


def digest(algorithm, key, message):
    return hmac.new(key, message, algorithm).digest()


def add(scheme, source, request, secret, **more):
    path = FOLDER / (scheme + ".json")
    document = json.loads(path.read_text("utf-8"))
    note = "published: " + source
    vectors = [vector for vector in document["vectors"] if vector.get("note") != note]
    vectors.append({"kind": "good", "verdict": "valid", "note": note, **more,
                    "secrets": [{"label": "current", "value": secret}], "request": request.as_json()})
    document["vectors"] = vectors
    path.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def github():
    secret, body = "It's a Secret to Everybody", b"Hello, World!"
    signature = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    assert digest("sha256", secret.encode(), body).hex() == signature
    add("github", "GitHub documentation, Validating webhook deliveries",
        Request([["Content-Type", "text/plain"], ["X-Hub-Signature-256", "sha256=" + signature]], body), secret,
        variant="sha256")


def standard_webhooks():
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'
    identifier, time, signature = "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    key = base64.b64decode(secret.removeprefix("whsec_"))
    assert base64.b64encode(digest("sha256", key, f"{identifier}.{time}.".encode() + body)).decode() == signature
    add("standard-webhooks", "Standard Webhooks specification",
        Request([["Content-Type", "application/json"], ["webhook-id", identifier], ["webhook-timestamp", time],
                 ["webhook-signature", "v1," + signature]], body), secret, now=int(time))


def twilio():
    secret, url = "12345", "https://mycompany.com/myapp.php?foo=1&bar=2"
    fields = {"CallSid": "CA1234567890ABCDE", "Caller": "+14158675309", "Digits": "1234", "From": "+14158675309",
              "To": "+18005551212"}
    signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    text = url + "".join(name + fields[name] for name in sorted(fields))
    assert base64.b64encode(digest("sha1", secret.encode(), text.encode())).decode() == signature
    add("twilio", "Twilio documentation, Webhooks security",
        Request([["Content-Type", "application/x-www-form-urlencoded"], ["X-Twilio-Signature", signature]],
                urllib.parse.urlencode(fields).encode(), target="/myapp.php?foo=1&bar=2", host="mycompany.com"), secret,
        variant="form", url=url)


if __name__ == "__main__":
    github()
    standard_webhooks()
    twilio()
