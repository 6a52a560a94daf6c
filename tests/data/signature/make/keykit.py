# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""What the scripts for tests/data/signature/primitives share."""

import base64
import json
import pathlib

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "primitives"
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def write(name, **content):
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(content, indent=1, ensure_ascii=True)
    (FOLDER / f"{name}.json").write_text(text + "\n")


def pem(key):
    public = key.public_key() if hasattr(key, "public_key") else key
    return public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def spki(key):
    public = key.public_key() if hasattr(key, "public_key") else key
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def private_pem(key, form=serialization.PrivateFormat.PKCS8, lock=None):
    lock = serialization.BestAvailableEncryption(lock) if lock else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, form, lock).decode()


def url64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def b64(data):
    return base64.b64encode(data).decode()


def jwk(key, **more):
    numbers = key.public_key().public_numbers() if not isinstance(key, ed25519.Ed25519PrivateKey) else None
    if isinstance(key, rsa.RSAPrivateKey):
        def big(value):
            return url64(value.to_bytes((value.bit_length() + 7) // 8, "big"))
        return {"kty": "RSA", "n": big(numbers.n), "e": big(numbers.e), **more}
    if numbers is None:
        raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return {"kty": "OKP", "crv": "Ed25519", "x": url64(raw), **more}
    size = {256: 32, 384: 48, 521: 66}[key.curve.key_size]
    return {"kty": "EC", "crv": f"P-{key.curve.key_size}", "x": url64(numbers.x.to_bytes(size, "big")),
            "y": url64(numbers.y.to_bytes(size, "big")), **more}


def der_int(number, pad=b"", size=None):
    body = pad + number.to_bytes(size or (number.bit_length() // 8 + 1), "big")
    return b"\x02" + bytes([len(body)]) + body


def der(tag, *parts):
    body = b"".join(parts)
    size = len(body)
    length = bytes([size]) if size < 128 else bytes([0x81, size]) if size < 256 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + body
