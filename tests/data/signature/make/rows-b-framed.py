#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""HMACs over more than the body, in lists, in forms and in JSON, and the senders of which sources disagree."""

import urllib.parse

from rows_b_kit import *

ISO = "2026-01-01T00:00:00Z"
SECOND = str(NOW)
MILLI = str(NOW * 1000)


def recipes(scheme, secret, first, *others):
    """A file for several recipes. Each: name, function of the body that answers headers and signature, header, body."""
    file = File(scheme, MADE_BY, secret)
    for name, make, header, body in [first, *others]:
        headers, signature = make(body.encode())
        good = json_request(body, headers)
        if name == first[0]:
            file.standard(good, signature, header, variant=name)
        else:
            file.add("good", good, "valid", name)
            file.add("flipped", good.replaced(signature, flipped(signature)), "mismatch")
            file.add("tampered", good.with_body(spoil(good.body)), "mismatch")
    return file


def signed(header, secret, encoding="hex", digest="sha256", prefix="", message=lambda body: body, others=()):
    def make(body):
        signature = write_as(encoding, mac(secret, message(body), digest))
        return [*others, (header, prefix + signature)], signature
    return make


# --- crowdstrike
secret = "test-falcon-hmac-secret-key-of-40-characters"
times = [("X-CS-Delivery-Timestamp", ISO), ("X-CS-Signature-Algorithm", "HMAC-SHA256")]
body = '{"metadata":{"customerIDString":"0123456789abcdef","eventType":"EppDetectionSummaryEvent","version":"1.0"},"event":{"DetectId":"ldt:test:1","SeverityName":"High","Hostname":"WS-Ä-01","LocalIP":"192.0.2.10"}}'
head = "X-CS-Primary-Signature"
file = recipes("crowdstrike", secret,
               ("body-time", signed(head, secret, "base64", message=lambda b: b + ISO.encode(), others=times), head, body),
               ("time-body", signed(head, secret, "hex", message=lambda b: ISO.encode() + b, others=times), head, body))
one = b64(mac("another-secret-that-is-not-known-here-000", body + ISO))
two = b64(mac(secret, body + ISO))
both = json_request(body, [*times, (head, one), ("X-CS-Secondary-Signature", two)])
file.add("good", both, "valid", "body-time", note="while secrets change: the second header matches")
file.add("missing", json_request(body, [(head, two)]), "missing-timestamp")
file.write()

# --- semgrep: what the compact variant signs is not what is sent
secret = "test-semgrep-webhook-secret"
head = "X-Semgrep-Signature-256"
body = '{"semgrep_finding":{"id":"1","severity":2,"check_id":"python.lang.über","path":"app/main.py","line":42}}'
file = recipes("semgrep", secret, ("raw", signed(head, secret), head, body))
value = {"semgrep_finding": {"id": "2", "check_id": "go.sql", "path": "db/\"query\".go", "line": 7, "tags": [], "ok": True, "ref": None}}
sent = json.dumps(value, indent=2)
signature = mac(secret, json.dumps(value, separators=(",", ":"))).hex()
good = json_request(sent, [(head, signature)])
file.add("good", good, "valid", "compact")
file.add("tampered", good.replaced("go.sql", "go.sqm"), "mismatch")
file.write()

# --- gitguardian: the time is part of the key
secret = "test-gitguardian-token"
body = '{"source":"GitGuardian","timestamp":"2026-01-01T00:00:00Z","action":"incident_triggered","message":"Nouveau secret détecté","incident":{"id":3759,"severity":"high"}}'
signature = mac(SECOND + secret, body).hex()
good = json_request(body, [("timestamp", SECOND), ("gitguardian-signature", "sha256=" + signature)])
file = File("gitguardian", MADE_BY, secret).standard(good, signature, "gitguardian-signature")
file.add("tampered", good.replaced(SECOND, str(NOW + 1)), "mismatch", note="the time is changed")
file.add("missing", good.without("timestamp"), "missing-timestamp")
file.write()

# --- bugcrowd
secret = "test-bugcrowd-secret"
head = "X-Bugcrowd-Digest"
body = '{"data":{"type":"event","id":"4e5f","attributes":{"event_type":"submission.created"}},"included":[{"type":"submission","attributes":{"title":"IDOR – rôle","severity":2}}]}'
recipes("bugcrowd", secret,
        ("body-time", signed(head, secret, prefix=f"timestamp={SECOND};sha256=", message=lambda b: b + b"." + SECOND.encode()), head, body),
        ("body", signed(head, secret, prefix=f"timestamp={SECOND};sha256="), head, body)).write()

