# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Vectors of the senders that sign more of the request than its body: other headers, the URL, the query."""

from urllib.parse import urlencode

from rows_a2_common import JSON_TYPE, MADE_BY, add_times, b64, compact, hexed, mac, sha, with_header, with_target
from vectors import NOW, File, Request, flipped, spoil

URL = "https://hooks.example.com/hooks/in"


def twitch():
    secret, header = "example-twitch-secret", "Twitch-Eventsub-Message-Signature"
    time, id = "2025-12-31T23:59:59.634234626Z", "e76c6bd4-55c9-4987-8304-da1588d8988b"
    body = compact({"subscription": {"id": "f1c2a387-161a-49f9-a165-0f21d7a4e1c4", "type": "channel.follow", "version": "2"},
                    "event": {"user_id": "1234", "user_name": "Größter_Fan", "followed_at": "2025-12-31T23:59:59Z"}})
    signature = hexed(mac("sha256", secret, id, time, body))
    good = Request([JSON_TYPE, ["Twitch-Eventsub-Message-Id", id], ["Twitch-Eventsub-Message-Type", "notification"],
                    ["Twitch-Eventsub-Message-Timestamp", time], [header, "sha256=" + signature]], body)
    file = File("twitch", MADE_BY, secret)
    file.standard(good, signature, header, 600)
    add_times(file, good, 600, None, "Twitch-Eventsub-Message-Timestamp")
    file.add("tampered", good.replaced(id, flipped(id)), "mismatch", note="another message id")
    file.write()


def hook0(scheme, secret, body, event):
    """v1 binds the listed headers, v0 does not; both stand in every delivery."""
    header, names = "X-Hook0-Signature", "content-type x-event-id x-event-type"
    headers = [JSON_TYPE, ["X-Event-Id", "1dbf2f4e-0001-4000-8000-000000000001"], ["X-Event-Type", event]]
    time = str(NOW)
    v0 = hexed(mac("sha256", secret, time, ".", body))
    v1 = hexed(mac("sha256", secret, ".".join([time, names, *(value for _, value in headers), ""]), body))
    good = Request([*headers, [header, f"t={time},h={names},v0={v0},v1={v1}"]], body)
    bare = Request([*headers, [header, f"t={time},v0={v0}"]], body)
    file = File(scheme, MADE_BY, secret)
    file.add("good", good, "valid", "v1")
    file.add("good", bare, "valid", "v0", note="no headers are listed")
    file.add("good", with_header(good, "X-Event-Type", event + ".x"), "valid", "v0", note="a listed header was changed: only v0 still fits")
    file.add("flipped", good.replaced(v0, flipped(v0)).replaced(v1, flipped(v1)), "mismatch")
    file.add("tampered", good.with_body(spoil(body)), "mismatch")
    file.add("stale", good, "valid-stale", "v1", now=NOW + 301)
    add_times(file, good, 300, "v1")
    file.add("missing", good.without(header), "missing-signature")
    file.add("garbage", good.replaced(v0, "!garbage!").replaced(v1, "!garbage!"), "malformed")
    file.write()


def cloudinary():
    secret, header, time = "example-cloudinary-secret", "X-Cld-Signature", str(NOW)
    body = compact({"notification_type": "upload", "timestamp": "2026-01-01T00:00:00+00:00", "public_id": "été/0001",
                    "bytes": 29802, "secure_url": "https://res.example.com/image/upload/v1/%C3%A9t%C3%A9/0001.jpg"})
    signature = {name: sha(name, body, time, secret) for name in ("sha1", "sha256")}
    good = {name: Request([JSON_TYPE, ["X-Cld-Timestamp", time], [header, text]], body) for name, text in signature.items()}
    file = File("cloudinary", MADE_BY, secret)
    file.standard(good["sha1"], signature["sha1"], header, 7200, "sha1")
    add_times(file, good["sha1"], 7200, "sha1", "X-Cld-Timestamp")
    file.add("good", good["sha256"], "valid", "sha256")
    file.add("flipped", good["sha256"].replaced(signature["sha256"], flipped(signature["sha256"])), "mismatch")
    file.add("garbage", with_header(good["sha1"], header, hexed(mac("sha512", secret, body))), "malformed",
             note="a digest of 64 bytes")
    file.write()


def trello():
    secret, header = "example-trello-oauth-secret", "x-trello-webhook"
    body = compact({"model": {"id": "51a79e72dbb7e23c7c003778", "name": "Münster"}, "action": {
        "id": "51f9424bcd6e040f3c002412", "type": "updateCard", "date": "2026-01-01T00:00:00.000Z",
        "data": {"card": {"name": "Naïve card", "idShort": 1}}}})
    signature = b64(mac("sha1", secret, body, URL))
    good = Request([JSON_TYPE, [header, signature]], body)
    file = File("trello", MADE_BY, secret, url=URL)
    file.standard(good, signature, header)
    file.add("tampered", good, "mismatch", note="registered under another URL", url=URL + "/")
    file.write()


