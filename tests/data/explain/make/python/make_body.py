#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Bodies spoiled by Python: python3 ../drive.py python3 make_body.py -- python3 relay.py | python3 ../write.py"""

import json
import sys

from signers import NOW, SECRET, WHSEC, b64, body, hmac_hex, job, secret_of, signed

PUSH = body("github-push.json")
UNICODE = body("github-push-unicode.json")


def spoiled(cause, slug, what, scheme, original, hop, **more):
    original = original if isinstance(original, bytes) else original.encode()
    type_ = more.pop("type_", "application/json")
    job(cause, slug, what, scheme, signed(scheme, original, type_=type_), original, hop=hop, **more)


same = "; a sender that signs its compact form and sends another would look the same"
spoiled("A2", "python-dumps", "json.dumps with its usual separators in a relay" + same, "github", PUSH, "dumps", accept=["A6"])
spoiled("A2", "python-dumps-unicode", "json.dumps(.., ensure_ascii=False) in a relay" + same, "shopify",
        '{"id":450789469,"first_name":"Zoë","city":"São Paulo","tags":["vip","日本"],"orders":3}', "dumps-unicode", accept=["A6"])
spoiled("A2", "python-dumps-stripe-thin", "json.dumps in a relay of a compact body" + same, "stripe",
        '{"id":"evt_1Nd","object":"v2.core.event","livemode":false,"related_object":{"id":"mtr_1","url":"/v1/billing/meters/mtr_1"}}', "dumps", accept=["A6"])
spoiled("A2", "python-dumps-and-escapes", "json.dumps as it comes: blanks, and \\u escapes for what is not ASCII; both are marks of one writer", "github",
        UNICODE, "dumps", accept=["A6", "A10", "A13"])
spoiled("A2", "python-dumps-floats", "floats that Python keeps (136.0, 0.5, 1e-07) among integers, only blanks are new" + same, "square",
        '{"type":"rate.set","weight":136.0,"share":0.5,"eps":1e-07,"ids":[9007199254740993,12]}', "dumps", accept=["A6"], url="https://hooks.example.com/hooks/square")
spoiled("A3", "python-crlf-pretty", "json.dump(indent=2) into a file in text mode on Windows: indented, with CRLF" + same, "github", UNICODE, "crlf-pretty", accept=["A6"])
spoiled("A5", "python-str-of-dict", "the relay sent str(json.loads(body)): single quotes, None, True", "shopify", body("shopify-customer.json"), "str")
spoiled("A10", "python-ensure-ascii", "json.dumps(separators=(',', ':')) keeps the layout and escapes what is not ASCII", "dropbox",
        '{"list_folder":{"accounts":["dbid:AAH4"]},"owner":"François Łukasz","team":"開発"}', "dumps-compact")
spoiled("A10", "python-upper-case-hex", "a Java sender signs \\u00FC, json.dumps writes \\u00fc", "socwarden",
        '{"event":"user.added","name":"J\\u00FCrgen Gro\\u00DF","city":"K\\u00D6LN"}', "dumps-compact")
spoiled("A13", "python-emoji-escaped", "an emoji as UTF-8 became an escaped surrogate pair; being all that is not ASCII, it is a case of A10 too", "slack",
        '{"type":"event_callback","event":{"type":"message","text":"done 🎉🚀"},"event_id":"Ev08MFMKH6","event_time":1767225597}', "dumps-compact", accept=["A10"])
spoiled("A14", "python-cp1252", "the body was read as cp1252 and written as UTF-8", "shopify", '{"id":1,"title":"Café „Größe“","price":"12 €"}', "cp1252")
spoiled("A14", "python-utf16", "a queue stores text as UTF-16 and its bytes were passed on", "github", UNICODE, "utf-16")
spoiled("A14", "python-ascii", "encode('ascii', 'replace'): each letter beyond ASCII is a question mark, what it was is lost", "github", UNICODE, "ascii", provable=False)
spoiled("A15", "python-bom-added", "written with utf-8-sig: a BOM in front", "dropbox", PUSH, "utf-8-sig")
spoiled("A15", "python-bom-removed", "the sender signs the BOM it sends, the relay reads with utf-8-sig", "socwarden", b"\xef\xbb\xbf" + body("socwarden-alert.json"), "bom-gone")
spoiled("A16", "python-nfc", "the sender signs decomposed letters as macOS has them, the relay normalises to NFC", "dropbox",
        '{"path":"/Re\u0301sume\u0301s/Zu\u0308rich.pdf","size":1024}', "nfc")
