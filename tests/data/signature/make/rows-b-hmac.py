#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Senders whose one header is an HMAC over the body as sent."""

from rows_b_kit import *

# scheme, header, prefix, encoding, digest, secret, other headers, body
SENDERS = [
    ("gocardless", "Webhook-Signature", "", "hex", "sha256", "test-endpoint-secret-ED7D658C",
     [("User-Agent", "gocardless-webhook-service/1.1")],
     '{"events":[{"id":"EV0000TEST","created_at":"2026-01-01T00:00:00.000Z","resource_type":"payments","action":"confirmed",'
     '"links":{"payment":"PM0000TEST"},"details":{"origin":"gocardless","cause":"payment_confirmed","description":"Café Zürich"}}]}'),
    ("heroku", "Heroku-Webhook-Hmac-SHA256", "", "base64", "sha256", "0123456789abcdef-test-heroku",
     [], '{"id":"00000000-1111-4222-8333-444444444444","action":"update","resource":"dyno","version":"application/vnd.heroku+json; version=3",'
     '"data":{"name":"web.1","state":"crashed","command":"echo \\"grüße\\""}}'),
    ("woocommerce", "X-WC-Webhook-Signature", "", "base64", "sha256", "test woo secret & more",
     [("X-WC-Webhook-Topic", "order.created"), ("X-WC-Webhook-Resource", "order"), ("X-WC-Webhook-Event", "created"),
      ("X-WC-Webhook-Source", "https://shop.example.com/"), ("X-WC-Webhook-ID", "7"), ("X-WC-Webhook-Delivery-ID", "d41d8cd98f00b204")],
     '{"id":727,"status":"processing","currency":"EUR","total":"29.35","billing":{"first_name":"Zoë","email":"zoe@example.com"}}'),
    ("xero", "x-xero-signature", "", "base64", "sha256", "TEST+xero/signing/key+++++==",
     [], '{"events":[{"resourceUrl":"https://api.example.com/Contacts/717f2bfc","resourceId":"717f2bfc-c6d4-41fd-b238-3f2f0c0cf777",'
     '"eventDateUtc":"2026-01-01T00:00:00.000","eventType":"UPDATE","eventCategory":"CONTACT"}],"lastEventSequence":1,'
     '"firstEventSequence":1,"entropy":"S0m3r4Nd0mt3xt"}'),
    ("quickbooks", "intuit-signature", "", "base64", "sha256", "00000000-test-4e6c-verifier-token",
     [("intuit-created-time", "2026-01-01T00:00:00Z")],
     '{"eventNotifications":[{"realmId":"1185883450","dataChangeEvent":{"entities":[{"name":"Customer","id":"1","operation":"Create",'
     '"lastUpdated":"2026-01-01T00:00:00Z"}]}}]}'),
    ("bolt", "X-Bolt-Hmac-Sha256", "", "base64", "sha256", "test-bolt-signing-secret",
     [("X-Bolt-Merchant-Division-Id", "division-test")], '{"object":"transaction","type":"payment","data":{"reference":"TEST-1234-ABCD","status":"authorized","note":"naïve"}}'),
    ("primer", "X-Signature-Primary", "", "base64", "sha256", "test-primer-secret-7f0c",
     [], '{"eventType":"PAYMENT.STATUS","date":"2026-01-01T00:00:00.000000","payment":{"id":"test1","status":"SETTLED","orderId":"order-øre-1"}}'),
    ("tally", "Tally-Signature", "", "base64", "sha256", "test-tally-signing-secret",
     [], '{"eventId":"a4cb511e-d513-4fa5-baee-b815d718dfd1","eventType":"FORM_RESPONSE","createdAt":"2026-01-01T00:00:00.000Z",'
     '"data":{"formId":"VwbNEw","fields":[{"key":"q1","label":"Naam","type":"INPUT_TEXT","value":"René"}]}}'),
    ("commerce-layer", "X-CommerceLayer-Signature", "", "base64", "sha256", "test1234567890abcdefshared",
     [("X-CommerceLayer-Topic", "orders.place")],
     '{"data":{"id":"wBXVhKzrnq","type":"orders","attributes":{"number":1234,"status":"placed","customer_email":"ann@example.com","notes":"Größe M"}}}'),
    ("fastspring", "X-FS-Signature", "", "base64", "sha256", "test-fastspring-hmac",
     [], '{"events":[{"id":"TEST3qV9bxTq","processed":false,"created":1767225600000,"type":"order.completed","live":false,'
     '"data":{"order":"TESTORDER","reference":"ABC260101-0000-00000","currency":"EUR","totalDisplay":"€12.00"}}]}'),
    ("picqer", "X-Picqer-Signature", "", "base64", "sha256", "test-picqer-hook",
     [], '{"idhook":24,"name":"Test hook","event":"orders.created","event_triggered_at":"2026-01-01 00:00:00",'
     '"data":{"idorder":1,"orderid":"O2026-1001","deliveryname":"Daniël de Vries"}}'),
    ("shiphero", "x-shiphero-hmac-sha256", "", "base64", "sha256", "test-shiphero-shared-signature-secret",
     [("X-Shiphero-Message-ID", "00000000-0000-4000-8000-000000000001")],
     '{"test": "0", "webhook_type": "Shipment Update", "fulfillment": {"shipment_id": 1, "tracking_number": "1ZTEST", "line_items": [{"name": "T-Shirt \\u2013 blau"}]}}'),
    ("shopline", "X-Shopline-Hmac-Sha256", "", "hex", "sha256", "test5f9d7a1shoplineappsecret",
     [("X-Shopline-Topic", "products/create"), ("X-Shopline-Shop-Domain", "demo.myshopline.example.com"), ("X-Shopline-Shop-Id", "1"),
      ("X-Shopline-API-Version", "v20240601"), ("X-Shopline-Webhook-Id", "8b1b7a1e-0000-4000-8000-000000000000")],
     '{"id":"16057039432335097907370282","title":"茶壺 Teapot","status":"active","variants":[{"sku":"T-1","price":"19.90"}]}'),
    ("nylas", "x-nylas-signature", "", "hex", "sha256", "test-nylas-webhook-secret",
     [], '{"specversion":"1.0","type":"message.created","source":"/google/emails/realtime","id":"test-1","time":1767225600,'
     '"webhook_delivery_attempt":1,"data":{"application_id":"app-test","grant_id":"g1","object":{"subject":"Über uns","from":[{"email":"a@example.com"}]}}}'),
    ("stream", "X-Signature", "", "hex", "sha256", "test-stream-api-secret-vk73cqmmjxe8",
     [("X-Api-Key", "testkey"), ("X-Webhook-Id", "w-1"), ("X-Webhook-Attempt", "1")],
     '{"type":"message.new","cid":"messaging:fun","message":{"id":"m1","text":"Hej på dig","user":{"id":"ann"}},"created_at":"2026-01-01T00:00:00Z"}'),
    ("line", "x-line-signature", "", "base64", "sha256", "8c570fa6dd201bb328f1c1eac23test0",
     [("User-Agent", "LineBotWebhook/2.0")],
     '{"destination":"Utest","events":[{"type":"message","message":{"type":"text","id":"14353798921116","text":"こんにちは, world!"},'
     '"timestamp":1767225600000,"source":{"type":"user","userId":"U80696558e1aa831"},"webhookEventId":"01TEST","mode":"active"}]}'),
    ("viber", "X-Viber-Content-Signature", "", "hex", "sha256", "445da6az1s345z78-test-dazcczb2542zv51a-e0vc5fva17480im9",
     [], '{"event":"message","timestamp":1767225600000,"message_token":4912661846655238145,"sender":{"id":"01234567890A=","name":"Іван","api_version":1},'
     '"message":{"type":"text","text":"привіт"}}'),
    # security senders
    ("snyk", "X-Hub-Signature", "sha256=", "hex", "sha256", "test-snyk-webhook-secret",
     [("X-Snyk-Event", "project_snapshot/v0"), ("User-Agent", "Snyk Webhooks")],
     '{"project":{"id":"test-project","name":"web/größe","origin":"github"},"newIssues":[{"id":"SNYK-JS-TEST-1","issueData":{"severity":"high","cvssScore":7.5}}],"removedIssues":[]}'),
    ("hackerone", "X-H1-Signature", "sha256=", "hex", "sha256", "test-h1-secret",
     [("X-H1-Event", "report_created"), ("X-H1-Delivery", "33a0b1c2-0000-4000-8000-000000000000")],
     '{"data":{"activity":{"type":"activity-bug-filed"},"report":{"id":"1337","type":"report","attributes":{"title":"XSS in <b>Suche</b> für alle","state":"new"}}}}'),
    ("intigriti", "x-intigriti-digest", "", "base64", "sha256", "test-intigriti-secret",
     [("x-intigriti-event", "submission.created")],
     '{"eventType":"SubmissionCreated","code":"TESTCO-0A1B2C3D","program":"Café","severity":"High","url":"https://app.example.com/s/1"}'),
    ("sonarqube", "X-Sonar-Webhook-HMAC-SHA256", "", "hex", "sha256", "test-sonar-secret-of-24ch",
     [("X-SonarQube-Project", "app")],
     '{"serverUrl":"https://sonar.example.com","taskId":"AVh21JS2JepAEhwQ-b3u","status":"SUCCESS","project":{"key":"app","name":"Büro"},"qualityGate":{"name":"Sonar way","status":"ERROR"}}'),
    ("jfrog", "X-JFrog-Event-Auth", "", "hex", "sha256", "test-jfrog-secret",
     [], '{"domain":"artifact","event_type":"deployed","data":{"repo_key":"libs-release","path":"com/example/a-1.0.jar","name":"a-1.0.jar","size":2048},"subscription_key":"prüfung","jpd_origin":"https://jfrog.example.com"}'),
    ("hcp-terraform", "X-TFE-Notification-Signature", "", "hex", "sha512", "test-tfe-token",
     [], '{"payload_version":1,"notification_configuration_id":"nc-TESTgkqkPtRuPb8","run_url":"https://app.example.com/runs/run-1","run_id":"run-TESTFmPzHF5b",'
     '"run_message":"Änderung","workspace_name":"net","notifications":[{"message":"Run Errored","trigger":"run:errored","run_status":"errored"}]}'),
    ("splunk-observability", "X-SFX-Signature", "", "base64", "sha256", "abc1234test",
     [], '{"severity":"Critical","detector":"CPU über 90 %","status":"anomalous","statusExtended":"anomalous","incidentId":"EfTestAAA","timestamp":"2026-01-01T00:00:00Z","sf_schema":2}'),
    ("trend-micro-conformity", "X-TrendMicro-Signature", "", "hex", "sha256", "TESTc2VjdXJpdHkrdG9rZW4=",
     [], '{"id":"ccc:test:S3-001:S3:eu-west-1:bucket","status":"FAILURE","risk-level":"HIGH","rule-title":"S3 bucket „public“","account":"000000000000"}'),
    ("doppler", "X-Doppler-Signature", "sha256=", "hex", "sha256", "test-doppler-signing-secret",
     [], '{"type":"config.secrets.update","config":{"name":"prd","environment":"prd"},"project":{"id":"p1","name":"schlüssel"},"diff":{"added":["TOKEN"],"removed":[],"updated":[]}}'),
    # senders named beside the tables
    ("modern-treasury", "X-Signature", "", "hex", "sha256", "test-modern-treasury-key",
     [("X-Topic", "payment_order"), ("X-Delivery-Id", "d-1")],
     '{"event":"completed","data":{"id":"po-test","object":"payment_order","amount":1050,"currency":"USD","description":"crédit"}}'),
    ("lemon-squeezy", "X-Signature", "", "hex", "sha256", "test-lemon",
     [("X-Event-Name", "order_created")],
     '{"meta":{"event_name":"order_created","custom_data":{"customer_id":"25"}},"data":{"type":"orders","id":"1","attributes":{"total_formatted":"€9.99","user_name":"Łukasz"}}}'),
    ("clickup", "X-Signature", "", "hex", "sha256", "TESTO94IM12GW57C8FAE4HT5NKTGSW1R",
     [], '{"event":"taskCreated","history_items":[{"id":"2800763136717140857","field":"status","after":{"status":"zu erledigen ✓"}}],"task_id":"1vj37mc","webhook_id":"7fa3ec74-69a8-4530-a251-8a13730bd204"}'),
    ("cursor", "X-Webhook-Signature", "sha256=", "hex", "sha256", "test-cursor-webhook-secret-of-32-characters",
     [("User-Agent", "Cursor-Agent-Webhook/1.0"), ("X-Webhook-Event", "statusChange"), ("X-Webhook-ID", "evt-1")],
     '{"event":"statusChange","timestamp":"2026-01-01T00:00:00.000Z","id":"bc_test","status":"FINISHED","summary":"Added “tests”","target":{"branchName":"cursor/readme"}}'),
]

for scheme, header, prefix, encoding, digest, secret, others, body in SENDERS:
    body = body.encode()
    signature = write_as(encoding, mac(secret, body, digest))
    good = json_request(body, [*others, (header, prefix + signature)])
    file = File(scheme, MADE_BY, secret)
    file.standard(good, signature, header)
    if scheme == "jfrog":
        other = json_request(body, [(header, secret)])
        file.add("garbage", other, "malformed", note="the secret itself: a webhook without payload signing, see jfrog-token")
    file.write()
