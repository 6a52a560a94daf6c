#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Senders that prove nothing but that they know a token or a password, and those that prove nothing at all."""

from rows_b_kit import *

OPEN = "the body is not covered"


def token(file, good, value, header=None, variant=None, missing=None):
    file.add("good", good, "valid", variant)
    file.add("flipped", good.replaced(value, flipped(value)), "mismatch")
    file.add("tampered", good.with_body(spoil(good.body)), "valid", variant, note=OPEN)
    file.add("missing", missing or good.without(header), "missing-signature")
    file.add("garbage", good.replaced(value, "!garbage!"), "mismatch", note="a token has no shape")
    return file


def basic(file, body, secret, variant=None, garbage="malformed", headers=()):
    value = b64(secret.encode())
    good = json_request(body, [*headers, ("Authorization", "Basic " + value)])
    file.add("good", good, "valid", variant)
    file.add("flipped", good.replaced(value, flipped(value)), "mismatch")
    file.add("flipped", good.replaced(value, b64((secret + "x").encode())), "mismatch", note="a longer password")
    file.add("tampered", good.with_body(spoil(good.body)), "valid", variant, note=OPEN)
    file.add("missing", good.without("Authorization"), "missing-signature")
    file.add("garbage", good.replaced(value, "!garbage!"), garbage)
    return file


# --- one header
HEADERS = [
    ("telegram", "X-Telegram-Bot-Api-Secret-Token", "test-Secret_Token-01", '{"update_id":10000,"message":{"message_id":1365,"date":1767225600,"chat":{"id":1111,"type":"private","first_name":"Jörg"},"text":"/start"}}'),
    ("ringcentral", "Verification-Token", "test-verification-token", '{"uuid":"1","event":"/restapi/v1.0/account/1/extension/2/message-store","timestamp":"2026-01-01T00:00:00Z","subscriptionId":"s1","ownerId":"2","body":{"changes":[{"type":"SMS","newCount":1}],"note":"Été"}}'),
    ("jfrog-token", "X-JFrog-Event-Auth", "test-jfrog-secret", '{"domain":"docker","event_type":"pushed","data":{"repo_key":"docker-local","image_name":"web/größe","tag":"latest"},"jpd_origin":"https://jfrog.example.com"}'),
    ("harbor", "Authorization", "test-harbor auth-header", '{"type":"PUSH_ARTIFACT","occur_at":1767225600,"operator":"admin","event_data":{"resources":[{"tag":"latest","resource_url":"hub.example.com/lib/app:latest"}],"repository":{"name":"app","repo_full_name":"lib/größe"}}}'),
]
for scheme, header, secret, body in HEADERS:
    token(File(scheme, MADE_BY, secret), json_request(body, [(header, secret)]), secret, header).write()

secret = "test-hf-webhook-secret"
body = '{"event":{"action":"update","scope":"repo.content"},"repo":{"type":"model","name":"some-user/modèle","id":"621ffdc036468d709f17434d","private":false},"webhook":{"id":"6390e855e30d9209411de93b","version":3}}'
file = token(File("hugging-face", MADE_BY, secret), json_request(body, [("X-Webhook-Secret", secret)]), secret, "X-Webhook-Secret", "header")
good = json_request(body, target="/hooks/in?secret=" + secret)
file.add("good", good, "valid", "query")
file.add("flipped", good.replaced(secret, flipped(secret)), "mismatch").write()

# --- a member of the body
secret = "test-meraki-shared-secret"
body = '{"version":"0.1","sharedSecret":"%s","sentAt":"2026-01-01T00:00:00.000000Z","organizationId":"2930418","networkId":"N_24329156","deviceName":"AP Küche","alertId":"643451796760560204","alertType":"Settings changed","alertTypeId":"settings_changed"}'
good = json_request(body % secret)
file = token(File("cisco-meraki", MADE_BY, secret), good, secret, missing=json_request(body.replace('"sharedSecret":"%s",', "")))
file.add("missing", json_request("not JSON"), "missing-signature").write()

# --- user and password
BASIC = [
    ("pipedrive", "test-user:test-pässword", '{"meta":{"action":"change","entity":"deal","entity_id":"1","version":"2.0","timestamp":"2026-01-01T00:00:00.000Z"},"data":{"id":1,"title":"Verträge"},"previous":{"title":"Vertrag"}}'),
    ("chargebee", "chargebee:test:with:colons", '{"id":"ev_test","occurred_at":1767225600,"source":"admin_console","object":"event","api_version":"v2","event_type":"subscription_created","content":{"subscription":{"id":"s1"},"customer":{"first_name":"Zoë"}}}'),
    ("postmark", "postmark:test-password", '{"RecordType":"Bounce","MessageID":"00000000-0000-4000-8000-000000000000","Type":"HardBounce","TypeCode":1,"Email":"zoë@example.com","BouncedAt":"2026-01-01T00:00:00Z","ServerID":23}'),
    ("kibana", "kibana:test-password", '{"alertId":"a1","alertName":"Speicher > 90 %","spaceId":"default","date":"2026-01-01T00:00:00.000Z","message":"Host „web-1“ is above the limit"}'),
    ("ethoca", "ethoca-test:s3cret:test", '{"alertId":"TEST1234567890123456789012","alertType":"dispute","alertTimestamp":"2026-01-01T00:00:00.000Z","amount":"12.50","currency":"EUR","merchantDescriptor":"CAFÉ*TEST"}'),
]
for scheme, secret, body in BASIC:
    file = basic(File(scheme, MADE_BY, secret), body, secret)
    file.add("garbage", json_request(body, [("Authorization", "Bearer test")]), "malformed", note="another kind of authorization").write()