# --- hcp-vault-radar
secret = "test-radar-hmac-secret"
head = "X-HCP-Radar-Signature"
others = [("X-HCP-Radar-Timestamp", SECOND), ("X-HCP-Radar-Message-ID", "m-1"), ("X-HCP-Radar-Subscription-ID", "s-1")]
body = '{"version":"1.0","event_id":"e-1","event_type":"secret","description":"Token in „config.yml“","severity":"high"}'
recipes("hcp-vault-radar", secret,
        ("body", signed(head, secret, digest="sha512", prefix="sha512=", others=others), head, body),
        ("time-body", signed(head, secret, digest="sha512", prefix="sha512=", others=others,
                             message=lambda b: SECOND.encode() + b"." + b), head, body)).write()

# --- grafana
secret = "test-grafana-hmac-secret"
head = "X-Grafana-Alerting-Signature"
body = '{"receiver":"hook","status":"firing","orgId":1,"alerts":[{"status":"firing","labels":{"alertname":"Hohe Last – Köln"},"startsAt":"2026-01-01T00:00:00Z","fingerprint":"57c6d9296de2ad39"}],"groupKey":"{}:{}","version":"1"}'
file = recipes("grafana", secret,
               ("body", signed(head, secret), head, body),
               ("time-body", signed(head, secret, others=[("X-Grafana-Alerting-Timestamp", SECOND)],
                                    message=lambda b: SECOND.encode() + b":" + b), head, body))
file.write()

# --- servicenow
secret = "test-snow-secret"
head = "X-SNOW-Signature"
body = '{"number":"INC0010001","short_description":"Drucker zündet","priority":"2","state":"1","sys_id":"00000000000000000000000000000001"}'
recipes("servicenow", secret, ("hex", signed(head, secret), head, body), ("base64", signed(head, secret, "base64"), head, body)).write()


# --- Standard Webhooks and what looks like it
def standard_webhook(prefix, key, body, message_id="msg_test0001"):
    signature = b64(mac(key, f"{message_id}.{SECOND}.".encode() + body.encode()))
    return json_request(body, [(prefix + "-id", message_id), (prefix + "-timestamp", SECOND), (prefix + "-signature", "v1," + signature)]), signature


def standard_webhooks(scheme, prefix, body, variants=(None,), prefixes=()):
    key = hashlib.sha256(scheme.encode()).digest()
    secret = "whsec_" + b64(key)
    file = File(scheme, MADE_BY, secret)
    good, signature = standard_webhook(prefix, key, body)
    file.standard(good, signature, prefix + "-signature", 300, variants[0])
    file.add("missing", good.without(prefix + "-timestamp"), "missing-timestamp")
    two = good.replaced("v1," + signature, "v1," + flipped(signature) + " v1," + signature)
    file.add("good", two, "valid", variants[0], note="two signatures, as while secrets change")
    for name, other in zip(variants[1:], prefixes):
        good, signature = standard_webhook(other, key, body)
        file.add("good", good, "valid", name)
        file.add("flipped", good.replaced(signature, flipped(signature)), "mismatch")
    file.write()


standard_webhooks("vanta", "svix", '{"type":"test.failing","timestamp":"2026-01-01T00:00:00.000Z","data":{"testId":"aws-mfa","name":"MFA für Root","status":"NEEDS_ATTENTION"}}')
standard_webhooks("incident-io", "webhook", '{"event_type":"public_incident.incident_created_v2","public_incident.incident_created_v2":{"id":"01TEST","name":"Ausfall München","reference":"INC-1"}}')
standard_webhooks("socket-dev", "webhook", '{"type":"alert.created","data":{"package":"left-pad","alert":"malware","note":"détecté"}}', ("webhook", "x-webhook"), ("x-webhook",))
standard_webhooks("claude-managed-agents", "webhook", '{"type":"event","id":"event_test","created_at":"2026-01-01T00:00:00Z","data":{"type":"session.status_idled","id":"session_test","workspace":"naïve"}}')

key = b"test0000000000000000clientsecret"
secret = key.decode()
body = '{"scope":"store/order/created","store_id":"1000000000","data":{"type":"order","id":250},"hash":"352e4afc6dd3fc85ea26bfdf3f91852604d57528","created_at":1767225600,"producer":"stores/ñ"}'
file = File("bigcommerce", MADE_BY, secret)
good, signature = standard_webhook("webhook", key, body)
file.standard(good, signature, "webhook-signature", 300, "client-secret")
good, signature = standard_webhook("webhook", base64.b64decode(secret), body)
file.add("good", good, "valid", "client-secret-decoded")
file.write()