spoiled("A17", "python-strip-crlf", "SendGrid signs the CRLF at the end, a relay sent body.strip()", "sendgrid", body("sendgrid-events.json"), "strip", accept=["A18"])
spoiled("A18", "python-strip-both", "strip() took the newline in front and the one at the end", "shopify", b"\n" + body("shopify-customer.json") + b"\n", "strip")
spoiled("A19", "python-universal-newlines", "a file opened in text mode: CRLF became LF", "github",
        b'{\r\n  "zen": "Design for failure.",\r\n  "hook_id": 109948940,\r\n  "hook": {\r\n    "type": "Repository",\r\n    "active": true\r\n  }\r\n}', "universal-newlines", accept=["A3"])
spoiled("A19", "python-windows-text-mode", "written in text mode on Windows: LF became CRLF", "stripe", body("stripe-charge.json"), "windows-text-mode", accept=["A3"])
spoiled("A20", "python-base64-lines", "base64.encodebytes breaks its text into lines of 76", "stripe", body("stripe-charge.json"), "base64-lines")
spoiled("A21", "python-gzip", "the relay compresses what it sends, the signature is that of the plain body", "github", UNICODE, "gzip")
spoiled("A21", "python-deflate", "the relay compresses with zlib, the signature is that of the plain body", "stripe", body("stripe-charge.json"), "deflate")
spoiled("A27", "python-sns", "a topic wrapped the body: it is the text of the member Message", "shopify", body("shopify-customer.json"), "sns")
spoiled("A27", "python-cloudevent", "a broker wrapped the body as data of a CloudEvent", "github", PUSH, "cloudevent", accept=["A28"])
spoiled("A27", "python-soap-text", "a mediator wrapped the body in <text> and escaped it for XML", "slack", body("slack-plain.json"), "soap-text")
spoiled("A31", "python-expandtabs", "tabs of the indentation became blanks on the way through an editor", "dropbox",
        '{\n\t"list_folder": {\n\t\t"accounts": [\n\t\t\t"dbid:AAH4f99T0taONIb"\n\t\t]\n\t},\n\t"delta": {\n\t\t"users": [\n\t\t\t12345678\n\t\t]\n\t}\n}', "expandtabs", accept=["A3"])
spoiled("A31", "python-smart-quotes", "pasted through a word processor's typography (docutils smartquotes)", "github",
        '{"action":"opened","number":2,"title":"Fix the cart"}', "smart", made_by="docutils 0.21.2 smartquotes on python 3.11")
spoiled("A29", "python-cut-body", "the connection broke after 300 bytes; Content-Length tells how many there were", "github", PUSH, "cut", provable=False)
spoiled("A24", "python-empty-body", "the relay had read the stream before and passed on nothing", "stripe", body("stripe-charge.json"), "empty", provable=False)
spoiled("A4", "python-sorted-keys", "sort_keys in the relay: the order that was signed is lost", "github", PUSH, "dumps-sorted", provable=False)


# The sender signs something else than it sends.
def signs_else(cause, slug, what, scheme, message, sent, **more):
    job(cause, slug, what, scheme, signed(scheme, message.encode()), sent.encode(), message_base64=b64(message.encode()), hop="raw", **more)


event = {"event": "order.paid", "order": {"id": 7001, "total": 136.0, "paid": True, "note": None, "buyer": "O'Neil"}}
signs_else("A5", "python-signs-str", "the sender signs str(payload) and sends json=payload", "socwarden", str(event), json.dumps(event))
signs_else("A6", "python-signs-compact", "the sender signs the compact form, requests sends json=payload with blanks; a relay that added them would look the same",
           "shopify", json.dumps(event, separators=(",", ":")), json.dumps(event), accept=["A2"])
