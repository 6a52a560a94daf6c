#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Senders of which the signature is a JSON Web Token, and those that use HTTP signatures."""

from rows_b_kit import *

RSA, ED, P256 = rsa_key(), ed25519_key(), p256_key()
STRANGER = rsa_key("rsa-2048-stranger")


def third(token):
    return token.rsplit(".", 1)[1]


def header_token(scheme, secret, key, alg, header, body, claims, made_by=MADE_BY, prefix="", kid=None, bound=True):
    token = jws(key, alg, claims, kid)
    good = json_request(body, [(header, prefix + token)])
    file = File(scheme, made_by, secret)
    if bound:
        six(file, good, third(token), header)
    else:
        file.add("good", good, "valid")
        file.add("flipped", good.replaced(third(token), flipped(third(token))), "mismatch")
        file.add("tampered", good.with_body(spoil(good.body)), "valid", note="the token says nothing of the body")
        other = token.replace(token.split(".")[1], b64url(compact({**claims, "accountId": 2})))
        file.add("tampered", good.replaced(token, other), "mismatch", note="a claim is changed")
        file.add("missing", good.without(header), "missing-signature")
        file.add("garbage", good.replaced(third(token), "!garbage!"), "malformed")
    file.add("garbage", good.replaced(token, "!garbage!"), "malformed", note="not three parts")
    unsigned = b64url(compact({"alg": "none"})) + "." + token.split(".")[1] + "."
    file.add("garbage", good.replaced(token, unsigned), "malformed", note="alg none is not one of the algorithms")
    return file, good


def hex_sha(body):
    return sha(body).hex()


# --- fusionauth, with keys of two kinds
body = '{"event":{"type":"user.create","id":"00000000-0000-4000-8000-000000000000","createInstant":1767225600000,"user":{"email":"jared@example.com","fullName":"Jared Müller"}}}'
claims = {"request_body_sha256": b64(sha(body))}
name = "X-FusionAuth-Signature-JWT"
file, good = header_token("fusionauth", [{"label": "pem", "value": pem(RSA)}, {"label": "jwks", "value": jwks(jwk(ED, "ed-1", "EdDSA"))}, {"label": "ec", "value": pem(P256)}],
                          RSA, "RS256", name, body, claims, MADE_BY_CRYPTOGRAPHY, kid="rsa-1")
file.add("good", json_request(body, [(name, jws(ED, "EdDSA", claims, "ed-1"))]), "valid", note="EdDSA, from the key set")
file.add("good", json_request(body, [(name, jws(P256, "ES256", claims))]), "valid", note="ES256")
file.add("flipped", json_request(body, [(name, jws(STRANGER, "RS256", claims, "rsa-1"))]), "mismatch", note="another key")
file.add("garbage", json_request(body, [(name, jws(pem(RSA), "HS256", claims))]), "malformed",
         note="HS256 keyed with the text of the public key: not one of the algorithms")
file.write()
secret = "test-fusionauth-hmac-key-of-some-length"
header_token("fusionauth-hmac", secret, secret, "HS256", name, body, claims, kid="hmac-1")[0].write()

# --- the others in a header
body = '{"id":"5f3c","site_id":"s1","state":"ready","name":"demo-site","branch":"main","title":"Füge README hinzu","created_at":"2026-01-01T00:00:00.000Z"}'
secret = "test-netlify-jws-secret"
header_token("netlify", secret, secret, "HS256", "X-Webhook-Signature", body, {"iss": "netlify", "sha256": hex_sha(body)})[0].write()

body = '{"message_uuid":"00000000-0000-4000-8000-000000000000","to":"447700900000","from":"447700900001","timestamp":"2026-01-01T00:00:00Z","text":"Olá","channel":"sms"}'
secret = "test0VonageSignatureSecretOfSomeLength"
claims = {"iat": NOW, "jti": "c5ba8f24-1a14-4c10-bfdf-3fbe8ce511b5", "iss": "Vonage", "payload_hash": hex_sha(body), "api_key": "a1b2c3d", "application_id": "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"}
header_token("vonage", secret, secret, "HS256", "Authorization", body, claims, prefix="Bearer ")[0].write()

body = '{"id":"m1","status":"delivered","recipient":31612345678,"body":"Grüße","createdDatetime":"2026-01-01T00:00:00+00:00"}'
secret = "test0000hlA6G7qXPEbRFnhTest00000"
claims = {"iss": "MessageBird", "nbf": NOW - 1, "exp": NOW + 59, "jti": "j-1", "url_hash": hex_sha("https://hooks.example.com/hooks/in"), "payload_hash": hex_sha(body)}
header_token("messagebird", secret, secret, "HS256", "MessageBird-Signature-JWT", body, claims)[0].write()

body = '{"event":{"userId":9603417,"boardId":1771812698,"pulseId":1772099344,"pulseName":"Création","type":"create_pulse","triggerTime":"2026-01-01T00:00:00.000Z","subscriptionId":73759690,"triggerUuid":"b5ed2e17c530f43668de130142445cba"}}'
secret = "test0monday0signing0secret000000"
claims = {"accountId": 1, "userId": 9603417, "aud": "https://hooks.example.com/hooks/in", "iat": NOW, "exp": NOW + 300}
header_token("monday", secret, secret, "HS256", "Authorization", body, claims, bound=False)[0].write()


