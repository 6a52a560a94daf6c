# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Vectors of the senders that sign the body and nothing that changes from one delivery to the next."""

import base64

from rows_a2_common import JSON_TYPE, MADE_BY, b64, compact, hexed, hexed_upper, mac, raw, sha, with_header
from vectors import File, Request, flipped, spoil


def write(scheme, header, algorithm, spell, secret, body, key=raw, prefix="", extra=(), parts=None, parameters=None):
    """One file. spell: how the digest is written; key: the secret's bytes; parts: what is signed, from the body."""
    body = raw(body)
    signature = spell(mac(algorithm, key(secret), *(parts(body) if parts else [body])))
    good = Request([JSON_TYPE, *extra, [header, prefix + signature]], body)
    file = File(scheme, MADE_BY, secret, parameters=parameters)
    file.standard(good, signature, header)
    if prefix:
        file.add("garbage", good.replaced(prefix + signature, prefix), "malformed", note="nothing after the prefix")
    file.write()


def solidgate():
    """The digest's hexadecimal text in base64; the public key, a header of its own, before and after the body."""
    secret, merchant = "wh_sk_example_0001", "wh_pk_example_0001"
    body = compact({"order": {"order_id": "ord-0001", "amount": 1020, "currency": "EUR", "status": "settle_ok"},
                    "transactions": {"t-1": {"operation": "pay", "descriptor": "EXAMPLE*CAFÉ"}}})
    digest = mac("sha512", secret, merchant, body, merchant).hex()
    good = Request([JSON_TYPE, ["solidgate-event-id", "evt-0001"], ["solidgate-event-type", "card_gate.order.updated"],
                    ["merchant", merchant], ["signature", b64(digest.encode())]], body)
    file = File("solidgate", MADE_BY, secret)
    file.add("good", good, "valid")
    file.add("flipped", with_header(good, "signature", b64(flipped(digest).encode())), "mismatch")
    file.add("tampered", good.with_body(spoil(body)), "mismatch")
    file.add("tampered", with_header(good, "merchant", "wh_pk_example_0002"), "mismatch", note="another public key")
    file.add("missing", good.without("signature"), "missing-signature")
    file.add("garbage", with_header(good, "signature", "!garbage!"), "malformed")
    file.add("garbage", with_header(good, "signature", b64(bytes.fromhex(digest))), "malformed",
             note="base64 of the digest itself, not of its hexadecimal text")
    file.write()