# --- infisical
secret = "test-infisical-key"
body = '{"event":"secrets.modified","project":{"projectId":"p1","projectName":"Prüfstand","environment":"dev","secretPath":"/"},"timestamp":' + MILLI + "}"
signature = mac(secret, body).hex()
good = json_request(body, [("x-infisical-signature", f"t={MILLI};{signature}")])
File("infisical", MADE_BY, secret).standard(good, signature, "x-infisical-signature").write()

# --- fireflies, flexport
secret = "test-fireflies-key"
head = "X-Hub-Signature"
agent = [("User-Agent", "Fireflies-Webhook/2.0")]
recipes("fireflies", secret,
        ("v2", signed(head, secret, prefix="sha256=", others=agent), head,
         '{"event":"meeting.transcribed","timestamp":1767225600000,"meeting_id":"ASxwZxCstx","client_reference_id":"größe"}'),
        ("v1", signed("x-hub-signature", secret), head,
         '{"meetingId":"ASxwZxCstx","eventType":"Transcription completed","clientReferenceId":"be582c46"}')).write()
secret = "test-flexport-token"
body = '{"_object":"/event","id":"34232","type":"/shipment#created","occurred_at":"2026-01-01T00:00:00.000Z","data":{"_object":"/events/data","resource":{"name":"Sofás"}}}'
recipes("flexport", secret,
        ("sha256", signed("X-Hub-Signature-256", secret, prefix="sha256="), "X-Hub-Signature-256", body),
        ("sha1", signed("X-Hub-Signature", secret, digest="sha1", prefix="sha1="), "X-Hub-Signature", body)).write()

# --- nmi: t= is a nonce
secret = "test-nmi-signing-key"
body = '{"event_id":"11111111-2222-4333-8444-555555555555","event_type":"transaction.sale.success","event_body":{"transaction_id":"5","amount":"1.00","note":"caf\\u00e9"}}'
nonce = "b7e1c0ffee000000test"
signature = mac(secret, f"{nonce}.{body}").hex()
good = json_request(body, [("Webhook-Signature", f"t={nonce},s={signature}")])
file = File("nmi", MADE_BY, secret).standard(good, signature, "Webhook-Signature")
file.add("tampered", good.replaced(nonce, nonce[:-1] + "u"), "mismatch", note="the nonce is changed")
file.write()

# --- upollo
secret = "test-upollo-webhook-secret"
body = '{"action":"CHALLENGE","flags":[{"type":"ACCOUNT_SHARING","firstFlagged":"2026-01-01T00:00:00Z"}],"eventType":"LOGIN","userInfo":{"userEmail":"ann+ü@example.com"}}'
head = "Upollo-Signature"
recipes("upollo", secret, ("hex", signed(head, secret, "hex", "sha512", f"t:{SECOND},s0:"), head, body),
        ("base64", signed(head, secret, "base64", "sha512", f"t:{SECOND},s0:"), head, body)).write()

# --- lists of bare digests
secret = "test-cronofy-client-secret"
body = '{"notification":{"type":"change","changes_since":"2026-01-01T00:00:00Z"},"channel":{"channel_id":"chn_test","callback_url":"https://hooks.example.com/in"}}'
signature = b64(mac(secret, body))
good = json_request(body, [("Cronofy-HMAC-SHA256", signature)])
file = File("cronofy", MADE_BY, secret).standard(good, signature, "Cronofy-HMAC-SHA256")
file.add("good", json_request(body, [("Cronofy-HMAC-SHA256", b64(mac("old secret", body)) + "," + signature)]), "valid",
         note="one digest per client secret")
file.write()

secret = "configcat_whsk_test0000000000"
body = '[{"ConfigId":"c1","SettingKey":"isÜberEnabled","Value":true}]'
signature = b64(mac(secret, "whid-1" + SECOND + body))
good = json_request(body, [("X-ConfigCat-Webhook-ID", "whid-1"), ("X-ConfigCat-Webhook-Timestamp", SECOND), ("X-ConfigCat-Webhook-Signature-V1", signature)])
file = File("configcat", MADE_BY, secret).standard(good, signature, "X-ConfigCat-Webhook-Signature-V1")
file.add("tampered", good.replaced("whid-1", "whid-2"), "mismatch", note="the id is changed")
file.add("good", good.replaced(signature, b64(mac("old", body)) + "," + signature), "valid", note="two keys")
file.write()