def mandrill():
    secret, header = "example-mandrill-key", "X-Mandrill-Signature"
    events = compact([{"event": "open", "ts": NOW, "_id": "example0001", "msg": {"subject": "Grüße & mehr", "email": "a@example.com"}}])
    signature = b64(mac("sha1", secret, URL, "mandrill_events", events))
    good = Request([["Content-Type", "application/x-www-form-urlencoded"], [header, signature]],
                   urlencode({"mandrill_events": events}).encode())
    file = File("mandrill", MADE_BY, secret, url=URL)
    file.standard(good, signature, header)
    file.add("tampered", good, "mismatch", note="registered under another URL", url=URL + "2")
    file.write()


def favro():
    """Only an id in the body is covered, with the URL."""
    secret, header, id = "example-favro-secret", "X-Favro-Webhook", "AAECAwQFBgcICQoLDA0ODw=="
    body = compact({"payloadId": id, "hookId": "8c6a1d0f0001", "action": "updated",
                    "card": {"cardCommonId": "7f0000000001", "name": "Żółta karta"}})
    signature = b64(mac("sha1", secret, id, URL))
    good = Request([JSON_TYPE, [header, signature]], body)
    file = File("favro", MADE_BY, secret, url=URL)
    file.standard(good, signature, header, tampered=good.replaced("updated", "deleted"), tampered_verdict="valid")
    file.document["vectors"][-3]["note"] = "the body is not covered, its payloadId alone is"
    file.add("tampered", good.replaced(id, flipped(id)), "mismatch", note="another payloadId")
    file.add("tampered", good, "mismatch", note="registered under another URL", url=URL + "/")
    file.write()


def mercado_pago():
    """The body is not covered; a segment whose value is absent vanishes."""
    secret, header, time, request_id = "example-mercado-secret", "x-signature", str(NOW * 1000), "bb56a2f1-6aae-46ac-982e-9dcd3581d08e"
    body = compact({"action": "payment.updated", "api_version": "v1", "data": {"id": "ABC123xyz"}, "type": "payment",
                    "live_mode": False, "user_id": 724484980})
    target = "/hooks/in?data.id=ABC123xyz&type=payment"

    def request(target, id_segment, time=time, request_id=request_id):
        segments = id_segment + (f"request-id:{request_id};" if request_id else "") + f"ts:{time};"
        signature = hexed(mac("sha256", secret, segments))
        ids = [["x-request-id", request_id]] if request_id else []
        return signature, Request([JSON_TYPE, *ids, [header, f"ts={time},v1={signature}"]], body, target=target)

    signature, good = request(target, "id:abc123xyz;")
    file = File("mercado-pago", MADE_BY, secret)
    file.standard(good, signature, header, tampered=good.with_body(body.replace(b"724484980", b"724484981")),
                  tampered_verdict="valid")
    file.document["vectors"][-3]["note"] = "the body is not covered"
    add_times(file, good, 0)
    file.add("good", request(target, "id:abc123xyz;", time=str(NOW))[1], "valid", note="a time in seconds")
    file.add("good", request(target, "id:abc123xyz;", request_id=None)[1], "valid", note="without x-request-id")
    file.add("good", request("/hooks/in?type=payment", "")[1], "valid", note="without data.id")
    file.add("tampered", with_target(good, target.replace("123", "124")), "mismatch", note="another data.id")
    file.add("tampered", with_target(good, "/hooks/in?type=payment"), "mismatch", note="data.id taken out")
    file.write()


def walmart():
    secret, header, time = "example-walmart-secret", "WM_SEC.SIGNATURE", str(NOW)
    target = "/hooks/in?tenant=WALMART_US&lang=en%20US"
    body = compact({"source": {"eventType": "PO_CREATED", "eventTime": "2026-01-01T00:00:00Z", "eventId": "0001"},
                    "payload": {"purchaseOrderId": "1796277083022", "shipTo": "Peñasco"}})
    signature = b64(mac("sha256", secret, "\n".join(["POST", target, time, sha("sha256", body)])))
    good = Request([JSON_TYPE, ["WM_SEC.KEY_ID", "key-2"], ["WM_SEC.TIMESTAMP", time], [header, signature]], body, target=target)
    file = File("walmart", MADE_BY, [{"label": "previous", "value": "another example secret", "tag": "key-1"},
                                     {"label": "current", "value": secret, "tag": "key-2"}])
    file.standard(good, signature, header, 300)
    add_times(file, good, 300, None, "WM_SEC.TIMESTAMP")
    file.add("good", good.without("WM_SEC.KEY_ID"), "valid", note="the key id is optional")
    file.add("tampered", with_target(good, target.replace("_US", "_CA")), "mismatch", note="another query")
    put = good.copy()
    put.method = "PUT"
    file.add("tampered", put, "mismatch", note="another method")
    file.write()


def main():
    twitch()
    hook0("coinbase-cdp", "example-cdp-subscription-secret", compact(
        {"eventId": "0001", "eventType": "onchain.activity.detected", "timestamp": "2026-01-01T00:00:00Z",
         "network": "base-sepolia", "labels": {"team": "Zürich"}, "value": "1000000"}), "onchain.activity.detected")
    hook0("hook0", "00000000-0001-4000-8000-00000example", compact(
        {"user_id": 42, "email": "renée@example.com", "created": True}), "user.account.created")
    cloudinary()
    trello()
    mandrill()
    favro()
    mercado_pago()
    walmart()


main()
