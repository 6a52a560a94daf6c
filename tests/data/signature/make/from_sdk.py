#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Vector files of what the senders' own packages sign: npm install in sdk/, then sdk/sign.mjs | from_sdk.py."""

import base64
import hmac
import json
import sys

from vectors import File, Request, flipped, spoil

# DER begins with its own header, so the byte to spoil is one of the numbers behind it.
DER = {"github-public-key", "sendgrid"}


def request(good):
    return Request(good["headers"], base64.b64decode(good["body_base64"]), target=good.get("target", "/hooks/in"))


def without_member(made, name):
    document = json.loads(made.body)
    del document[name]
    return made.with_body(json.dumps(document, indent=2).encode())


def spoiled(file, scheme, good):
    made, signature, names = request(good), good["signature"], good["names"]
    variant = good.get("variant")
    if scheme == "aws-sns":
        file.standard(made, signature, [], 0, variant, tampered=made.replaced("second line", "second lane"),
                      missing=without_member(made, "Signature"))
    elif scheme in DER:
        file.add("good", made, "valid", variant)
        file.add("flipped", made.replaced(signature, signature[:40] + flipped(signature[40:])), "mismatch")
        file.add("flipped", made.replaced(signature, flipped(signature)), "malformed", note="no longer a DER sequence")
        file.add("tampered", made.with_body(spoil(made.body)), "mismatch")
        file.add("missing", made.without(*names), "missing-signature")
        file.add("garbage", made.replaced(signature, "!garbage!"), "malformed")
    elif scheme == "jira-connect":
        file.standard(made, signature, names, good["window"], variant, tampered_verdict="valid")
        file.document["vectors"][2]["note"] = "the token does not cover the body"
        payload = next(value for name, value in made.headers if name == "Authorization").split(".")[1]
        file.add("tampered", made.replaced(payload, flipped(payload)), "mismatch", note="another payload in the token")
        claims_bind(file, made)
    else:
        file.standard(made, signature, names, good["window"], variant)
    if "note" in good:
        file.document["vectors"][0]["note"] = good["note"]


def claims_bind(file, made):
    """The same token at another place, and for another receiver."""
    def moved(target=made.target, method=made.method):
        other = made.copy()
        other.target, other.method = target, method
        return other

    def given(name, value):
        return {"parameters": {name: value}}

    behind = moved("/app" + made.target)
    file.add("good", made, "valid", note="issued by the installation that is expected", **given("client-key", "example-client-key"))
    file.add("good", behind, "valid", note="behind a base path, which the hash leaves out", **given("base-path", "/app"))
    file.add("tampered", made, "mismatch", note="another installation", **given("client-key", "other-client-key"))
    file.add("tampered", moved("/jira-other?user_key=example"), "mismatch", note="another path")
    file.add("tampered", moved("/jira-issue?user_key=other"), "mismatch", note="another query")
    file.add("tampered", moved(method="PUT"), "mismatch", note="another method")
    file.add("tampered", behind, "mismatch", note="a base path that nobody said")


def digest_in_url(file, made, url, token):
    """A JSON body is covered by its digest in the URL, and by nothing else."""
    file.add("tampered", made.with_body(spoil(made.body)), "mismatch", url=url, note="another body under the same digest")
    bare_url = url.partition("&bodySHA256")[0]
    bare = base64.b64encode(hmac.digest(token.encode(), bare_url.encode(), "sha1")).decode()
    old = next(value for name, value in made.headers if name == "X-Twilio-Signature")
    uncovered = made.replaced(old, bare).replaced(made.target, made.target.partition("&bodySHA256")[0])
    file.add("garbage", uncovered, "malformed", url=bare_url, note="a genuine URL under a body that nothing covers")


def write(entry):
    file = File(entry["scheme"], entry["made_by"], entry["secrets"], url=entry.get("url"))
    first, *others = entry["goods"]
    spoiled(file, entry["scheme"], first)
    for good in others:
        more = {"secrets": [{"label": "current", "value": good["secrets"]}]} if "secrets" in good else {}
        if "url" in good:
            more["url"] = good["url"]
        made = request(good)
        file.add("good", made, "valid", good.get("variant"), note=good.get("note"), **more)
        if good.get("variant") != first.get("variant"):
            file.add("flipped", made.replaced(good["signature"], flipped(good["signature"])), "mismatch", **more)
    if entry["scheme"] == "twilio":
        digest_in_url(file, made, others[-1]["url"], entry["secrets"])
    file.write()
    return len(file.document["vectors"])


if __name__ == "__main__":
    entries = json.load(sys.stdin)
    print(sum(write(entry) for entry in entries), "vectors in", len(entries), "files")
