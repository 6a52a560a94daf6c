# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""What each cause of group A says of the body that arrived and the one that was signed."""

import ast
import base64
import gzip
import html
import json
import re
import subprocess
import unicodedata
import zlib
from urllib.parse import parse_qsl


def tokens(text):
    """A JSON text without the blanks between its tokens."""
    return re.sub(rb'("(?:[^"\\]|\\.)*")|\s+', lambda m: m.group(1) or b"", text)


def same_value(one, other):
    return json.loads(one) == json.loads(other)


def order(text):
    return json.dumps(json.loads(text), separators=(",", ":"))


def printed(one, other):
    """One is the text of a value as Python or Ruby print it, the other its JSON."""
    one = one.replace(b'"=>', b'": ').replace(b": nil", b": None").replace(b": true", b": True").replace(b": false", b": False")
    return ast.literal_eval(one.decode()) == json.loads(other)


def either(relation):
    def both(one, other):
        for a, b in ((one, other), (other, one)):
            try:
                if relation(a, b):
                    return True
            except (ValueError, SyntaxError, TypeError, KeyError, AttributeError, OSError, zlib.error, subprocess.SubprocessError):
                pass
        return False
    return both


def charset(one, other):
    for name in ("latin-1", "cp1252", "utf-16-le", "utf-16-be"):
        for a, b in ((one, other), (other, one)):
            try:
                if a.decode() == b.decode(name):
                    return True
            except UnicodeDecodeError:
                pass
    return False


def form(one, other):
    fields = dict(parse_qsl(one.decode(), keep_blank_values=True))
    return fields.get("payload", "").encode() == other or fields == dict(parse_qsl(other.decode(), keep_blank_values=True)) != {}


def unbase64(text):
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return None


def wrapped(one, other):
    if html.unescape(re.sub(r"^<\w+>|</\w+>$", "", one.decode())).encode() == other:
        return True
    return any(isinstance(v, str) and other in (v.encode(), unbase64(v)) or isinstance(v, dict) and v == json.loads(other) for v in json.loads(one).values())


def unchunked(text):
    out = b""
    while True:
        size, text = text.split(b"\r\n", 1)
        if int(size, 16) == 0:
            return out
        out, text = out + text[:int(size, 16)], text[int(size, 16) + 2:]


def cleaned(text):
    plain = text.decode().translate({0x201c: '"', 0x201d: '"', 0x2018: "'", 0x2019: "'", 0xa0: " ", 0: None, 0x200b: None})
    return re.sub(r"[ \t]+", " ", plain).encode()


def unpacked(body):
    if body[:2] == b"\x1f\x8b":
        return gzip.decompress(body)
    try:
        return zlib.decompress(body)
    except zlib.error:  # Brotli, which Python has no reader of
        script = "process.stdout.write(zlib.brotliDecompressSync(fs.readFileSync(0)))"
        return subprocess.run(["node", "-e", script], input=body, capture_output=True, check=True).stdout


RELATIONS = {
    "A1": lambda arrived, signed: tokens(arrived) == arrived and same_value(arrived, signed) and tokens(signed) != signed,
    "A2": lambda arrived, signed: b": " in arrived and b"\n" not in arrived and same_value(arrived, signed),
    "A3": lambda arrived, signed: b"\n" in arrived and same_value(arrived, signed),
    "A4": lambda arrived, signed: same_value(arrived, signed) and order(arrived) != order(signed),
    "A5": either(printed),
    "A6": lambda arrived, signed: same_value(arrived, signed),
    "A7": lambda arrived, signed: same_value(arrived, signed) and re.sub(rb"[\d.eE+-]", b"", tokens(arrived)) == re.sub(rb"[\d.eE+-]", b"", tokens(signed)),
    "A9": lambda arrived, signed: arrived.replace(b"\\/", b"/") == signed.replace(b"\\/", b"/"),
    "A10": lambda arrived, signed: same_value(arrived, signed) and b"\\u" in arrived + signed,
    "A11": lambda arrived, signed: same_value(arrived, signed) and re.search(rb"(?i)\\u00(26|3c|3e)", arrived + signed),
    "A12": lambda arrived, signed: same_value(arrived, signed) and b"\\u00" in arrived + signed,
    "A13": lambda arrived, signed: same_value(arrived, signed) and re.search(rb"(?i)\\ud8", arrived + signed),
    "A14": charset,
    "A15": lambda arrived, signed: arrived.removeprefix(b"\xef\xbb\xbf") == signed.removeprefix(b"\xef\xbb\xbf"),
    "A16": lambda arrived, signed: unicodedata.normalize("NFC", arrived.decode()) == unicodedata.normalize("NFC", signed.decode()),
    "A17": lambda arrived, signed: arrived.rstrip(b"\r\n") == signed.rstrip(b"\r\n") or re.sub(rb"[\r\n]", b"", arrived) == re.sub(rb"[\r\n]", b"", signed),
    "A18": lambda arrived, signed: arrived.strip() == signed.strip(),
    "A19": lambda arrived, signed: arrived.replace(b"\r\n", b"\n") == signed.replace(b"\r\n", b"\n"),
    "A20": either(lambda one, other: base64.b64decode(one.translate(bytes.maketrans(b"-_", b"+/")) + b"==") == other),
    "A21": either(lambda one, other: unpacked(one) == other),
    "A22": either(form),
    "A24": lambda arrived, signed: signed == b"",
    "A25": lambda arrived, signed: signed in (b"undefined", b"null", b"[object Object]", b"{}", b"None", b""),
    "A26": either(lambda one, other: json.loads(one) == other.decode()),
    "A27": either(wrapped),
    "A28": lambda arrived, signed: any(v == json.loads(signed) for v in json.loads(arrived).values()),
    "A30": lambda arrived, signed: unchunked(arrived) == signed,
    "A31": lambda arrived, signed: cleaned(arrived) == cleaned(signed),
}
