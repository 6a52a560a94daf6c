#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Deliveries through a real nginx, and receivers that know another URL than the sender: python3 make.py | python3 ../write.py"""

import atexit
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "python")]

from drive import Capture, send, wait_for  # noqa: E402
from signers import NOW, SECRET, b64, body, hmac_bytes, hmac_hex, signed  # noqa: E402

LOCATIONS = {  # what stands in the server block of each case; the request comes in on port 8091 as it would from a TLS end
    "plain": "location / { proxy_pass http://127.0.0.1:8090; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto https; }",
    "own-host": "location / { proxy_pass http://127.0.0.1:8090; proxy_set_header X-Forwarded-Host $http_host; proxy_set_header X-Forwarded-Proto https; }",
    "internal": "location / { proxy_pass http://127.0.0.1:8090; proxy_set_header Host hooks.internal; proxy_set_header X-Original-Host $http_host; proxy_set_header X-Forwarded-Proto https; }",
    "forwarded": "location / { proxy_pass http://127.0.0.1:8090; proxy_set_header Host app; proxy_set_header Forwarded \"for=203.0.113.9;host=$http_host;proto=https\"; }",
    "with-port": "location / { proxy_pass http://127.0.0.1:8090; proxy_set_header Host $host:8443; proxy_set_header X-Forwarded-Proto https; }",
    "strip": "location /api/ { proxy_pass http://127.0.0.1:8090/; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto https; proxy_set_header X-Forwarded-Prefix /api; }",
    "strip-uri": "location /prod/ { proxy_pass http://127.0.0.1:8090/; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto https; proxy_set_header X-Original-URI $request_uri; }",
    "slash": "location / { rewrite ^(.*[^/])$ $1/ break; proxy_pass http://127.0.0.1:8090; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto https; }",
    "query-gone": "location / { rewrite ^(.*)$ $1? break; proxy_pass http://127.0.0.1:8090; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto https; proxy_set_header X-Original-URI $request_uri; }",
    "underscores": "location / { proxy_pass http://127.0.0.1:8090; proxy_set_header Host $http_host; }",
}
CONF = """daemon off; pid {dir}/pid; error_log {dir}/error; worker_processes 1;
events {{ }}
http {{ access_log off; client_body_temp_path {dir}/body; proxy_temp_path {dir}/proxy; fastcgi_temp_path {dir}/f; uwsgi_temp_path {dir}/u; scgi_temp_path {dir}/s;
  server {{ listen 127.0.0.1:8091; {location} }} }}
"""
BY = "nginx " + re.search(r"nginx/([\d.]+)", subprocess.run(["nginx", "-v"], stderr=subprocess.PIPE, text=True).stderr)[1]
capture = Capture()


class Nginx:
    def __init__(self, name):
        self.folder = tempfile.TemporaryDirectory()
        conf = pathlib.Path(self.folder.name, "conf")
        conf.write_text(CONF.format(dir=self.folder.name, location=LOCATIONS[name]))
        self.process = subprocess.Popen(["nginx", "-c", str(conf), "-e", f"{self.folder.name}/error"])
        atexit.register(self.process.kill)

    def __enter__(self):
        wait_for(8091)

    def __exit__(self, *args):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


def arrived(location, request, sent):
    before = len(capture.arrived)
    if location:
        with Nginx(location):
            send(8091, request, sent)
    else:
        send(8090, request, sent)
    assert len(capture.arrived) == before + 1, location
    return capture.arrived[-1]


PAYMENT, CONTACT, SMS = body("square-payment.json"), body("hubspot-contact.json"), body("twilio-sms.txt")


def square(url, sent=PAYMENT):
    return [["Content-Type", "application/json"], ["x-square-hmacsha256-signature", b64(hmac_bytes(SECRET, url.encode() + sent))]]


def twilio(url, sent=SMS, fields=None):
    from urllib.parse import parse_qsl
    pairs = sorted(parse_qsl(sent.decode(), keep_blank_values=True)) if fields is None else fields
    return [["Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"], ["X-Twilio-Signature", b64(hmac_bytes(SECRET, url + "".join(n + v for n, v in pairs), "sha1"))]]


def hubspot(url, sent=CONTACT):
    from urllib.parse import unquote
    t = str((NOW - 2) * 1000)
    return [["Content-Type", "application/json"], ["X-HubSpot-Request-Timestamp", t],
            ["X-HubSpot-Signature-v3", b64(hmac_bytes(SECRET, "POST" + unquote(url) + sent.decode() + t))]]


def trello(url, sent=None):
    sent = TRELLO if sent is None else sent
    return [["Content-Type", "application/json"], ["X-Trello-Webhook", b64(hmac_bytes(SECRET, sent + url.encode(), "sha1"))]]


