#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Headers renamed, moved or cut, and late deliveries: python3 ../drive.py python3 make_headers.py | python3 ../write.py"""

import email.utils

from signers import NOW, SECRET, b64, body, hmac_bytes, hmac_hex, job, secret_of, signed

CHARGE, PLAIN, ALERT, PUSH, INVOICE = body("stripe-charge.json"), body("slack-plain.json"), body("socwarden-alert.json"), body("github-push.json"), body("standard-invoice.json")
t = NOW - 4


def renamed(slug, what, scheme, m, rename, cause="C11", as_scheme=None, **more):
    """The headers of a signed request under other names; rename answers None for one that stays."""
    request = signed(scheme, m)
    undo = []
    for header in request["headers"]:
        if other := rename(header[0]):
            undo += [[header[0], header[1]], [other, None]]
            header[0] = other
    given = more.pop("undo", {})
    job(cause, slug, what, as_scheme or scheme, request, m, verdict="missing-signature", undo={"headers": undo, **given}, **more)


def cgi(name):
    return None if name == "Content-Type" else "HTTP_" + name.upper().replace("-", "_")


renamed("python-stripe-cgi", "CGI names it HTTP_STRIPE_SIGNATURE", "stripe", CHARGE, cgi)
renamed("python-stripe-redirect", "Apache puts REDIRECT_ in front after a rewrite", "stripe", CHARGE, lambda name: cgi(name) and "REDIRECT_" + cgi(name))
renamed("python-slack-cgi", "signature and time both renamed", "slack", PLAIN, cgi)
request = signed("slack", PLAIN)
request["headers"][1][0] = "HTTP_X_SLACK_REQUEST_TIMESTAMP"
job("C11", "python-slack-time", "only the time's header is renamed", "slack", request, PLAIN, verdict="missing-timestamp",
    undo={"headers": [["X-Slack-Request-Timestamp", str(t)], ["HTTP_X_SLACK_REQUEST_TIMESTAMP", None]]})
renamed("python-standard-underscores", "webhook_id, webhook_timestamp, webhook_signature", "standard-webhooks", INVOICE, lambda name: None if name == "Content-Type" else name.replace("-", "_"))
renamed("python-auto-github-cgi", "the scheme has to be found under the names of CGI", "github", PUSH, cgi, as_scheme="auto", undo={"scheme": "github"})
renamed("python-auto-stripe-cgi", "the scheme has to be found under the name of CGI", "stripe", CHARGE, cgi, as_scheme="auto", undo={"scheme": "stripe"}, secrets=[{"label": "current", "value": secret_of("stripe")}])
renamed("python-stripe-cgi-other-secret", "renamed, and signed with the secret of another endpoint", "stripe", CHARGE, cgi, secret="production", pair=["C11", "B1"], undo={"label": "production"},
        secrets=[{"label": "staging", "value": "whsec_staging"}, {"label": "production", "value": secret_of("stripe"), "elsewhere": True}])
renamed("python-stripe-other-name", "the whole header is sent as X-Stripe-Sig", "stripe", CHARGE, lambda name: "X-Stripe-Sig" if name == "Stripe-Signature" else None, cause="C7")


def headed(cause, slug, what, scheme, m, headers, undo, verdict="malformed", **more):
    job(cause, slug, what, scheme, {"method": "POST", "target": f"/hooks/{scheme}", "headers": [["Content-Type", "application/json"]] + headers}, m, verdict=verdict, undo=undo, **more)


mac = hmac_bytes(secret_of("stripe"), f"{t}.".encode() + CHARGE)
real = {"headers": [["Stripe-Signature", f"t={t},v1={mac.hex()}"]]}
headed("C2", "python-stripe-base64", "v1= holds base64", "stripe", CHARGE, [["Stripe-Signature", f"t={t},v1={b64(mac)}"]], real)
headed("C1", "python-stripe-prefix", "v1=sha256=...", "stripe", CHARGE, [["Stripe-Signature", f"t={t},v1=sha256={mac.hex()}"]], real)
headed("C7", "python-stripe-other-member", "sig= in place of v1=", "stripe", CHARGE, [["Stripe-Signature", f"t={t},sig={mac.hex()}"]], real, verdict="missing-signature")
headed("B16", "python-stripe-v0", "only v0, as Stripe's test mode writes it for show", "stripe", CHARGE, [["Stripe-Signature", f"t={t},v0={mac.hex()}"]], {"recipe": {"signature": {"key": "v0"}}}, verdict="missing-signature")
headed("C12", "python-cut-stripe", "the last digits of v1 are lost in a log line of fixed width", "stripe", CHARGE, [["Stripe-Signature", f"t={t},v1={mac.hex()[:48]}"]], real)
headed("", "cut-too-short", "eight digits of the digest prove nothing", "dropbox", ALERT, [["X-Dropbox-Signature", hmac_hex(SECRET, ALERT)[:8]]], None, provable=False)
old = signed("stripe", CHARGE, t=NOW - 90000)["headers"][-1][1].replace(f"t={NOW - 90000}", f"t={NOW - 2}")
headed("D9", "python-replay-old-time-kept", "an old capture with a fresh t=; X-Request-Time still has the old time", "stripe", CHARGE, [["Stripe-Signature", old], ["X-Request-Time", str(NOW - 90000)]],
       {"recipe": {"message": [{"kind": "header", "header": "X-Request-Time"}, {"kind": "literal", "text": "."}, {"kind": "body"}]}}, verdict="mismatch")


# The clock. A retry of the delivery as it was is right, and old.
def late(slug, what, scheme, m, at, cause="F4", date=None, accept=()):
    request = signed(scheme, m, t=at)
    if date is not None:
        request["headers"].append(["Date", email.utils.formatdate(date, usegmt=True)])
    job(cause, slug, what, scheme, request, m, verdict="valid-future" if at > NOW else "valid-stale", undo={"now": at}, accept=list(accept))


late("python-retry-one-hour", "the retry after exactly one hour", "stripe", CHARGE, NOW - 3600)
late("python-retry-quarter-hour", "the retry after a quarter of an hour, which is no time zone", "stripe", CHARGE, NOW - 900)
late("python-retry-ninety-minutes", "the retry after an hour and a half", "socwarden", ALERT, NOW - 5400)
late("python-retry-ten-hours", "the retry after ten hours", "slack", PLAIN, NOW - 36002)
late("python-retry-seven-minutes", "held for less than twice what is allowed", "stripe", CHARGE, NOW - 400)
late("python-retry-twelve-minutes", "held for a little more than twice what is allowed", "stripe", CHARGE, NOW - 700)
late("python-sent-now", "sent two hours after it was signed: Date is of now", "stripe", CHARGE, NOW - 7200, date=NOW - 1)
late("python-sent-then", "Date is as old as the signature", "stripe", CHARGE, NOW - 1300, date=NOW - 1299)
late("python-hour-ahead", "the sender takes its summer time for UTC", "socwarden", ALERT, NOW + 3600, cause="F6", accept=["F3"])
late("python-date-ahead", "the sender's clock is ahead, and Date with it", "stripe", CHARGE, NOW + 1111, cause="F6", date=NOW + 1111)