secret = "test-worldpay-shared-secret"
head = "Event-Signature"
body = '{"eventId":"c0f7e2b4","eventTimestamp":"2026-01-01T00:00:00.000Z","eventDetails":{"type":"authorized","transactionReference":"Réf-1","amount":{"value":"1250","currencyCode":"GBP"}}}'
file = recipes("worldpay", secret, ("hex", signed(head, secret, prefix="1/SHA256/"), head, body),
               ("base64", signed(head, secret, "base64", prefix="1/SHA256/"), head, body))
old = mac("retired", body).hex()
file.add("good", json_request(body, [(head, f"2/SHA256/{old}, 1/SHA256/{mac(secret, body).hex()}")]), "valid", "hex", note="two keys")
slashed = next(text for text in (body.replace("1250", str(n)) for n in range(1000, 2000)) if "/" in b64(mac(secret, text)))
file.add("good", json_request(slashed, [(head, "1/SHA256/" + b64(mac(secret, slashed)))]), "valid", "base64", note="a slash inside the base64")
file.write()

# --- upper-case digests
secret = "TESTOURACLIENTSECRET"
body = '{"event_type":"create","data_type":"sleep","object_id":"abc","event_time":"2026-01-01T00:00:00+00:00","user_id":"ü1"}'
signature = mac(secret, SECOND + body).hex().upper()
good = json_request(body, [("x-oura-timestamp", SECOND), ("x-oura-signature", signature)])
file = File("oura", MADE_BY, secret).standard(good, signature, "x-oura-signature")
file.add("tampered", good.replaced(SECOND, str(NOW + 1)), "mismatch", note="the time is changed")
file.add("missing", good.without("x-oura-timestamp"), "missing-timestamp")
file.add("good", good.replaced(signature, signature.lower()), "valid", note="either case is read")
milli = json_request(body, [("x-oura-timestamp", MILLI), ("x-oura-signature", mac(secret, MILLI + body).hex().upper())])
file.add("good", milli, "valid", note="milliseconds").write()

secret = "test-bridge-api-secret"
body = '{"content":{"item_id":6451513,"status_code_info":"OK"},"timestamp":1767225600000,"type":"item.refreshed","note":"crédit"}'
signature = mac(secret, body).hex().upper()
good = json_request(body, [("BridgeApi-Signature", "v1=" + signature)])
file = File("bridge-api", MADE_BY, secret).standard(good, signature, "BridgeApi-Signature")
file.add("good", good.replaced("v1=" + signature, f"v1={mac('old', body).hex().upper()},v1={signature}"), "valid", note="24 hours after a rotation").write()

secret = "test-scrapfly-webhook-secret"
body = '{"config":{"url":"https://web.example.com/ü"},"context":{"webhook":{"name":"test","consecutive_failed_count":0},"job":{"uuid":"00000000-0000-4000-8000-000000000000"}},"result":{"status_code":200}}'
signature = mac(secret, body).hex().upper()
resource = [("X-Scrapfly-Webhook-Resource-Type", "scrape"), ("X-Scrapfly-Webhook-Job-Id", "00000000-0000-4000-8000-000000000000")]
good = json_request(body, [*resource, ("X-Scrapfly-Webhook-Signature", signature)])
file = File("scrapfly", MADE_BY, secret).standard(good, signature, "X-Scrapfly-Webhook-Signature")
both = json_request(body, [*resource, ("X-Scrapfly-Webhook-Signature", signature), ("X-Scrapfly-Webhook-Signature-Lowercase", signature.lower())])
file.add("good", both, "valid", note="both headers, as Scrapfly sends them")
file.add("missing", both.without("X-Scrapfly-Webhook-Signature", "X-Scrapfly-Webhook-Signature-Lowercase"), "missing-signature")
file.write()

# --- plain digests with the secret among the form fields
secret = "test-quoter-hash-key"
data = '{"id":"quot_test","number":"1001","name":"Café & Söhne"}'
signature = hashlib.md5((secret + SECOND + data).encode()).hexdigest()
good = form_request(urllib.parse.urlencode({"hash": signature, "timestamp": SECOND, "data": data}))
changed = form_request(urllib.parse.urlencode({"hash": signature, "timestamp": SECOND, "data": data.replace("1001", "1002")}))
unsigned = form_request(urllib.parse.urlencode({"timestamp": SECOND, "data": data}))
File("quoter", MADE_BY, secret).standard(good, signature, [], 300, tampered=changed, missing=unsigned).write()

