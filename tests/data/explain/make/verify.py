# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""The part of docs/scheme-language.md that the cases use, in Python: what plain verification says of a request."""

import base64
import binascii
import datetime
import hashlib
import hmac
import json
import re
import zlib
from urllib.parse import parse_qsl, unquote_to_bytes

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding


class Malformed(Exception):
    pass


class Missing(Exception):
    pass


def pointed(value, pointer):
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


class Request:
    def __init__(self, request, url, parameters):
        self.method, self.target, self.headers = request["method"], request["target"], request["headers"]
        self.body, self.parameters = base64.b64decode(request["body_base64"]), parameters
        self.url = url or f"http://{(self.all('Host') or [''])[0]}{self.target}"

    def all(self, name):
        return [v.strip() for n, v in self.headers if n.lower() == name.lower()]

    def is_form(self):
        return (self.all("Content-Type") or [""])[0].startswith("application/x-www-form-urlencoded")

    def value(self, spec):
        if "header" in spec:
            found = self.all(spec["header"])
            if len(found) > 1:
                raise Malformed("header stands twice")
            return found[0] if found else None
        if "query" in spec:
            return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True)).get(spec["query"])
        if "json" in spec:
            try:
                found = pointed(json.loads(self.body), spec["json"])
            except (ValueError, KeyError, IndexError, TypeError):
                return None
            return found if isinstance(found, str) else json.dumps(found)
        raise NotImplementedError(spec)


def cut(spec, value):
    """The values that a field has in the text of its place."""
    isCut = any(k in spec for k in ("split", "key", "index", "groups"))
    for prefix in spec.get("prefixes", []):
        if value.startswith(prefix):
            value = value[len(prefix):].strip()
            break
    else:
        if spec.get("prefixes") and not isCut:
            raise Malformed("prefix")
    for prefix in spec.get("toleratedPrefixes", []):
        value = value.removeprefix(prefix)
    if not isCut:
        return [value]
    out = []
    if spec.get("takesRest"):
        found = re.search(rf",\s*{spec['key']}=(.*)$", value)
        return [found.group(1)] if found else []
    had_parts = False
    for group in value.split(spec["groups"]) if "groups" in spec else [value]:
        parts = group.split(spec.get("split", ","))
        if "key" in spec:
            for part in parts:
                name, equals, text = part.partition(spec.get("assign", "="))
                had_parts = had_parts or bool(equals)
                if equals and name.strip() == spec["key"]:
                    out.append(text.strip())
        elif len(parts) > spec["index"]:
            had_parts = True
            if "first" not in spec or parts[0].strip() == spec["first"]:
                out.append(parts[spec["index"]].strip())
    if not had_parts:
        raise Malformed("no parts")
    return out


def field(spec, request):
    if "headers" in spec:
        return [v for name in spec["headers"] for v in field({**{k: x for k, x in spec.items() if k != "headers"}, "header": name}, request)]
    value = request.value(spec)
    return [] if value is None else cut(spec, value)


ENCODE = {"hex-lower": lambda d: d.hex(), "hex-upper": lambda d: d.hex().upper(), "base64": lambda d: base64.b64encode(d).decode(),
          "base64url": lambda d: base64.urlsafe_b64encode(d).decode().rstrip("="), "base64-hex": lambda d: base64.b64encode(d.hex().encode()).decode(),
          "decimal": lambda d: str(int.from_bytes(d, "big"))}


def digest_text(text, encoding, size):
    try:
        if encoding.startswith("hex"):
            if not re.fullmatch("[0-9a-fA-F]*", text):
                raise ValueError
            raw = bytes.fromhex(text)
        elif encoding == "base64-hex":
            raw = bytes.fromhex(base64.b64decode(text, validate=True).decode())
        else:
            alphabet = "[A-Za-z0-9_-]*=*" if encoding == "base64url" else "[A-Za-z0-9+/]*=*"
            if not re.fullmatch(alphabet, text):
                raise ValueError
            raw = base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_" if encoding == "base64url" else None)
    except (ValueError, binascii.Error):
        raise Malformed("digest") from None
    if size and len(raw) != size:
        raise Malformed("length of the digest")
    return raw


def canonical(body, profile):
    value = json.loads(body)
    return {"compact": lambda: json.dumps(value, separators=(",", ":"), ensure_ascii=False),
            "sorted": lambda: json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)}[profile]().encode()


def part_bytes(part, request, values, key):
    kind = part["kind"]
    if kind == "body":
        value = request.body
    elif kind == "url":
        value = request.url.encode()
        if part.get("decoded"):
            value = unquote_to_bytes(value.replace(b"%3F", b"%253F").replace(b"%3f", b"%253f"))
    elif kind == "canonical":
        value = canonical(request.body, part["profile"])
    elif kind == "sorted-form":
        if not request.is_form() and request.body:
            raise Malformed("not a form")
        value = "".join(n + v for n, v in sorted(parse_qsl(request.body.decode(), keep_blank_values=True), key=lambda f: f[0])).encode()
    elif kind == "secret":
        value = key
    else:
        text = {"literal": lambda: part["text"], "timestamp": lambda: values["timestamp"], "id": lambda: values["messageId"], "tag": lambda: values["tag"],
                "method": lambda: request.method, "target": lambda: request.target, "path": lambda: request.target.partition("?")[0],
                "parameter": lambda: request.parameters[part["parameter"]], "header": lambda: request.value(part),
                "query": lambda: request.value(part), "json": lambda: request.value(part)}[kind]()
        if not text and part.get("optional"):
            return b""
        if text is None:
            raise Malformed(kind)
        value = (text.lower() if part.get("lower") else text).encode()
    if part.get("hash"):
        value = zlib.crc32(value).to_bytes(4, "big") if part["hash"] == "crc32" else hashlib.new(part["hash"], value).digest()
        if part.get("encoding") != "raw":
            value = ENCODE[part["encoding"]](value).encode()
    return part.get("before", "").encode() + value + part.get("after", "").encode()