def main():
    write("coinbase-commerce", "X-CC-Webhook-Signature", "sha256", hexed, "example-shared-secret-0001", compact(
        {"id": 1, "scheduled_for": "2026-01-01T00:00:00Z", "event": {
            "id": "24934862-d980-46cb-9402-43c81b0cdba6", "type": "charge:confirmed",
            "data": {"code": "EX4MPL3", "name": "Café crème", "pricing": {"local": {"amount": "4.50", "currency": "EUR"}}}}}))
    write("twitter", "x-twitter-webhooks-signature", "sha256", b64, "example-consumer-secret-not-real", compact(
        {"for_user_id": "2244994945", "tweet_create_events": [
            {"id_str": "1900000000000000001", "text": "Grüße an @example 👋", "user": {"screen_name": "example"}}]}),
        prefix="sha256=")
    write("asana", "X-Hook-Signature", "sha256", hexed, "example-x-hook-secret-of-the-handshake",
          compact({"events": [{"action": "changed", "created_at": "2026-01-01T00:00:00.000Z",
                               "resource": {"gid": "1201234567890123", "resource_type": "task"},
                               "user": {"gid": "1200000000000001", "resource_type": "user"}, "parent": None}]}))
    write("clio", "X-Hook-Signature", "sha256", hexed, "example-clio-shared-secret", compact(
        {"data": {"id": 4001, "etag": "\"9f86d081\"", "display_number": "00042-Müller"},
         "meta": {"event": "matter.updated", "webhook_id": 77}}))
    write("notion", "X-Notion-Signature", "sha256", hexed, "secret_example_verification_token_0001", compact(
        {"id": "367cba44-b6f3-4c92-81e7-6a2e9659efd4", "timestamp": "2026-01-01T00:00:00.000Z",
         "type": "page.content_updated", "entity": {"id": "153104cd-477e-809d-8dc4-ff2d96ae3090", "type": "page"},
         "data": {"parent": {"type": "space"}}}), prefix="sha256=")
    write("linkedin", "X-LI-Signature", "sha256", hexed, "example-client-secret", compact(
        {"type": "LEAD_ACTION", "leadGenFormResponse": "urn:li:leadGenFormResponse:0001", "leadAction": "CREATED",
         "owner": {"sponsoredAccount": "urn:li:sponsoredAccount:522529623"}, "occurredAt": 1767225600000}),
        parts=lambda body: ["hmacsha256=", body])
    write("tiktok-shop", "Authorization", "sha256", hexed, "example-app-secret-e59af819cc", compact(
        {"type": 1, "tts_notification_id": "7327112393057371910", "shop_id": "7494049642642441621",
         "timestamp": 1767225600, "data": {"order_id": "576486316948490001", "order_status": "UNPAID"}}),
        parts=lambda body: ["6examplekey01", body], parameters={"app-key": "6examplekey01"})
    write("front-rule", "X-Front-Signature", "sha1", b64, "example-api-secret", compact(
        {"_links": {"self": "https://api.example.com/events/evt_55c8c149"}, "id": "evt_55c8c149", "type": "inbound",
         "emitted_at": 1767225600.123, "conversation": {"id": "cnv_55c8c149", "subject": "Réponse à votre question"}}))
    write("adyen-platform", "HmacSignature", "sha256", b64, "A17E5EC2E7C0FFEE00112233445566778899AABBCCDDEEFF0123456789ABCDEF",
          compact({"data": {"balancePlatform": "ExamplePlatform", "accountHolder": {
              "id": "AH00000000000000000000001", "status": "active", "description": "Łódź branch"}},
              "environment": "test", "type": "balancePlatform.accountHolder.created"}),
          key=bytes.fromhex, extra=[["Protocol", "HmacSHA256"]])
    write("authorize-net", "X-ANET-Signature", "sha512", hexed_upper,
          "0123456789ABCDEF" * 8, compact(
              {"notificationId": "d0e8e7fe-c3e7-4add-a480-27bc5ce28a18",
               "eventType": "net.authorize.payment.authcapture.created", "eventDate": "2026-01-01T00:00:00.0000000Z",
               "webhookId": "63d6fea2-aa13-4b1d-a204-f5fbc15942b7",
               "payload": {"responseCode": 1, "authAmount": 45.00, "entityName": "transaction", "id": "60020981676"}}),
          key=bytes.fromhex, prefix="sha512=")
    write("squarespace", "Squarespace-Signature", "sha256", hexed, "fedcba9876543210" * 4, compact(
        {"id": "2b1e6f2e-4b4d-4b4b-9d55-000000000001", "websiteId": "5d1e0f0000000000000000aa", "topic": "order.create",
         "subscriptionId": "0b2f0000-0000-4000-8000-000000000001", "createdOn": "2026-01-01T00:00:00.000Z",
         "data": {"orderId": "5d1e0f0000000000000000ab"}}), key=bytes.fromhex)
    write("onfleet", "X-Onfleet-Signature", "sha512", hexed, "00ff" * 32, compact(
        {"taskId": "F0dRkn9BC3l4PxrL5jB0Jt6K", "time": 1767225600, "workerId": None, "actionContext": None,
         "triggerId": 3, "data": {"task": {"shortId": "c77ff497", "notes": "Hinterhaus, 2. Stock, Tür „B“"}}}),
        key=bytes.fromhex)
    write("airtable", "X-Airtable-Content-MAC", "sha256", hexed, b64(b"example MAC secret, 32 bytes: :)"), compact(
        {"base": {"id": "appexample0000001"}, "webhook": {"id": "achexample0000001"}, "timestamp": "2026-01-01T00:00:00.000Z"}),
        key=base64.b64decode, prefix="hmac-sha256=")
    write("paystack", "x-paystack-signature", "sha512", hexed, "sk_test_example-not-a-real-key", compact(
        {"event": "charge.success", "data": {"id": 302961, "domain": "test", "status": "success", "reference": "qTPrJoy9Bx",
         "amount": 10000, "currency": "NGN", "customer": {"first_name": "Adébáyọ̀", "email": "adebayo@example.com"}}}))
    write("smile-api", "Smile-Signature", "sha512", hexed, "example-smile-secret", compact(
        {"id": "hook-1a2b3c4d5e6f", "type": "ACCOUNT_CONNECTED", "createdAt": "2026-01-01T00:00:00Z",
         "data": {"accountId": "a-0001", "userId": "tenant-0001", "providerId": "upwork"}}))
    write("mongodb-atlas", "X-MMS-Signature", "sha1", b64, "example-atlas-secret", compact(
        {"id": "5d1e0f0000000000000000ac", "groupId": "5d1e0f0000000000000000ad", "eventTypeName": "OUTSIDE_METRIC_THRESHOLD",
         "status": "OPEN", "created": "2026-01-01T00:00:00Z", "clusterName": "Cluster0",
         "metricName": "ASSERT_REGULAR", "currentValue": {"number": 0.0, "units": "RAW"}}))
    write("segment", "X-Signature", "sha1", hexed, "example-segment-secret", compact(
        {"type": "track", "event": "Order Completed", "messageId": "ajs-next-0001", "anonymousId": "anon-0001",
         "timestamp": "2026-01-01T00:00:00.000Z", "properties": {"total": 27.5, "currency": "EUR", "coupon": "Frühling"}}))
    write("autodesk", "x-adsk-signature", "sha1", hexed, "example-autodesk-token", compact(
        {"version": "1.0", "resourceUrn": "urn:adsk.wipprod:fs.file:vf.example?version=1",
         "hook": {"hookId": "ed63ca70-0001-11f0-a6c8-000000000001", "tenant": "example", "event": "dm.version.added"},
         "payload": {"ext": "pdf", "name": "Grundriß.pdf", "sizeInBytes": 36332}}), prefix="sha1hash=")
    write("enode", "x-enode-signature", "sha1", hexed, "0f1e2d3c4b5a69788796a5b4c3d2e1f0-example", compact(
        [{"event": "user:vehicle:updated", "createdAt": "2026-01-01T00:00:00.000Z", "version": "2024-10-01",
          "user": {"id": "user-0001"}, "vehicle": {"id": "veh-0001", "information": {"displayName": "Måns bil"}}}]),
        prefix="sha1=", extra=[["x-enode-delivery", "5f1e0000-0000-4000-8000-000000000001"]])
    write("tebex", "X-Signature", "sha256", hexed, "example-tebex-secret", compact(
        {"id": "1d8a9c6e-0001-4000-8000-000000000001", "type": "payment.completed", "date": "2026-01-01T00:00:00+00:00",
         "subject": {"transaction_id": "tbx-0001", "price": {"amount": 12.34, "currency": "USD"}, "player": "Zoë"}}),
        parts=lambda body: [sha("sha256", body)])
    solidgate()


main()
