# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Vectors of the senders that sign a time with the body. One line of the table each; {t} and {s} in a header's value
stand for the time and the signature."""

from rows_a2_common import JSON_TYPE, MADE_BY, add_times, b64, b64url, compact, hexed, mac, raw
from vectors import NOW, File, Request

SECONDS, MILLISECONDS = str(NOW), str(NOW * 1000 - 211)


def write(scheme, algorithm, spell, secret, time, headers, parts, body, window=0, key=raw, extra=(), rotated=None,
          published=None, read=True):
    """headers: pairs of name and value; the first carries the signature, and the second, if any, the time. parts: what
    is signed, from the time and the body. rotated: the first header with {o}, a signature of another secret, too.
    published: an example of the sender's own: secret, time, body, signature. read: the scheme knows the time for one."""
    def request(time, body, value, **texts):
        return Request([JSON_TYPE, *extra, [headers[0][0], value.format(t=time, **texts)],
                        *([name, text.format(t=time)] for name, text in headers[1:])], body)

    body = compact(body)
    signature = spell(mac(algorithm, key(secret), *parts(time, body)))
    other = spell(mac(algorithm, b"a secret that was in use before", *parts(time, body)))
    good = request(time, body, headers[0][1], s=signature)
    file = File(scheme, MADE_BY, secret)
    file.standard(good, signature, headers[0][0], window)
    if read:
        add_times(file, good, window, None, headers[1][0] if len(headers) > 1 else None)
    if rotated:
        file.add("good", request(time, body, rotated, s=signature, o=other), "valid", note="two signatures, two secrets")
    if published:
        their_secret, their_time, their_body, their_signature = published
        assert spell(mac(algorithm, key(their_secret), *parts(their_time, their_body))) == their_signature
        file.add("good", request(their_time, their_body, headers[0][1], s=their_signature), "valid",
                 now=int(their_time) // 1000 if read else None, note="the sender's own example",
                 secrets=[{"label": "example", "value": their_secret}])
    file.write()


def dotted(time, body):
    return [time, ".", body]


def coloned(time, body):
    return [time, ":", body]