TRELLO = b'{"action":{"id":"51f9424bcd6e040f3c002412","type":"updateCard","data":{"card":{"name":"Fix / ship","idShort":10}}},"model":{"id":"4d5ea62fd76aa1136000000c","closed":false}}'
SENDERS = {"square": (square, PAYMENT), "twilio": (twilio, SMS), "hubspot-v3": (hubspot, CONTACT), "trello": (trello, TRELLO)}


def moved(cause, slug, what, scheme, url, location=None, registered=None, host=None, target=None, **more):
    """Signed for the URL; sent to its host and target unless others are given."""
    sender, sent = SENDERS[scheme]
    own_host, own_target = re.match(r"https?://(?:[^@/]*@)?([^/]+)(/[^#]*)", url).groups()
    own_host = re.sub(r":(443|80)$", "", own_host)
    request = {"method": "POST", "target": target or own_target, "headers": [["Host", host or own_host]] + sender(url)}
    case = {"cause": cause, "slug": slug, "made_by": BY if location else "python 3.11", "what": what, "scheme": scheme, "secrets": [{"label": "current", "value": SECRET}],
            "request": arrived(location, request, sent), **({"url": registered} if registered else {}), **more}
    if more.get("provable", True):
        case.setdefault("undo", {"url": url})
    print(json.dumps(case))


moved("E1", "nginx-tls-end-square", "nginx ends TLS and passes on plain HTTP; no URL is registered, the receiver's own is http", "square", "https://hooks.example.com/square", "plain")
moved("E1", "nginx-tls-end-twilio", "nginx ends TLS; the sender signed https", "twilio", "https://voice.example.com/sms/in", "plain")
moved("E1", "registered-with-http", "registered here with http, at the sender with https", "trello", "https://hooks.example.com/trello", None, "http://hooks.example.com/trello")
moved("E2", "nginx-proxy-host", "proxy_pass sets Host to the upstream's; the old one is in X-Forwarded-Host, https in X-Forwarded-Proto", "square", "https://hooks.example.com/square", "own-host")
moved("E2", "nginx-original-host", "Host is an internal name, the old one is in X-Original-Host", "hubspot-v3", "https://hooks.example.com/hubspot", "internal")
moved("E2", "nginx-forwarded", "the old host stands in Forwarded (RFC 7239)", "trello", "https://hooks.example.com/trello", "forwarded")
moved("E2", "registered-internal-name", "registered here with the internal name; the request's Host is the public one", "twilio", "https://voice.example.com/sms", None, "https://voice.internal.example/sms", accept=["E10"])
moved("E3", "nginx-port-added", "nginx put its own port into Host; the sender signed without", "twilio", "https://voice.example.com/sms", "with-port")
moved("E3", "registered-with-443", "registered here with :443, the sender signs without", "square", "https://hooks.example.com/square", None, "https://hooks.example.com:443/square")
moved("E3", "signed-with-443", "the sender signs the default port, the registered URL lacks it", "twilio", "https://voice.example.com:443/sms", None, "https://voice.example.com/sms")
moved("E4", "nginx-prefix-stripped", "location /api/ with a slash behind proxy_pass strips the prefix; X-Forwarded-Prefix has it", "square", "https://hooks.example.com/api/square/in", "strip")
moved("E4", "nginx-stage-stripped", "the stage of a gateway is stripped; X-Original-URI has the old path", "twilio", "https://voice.example.com/prod/sms", "strip-uri")
moved("E4", "registered-without-prefix", "registered here without the stage that the sender's URL and the request have", "trello", "https://hooks.example.com/v1/trello", None, "https://hooks.example.com/trello", accept=["E10"])
moved("E5", "nginx-slash-added", "a rewrite adds a slash at the end; the sender signed without", "square", "https://hooks.example.com/square", "slash")
moved("E5", "registered-with-slash", "registered here with a slash at the end, the sender signs without", "trello", "https://hooks.example.com/trello", None, "https://hooks.example.com/trello/")
moved("E6", "nginx-query-dropped", "a rewrite ends in ?, which drops the query; X-Original-URI has it", "hubspot-v3", "https://hooks.example.com/hubspot?tenant=acme&env=eu", "query-gone")
moved("E6", "registered-without-query", "the sender signs the query of the request, the registered URL has none", "twilio", "https://voice.example.com/sms?account=7&lang=de", None, "https://voice.example.com/sms")
moved("E6", "query-encoded-anew", "a router wrote + for %20 in the query", "twilio", "https://voice.example.com/sms?queue=first%20line&x=1", "plain", target="/sms?queue=first+line&x=1", undo={"url": "https://voice.example.com/sms?queue=first%20line&x=1"}, accept=["E1"])
moved("E6", "query-order", "a router sorted the query; the sender signed it in its own order", "square", "https://hooks.example.com/square?zone=eu&app=7", None, "https://hooks.example.com/square?app=7&zone=eu", target="/square?app=7&zone=eu")
moved("E7", "credentials-signed", "the sender signs the URL with its credentials, the registered one lacks them; Authorization has them", "twilio", "https://user:pass-77@voice.example.com/sms", None, "https://voice.example.com/sms", provable=False)
moved("E7", "credentials-registered", "the registered URL has credentials, which the sender takes off before it signs", "square", "https://hooks.example.com/square", None, "https://user:pass-77@hooks.example.com/square")
moved("E8", "host-in-capitals", "registered here as it was typed, the sender signs the host in lower case", "square", "https://hooks.example.com/square", None, "https://Hooks.Example.COM/square")
moved("E8", "punycode", "registered here with ü, the sender signs the name's ASCII form", "trello", "https://xn--bcher-kva.example/trello", None, "https://bücher.example/trello")
moved("E10", "tunnel-of-yesterday", "registered here is the tunnel of yesterday; the request came to the one of today", "square", "https://9c1d-203-0-113-7.tunnel.example/hooks", None, "https://41aa-203-0-113-7.tunnel.example/square", accept=["E2"])
moved("E10", "second-path", "the sender has another of the receiver's paths registered", "trello", "https://hooks.example.com/team-b/trello", None, "https://hooks.example.com/team-a/trello", accept=["E4"])

