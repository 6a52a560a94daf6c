# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Vectors of the senders whose signature lies in the body or over single members of it, of those that sign with a
token (JWS), and of those that only send a secret along."""

import base64
import hashlib
import json
import pathlib
from urllib.parse import urlencode

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from rows_a2_common import JSON_TYPE, MADE_BY, b64, b64url, compact, hexed, hexed_upper, mac, sha, with_header, with_target
from vectors import NOW, File, Request, flipped, spoil

KEYS = pathlib.Path(__file__).resolve().parent / "keys"
FORM_TYPE = ["Content-Type", "application/x-www-form-urlencoded"]


def test_key(name):
    path = KEYS / f"TEST-{name}.pem"
    if not path.exists():
        KEYS.mkdir(exist_ok=True)
        path.write_bytes(ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return serialization.load_pem_private_key(path.read_bytes(), None)


def plaid():
    key, other, header = test_key("plaid"), test_key("plaid-other"), "Plaid-Verification"
    point = key.public_key().public_numbers()
    jwk = {"alg": "ES256", "created_at": NOW - 86400, "crv": "P-256", "expired_at": None,
           "kid": "bfbd5111-8e33-4643-8ced-b2e642a72f3c", "kty": "EC", "use": "sig",
           "x": b64url(point.x.to_bytes(32, "big")), "y": b64url(point.y.to_bytes(32, "big"))}
    body = json.dumps({"webhook_type": "TRANSACTIONS", "webhook_code": "SYNC_UPDATES_AVAILABLE", "item_id": "example0001",
                       "institution": "Crédit Exemple", "environment": "sandbox"}, indent=2).encode()

    def token(key, **header):
        head = b64url(compact({"alg": "ES256", "kid": jwk["kid"], "typ": "JWT", **header}))
        claims = b64url(compact({"iat": NOW, "request_body_sha256": hashlib.sha256(body).hexdigest()}))
        r, s = decode_dss_signature(key.sign(f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256())))
        return head, claims, b64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    head, claims, signature = token(key)
    good = Request([JSON_TYPE, [header, f"{head}.{claims}.{signature}"]], body)
    file = File("plaid", "Python cryptography", json.dumps(jwk))
    file.standard(good, signature, header, 300)
    file.add("future", good, "valid-future", now=NOW - 302)
    file.add("tampered", good.replaced(claims, b64url(compact({"iat": NOW + 1, "request_body_sha256": sha("sha256", body)}))),
             "mismatch", note="another time in the token")
    file.add("flipped", with_header(good, header, ".".join(token(other))), "mismatch", note="the token of another key")
    file.add("garbage", with_header(good, header, f"{head}.{claims}"), "malformed", note="two parts")
    file.write()


def adyen():
    secret = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056"
    key = bytes.fromhex(secret)

    def item(**fields):
        amount = fields["amount"]
        text = ":".join([fields["pspReference"], fields.get("originalReference", ""), fields["merchantAccountCode"],
                         fields["merchantReference"], str(amount["value"]), amount["currency"], fields["eventCode"], fields["success"]])
        signature = b64(mac("sha256", key, text))
        return signature, {"NotificationRequestItem": {**fields, "additionalData": {"hmacSignature": signature}}}

    def request(*items):
        return Request([JSON_TYPE], compact({"live": "false", "notificationItems": list(items)}))

    first, one = item(pspReference="7914073381342284", merchantAccountCode="TestMerchant", eventCode="AUTHORISATION",
                      merchantReference="TestPayment-1407325143704", amount={"currency": "EUR", "value": 1130},
                      eventDate="2026-01-01T00:00:00+01:00", reason="Prüfung ok", success="true")
    assert first == "coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0="  # the sender's own example
    second, two = item(pspReference="8515131751004933", originalReference="7914073381342284", merchantAccountCode="TestMerchant",
                       eventCode="REFUND", merchantReference="Bestellung-Ü:42", amount={"currency": "EUR", "value": 500}, success="true")
    both = request(one, two)
    bare = json.loads(json.dumps(two))
    del bare["NotificationRequestItem"]["additionalData"]
    file = File("adyen", MADE_BY, secret)
    file.add("good", request(one), "valid", note="the sender's own example")
    file.add("good", both, "valid", note="two items, each with its signature")
    file.add("flipped", request(one).replaced(first, flipped(first)), "mismatch")
    file.add("flipped", both.replaced(second, flipped(second)), "mismatch", note="the second of two items")
    file.add("tampered", request(one).replaced("1130", "1131"), "mismatch")
    file.add("tampered", both.replaced('"value":500', '"value":501'), "mismatch", note="the second of two items")
    file.add("missing", request(bare), "missing-signature")
    file.add("missing", request(one, bare), "missing-signature", note="the second of two items has none")
    file.add("missing", request(), "missing-signature", note="no items")
    file.add("missing", request(one).with_body(b"live=false"), "missing-signature", note="not JSON")
    file.add("garbage", request(one).replaced(first, "!garbage!"), "malformed")
    file.write()


def braintree():
    secret = "example-private-key-4eab11a7"
    payload = base64.encodebytes(compact({"kind": "subscription_charged_successfully", "timestamp": "2026-01-01T00:00:00Z",
                                          "subscription": {"id": "sub-0001", "plan": "Größe M"}})).decode()

    def signed(public, private):
        return public + "|" + hexed(mac("sha1", hashlib.sha1(private.encode()).digest(), payload))

    def request(signatures, payload=payload):
        fields = ({"bt_signature": signatures} if signatures else {}) | {"bt_payload": payload}
        return Request([FORM_TYPE], urlencode(fields).encode())

    mine = signed("examplepublickey2", secret)
    pairs = signed("examplepublickey1", "another private key") + "&" + mine
    file = File("braintree", MADE_BY, secret)
    file.standard(request(pairs), mine.split("|")[1], [], tampered=request(pairs, payload.replace("A", "B", 1)),
                  missing=request(None))
    file.document["vectors"][-1]["verdict"] = "mismatch"
    file.document["vectors"][-1]["note"] = "the other pair is well formed and does not match"
    file.add("garbage", request("examplepublickey2|!garbage!"), "malformed")
    file.add("good", request(mine), "valid", note="one pair")
    file.add("tampered", request(pairs, payload.rstrip("\n")), "mismatch", note="without the line break at the end")
    file.write()


def paymob():
    """Twenty members of the body in a fixed order; the signature is in the query."""
    secret = "example-paymob-hmac-secret"
    order = ["amount_cents", "created_at", "currency", "error_occured", "has_parent_transaction", "id", "integration_id",
             "is_3d_secure", "is_auth", "is_capture", "is_refunded", "is_standalone_payment", "is_voided", "order.id", "owner",
             "pending", "source_data.pan", "source_data.sub_type", "source_data.type", "success"]
    values = {**{name: False for name in order}, "amount_cents": 10050, "created_at": "2026-01-01T00:00:00.633844",
              "currency": "EGP", "id": 2556706, "integration_id": 6741, "order.id": 4778239, "owner": 4705, "is_3d_secure": True,
              "source_data.pan": "2346", "source_data.sub_type": "MasterCard", "source_data.type": "card", "success": True}
    text = "".join(str(values[name]).lower() if isinstance(values[name], bool) else str(values[name]) for name in order)
    body = {name: value for name, value in values.items() if "." not in name}
    body["order"] = {"id": values["order.id"], "merchant": {"company_name": "شركة المثال"}}
    body["source_data"] = {name.split(".")[1]: value for name, value in values.items() if name.startswith("source_data.")}
    signature = hexed(mac("sha512", secret, text))
    good = Request([JSON_TYPE], compact({"type": "TRANSACTION", "obj": body}), target="/hooks/in?hmac=" + signature)
    file = File("paymob", MADE_BY, secret)
    file.standard(good, signature, [], tampered=good.replaced("10050", "10051"), missing=with_target(good, "/hooks/in"))
    file.add("tampered", good.replaced('"success":true', '"success":false'), "mismatch", note="a truth value")
    file.write()


def praxis():
    secret, header = "example-merchant-secret", "gt-authentication"
    payment = {"merchant_id": "API-Example", "application_key": "Example", "timestamp": NOW,
               "customer": {"customer_token": "5f1e0example", "first_name": "Zoë"}, "session": {"order_id": "order-0001"},
               "transaction": {"tid": 756850, "transaction_status": "approved", "currency": "USD", "amount": "10.00",
                               "conversion_rate": 1.050000, "processed_currency": "EUR", "processed_amount": "10.50"}}
    paid = "API-ExampleExample" + str(NOW) + "5f1e0exampleorder-0001756850USD10.001.05EUR10.50"
    plan = {"event": "PaymentSucceeded", "merchant_id": "API-Example", "application_key": "Example", "cid": "cid-1",
            "plan_id": 7, "subscription_id": 42, "subscription_status": "active", "timestamp": NOW}
    planned = "PaymentSucceededAPI-ExampleExamplecid-1742active" + str(NOW)
    file = File("praxis", MADE_BY, secret)
    for variant, body, text, old, new in (("payment", payment, paid, '"10.00"', '"90.00"'),
                                          ("subscription", plan, planned, '"active"', '"closed"')):
        signature = sha("sha384", text, secret)
        good = Request([JSON_TYPE, [header, signature]], compact(body))
        file.standard(good, signature, header, variant=variant, tampered=good.replaced(old, new))
    file.write()


def recharge_legacy():
    secret, header = "example-recharge-secret", "X-Recharge-Hmac-Sha256"
    body = compact({"charge": {"id": 10103, "status": "SUCCESS", "total_price": "12.00", "note": "Très bien"}})
    signature = sha("sha256", secret, body)
    File("recharge-legacy", MADE_BY, secret).standard(Request([JSON_TYPE, [header, signature]], body), signature, header).write()


def usps():
    """The payload is a text that holds JSON: what is signed is the text without the escapes of the JSON around it."""
    secret, header, time = "example-secret-of-32-characters!", "X-HMAC", "2026-01-01T00:00:00.000Z"
    payload = '{"trackingNumber":"9400100000000000000000","status":"Delivered","note":"Doña Ana\\/NM"}'
    body = json.dumps({"subscriptionId": "0001", "subscriptionType": "TRACKING", "timestamp": time, "payload": payload,
                       "links": []}).encode()
    assert b"\\u00f1" in body and b'\\"' in body
    signature = b64(mac("sha256", secret, time, payload))
    good = Request([JSON_TYPE, [header, signature]], body)
    file = File("usps", MADE_BY, secret)
    file.standard(good, signature, header, tampered=good.replaced("Delivered", "Returned"))
    file.add("good", Request([JSON_TYPE, ["hmac-header", signature]], body), "valid", note="the older name of the header")
    file.add("tampered", good.replaced("2026-01-01T", "2026-01-02T"), "mismatch", note="another time")
    file.write()


def exact_online():
    """The text of one member as it stands in the body, signed in another member."""
    secret = "example-webhook-secret"
    for_signing = ('{"Topic":"Accounts", "Action":"Update","Division":123456,"ClientId":"0b2f0000-0001-4000-8000-000000000001",'
                   '"Key":"5f1e0000-0001-4000-8000-000000000001","EventCreatedOn":"2026-01-01T00:00:00.000",'
                   '"ExactOnlineEndpoint":"https:\\/\\/start.example.com\\/api","Name":"Caf\\u00e9 ö"}')
    signature = hexed_upper(mac("sha256", secret, for_signing))
    good = Request([JSON_TYPE], f'{{"Content":{for_signing},"HashCode":"{signature}"}}'.encode())
    file = File("exact-online", MADE_BY, secret)
    file.standard(good, signature, [], tampered=good.replaced("Update", "Delete"),
                  missing=good.with_body(f'{{"Content":{for_signing}}}'.encode()))
    file.add("tampered", good.replaced('", "Action', '","Action'), "mismatch", note="a blank taken out")
    file.add("missing", good.with_body(b""), "missing-signature", note="the empty request after subscribing")
    file.write()


def recurly_basic():
    secret, header = "example-user:example:password", "Authorization"
    body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<new_account_notification><account><account_code>1</account_code>" \
           "<first_name>Renée</first_name></account></new_account_notification>\n".encode()
    value = b64(secret.encode())
    good = Request([["Content-Type", "application/xml; charset=utf-8"], [header, "Basic " + value]], body)
    file = File("recurly-basic", MADE_BY, secret)
    file.standard(good, value, header, tampered_verdict="valid", garbage=with_header(good, header, "!garbage!"))
    file.document["vectors"][-3]["note"] = "the body is not covered"
    file.add("flipped", with_header(good, header, "Basic " + b64(b"example-user:wrong")), "mismatch", note="a wrong password")
    file.write()


def buildkite_token():
    secret, header = "example-buildkite-token", "X-Buildkite-Token"
    body = compact({"event": "ping", "service": {"id": "0001", "provider": "webhook"}, "sender": {"name": "Åsa"}})
    good = Request([JSON_TYPE, ["X-Buildkite-Event", "ping"], [header, secret]], body)
    file = File("buildkite-token", MADE_BY, secret)
    file.standard(good, secret, header, tampered_verdict="valid", garbage_verdict="mismatch")
    file.document["vectors"][-3]["note"] = "the body is not covered"
    file.write()


def main():
    plaid()
    adyen()
    braintree()
    paymob()
    praxis()
    recharge_legacy()
    usps()
    exact_online()
    recurly_basic()
    buildkite_token()


main()