def main():
    write("tiktok", "sha256", hexed, "example-client-secret", SECONDS, [["TikTok-Signature", "t={t},s={s}"]], dotted, {
        "client_key": "examplekey", "event": "video.publish.completed", "create_time": NOW, "user_openid": "act.example",
        "content": "{\"share_id\":\"video.6974245311675353080.Example\"}"})
    write("front", "sha256", b64, "example-signing-key", MILLISECONDS,
          [["X-Front-Signature", "{s}"], ["X-Front-Request-Timestamp", "{t}"]], coloned, {
              "type": "inbound", "authorization": {"id": "cmp_example"}, "payload": {
                  "id": "evt_55c8c149", "conversation": {"subject": "Où est ma commande ?"}}})
    write("workos", "sha256", hexed, "example-workos-secret", MILLISECONDS, [["WorkOS-Signature", "t={t}, v1={s}"]], dotted, {
        "id": "event_01EXAMPLE", "event": "dsync.user.created", "created_at": "2026-01-01T00:00:00.000Z",
        "data": {"first_name": "Jürgen", "emails": [{"primary": True, "value": "juergen@example.com"}]}}, window=180)
    write("knock", "sha256", b64, "example-knock-secret", MILLISECONDS, [["x-knock-signature", "t={t},s={s}"]], dotted, {
        "id": "1a2b3c", "type": "message.sent", "created_at": "2026-01-01T00:00:00Z",
        "data": {"id": "2b3c4d", "recipient": "user-1", "workflow": "new-comment", "actors": ["Åse"]}}, window=300)
    write("sanity", "sha256", b64url, "example-sanity-secret", MILLISECONDS,
          [["sanity-webhook-signature", "t={t},v1={s}"]], dotted, {
              "_id": "post-0001", "_type": "post", "title": "Ein Überblick", "slug": {"current": "ueberblick"}},
          extra=[["idempotency-key", "example-idempotency-key"]],
          published=("test", "1633519811129", b'{"_id":"resume"}', "tLa470fx7qkLLEcMOcEUFuBbRSkGujyskxrNXcoh0N0"))
    write("persona", "sha256", hexed, "wbhsec_example-0001", SECONDS, [["Persona-Signature", "t={t},v1={s}"]], dotted, {
        "data": {"type": "event", "id": "evt_example", "attributes": {
            "name": "inquiry.completed", "created-at": "2026-01-01T00:00:00.000Z",
            "payload": {"data": {"type": "inquiry", "attributes": {"name-first": "Renée"}}}}}},
        rotated="t={t},v1={o} t={t},v1={s}")
    write("recurly", "sha256", hexed, "example-recurly-key", MILLISECONDS, [["recurly-signature", "{t},{s}"]], dotted, {
        "id": "rx0example001", "object_type": "invoice", "site_id": "qx0example001", "event_type": "paid",
        "event_time": "2026-01-01T00:00:00Z", "account_code": "Zürich-0042"}, window=300, rotated="{t},{o},{s}")
    write("mux", "sha256", hexed, "example-mux-secret", SECONDS, [["Mux-Signature", "t={t},v1={s}"]], dotted, {
        "type": "video.asset.ready", "id": "3a56ac3d-0001-4000-8000-000000000001", "created_at": "2026-01-01T00:00:00.000Z",
        "object": {"type": "asset", "id": "example0001"}, "data": {"status": "ready", "passthrough": "Größe 4"}}, window=300)
    write("shippo", "sha256", hexed, "example-shippo-secret", SECONDS, [["Shippo-Auth-Signature", "t={t},v1={s}"]], dotted, {
        "event": "track_updated", "test": True, "data": {
            "tracking_number": "SHIPPO_TRANSIT", "carrier": "shippo",
            "tracking_status": {"status": "TRANSIT", "location": {"city": "San José"}}}})
    write("affirm", "sha512", hexed, "example-affirm-secret", SECONDS, [["X-Affirm-Signature", "t={t}, v0={s}"]], dotted, {
        "id": "EXAMPLE-0001", "type": "charge.disputed", "created": "2026-01-01T00:00:00Z", "amount": 5999,
        "order_id": "ÖRDER-42"}, window=300)
    write("buildkite", "sha256", hexed, "example-buildkite-token", SECONDS,
          [["X-Buildkite-Signature", "timestamp={t},signature={s}"]], dotted, {
              "event": "build.finished", "build": {"id": "f62a1b4d-0001-4000-8000-000000000001", "number": 42, "state": "passed",
                                                   "message": "Fix naïve retry"}, "sender": {"name": "Example"}},
          extra=[["X-Buildkite-Event", "build.finished"]])
    write("courier", "sha256", hexed, "example-courier-secret", MILLISECONDS,
          [["courier-signature", "t={t},signature={s}"]], dotted, {
              "type": "message:updated", "data": {"id": "1-65f240a0-example", "recipient": "user-1", "status": "DELIVERED",
                                                  "title": "Bonjour à tous"}})
    write("revolut", "sha256", hexed, "wsk_example-0001", MILLISECONDS,
          [["Revolut-Signature", "v1={s}"], ["Revolut-Request-Timestamp", "{t}"]],
          lambda time, body: ["v1.", time, ".", body], {
              "event": "ORDER_COMPLETED", "order_id": "9fc01989-3f61-4484-a5d9-ffe768531be9",
              "merchant_order_ext_ref": "Commande №3928"}, window=300, rotated="v1={o},v1={s}",
          published=("wsk_r59a4HfWVAKycbCaNO1RvgCJec02gRd8", "1683650202360",
                     b'{"data":{"id":"645a7696-22f3-aa47-9c74-cbae0449cc46","new_state":"completed","old_state":"pending",'
                     b'"request_id":"app_charges-9f5d5eb3-1e06-46c5-b1c0-3914763e0bcb"},"event":"TransactionStateChanged",'
                     b'"timestamp":"2023-05-09T16:36:38.028960Z"}',
                     "bca326fb378d0da7f7c490ad584a8106bab9723d8d9cdd0d50b4c5b3be3837c0"))
    write("orb", "sha256", hexed, "example-orb-secret", "2025-12-31T23:59:59.250000",
          [["X-Orb-Signature", "v1={s}"], ["X-Orb-Timestamp", "{t}"]],
          lambda time, body: ["v1:", time, ":", body], {
              "id": "o4mmewpfNNTnjfZc", "created_at": "2026-01-01T00:00:00+00:00", "type": "invoice.payment_succeeded",
              "invoice": {"id": "inv-0001", "customer": {"name": "Smörgås AB"}, "total": "12.00"}},
          rotated="v1={o} v1={s}", read=False,
          published=("c-UGKYdnhHh436B_sMouYAPUvXyWpzOdunZBV5dFSD8", "2024-03-27T15:42:29.551",
                     b'{"id": "o4mmewpfNNTnjfZc", "created_at": "2024-03-27T15:42:29+00:00", "type": "resource_event.test", '
                     b'"properties": {"message": "A test webhook from Orb. Happy testing!"}}',
                     "9d25de966891ab0bc18754faf8d83d0980b44ae330fcc130b41a6cf3daf1f391"))
    write("klaviyo", "sha256", hexed, "example-klaviyo-secret", "Wed, 31 Dec 2025 23:59:58 GMT",
          [["Klaviyo-Signature", "{s}"], ["Klaviyo-Timestamp", "{t}"]], lambda time, body: [body, time], {
              "data": [{"external_id": "3aaPVBTdKAT", "topic": "event:klaviyo.email_delivered",
                        "payload": {"data": {"type": "event", "attributes": {"subject": "Bonne année"}}}}],
              "meta": {"klaviyo_account_id": "EXAMPL", "klaviyo_webhook_id": "01EXAMPLE"}},
          extra=[["Klaviyo-Webhook-Id", "01EXAMPLE"]], read=False)
    write("statsig", "sha256", hexed, "example-statsig-secret", MILLISECONDS,
          [["X-Statsig-Signature", "v0={s}"], ["X-Statsig-Request-Timestamp", "{t}"]],
          lambda time, body: ["v0:", time, ":", body], {
              "data": [{"user": {"name": "Łukasz", "email": "lukasz@example.com"}, "timestamp": NOW * 1000,
                        "eventName": "statsig::config_change",
                        "metadata": {"type": "Gate", "name": "new_ui", "action": "updated"}}]})
    write("customer-io", "sha256", hexed, "example-cio-key", SECONDS,
          [["X-CIO-Signature", "{s}"], ["X-CIO-Timestamp", "{t}"]], lambda time, body: ["v0:", time, ":", body], {
              "event_id": "01E4C4CT6YDC7Y5M7FE1GWWPQJ", "object_type": "email", "metric": "delivered", "timestamp": NOW,
              "data": {"customer_id": "42", "recipient": "test@example.com", "subject": "Schöne Grüße"}})
    write("pylon", "sha256", hexed, "example-pylon-secret", SECONDS,
          [["Pylon-Webhook-Signature", "hs256={s}"], ["Pylon-Webhook-Timestamp", "{t}"]], dotted, {
              "type": "issue.created", "data": {"id": "iss-0001", "title": "Export schlägt fehl"}},
          extra=[["Pylon-Webhook-Version", "2021-07"]])
    write("synctera", "sha256", hexed, "example-synctera-secret", SECONDS,
          [["Synctera-Signature", "{s}"], ["Request-Timestamp", "{t}"]], dotted, {
              "id": "d3c5f0b0-0001-4000-8000-000000000001", "type": "ACCOUNT.UPDATED", "event_time": "2026-01-01T00:00:00Z",
              "event_resource": "{\"nickname\":\"Épargne\"}"}, window=300, rotated="{o}.{s}")
    write("ascend", "sha256", hexed, "example-ascend-secret", SECONDS, [["X-Ascend-Signature", "t={t},v1={s}"]], coloned, {
        "id": "evt-0001", "type": "invoice.paid",
        "data": {"id": "inv-0001", "payer_name": "Peña LLC", "total_amount_cents": 1200}},
        extra=[["X-Ascend-Request-Timestamp", SECONDS]])
    write("webflow", "sha256", hexed, "example-webflow-secret", MILLISECONDS,
          [["x-webflow-signature", "{s}"], ["x-webflow-timestamp", "{t}"]], coloned, {
              "triggerType": "form_submission", "payload": {
                  "name": "Contact", "siteId": "65427cf400e02b306eaa049c", "data": {"First Name": "Zoë"},
                  "submittedAt": "2026-01-01T00:00:00.000Z"}}, window=300)
    write("airship", "sha256", hexed, "example-airship-secret", SECONDS,
          [["X-UA-SIGNATURE", "{s}"], ["X-UA-TIMESTAMP", "{t}"]], coloned, {
              "push_id": "f4f4f4f4-0001-4000-8000-000000000001", "send_id": "0001",
              "payload": {"platform": "open::example", "alert": "Hé, nouveauté"}})
    write("airwallex", "sha256", hexed, "example-airwallex-secret", MILLISECONDS,
          [["x-signature", "{s}"], ["x-timestamp", "{t}"]], lambda time, body: [time, body], {
              "id": "evt_example_0001", "name": "payment_intent.succeeded", "account_id": "acct_example",
              "data": {"object": {"amount": 100, "currency": "CNY", "descriptor": "例子"}},
              "created_at": "2026-01-01T00:00:00+0000"})
    write("dixa", "sha256", hexed, "00112233445566778899aabbccddeeff" * 2, MILLISECONDS,
          [["X-DIXA-SIGNATURE", "t={t},v1={s}"]], dotted, {
              "event_id": "4d1f9c5b-0001-4000-8000-000000000001", "event_fqn": "CONVERSATION_CREATED", "event_version": "1",
              "data": {"conversation": {"csid": 4242, "subject": "Hjælp, tak"}}}, key=bytes.fromhex)
    write("recharge", "sha256", hexed, "example-recharge-secret", SECONDS,
          [["X-Recharge-Webhook-Signature", "t={t},v1={s}"]], dotted, {
              "subscription": {"id": 10101, "customer_id": 10102, "status": "ACTIVE", "product_title": "Crème fraîche"}},
          window=172800, extra=[["X-Recharge-Webhook-Timestamp", SECONDS]])


main()