secret = "test-validation-key"
fields = {"ORDER_ID": "1234567", "ORDER_STATUS": "Processed", "ORDER_TOTAL_AMOUNT": "24.99", "CUSTOMER_EMAIL": "zoë@example.com",
          "TEST_MODE": "1", "IPN_TYPE_NAME": "OrderCharged", "CUSTOMER_NAME": "Zoë & Söhne"}
text = "".join(fields[n] for n in ("ORDER_ID", "ORDER_STATUS", "ORDER_TOTAL_AMOUNT", "CUSTOMER_EMAIL")) + secret + fields["TEST_MODE"] + fields["IPN_TYPE_NAME"]
signature = hashlib.sha256(text.encode()).hexdigest()
good = form_request(urllib.parse.urlencode({**fields, "SIGNATURE": signature}))
changed = form_request(urllib.parse.urlencode({**fields, "ORDER_TOTAL_AMOUNT": "0.99", "SIGNATURE": signature}))
File("paypro-global", MADE_BY, secret).standard(good, signature, [], tampered=changed, missing=form_request(urllib.parse.urlencode(fields))).write()

# --- treezor: PHP's json_encode of one member is signed
secret = "test-treezor-webhook-secret"
payload = {"payins": [{"payinId": "12345", "walletEventName": "Épargne / été", "amount": "10.00", "createdIban": "FR76TEST", "tags": []}]}
php = json.dumps(payload, separators=(",", ":")).replace("/", "\\/")
signature = b64(mac(secret, php))


def treezor(member):
    whole = {"webhook": "payin.create", "webhook_id": "00000000-0000-4000-8000-000000000000", "object": "payin", "object_id": "12345", "object_payload": payload}
    return json_request(compact({**whole, **member}), content="text/plain")


good = treezor({"object_payload_signature": signature})
file = File("treezor", MADE_BY, secret)
file.standard(good, signature, [], tampered=good.replaced("12345\",\"walletEventName", "12346\",\"walletEventName"), missing=treezor({}))
escaped = json_request(b'{"webhook":"payin.create","object_payload":' + php.encode() + b',"object_payload_signature":"' + signature.replace("/", "\\/").encode() + b'"}', content="text/plain")
file.add("good", escaped, "valid", note="sent with PHP's own escapes, in the signature too")
file.add("missing", json_request("not JSON", content="text/plain"), "missing-signature")
file.write()

# --- socwarden, socotra
secret = "local-test-secret-01"
body = '{"event":"alert.created","source":"socwarden","alert_id":"6f1c2f7e-0000-4000-8000-000000000001","severity":"high","actor":"zoé@example.com","ip":"203.0.113.7"}'
signature = mac(secret, f"{SECOND}.{body}").hex()
good = json_request(body, [("X-Signature-256", signature), ("X-Timestamp", SECOND)])
file = File("socwarden", MADE_BY, secret).standard(good, signature, "X-Signature-256", 300)
file.add("future", good, "valid-future", now=NOW - 301)
file.add("tampered", good.replaced(SECOND, str(NOW + 1)), "mismatch", note="the time is changed")
file.add("missing", good.without("X-Timestamp"), "missing-timestamp").write()

secret = [{"label": "current", "value": "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r", "tag": "rot.2026-01"}]
key = secret[0]["value"]
body = '{"id":"31000000007","transactionId":"0b6f3f3e-0000-4000-8000-000000000011","timestamp":1767225600250,"data":{"policyLocator":"100004242"},"type":"policy.issue","username":"zoé.müller"}'
signature = mac(key, f"{MILLI}.{body}.rot.2026-01").hex()
good = json_request(body, [("Socotra-Signature", f"t={MILLI},v1={signature},tag=rot.2026-01")])
file = File("socotra", MADE_BY, secret).standard(good, signature, "Socotra-Signature", 300)
untagged = mac(key, f"{MILLI}.{body}").hex()
file.add("good", json_request(body, [("Socotra-Signature", f"t={MILLI},v1={untagged}")]), "valid", note="without a tag")
file.add("tampered", good.replaced("tag=rot.2026-01", "tag=rot.2026-02"), "mismatch", note="the tag is changed")
file.write()
