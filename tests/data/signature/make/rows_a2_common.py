# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""What the scripts rows-a2-*.py share: digests as text, bodies as JSON, and the vectors that come on top of the usual six."""

import base64
import hashlib
import hmac
import json

MADE_BY = "Python hmac and hashlib"
JSON_TYPE = ["Content-Type", "application/json"]


def raw(text):
    return text.encode() if isinstance(text, str) else text


def mac(algorithm, key, *parts):
    return hmac.new(raw(key), b"".join(raw(part) for part in parts), algorithm).digest()


def sha(algorithm, *parts):
    return hashlib.new(algorithm, b"".join(raw(part) for part in parts)).hexdigest()


def hexed(digest):
    return digest.hex()


def hexed_upper(digest):
    return digest.hex().upper()


def b64(digest):
    return base64.b64encode(digest).decode()


def b64url(digest):
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def compact(value):
    """A JSON text without white space; letters outside ASCII stand as they are."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def with_target(request, target):
    other = request.copy()
    other.target = target
    return other


def with_header(request, name, value):
    other = request.copy()
    other.headers = [[n, value if n.lower() == name.lower() else v] for n, v in other.headers]
    return other


def add_times(file, good, window, variant=None, time_header=None):
    """A time that is signed: too early for its window, or late where the sender gives none; and not there at all."""
    now = file.document["now"]
    if window:
        file.add("future", good, "valid-future", variant, now=now - window - 2)
    else:
        file.add("good", good, "valid", variant, now=now + 86400, note="a day late; the sender gives no limit")
    if time_header:
        file.add("missing", good.without(time_header), "missing-timestamp")
