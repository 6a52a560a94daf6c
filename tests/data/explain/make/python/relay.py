#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""http.server on port 8091 that passes a request on to port 8090 with the body that the way named in X-Hop makes of it."""

import base64
import gzip
import http.client
import http.server
import io
import json
import textwrap
import unicodedata
import zlib
from xml.sax.saxutils import escape


def in_text_mode(raw, reading=None, writing=None, encoding="utf-8"):
    """What is left of bytes that are read and written as text."""
    text = io.TextIOWrapper(io.BytesIO(raw), encoding=encoding, newline=reading).read() if reading != "keep" else raw.decode()
    out = io.BytesIO()
    wrapper = io.TextIOWrapper(out, encoding=encoding, newline=writing)
    wrapper.write(text)
    wrapper.flush()
    return out.getvalue()


WAYS = {
    "raw": lambda raw: raw,
    "dumps": lambda raw: json.dumps(json.loads(raw)).encode(),
    "dumps-unicode": lambda raw: json.dumps(json.loads(raw), ensure_ascii=False).encode(),
    "dumps-compact": lambda raw: json.dumps(json.loads(raw), separators=(",", ":")).encode(),
    "dumps-compact-unicode": lambda raw: json.dumps(json.loads(raw), separators=(",", ":"), ensure_ascii=False).encode(),
    "dumps-sorted": lambda raw: json.dumps(json.loads(raw), separators=(",", ":"), sort_keys=True).encode(),
    "crlf-pretty": lambda raw: in_text_mode(json.dumps(json.loads(raw), indent=2, ensure_ascii=False).encode(), "keep", "\r\n"),
    "str": lambda raw: str(json.loads(raw)).encode(),
    "universal-newlines": lambda raw: in_text_mode(raw, None, ""),
    "windows-text-mode": lambda raw: in_text_mode(raw, "keep", "\r\n"),
    "utf-8-sig": lambda raw: raw.decode().encode("utf-8-sig"),
    "bom-gone": lambda raw: raw.decode("utf-8-sig").encode(),
    "utf-16": lambda raw: raw.decode().encode("utf-16-le"),
    "ascii": lambda raw: raw.decode().encode("ascii", "replace"),
    "cp1252": lambda raw: raw.decode("cp1252").encode(),
    "nfc": lambda raw: unicodedata.normalize("NFC", raw.decode()).encode(),
    "strip": lambda raw: raw.strip(),
    "base64-lines": base64.encodebytes,
    "gzip": lambda raw: gzip.compress(raw, mtime=0),
    "deflate": zlib.compress,
    "sns": lambda raw: json.dumps({"Type": "Notification", "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
                                   "TopicArn": "arn:aws:sns:eu-west-1:123456789012:hooks", "Message": raw.decode()}).encode(),
    "cloudevent": lambda raw: b'{"specversion":"1.0","type":"com.example.hook","source":"/relay","id":"A234-1234","datacontenttype":"application/json","data":' + raw + b"}",
    "soap-text": lambda raw: ("<text>" + escape(raw.decode()) + "</text>").encode(),
    "expandtabs": lambda raw: raw.expandtabs(4),
    "smart": lambda raw: __import__("docutils.utils.smartquotes", fromlist=["x"]).smartyPants(raw.decode(), "q").encode(),
    "cut": lambda raw: raw[:300],
    "empty": lambda raw: b"",
}
TAGS = {"gzip": "gzip", "deflate": "deflate"}


class Relay(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        way = self.headers["X-Hop"]
        body = WAYS[way](raw)
        onward = http.client.HTTPConnection("127.0.0.1", 8090)
        onward.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in ("content-length", "connection", "x-hop"):
                onward.putheader(name, value)
        if way in TAGS:
            onward.putheader("Content-Encoding", TAGS[way])
        onward.putheader("Content-Length", str(len(raw if way == "cut" else body)))
        onward.putheader("Via", "1.1 relay")
        onward.endheaders(body)
        onward.sock.shutdown(1)
        onward.getresponse().read()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("127.0.0.1", 8091), Relay).serve_forever()