# Twilio's sorted form, built otherwise.
text = "https://voice.example.com/sms"


def form(slug, what, fields, **more):
    sent = b"To=%2B14155550100&from=%2B14155550199&Body=Ahoy%2C+world%21&AccountSid=AC123&accountName=Ahab&NumMedia=0&FromZip="
    request = {"method": "POST", "target": "/sms", "headers": [["Host", "voice.example.com"]] + twilio(text, sent, fields(sent))}
    print(json.dumps({"cause": "D12", "slug": slug, "made_by": "python 3.11", "what": what, "scheme": "twilio", "secrets": [{"label": "current", "value": SECRET}], "url": text,
                      "request": arrived(None, request, sent), "undo": {"recipe": {"message": [{"kind": "url"}, {"kind": "literal", "text": "".join(n + v for n, v in fields(sent))}]}}, **more}))


def pairs(sent):
    from urllib.parse import parse_qsl
    return parse_qsl(sent.decode(), keep_blank_values=True)


form("sorted-without-case", "a stand-in for the sender sorts names without regard to case", lambda s: sorted(pairs(s), key=lambda p: p[0].lower()))
form("empty-left-out", "a stand-in for the sender leaves out fields that are empty", lambda s: sorted(p for p in pairs(s) if p[1]))
form("order-of-arrival", "a stand-in for the sender does not sort at all", pairs)

# A header that nginx drops, because its name has an underscore.
alert = body("socwarden-alert.json")
request = signed("dropbox", alert)
request["headers"][1][0] = "X_Dropbox_Signature"
print(json.dumps({"cause": "C10", "slug": "nginx-underscore-dropped", "made_by": BY, "what": "the signature's header came with underscores, and nginx drops those names", "scheme": "dropbox", "provable": False,
                  "secrets": [{"label": "current", "value": SECRET}], "verdict": "missing-signature", "request": arrived("underscores", request, alert)}))
request = signed("github", alert)
request["headers"][-1][0] = "X_Hub_Signature_256"
print(json.dumps({"cause": "C11", "slug": "underscores-in-name", "made_by": "python 3.11", "what": "the same without nginx between: the name arrives with underscores", "scheme": "github",
                  "secrets": [{"label": "current", "value": SECRET}], "verdict": "missing-signature", "request": arrived(None, request, alert), "undo": {"headers": [["X-Hub-Signature-256", request["headers"][-1][1]]]}}))

# A reader of sockets that knows nothing of chunks, behind a sender that writes them.
for slug, sizes in (("chunks-left-in", [4096]), ("chunks-left-in-three", [100, 80, 4096])):
    whole, rest, framed = body("github-push.json"), body("github-push.json"), b""
    for size in sizes:
        piece, rest = rest[:size], rest[size:]
        framed += f"{len(piece):x}\r\n".encode() + piece + b"\r\n" if piece else b""
    framed += b"0\r\n\r\n"
    naive = subprocess.run([sys.executable, str(HERE / "naive.py")], input=framed, stdout=subprocess.PIPE, check=True).stdout
    print(json.dumps({"cause": "A30", "slug": slug, "made_by": "python 3.11", "what": "a home-made server cut the request at the blank line and took the chunks' framing for the body", "scheme": "github",
                      "secrets": [{"label": "current", "value": SECRET}], "request": arrived(None, signed("github", whole), naive), "undo": {"body_base64": b64(whole)}}))
