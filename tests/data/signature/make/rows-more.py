# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Vectors of senders that the reference names in passing: in its list of handshakes, in its notes, or as one of two in
a row."""

from rows_a2_common import JSON_TYPE, MADE_BY, b64, compact, hexed, mac, raw
from vectors import File, Request, spoil


def unsigned():
    bodies = {
        "adobe-io": {"event_id": "evt-0001", "event": {"header": {"msgId": "e1c2b3a4", "imsOrgId": "EXAMPLE@AdobeOrg"},
                                                       "body": {"title": "Überblick"}}},
        "adobe-sign": {"webhookId": "wh-0001", "webhookNotificationId": "n-0001", "event": "AGREEMENT_CREATED",
                       "agreement": {"id": "CBJCHBCAABAA0001", "name": "Contrat nº 1"}},
        "zoho": {"module": "Leads", "operation": "insert", "ids": ["4150868000000001"], "token": "example"},
    }
    for scheme, body in bodies.items():
        good = Request([JSON_TYPE], compact(body))
        file = File(scheme, MADE_BY, [])
        file.add("good", good, "unsigned")
        file.add("tampered", good.with_body(spoil(good.body)), "unsigned", note="nothing is there that would show it")
        file.write()


def hashed():
    """One header, body signed."""
    secret = "example-management-token-0001"
    body = compact({"eventId": "5c2b4fe5", "eventType": "VEHICLE_STATE", "meta": {"version": "4.0"},
                    "data": {"vehicle": {"id": "dc6ea99e", "make": "CITROËN"}}})
    signature = hexed(mac("sha256", raw(secret), body))
    file = File("smartcar", MADE_BY, secret)
    file.standard(Request([JSON_TYPE, ["SC-Signature", signature]], body), signature, "SC-Signature")
    file.write()

    secret = "example-halo-signing-secret"
    body = compact({"id": 4711, "event": "Ticket updated", "ticket": {"summary": "Drucker läuft nicht", "status_id": 2}})
    signature = b64(mac("sha256", raw(secret), body))
    good = Request([JSON_TYPE, ["X-Halo-Signature", "sha256= " + signature]], body)
    file = File("halopsa", MADE_BY, secret)
    file.standard(good, signature, "X-Halo-Signature")
    file.add("good", good.replaced("sha256= ", "sha256="), "valid", note="without the blank")
    file.write()


def websub():
    secret = "example-hub-secret"
    body = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Köln</title><updated>2026-01-01T00:00:00Z</updated></feed>'
    body = body.encode()
    file = File("websub", MADE_BY, secret, parameters={"verifyToken": "our-verify-token"})
    for algorithm in ("sha256", "sha1", "sha384", "sha512"):
        signature = hexed(mac(algorithm, raw(secret), body))
        good = Request([["Content-Type", "application/atom+xml"], ["X-Hub-Signature", algorithm + "=" + signature]], body)
        if algorithm == "sha256":
            file.standard(good, signature, "X-Hub-Signature", variant=algorithm)
        else:
            file.add("good", good, "valid", algorithm)
    file.write()


def greendot():
    body = compact({"requestId": "5f9d", "notificationType": "transaction", "amount": 12.5})
    good = Request([JSON_TYPE, ["Authorization", "Bearer example-bearer-token-0001"]], body)
    file = File("green-dot", MADE_BY, "example-bearer-token-0001")
    file.add("good", good, "valid")
    file.add("flipped", good.replaced("token-0001", "token-0002"), "mismatch")
    file.add("tampered", good.with_body(spoil(body)), "valid", note="a token covers no body")
    file.add("missing", good.without("Authorization"), "missing-signature")
    file.add("garbage", good.replaced("Bearer example-bearer-token-0001", "Bearer"), "malformed")
    file.write()


if __name__ == "__main__":
    unsigned()
    hashed()
    websub()
    greendot()