def key_of(spec, secret):
    form = spec["form"]
    if form == "prefixed-base64":
        for prefix in spec["prefixes"]:
            if secret.startswith(prefix.encode()):
                secret = secret[len(prefix):]
                break
    if form in ("base64", "prefixed-base64"):
        text = secret.decode().rstrip("=").translate(str.maketrans("-_", "+/"))
        try:
            return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
        except binascii.Error:
            return None
    if form == "hex":
        try:
            return bytes.fromhex(secret.decode())
        except ValueError:
            return None
    return secret


def public_key(text):
    text = text.decode()
    if "BEGIN" in text:
        return serialization.load_pem_public_key(text.encode())
    if re.fullmatch("[0-9a-f]{64}", text):
        return ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    return serialization.load_der_public_key(base64.b64decode(text))


def matches(algorithm, key, message, signature, swap):
    if algorithm.startswith("hmac-"):
        name = algorithm[5:]
        return hmac.compare_digest(hmac.new(message, key, name).digest() if swap else hmac.new(key, message, name).digest(), signature)
    if algorithm.startswith("sha"):
        return hashlib.new(algorithm, message).digest() == signature
    try:
        public = public_key(key)
        if algorithm == "ed25519":
            public.verify(signature, message)
        elif algorithm == "ecdsa-p256-sha256":
            public.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        elif algorithm.startswith("rsa-") and len(signature) != public.key_size // 8:
            raise Malformed("length of the signature")
        elif algorithm in ("rsa-sha256", "rsa-sha512"):
            public.verify(signature, message, padding.PKCS1v15(), hashes.SHA256() if algorithm.endswith("256") else hashes.SHA512())
        else:
            raise NotImplementedError(algorithm)
        return True
    except InvalidSignature:
        return False


def seconds(spec, text):
    if spec["unit"].startswith("iso8601"):
        try:
            return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
        except ValueError:
            raise Malformed("time") from None
    if not re.fullmatch(rf"\d{{1,{spec['maxDigits']}}}", text):
        raise Malformed("time")
    per = 1000 if spec["unit"] == "milliseconds" or spec["unit"] == "seconds-or-milliseconds" and int(text) >= 10 ** 11 else 1
    return int(text) / per


def judged(recipe, request, keys, now, swap):
    found = field(recipe["signature"], request)
    if not found:
        raise Missing("missing-signature")
    values = {name: (field(recipe[name], request) or [None])[0] if name in recipe else None for name in ("timestamp", "messageId", "tag")}
    if "timestamp" in recipe and values["timestamp"] is None:
        raise Missing("missing-timestamp")
    size = {"1": 20, "256": 32, "384": 48, "512": 64}.get(recipe["algorithm"].rpartition("sha")[2]) if recipe["algorithm"].startswith(("hmac", "sha")) else 0
    signatures, fault = [], None
    for text in found:
        try:
            signatures.append(digest_text(text, recipe["signature"]["encoding"], size))
            if recipe["algorithm"] == "ecdsa-p256-sha256" and signatures[-1][:1] != b"\x30":
                signatures.pop()
                raise Malformed("DER")
        except Malformed as error:
            fault = error
    if not signatures:
        raise fault
    at = seconds(recipe["timestamp"], values["timestamp"]) if "timestamp" in recipe else None
    for secret in keys:
        key = key_of(recipe["key"], secret)
        if key is None:
            continue
        message = b"".join(part_bytes(part, request, values, key) for part in recipe["message"])
        if any(matches(recipe["algorithm"], key, message, signature, swap) for signature in signatures):
            window, age = recipe.get("timestamp", {}).get("windowSeconds", 0), 0 if at is None else int(now - at)
            return "valid" if not window or -window <= age <= window else "valid-stale" if age > window else "valid-future"
    return "mismatch"


def items_of(recipe, request):
    """The request once for each item that is signed by itself."""
    for item in pointed(json.loads(base64.b64decode(request["body_base64"])), recipe["each"]):
        yield {**request, "body_base64": base64.b64encode(json.dumps(item).encode()).decode()}


def verify(recipe, request, keys, now, url, parameters, swap=False):
    if "each" in recipe:
        alone = {name: value for name, value in recipe.items() if name != "each"}
        verdicts = [verify(alone, item, keys, now, url, parameters, swap) for item in items_of(recipe, request)]
        return next((verdict for verdict in verdicts if verdict != "valid"), "valid")
    try:
        return judged(recipe, Request(request, url, parameters), keys, now, swap)
    except Malformed:
        return "malformed"
    except Missing as missing:
        return str(missing)