# --- the body is the token
def body_token(scheme, secret, claims, content, kid=None):
    token = jws(RSA, "RS256", claims, kid)
    good = json_request(token, content=content)
    file = File(scheme, MADE_BY_CRYPTOGRAPHY, secret)
    middle = token.split(".")[1]
    six(file, good, third(token), [], tampered=good.replaced(middle, b64url(compact({**claims, "iat": NOW + 1}))),
        missing=good.with_body(b""), garbage=good.with_body(b"!garbage!"))
    file.add("flipped", good.with_body(jws(STRANGER, "RS256", claims, kid).encode()), "mismatch", note="another key")
    file.write()


inner = json.dumps({"id": "e-1", "entityId": "o-1", "createdEvent": {"entity": {"number": "10042", "buyer": "Zoë"}}})
body_token("wix", pem(RSA), {"data": json.dumps({"data": inner, "instanceId": "i-1", "eventType": "wix.ecom.v1.order_created"}), "iat": NOW, "exp": NOW + 86400}, "text/plain")
body_token("kinde", jwks(jwk(rsa_key("rsa-4096", 4096), "kinde-0", "RS256"), jwk(RSA, "kinde-1", "RS256")),
           {"type": "user.created", "source": "admin", "event_id": "event_test", "iss": "https://example.kinde.com", "iat": NOW, "data": {"user": {"id": "kp_test", "first_name": "Åsa"}}},
           "application/jwt", "kinde-1")


# --- HTTP signatures
def http_signature(scheme, secret, make, body, header, digest_header, made_by=MADE_BY, **more):
    """make(body) answers the headers and the signature's base64."""
    headers, signature = make(body)
    good = json_request(body, headers, **more)
    file = six(File(scheme, made_by, secret), good, signature, header)
    spoiled = spoil(good.body)
    right = dict(headers)[digest_header]
    false = right.replace(b64(sha(body)), b64(sha(spoiled)))
    file.add("tampered", good.with_body(spoiled).replaced(right, false), "mismatch", note="the digest header is made to fit the changed body")
    other = good.copy()
    other.target = "/hooks/other"
    return file, good, other


DATE = "Thu, 01 Jan 2026 00:00:00 GMT"


def keygen(body):
    digest = "sha-256=" + b64(sha(body))
    text = f"(request-target): post /hooks/in?kind=test\nhost: hooks.example.com\ndate: {DATE}\ndigest: {digest}"
    signature = b64(sign(ED, text))
    value = f'keyid="test-account", algorithm="ed25519", signature="{signature}", headers="(request-target) host date digest"'
    return [("Date", DATE), ("Digest", digest), ("Keygen-Signature", value)], signature


body = '{"data":{"id":"00000000-0000-4000-8000-000000000000","type":"webhook-events","attributes":{"event":"license.created","payload":"{\\"name\\":\\"Café\\"}"}}}'
file, good, other = http_signature("keygen", raw_public(ED).hex(), keygen, body, "Keygen-Signature", "Digest", MADE_BY_CRYPTOGRAPHY, target="/hooks/in?kind=test")
file.add("tampered", other, "mismatch", note="another target").write()

secret = "test-drone-webhook-secret"


def drone(body):
    digest = "SHA-256=" + b64(sha(body))
    signature = b64(mac(secret, f"date: {DATE}\ndigest: {digest}"))
    return [("X-Drone-Event", "repo"), ("Date", DATE), ("Digest", digest),
            ("Signature", f'keyId="hmac-key",algorithm="hmac-sha256",signature="{signature}",headers="date digest"')], signature


# The signature of a delivery that is kept in Diesel-Net/drone-discord, test/repo_disabled.sh, comes out of the same rule.
assert b64(mac("webhook-secret", "date: Fri, 12 Nov 2021 23:33:47 GMT\ndigest: SHA-256=kCit1zUa+1aDpnZhDSBCa0iVYPTeF6k2jCjHwE2lnQY=")) == "nMQOWQSyloFPh3ZB8Uoh/D9QyzCtnVf0tk/jemJm058="
body = '{"event":"repo","action":"disabled","repo":{"id":35,"slug":"octo/größe","active":false},"system":{"host":"drone.example.com","version":"2.4.0"}}'
file, good, other = http_signature("drone", secret, drone, body, "Signature", "Digest")
file.add("good", other, "valid", note="the target is not signed").write()


def woodpecker(body):
    digest = f"sha-256=:{b64(sha(body))}:"
    parameters = f'("@request-target" "content-digest");created={NOW};alg="ed25519"'
    signature = b64(sign(ED, f'"@request-target": /hooks/in\n"content-digest": {digest}\n"@signature-params": {parameters}'))
    return [("Content-Digest", digest), ("Signature-Input", f"woodpecker-ci-extensions={parameters}"), ("Signature", f"woodpecker-ci-extensions=:{signature}:")], signature


body = '{"repo":{"id":1,"full_name":"octo/größe","branch":"main"},"pipeline":{"number":7,"event":"push","commit":"0000000000000000000000000000000000000001"}}\n'
file, good, other = http_signature("woodpecker", pem(ED), woodpecker, body, "Signature", "Content-Digest", MADE_BY_CRYPTOGRAPHY)
file.add("tampered", other, "mismatch", note="another target").write()
