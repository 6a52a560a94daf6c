# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Tokens (JWS, compact form): jws.json. The published ones are those of RFC 7515, 7520, 7797 and 8037."""

import hashlib
import hmac
import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

from keykit import jwk, pem, url64, write

CLAIMS = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
SECRET = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
BILBO = ("SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlm"
         "IHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4")
BILBO_TEXT = ("It\u2019s a dangerous business, Frodo, going out your door. You step onto the road, and if you don't keep your feet, "
              "there\u2019s no knowing where you might be swept off to.")
RSA_KEY = {"kty": "RSA", "e": "AQAB",
           "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pC"
                "gNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg6"
                "65xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRW"
                "yuXpoQ"}
EC_KEY = {"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
OKP_KEY = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
UNENCODED = "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19"

HASHES = {"256": hashes.SHA256, "384": hashes.SHA384, "512": hashes.SHA512}


def sign(algorithm, key, text):
    text = text.encode()
    digest = HASHES.get(algorithm[2:])
    if algorithm.startswith("HS"):
        return hmac.new(key, text, "sha" + algorithm[2:]).digest()
    if algorithm.startswith("RS"):
        return key.sign(text, padding.PKCS1v15(), digest())
    if algorithm.startswith("PS"):
        return key.sign(text, padding.PSS(padding.MGF1(digest()), digest().digest_size), digest())
    if algorithm.startswith("ES"):
        size = {"256": 32, "384": 48, "512": 66}[algorithm[2:]]
        r, s = utils.decode_dss_signature(key.sign(text, ec.ECDSA(digest())))
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")
    return key.sign(text)


class Tokens:
    """What a reader is asked. With "error" the token is not even read; else "valid" says what verifying answers."""

    def __init__(self):
        self.tests = []

    def add(self, name, token, key, allowed, **more):
        if isinstance(key, bytes):
            key = {"secret": key.hex()}
        elif isinstance(key, dict):
            key = {"public": json.dumps(key)}
        else:
            key = {"public": pem(key)}
        self.tests.append({"name": name, "token": token, "allowed": allowed, **key, **more})

    def make(self, name, key, algorithm, header=None, payload=b'{"a":1}', holder=None, allowed=None, **more):
        """Signs with the key and offers the token to the holder of the same key, or of another."""
        text = header if isinstance(header, str) else json.dumps(header or {"alg": algorithm})
        signed = url64(text.encode()) + "." + url64(payload)
        token = signed + "." + url64(sign(algorithm, key, signed))
        self.add(name, token, key if holder is None else holder, allowed or [algorithm], **more)


def published(out):
    secret = bytes.fromhex("0323354b2b0fa5bc837e0665777ba68f5ab328e6f054c928a90f84b2d2502ebf"
                           "d3fb5a92d20647ef968ab4c377623d223d2e2172052e4f08c0cd9af567d080a3")
    assert url64(secret) == SECRET
    claims = '{"iss":"joe",\r\n "exp":1300819380,\r\n "http://example.com/is_root":true}'
    assert url64(claims.encode()) == CLAIMS and url64(BILBO_TEXT.encode()) == BILBO
    out.add("RFC 7515 A.1", f"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{CLAIMS}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            secret, ["HS256"], valid=True, payload=claims)
    out.add("RFC 7515 A.2", f"eyJhbGciOiJSUzI1NiJ9.{CLAIMS}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AA"
            "uHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjt"
            "QBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6Lb"
            "gGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw", RSA_KEY, ["RS256"], valid=True, payload=claims)
    es256 = (f"eyJhbGciOiJFUzI1NiJ9.{CLAIMS}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-K"
             "g6NU1Q")
    out.add("RFC 7515 A.3", es256, EC_KEY, ["ES256"], valid=True, payload=claims)
    out.add("RFC 7515 A.4, P-521", "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-"
            "mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLz"
            "eO_Jn", EC_KEY, ["ES256"], error='"alg"')
    out.add("RFC 7515 A.5, not signed", f"eyJhbGciOiJub25lIn0.{CLAIMS}.", secret, ["HS256"], error="none")
    header = "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9"
    oct_key = bytes.fromhex("849b57219dae48de646d07dbb533566e976686457c1491be3a76dcea6c427188")
    kid = "018c0ae5-4d9b-471b-bfd6-eef314bc7037"
    out.add("RFC 7520 4.4", f"{header}.{BILBO}.s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0", oct_key, ["HS256"], valid=True,
            payload=BILBO_TEXT, kid=kid)
    out.add("RFC 7520 4.5, detached", f"{header}..s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0", oct_key, ["HS256"], valid=True,
            detached=BILBO_TEXT, kid=kid)
    out.add("RFC 7797 4.1", "eyJhbGciOiJIUzI1NiJ9.JC4wMg.5mvfOroL-g7HyqJoozehmsaqmvTYGEq5jTI1gVvoEoQ", secret, ["HS256"],
            valid=True, payload="$.02")
    plain = f"{UNENCODED}..A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY"
    out.add("RFC 7797 4.2", plain, secret, ["HS256"], valid=True, detached="$.02")
    out.add("RFC 7797 4.2, another payload", plain, secret, ["HS256"], valid=False, detached="$.03")
    out.add("RFC 7797 4.2, payload encoded", plain, secret, ["HS256"], valid=False, detached="JC4wMg")
    out.add("RFC 7797 4.2, payload not given", plain, secret, ["HS256"], error="b64")
    out.add("RFC 8037 A.4", "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQ"
            "R6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg", OKP_KEY, ["EdDSA"], valid=True, payload="Example of Ed25519 signing")
    for letter in "RST":  # stray bits behind the last byte: Q is the canonical letter
        out.add(f"stray bits, {letter}", es256[:-1] + letter, EC_KEY, ["ES256"], error="third part")


def algorithms(out):
    rsa_key, p256 = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())
    p384, edwards = ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()
    secret = b"a secret of the receiver, 32 long"
    keys = {"HS": secret, "RS": rsa_key, "PS": rsa_key, "ES256": p256, "ES384": p384, "EdDSA": edwards}
    names = ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
    for name in names:
        key = keys.get(name) or keys[name[:2]]
        out.make(f"{name} as signed", key, name, valid=True, payload_text='{"a":1}')
        out.make(f"{name} among all", key, name, allowed=names, valid=True)
        out.make(f"{name} not allowed", key, name, allowed=[other for other in names if other != name], valid=False)
        out.make(f"{name}, nothing allowed", key, name, allowed=["none"], valid=False)
        token = url64(b'{"alg":"%s"}' % name.encode()) + "." + url64(b"x")
        signature = bytearray(sign(name, key, token))
        signature[-1] ^= 1
        out.add(f"{name} with a flipped bit", token + "." + url64(bytes(signature)), key, [name], valid=False)
        out.add(f"{name} truncated", token + "." + url64(bytes(signature[:-1])), key, [name], valid=False)
    confusions(out, rsa_key, p256, secret)
    headers(out, secret, p256)


def confusions(out, rsa_key, p256, secret):
    for form, text in (("PEM", pem(rsa_key).encode()), ("PEM without its last line end", pem(rsa_key).strip().encode())):
        out.make(f"HS256 with the public key's {form} as secret", text, "HS256", holder=rsa_key, allowed=["RS256", "HS256"],
                 valid=False)
    out.make("RS256 where a secret is held", rsa_key, "RS256", holder=secret, allowed=["RS256", "HS256"], valid=False)
    out.make("RS256 signed as PS256", rsa_key, "PS256", header={"alg": "RS256"}, allowed=["RS256", "PS256"], valid=False)
    out.make("PS256 signed as RS256", rsa_key, "RS256", header={"alg": "PS256"}, allowed=["RS256", "PS256"], valid=False)
    out.make("HS512 signed as HS256", secret, "HS256", header={"alg": "HS512"}, allowed=["HS256", "HS512"], valid=False)
    out.make("ES256 with a P-384 key", p256, "ES256", holder=ec.generate_private_key(ec.SECP384R1()), valid=False)
    other = ec.generate_private_key(ec.SECP256R1())
    out.make("key in the header is not trusted", other, "ES256", header={"alg": "ES256", "jwk": jwk(other)}, holder=p256,
             valid=False)
    out.make("address in the header is not followed", p256, "ES256",
             header={"alg": "ES256", "jku": "https://127.0.0.1/k", "x5u": "https://127.0.0.1/c", "x5c": ["AA"]}, valid=True)
    signed = url64(b'{"alg":"ES256"}') + "." + url64(b"{}")
    der = p256.sign(signed.encode(), ec.ECDSA(hashes.SHA256()))
    out.add("ES256 in DER", signed + "." + url64(der), p256, ["ES256"], valid=False)
    out.add("ES256 of zeros", signed + "." + url64(bytes(64)), p256, ["ES256"], valid=False)
    empty = url64(b'{"alg":"HS256"}') + "." + url64(b"{}")
    out.add("HS256 with an empty secret", empty + "." + url64(hmac.new(b"", empty.encode(), hashlib.sha256).digest()), b"",
            ["HS256"], valid=False)


def headers(out, secret, p256):
    def bad(name, header, error, **more):
        out.make(name, secret, "HS256", header=header, error=error, **more)

    for word in ("none", "None", "NONE", "nOnE"):
        bad(f"alg {word}", {"alg": word}, "none")
    for word in ("", "hs256", "HS256 ", "ES256K", "ES512", "dir", "RSA1_5", "HS1"):
        bad(f"alg \"{word}\"", {"alg": word}, '"alg"')
    bad("alg is a number", {"alg": 256}, '"alg"')
    bad("alg is a list", {"alg": ["HS256"]}, '"alg"')
    bad("alg is null", {"alg": None}, '"alg"')
    bad("no alg", {"typ": "JWT"}, "no \"alg\"")
    bad("empty header", "{}", "no \"alg\"")
    bad("alg twice", '{"alg":"HS256","alg":"HS256"}', "twice")
    bad("alg twice, spelled otherwise", '{"alg":"HS256","\\u0061lg":"none"}', "twice")
    bad("kid is a number", {"alg": "HS256", "kid": 1}, '"kid"')
    bad("kid too long", {"alg": "HS256", "kid": "k" * 1001}, '"kid"')
    bad("header is a list", '["HS256"]', "object")
    bad("header is a text", '"HS256"', "object")
    bad("header is not JSON", "alg=HS256", "object")
    bad("header with something behind", '{"alg":"HS256"}x', "line 1")
    bad("header, truncated", '{"alg":"HS256"', "line 1")
    bad("header with 60 members", {"alg": "HS256", **{f"m{i}": i for i in range(60)}}, "members")
    bad("header too long", {"alg": "HS256", "x": "x" * 20000}, "longer")
    bad("header nested too deep", '{"alg":"HS256","x":' + "[" * 200 + "]" * 200 + "}", "line 1")
    bad("b64 false, payload in the token", {"alg": "HS256", "b64": False, "crit": ["b64"]}, "b64")
    bad("b64 is a text", {"alg": "HS256", "b64": "false", "crit": ["b64"]}, "b64")
    bad("b64 without crit", {"alg": "HS256", "b64": False}, "crit")
    bad("crit without b64", {"alg": "HS256", "crit": ["b64"]}, "crit")
    bad("crit is empty", {"alg": "HS256", "b64": True, "crit": []}, "crit")
    bad("crit names b64 twice", {"alg": "HS256", "b64": True, "crit": ["b64", "b64"]}, "crit")
    bad("crit names exp", {"alg": "HS256", "exp": 1, "crit": ["exp"]}, "crit")
    bad("crit names b64 and exp", {"alg": "HS256", "b64": True, "exp": 1, "crit": ["b64", "exp"]}, "crit")
    bad("crit is a text", {"alg": "HS256", "b64": True, "crit": "b64"}, "crit")
    bad("crit holds a number", {"alg": "HS256", "b64": True, "crit": [1]}, "crit")
    out.make("b64 true in crit", secret, "HS256", header={"alg": "HS256", "b64": True, "crit": ["b64"]}, valid=True)
    out.make("foreign members", secret, "HS256", header={"alg": "HS256", "typ": "JWT", "cty": {"a": [1]}}, valid=True)
    out.make("kid", secret, "HS256", header={"alg": "HS256", "kid": "\u00e9\"\n"}, valid=True, kid="\u00e9\"\n")
    newer = ed25519.Ed25519PrivateKey.generate()
    out.make("Ed25519 by its newer name", newer, "EdDSA", header={"alg": "Ed25519"}, valid=True)
    frames(out, secret)


def frames(out, secret):
    head, body = url64(b'{"alg":"HS256"}'), url64(b'{"a":1}')
    mac = url64(sign("HS256", secret, f"{head}.{body}"))
    for name, token, error in (
            ("empty", "", "three parts"), ("one part", head, "three parts"), ("two parts", f"{head}.{body}", "three parts"),
            ("four parts", f"{head}.{body}.{mac}.", "three parts"), ("five parts", "a.b.c.d.e", "encrypted"),
            ("only dots", "..", "first part"), ("no header", f".{body}.{mac}", "first part"),
            ("no signature", f"{head}.{body}.", "signature"), ("no payload", f"{head}..{mac}", "detached"),
            ("blank in front", f" {head}.{body}.{mac}", "first part"), ("line end behind", f"{head}.{body}.{mac}\n", "third part"),
            ("padded signature", f"{head}.{body}.{mac}=", "third part"), ("padded payload", f"{head}.{body}==.{mac}", "second part"),
            ("plus in the signature", f"{head}.{body}.+{mac[1:]}", "third part"),
            ("slash in the payload", f"{head}./{body[1:]}.{mac}", "second part"),
            ("signature too long", f"{head}.{body}." + "A" * 5000, "too long"),
            ("signature of one letter", f"{head}.{body}.A", "third part"),
            ("other bytes", "\u00e9.\u00e9.\u00e9", "first part")):
        out.add(f"frame: {name}", token, secret, ["HS256"], error=error)
    out.add("detached, payload in the token too", f"{head}.{body}.{mac}", secret, ["HS256"], error="carries", detached='{"a":1}')
    out.add("detached, right", f"{head}..{mac}", secret, ["HS256"], valid=True, detached='{"a":1}')
    out.add("detached, another payload", f"{head}..{mac}", secret, ["HS256"], valid=False, detached='{"a": 1}')
    empty = url64(sign("HS256", secret, head + "."))
    out.add("detached, empty payload", f"{head}..{empty}", secret, ["HS256"], valid=True, detached="")


def main():
    out = Tokens()
    published(out)
    algorithms(out)
    write("jws", made_by="RFC 7515, 7520, 7797, 8037; cryptography 48 and Python's hmac", tests=out.tests)