# --- either of the two
EITHER = [
    ("datadog", "bearer", '{"id":"1","event_type":"query_alert_monitor","title":"[Triggered] CPU über 90 %","alert_status":"","org":{"id":"0","name":"Test"}}'),
    ("new-relic", "bearer", '{"issueId":"i-1","title":"Latência alta","state":"ACTIVATED","priority":"CRITICAL","issueUrl":"https://one.example.com/i-1","createdAt":1767225600000}'),
    ("zapier", "bearer", '{"id":42,"name":"Ådahl","email":"ann@example.com","created_at":"2026-01-01T00:00:00Z"}'),
    ("alertmanager", "bearer", '{"version":"4","groupKey":"{}:{alertname=\\"Höhe\\"}","status":"firing","receiver":"hook","groupLabels":{"alertname":"Höhe"},"commonLabels":{"severity":"page"},"commonAnnotations":{},"externalURL":"http://am.example.com","alerts":[{"status":"firing","fingerprint":"0f0f"}]}'),
    ("wiz", "bearer", '{"trigger":{"source":"ISSUES","type":"Created","ruleName":"Alle kritischen"},"issue":{"id":"i-1","status":"OPEN","severity":"CRITICAL"},"resource":{"name":"vm-größe","cloudPlatform":"AWS"}}'),
    ("thehive", "bearer", '{"operation":"Creation","details":{"title":"Hameçonnage"},"objectType":"Alert","objectId":"~1234","base":true,"startDate":1767225600000,"requestId":"r1","organisation":"soc"}'),
    ("crowdsec", "token", '{"alerts":[{"scenario":"crowdsecurity/ssh-bf","message":"Ip 198.51.100.7 – brute force","source":{"ip":"198.51.100.7","scope":"Ip"},"decisions":[{"type":"ban","duration":"4h"}]}]}'),
]
for scheme, name, body in EITHER:
    user, word = f"{scheme}:test-password", f"test-{scheme}-token"
    agents = [("User-Agent", "Alertmanager/0.28.0")] if scheme == "alertmanager" else []
    file = File(scheme, MADE_BY, [{"label": "password", "value": user}, {"label": "token", "value": word}])
    basic(file, body, user, "basic", "malformed" if name == "bearer" else "mismatch", agents)
    good = json_request(body, [*agents, ("Authorization", ("Bearer " if name == "bearer" else "") + word)])
    file.add("good", good, "valid", name)
    file.add("flipped", good.replaced(word, flipped(word)), "mismatch")
    file.add("tampered", good.with_body(spoil(good.body)), "valid", name, note=OPEN)
    file.write()

# --- nothing
NOTHING = [
    ("socmate", '{"event_type":"investigation.completed","timestamp":"2026-01-01T00:00:00Z","investigation_id":"sess_test","title":"Prüfung"}', "application/json"),
    ("strava", '{"aspect_type":"update","event_time":1767225600,"object_id":1360128428,"object_type":"activity","owner_id":134815,"subscription_id":120475,"updates":{"title":"Läufchen"}}', "application/json"),
    ("mollie", "id=tr_d0b0E3EA3v", "application/x-www-form-urlencoded"),
    ("splunk", '{"sid":"scheduler_admin_search_W2","search_name":"Fehlgeschlagene Anmeldungen – täglich","app":"search","owner":"admin","results_link":"https://splunk.example.com/app/search/@go?sid=1","result":{"count":"8"}}', "application/json"),
    ("docker-hub", '{"callback_url":"https://registry.example.com/u/test/hook/1/","push_data":{"pushed_at":1767225600,"pusher":"zoë","tag":"latest"},"repository":{"repo_name":"test/hook","status":"Active"}}', "application/json"),
    ("quay", '{"name":"repository","repository":"org/repository","namespace":"org","docker_url":"quay.example.com/org/repository","homepage":"https://quay.example.com/repository/größe","updated_tags":["latest"]}', "application/json"),
]
for scheme, body, content in NOTHING:
    good = json_request(body, content=content)
    file = File(scheme, MADE_BY, [])
    file.add("good", good, "unsigned")
    file.add("tampered", good.with_body(spoil(good.body)), "unsigned", note="nothing is there that would show it")
    file.write()
