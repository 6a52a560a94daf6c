# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""What the rows-b-*.py scripts share: digests by hashlib, keys and signatures by the package cryptography."""

import base64
import hashlib
import hmac
import json
import pathlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

from vectors import NOW, File, Request, flipped, spoil

KEYS = pathlib.Path(__file__).resolve().parent / "keys"
MADE_BY = "Python hmac and hashlib"
MADE_BY_CRYPTOGRAPHY = "Python cryptography"
HASHES = {"sha1": hashes.SHA1, "sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}


def octets(value):
    return value.encode() if isinstance(value, str) else value


def mac(secret, message, digest="sha256"):
    return hmac.new(octets(secret), octets(message), digest).digest()


def sha(message, digest="sha256"):
    return hashlib.new(digest, octets(message)).digest()


def b64(data):
    return base64.b64encode(data).decode()


def b64url(data):
    return base64.urlsafe_b64encode(octets(data)).rstrip(b"=").decode()


def write_as(encoding, data):
    return {"hex": data.hex, "HEX": lambda: data.hex().upper(), "base64": lambda: b64(data), "base64url": lambda: b64url(data)}[encoding]()


def compact(value):
    """As JSON.stringify writes it."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def json_request(body, headers=(), agent=None, content="application/json", **more):
    first = [("Content-Type", content)] + ([("User-Agent", agent)] if agent else [])
    return Request(first + list(headers), octets(body), **more)


def form_request(body, headers=(), **more):
    return json_request(body, headers, content="application/x-www-form-urlencoded", **more)


def flipped_inside(text, at=40):
    """Base64 with one character changed away from its start, so that DER keeps its frame and RSA its size."""
    return text[:at] + flipped(text[at:])


def six(file, good, signature, headers, tampered=None, missing=None, garbage=None, flip=None, window=0, variant=None,
        garbage_verdict="malformed"):
    """As File.standard, with a flipped signature of one's own choice."""
    if isinstance(headers, str):
        headers = [headers]
    file.add("good", good, "valid", variant)
    file.add("flipped", good.replaced(signature, flip or flipped_inside(signature)), "mismatch")
    file.add("tampered", tampered or good.with_body(spoil(good.body)), "mismatch")
    if window:
        file.add("stale", good, "valid-stale", variant, now=file.document["now"] + window + 1)
        file.add("future", good, "valid-future", variant, now=file.document["now"] - window - 1)
    file.add("missing", missing or good.without(*headers), "missing-signature")
    file.add("garbage", garbage or good.replaced(signature, "!garbage!"), garbage_verdict)
    return file


# --- keys that are kept beside the scripts, so that the vectors can be made again


def private_key(name, make):
    path = KEYS / f"TEST-rows-b-{name}.pem"
    if not path.exists():
        KEYS.mkdir(exist_ok=True)
        path.write_bytes(make().private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                              serialization.NoEncryption()))
    return serialization.load_pem_private_key(path.read_bytes(), None)


def rsa_key(name="rsa-2048", bits=2048):
    return private_key(name, lambda: rsa.generate_private_key(65537, bits))


def p256_key(name="p256"):
    return private_key(name, lambda: ec.generate_private_key(ec.SECP256R1()))


def ed25519_key(name="ed25519"):
    return private_key(name, ed25519.Ed25519PrivateKey.generate)


def pem(key):
    return key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def spki(key):
    return key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def raw_public(key):
    return key.public_key().public_bytes_raw()


def jwk(key, kid, alg):
    public = key.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        numbers = public.public_numbers()
        own = {"kty": "RSA", "n": b64url(numbers.n.to_bytes((public.key_size + 7) // 8)), "e": b64url(b"\x01\x00\x01")}
        assert numbers.e == 65537
    else:
        own = {"kty": "OKP", "crv": "Ed25519", "x": b64url(raw_public(key))}
    return {**own, "use": "sig", "alg": alg, "kid": kid}


def jwks(*keys):
    return json.dumps({"keys": list(keys)})


def sign(key, message, digest="sha256", pss=False):
    """RSA PKCS#1 v1.5 or PSS with a salt as long as the digest, ECDSA in DER, Ed25519: what the key is for."""
    message = octets(message)
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(message)
    chosen = HASHES[digest]()
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(message, ec.ECDSA(chosen))
    pad = padding.PSS(padding.MGF1(chosen), padding.PSS.DIGEST_LENGTH) if pss else padding.PKCS1v15()
    return key.sign(message, pad, chosen)


def raw_ecdsa(der):
    r, s = utils.decode_dss_signature(der)
    return r.to_bytes(32) + s.to_bytes(32)


def jws(key, alg, payload, kid=None, signed_payload=None):
    """Compact JWS. key: text for HS*, a private key otherwise. signed_payload: the bytes to sign in place of payload,
    which is then left out (detached)."""
    header = {"alg": alg, "typ": "JWT"}
    if kid:
        header["kid"] = kid
    if isinstance(payload, dict):
        payload = compact(payload)
    first = b64url(compact(header))
    text = first + "." + b64url(payload if signed_payload is None else signed_payload)
    digest = "sha" + alg[-3:]
    if alg.startswith("HS"):
        signature = mac(key, text, digest)
    else:
        signature = sign(key, text, "sha256" if alg == "EdDSA" else digest)
        if alg.startswith("ES"):
            signature = raw_ecdsa(signature)
    return (text if signed_payload is None else first + ".") + "." + b64url(signature)