signs_else("A6", "python-signs-sorted", "the sender signs the sorted compact form and sends the payload as it is", "github",
           json.dumps(event, separators=(",", ":"), sort_keys=True), json.dumps(event), accept=["A4"])
signs_else("A6", "python-semgrep-sorted", "Semgrep's receivers know the raw and the compact form; this one signs sorted keys with blanks", "semgrep",
           json.dumps(event, sort_keys=True), json.dumps(event), accept=["A4"])
signs_else("A24", "python-file-at-end", "the sender hashed a file object that was at its end", "dropbox", "", json.dumps(event))
signs_else("A26", "python-dumps-twice", "the sender signs json.dumps(json.dumps(payload)) and sends the payload", "paystack",
           json.dumps(json.dumps(event)), json.dumps(event))
signs_else("A25", "python-none", "the sender signs str(None).lower() of a body that was not set", "slack", "null", json.dumps(event))
forged = PUSH.replace(b"Codertocat/Hello-World", b"Codertocat/Hello-Evil!")
job("", "forged-body", "a name in the body was changed by somebody who does not have the secret", "github", signed("github", PUSH), forged, hop="raw", provable=False)
amount = body("stripe-charge.json").replace(b'"amount": 20990', b'"amount": 10990')
job("", "forged-amount", "one digit of the amount was changed", "stripe", signed("stripe", body("stripe-charge.json")), amount, hop="raw", provable=False)


# Straight to the receiver: no header names a hop, so the sender itself may sign another form than it sends.
def signs_else_directly(cause, slug, what, scheme, message, sent, **more):
    job(cause, slug, what, scheme, signed(scheme, message.encode()), sent.encode(), message_base64=b64(message.encode()), **more)


signs_else_directly("A6", "python-signs-sorted-directly", "the sender signs the sorted compact form, sends the payload as it is, and nothing is between", "github",
                    json.dumps(event, separators=(",", ":"), sort_keys=True), json.dumps(event), party="sender")
signs_else_directly("A6", "python-semgrep-sorted-directly", "the sender signs sorted keys with blanks; its scheme has a canonical variant", "semgrep",
                    json.dumps(event, sort_keys=True), json.dumps(event), party="sender")
signs_else_directly("A6", "python-signs-compact-directly", "the sender signs the compact form and sends json=payload with blanks; a silent program behind it would look the same",
                    "shopify", json.dumps(event, separators=(",", ":")), json.dumps(event), accept=["A2"], party="sender")
NODE = ["node", "-e", "let s='';process.stdin.on('data',d=>s+=d).on('end',()=>process.stdout.write(JSON.stringify(JSON.parse(s))))"]
spoiled("A7", "node-one-name-and-blanks", "json.dumps signs 136.0 among blanks; one hop through JavaScript packs it and prints 136", "shopify",
        json.dumps({"id": "ev_1", "total": 136.0, "tax": 5.5, "pieces": 3}), NODE, made_by="node behind python")
spoiled("A7", "node-two-names", "two fields of different names lost their .0 in JavaScript, a count is whole on both sides", "github",
        json.dumps({"total": 136.0, "rate": 2.0, "pieces": 3}, separators=(",", ":")), NODE, made_by="node behind python")
long = {"event": "batch.done", "items": [{"id": n, "path": f"/a/{n}", "tags": ["x"]} for n in range(40)], "data": {"id": "b_1", "paid": True}}
signs_else("A28", "python-data-beside-a-long-list", "the sender signs data alone; a list of forty objects stands in front of it", "github",
           json.dumps(long["data"]), json.dumps(long))
job("B6", "python-no-prefix-and-dumps", "the secret is stored without whsec_, and a relay wrote the body anew", "stripe",
    signed("stripe", PUSH), PUSH, hop="dumps", pair=["B6", "A2"], accept=["A2"],
    secrets=[{"label": "current", "value": secret_of("stripe").removeprefix("whsec_")}],
    undo={"body_base64": b64(PUSH), "secret": secret_of("stripe")})
order = b'{"id":9007199254740992,"amount":20990,"coupon":null}'
job("", "forged-beside-a-null", "one digit of the amount was changed; that a member is null and an id large explains nothing", "github",
    signed("github", order), order.replace(b"20990", b"10990"), provable=False, lead="B1")
