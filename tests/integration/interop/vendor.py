# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the vendors' own published code on a request that we made, or makes one for us: see vendor.mjs.

python3 vendor.py verify SCHEME DATA BODY_FILE < HEADERS   exit 0 accepted, 1 refused
python3 vendor.py sign SCHEME DATA BODY_FILE [TAG]         prints the headers, one `Name: value` per line
Socotra publishes no Python; its construction is written out here from the words of its page.
"""

import hashlib
import hmac
import os
import re
import sys
import time

action, scheme, data, body_file = sys.argv[1:5]
tag = sys.argv[5] if len(sys.argv) > 5 else ""
secret = os.environ["INTEROP_SECRET"]
with open(body_file, "rb") as file:
    body = file.read()


def hmac_hex(parts):
    return hmac.new(secret.encode(), b".".join(parts), hashlib.sha256).hexdigest()


def socwarden_verify(headers):
    published = {}
    with open(os.path.join(data, "socwarden.py"), encoding="utf-8") as file:
        exec(compile(file.read(), "socwarden.py", "exec"), published)
    published["verify_webhook"](headers, body, secret)  # raises when it refuses


def socwarden_sign():
    timestamp = str(int(time.time()))
    return [f"X-Timestamp: {timestamp}", f"X-Signature-256: {hmac_hex([timestamp.encode(), body])}"]


def socotra_digest(timestamp, given_tag):
    return hmac_hex([timestamp.encode(), body] + ([given_tag.encode()] if given_tag else []))


def socotra_verify(headers):
    form = r"t=(\d+),v1=([0-9a-f]{64})(?:,tag=(.*))?"
    timestamp, signature, given_tag = re.fullmatch(form, headers["Socotra-Signature"]).groups()
    if not hmac.compare_digest(socotra_digest(timestamp, given_tag), signature):
        raise ValueError("signatures differ")


def socotra_sign():
    timestamp = str(int(time.time() * 1000))
    suffix = f",tag={tag}" if tag else ""
    return [f"Socotra-Signature: t={timestamp},v1={socotra_digest(timestamp, tag)}{suffix}"]


vendors = {"socwarden": (socwarden_verify, socwarden_sign), "socotra": (socotra_verify, socotra_sign)}
verify, sign = vendors[scheme]
if action == "sign":
    print("\n".join(sign()))
else:
    received = dict(line.rstrip("\n").split(": ", 1) for line in sys.stdin if line.strip())
    try:
        verify(received)
    except Exception as error:
        print(repr(error), file=sys.stderr)
        sys.exit(1)
