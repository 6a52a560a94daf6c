# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/data/signature/vectors/<id>.json: a good request as an independent implementation signs it, and what
becomes of it when it is spoiled. Nothing here knows how Tocsin verifies."""

import base64
import json
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "vectors"
NOW = 1767225600  # 2026-01-01T00:00:00Z, the usual time of signing


class Request:
    """A request with its headers in order. body is bytes."""

    def __init__(self, headers, body, method="POST", target="/hooks/in", host="hooks.example.com"):
        self.method, self.target, self.body = method, target, body
        self.headers = [["Host", host]] + [[name, value] for name, value in headers]

    def copy(self):
        other = Request([], self.body, self.method, self.target)
        other.headers = [list(field) for field in self.headers]
        return other

    def replaced(self, old, new):
        """Every place where the text stands: headers, target, body. It must stand somewhere."""
        other = self.copy()
        other.headers = [[name, value.replace(old, new)] for name, value in self.headers]
        other.target = self.target.replace(old, new)
        other.body = self.body.replace(old.encode(), new.encode())
        assert other.as_json() != self.as_json(), f"{old!r} is nowhere in the request"
        return other

    def without(self, *names):
        other = self.copy()
        lower = [name.lower() for name in names]
        other.headers = [field for field in self.headers if field[0].lower() not in lower]
        assert other.headers != self.headers, names
        return other

    def with_body(self, body):
        other = self.copy()
        other.body = body
        return other

    def as_json(self):
        return {
            "method": self.method,
            "target": self.target,
            "headers": self.headers,
            "body_base64": base64.b64encode(self.body).decode(),
        }


def flipped(text):
    """The text with its first letter or digit made another of the same alphabet (hex stays hex)."""
    for at, char in enumerate(text):
        if char.isalnum():
            other = {"0": "1", "a": "b", "A": "B"}.get(char, "0" if char.isdigit() else "a" if char.islower() else "A")
            return text[:at] + other + text[at + 1 :]
    raise ValueError(text)


def spoil(text):
    """Body bytes with one byte changed: the last letter or digit, so that JSON stays JSON."""
    data = bytearray(text)
    for at in range(len(data) - 1, -1, -1):
        if chr(data[at]).isalnum() and data[at] < 128:
            data[at] = ord("1") if data[at] == ord("0") else ord("0") if chr(data[at]).isdigit() else ord("b") if data[at] == ord("a") else ord("a")
            return bytes(data)
    raise ValueError("nothing to spoil")


class File:
    """One vector file. secrets: list of {"label", "value"[, "tag"]} or one text."""

    def __init__(self, scheme, made_by, secrets, now=NOW, url=None, parameters=None):
        if isinstance(secrets, str):
            secrets = [{"label": "current", "value": secrets}]
        self.common = {"secrets": secrets}
        if url:
            self.common["url"] = url
        if parameters:
            self.common["parameters"] = parameters
        self.document = {"scheme": scheme, "made_by": made_by, "now": now, "vectors": []}

    def add(self, kind, request, verdict, variant=None, now=None, note=None, **more):
        vector = {"kind": kind, "verdict": verdict}
        if variant:
            vector["variant"] = variant
        if now is not None:
            vector["now"] = now
        if note:
            vector["note"] = note
        self.document["vectors"].append({**vector, **self.common, **more, "request": request.as_json()})
        return self

    def standard(self, good, signature, headers, window=0, variant=None, tampered=None, missing=None, garbage=None,
                 tampered_verdict="mismatch", flipped_verdict="mismatch", garbage_verdict="malformed",
                 missing_verdict="missing-signature"):
        """The usual six. signature: its text as it stands in the request; headers: name(s) that carry it; window: the
        limit in seconds of a time that is signed (0 = none: no stale vector); tampered, missing, garbage: requests to
        use in place of the derived ones."""
        if isinstance(headers, str):
            headers = [headers]
        self.add("good", good, "valid", variant)
        self.add("flipped", good.replaced(signature, flipped(signature)), flipped_verdict)
        self.add("tampered", tampered or good.with_body(spoil(good.body)), tampered_verdict,
                 variant if tampered_verdict == "valid" else None)
        if window:
            self.add("stale", good, "valid-stale", variant, now=self.document["now"] + window + 1)
        self.add("missing", missing or good.without(*headers), missing_verdict)
        self.add("garbage", garbage or good.replaced(signature, "!garbage!"), garbage_verdict)
        return self

    def write(self):
        FOLDER.mkdir(exist_ok=True)
        path = FOLDER / (self.document["scheme"] + ".json")
        path.write_text(json.dumps(self.document, indent=1) + "\n", "utf-8")
