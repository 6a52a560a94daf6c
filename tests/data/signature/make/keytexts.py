# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Keys in every text that they come in, and texts that are none: keys.json, private-keys.json."""

import datetime
import json

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, x25519
from cryptography.x509.oid import NameOID

from keykit import P256_ORDER, b64, der, der_int, jwk, pem, private_pem, spki, url64, write


def certificate(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hooks.example.com")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, datetime.datetime(2020, 1, 1),
                                      datetime.datetime(2021, 1, 1))
    return builder.sign(key, hashes.SHA256())


def explicit_p256(key):
    """The same curve, but spelled out: prime, a, b, generator, order."""
    p = 2**256 - 2**224 + 2**192 + 2**96 - 1
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    gx = 0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296
    gy = 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5
    field = der(0x30, bytes.fromhex("06072a8648ce3d0101"), der_int(p))
    curve = der(0x30, der(4, (p - 3).to_bytes(32, "big")), der(4, b.to_bytes(32, "big")))
    base = der(4, b"\x04" + gx.to_bytes(32, "big") + gy.to_bytes(32, "big"))
    parameters = der(0x30, der_int(1), field, curve, base, der_int(P256_ORDER), der_int(1))
    point = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return der(0x30, der(0x30, bytes.fromhex("06072a8648ce3d0201"), parameters), der(3, b"\0", point))


def main():
    tests = []

    def good(name, text, *keys):
        found = []
        for key, kind, bits, *kid in keys:
            found.append({"kind": kind, "bits": bits, "spki": b64(spki(key)), "kid": kid[0] if kid else ""})
        tests.append({"name": name, "text": text, "keys": found})

    def bad(name, text, error, times=1):
        tests.append({"name": name, "text": text, "times": times, "error": error})

    rsa_key, small = rsa.generate_private_key(65537, 2048), rsa.generate_private_key(65537, 1024)
    p256, p384 = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP384R1())
    edwards = ed25519.Ed25519PrivateKey.generate()
    all_keys = ((rsa_key, "rsa", 2048), (p256, "p256", 256), (p384, "p384", 384), (edwards, "ed25519", 255))
    for row in all_keys:
        key, kind, _ = row
        good(f"PEM of {kind}", pem(key), row)
        good(f"PEM of {kind} with CRLF", pem(key).replace("\n", "\r\n"), row)
        good(f"PEM of {kind} with escaped line ends", pem(key).replace("\n", "\\n"), row)
        good(f"PEM of {kind} on one line", pem(key).replace("\n", ""), row)
        good(f"PEM of {kind} between text", "key of today:\n" + pem(key) + "# end\n", row)
        good(f"base64 DER of {kind}", b64(spki(key)), row)
        good(f"base64url DER of {kind}", url64(spki(key)), row)
        good(f"base64 DER of {kind} in lines", "\n".join(pem(key).split("\n")[1:-2]), row)
        good(f"JWK of {kind}", json.dumps(jwk(key, kid="a", use="sig", alg="x", key_ops=["verify"])), row + ("a",))
        bad(f"private PEM of {kind}", private_pem(key), "private key")
        bad(f"base64 DER of {kind}, truncated", b64(spki(key)[:-1]), "cannot be read")
        bad(f"base64 DER of {kind}, one byte behind", b64(spki(key) + b"\0"), "cannot be read")
    bad("private PEM of P-256, SEC1", private_pem(p256, serialization.PrivateFormat.TraditionalOpenSSL), "private key")
    bad("private PEM, encrypted", private_pem(p256, lock=b"word"), "passphrase")
    good("PEM of RSA, PKCS#1", rsa_key.public_key().public_bytes(serialization.Encoding.PEM,
         serialization.PublicFormat.PKCS1).decode(), all_keys[0])
    good("PEM of three keys", pem(rsa_key) + "\n" + pem(p256) + pem(edwards), all_keys[0], all_keys[1], all_keys[3])
    for key, kind, bits in all_keys[:3]:
        made = certificate(key)
        good(f"certificate of {kind}", made.public_bytes(serialization.Encoding.PEM).decode(), (key, kind, bits))
        good(f"base64 certificate of {kind}", b64(made.public_bytes(serialization.Encoding.DER)), (key, kind, bits))
    raw = edwards.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    point = p256.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    good("Ed25519 in hex", raw.hex(), all_keys[3])
    good("Ed25519 in upper hex between blanks", f" {raw.hex().upper()}\n", all_keys[3])
    good("Ed25519 in base64", b64(raw), all_keys[3])
    good("Ed25519 in base64url", url64(raw), all_keys[3])
    good("P-256 point in hex", point.hex(), all_keys[1])
    good("P-256 point in base64", b64(point), all_keys[1])
    good("P-256, point compressed in its SPKI", b64(der(0x30, bytes.fromhex("301306072a8648ce3d020106082a8648ce3d030107"),
         der(3, b"\0", p256.public_key().public_bytes(serialization.Encoding.X962,
             serialization.PublicFormat.CompressedPoint)))), all_keys[1])
    good("RSA of 1024 bits", pem(small), (small, "rsa", 1024))
    key_sets(good, bad, all_keys)

    bad("RSA of 512 bits", json.dumps({"kty": "RSA", "e": "AQAB", "n": url64((2**511 + 111).to_bytes(64, "big"))}), "1024")
    bad("RSA of 20000 bits", json.dumps({"kty": "RSA", "e": "AQAB", "n": url64((2**19999 + 1).to_bytes(2500, "big"))}),
        "16384")
    n = rsa_key.public_key().public_numbers().n
    bad("RSA with exponent 1", json.dumps({**jwk(rsa_key), "e": "AQ"}), "numbers")
    bad("RSA with an even exponent", json.dumps({**jwk(rsa_key), "e": "Ag"}), "numbers")
    bad("RSA with exponent 0", json.dumps({**jwk(rsa_key), "e": "AA"}), "numbers|cannot be read")
    bad("RSA with an even modulus", json.dumps({**jwk(rsa_key), "n": url64((n - 1).to_bytes(256, "big"))}), "numbers")
    bad("P-256 spelled out", b64(explicit_p256(p256)), "named curves")
    bad("P-256 point off the curve", (point[:-1] + bytes([point[-1] ^ 1])).hex(), "cannot be read")
    bad("P-521", pem(ec.generate_private_key(ec.SECP521R1())), "kind")
    bad("secp256k1", pem(ec.generate_private_key(ec.SECP256K1())), "kind")
    bad("X25519", pem(x25519.X25519PrivateKey.generate()), "kind")
    p = 2**255 - 19
    small_order = [0, 1, p - 1, p, p + 1,
                   0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
                   0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7]
    for number, y in enumerate(small_order):
        for sign in (0, 1):
            bad(f"Ed25519 point of small order {number}, sign {sign}", (y | sign << 255).to_bytes(32, "little").hex(),
                "anybody can sign")
    bad("empty", "", "empty")
    bad("blanks", " \n", "empty")
    bad("a word", "whsec_secret", "expected")
    bad("63 hex digits", raw.hex()[1:], "expected")
    bad("31 bytes", b64(raw[:31]), "31 bytes")
    bad("33 bytes", b64(raw + b"\0"), "33 bytes")
    bad("PEM without its end", pem(rsa_key).split("-----END")[0], "end line")
    bad("PEM with another end", pem(rsa_key).replace("END PUBLIC", "END PRIVATE"), "end line")
    bad("PEM with a bad letter", pem(rsa_key).replace("MIIB", "MI!B"), "base64")
    bad("PEM of nothing", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n", "base64")
    bad("PEM of another kind", "-----BEGIN X509 CRL-----\nMAAA\n-----END X509 CRL-----\n", "X509 CRL")
    bad("PEM of a request to sign", "-----BEGIN <script>-----\nMAAA\n-----END <script>-----\n", "BEGIN")
    bad("too long", "A", "longer", 256 * 1024 + 1)
    bad("101 PEM blocks", pem(edwards), "more than 100", 101)
    write("keys", made_by="cryptography 48", tests=tests)
    private_cases(all_keys)


def key_sets(good, bad, keys):
    rows = [row + (f"key {i}",) for i, row in enumerate(keys)]
    members = [jwk(row[0], kid=row[3]) for row in rows]
    single = members[1]
    good("JWK set", json.dumps({"keys": members}), *rows)
    good("JWK set indented, with a foreign member", json.dumps({"note": [{"keys": 1}], "keys": members}, indent=2), *rows)
    oct_key = {"kty": "oct", "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"}
    unknown = [jwk(ec.generate_private_key(ec.SECP521R1())), {"kty": "OKP", "crv": "X25519", "x": "AA"}, {"kty": "XY"},
               {**single, "use": "enc"}]
    good("JWK set with keys of other kinds", json.dumps({"keys": unknown + members}), *rows)
    bad("JWK set of other kinds only", json.dumps({"keys": unknown}), "no key for signatures")
    bad("JWK set, empty", '{"keys":[]}', "no key for signatures")
    bad("JWK set with a secret", json.dumps({"keys": members + [oct_key]}), "symmetric")
    bad("JWK set with a private key", json.dumps({"keys": members + [{**single, "d": "AQ"}]}), "private")
    bad("JWK set of 101 keys", json.dumps({"keys": [single] * 101}), "more than 100")
    bad("JWK set that is no list", '{"keys":{}}', "list")
    bad("JWK set of texts", '{"keys":["a"]}', "JWK")
    bad("JWK of a secret", json.dumps(oct_key), "symmetric")
    bad("JWK with a private member", json.dumps({**single, "d": "AQ"}), "private")
    bad("JWK of P-521", json.dumps(unknown[0]), "kind")
    bad("JWK for encryption", json.dumps(unknown[3]), "kind")
    bad("JWK without kind", '{"x":"AA"}', "kind")
    bad("JWK with kty twice", '{"kty":"oct",' + json.dumps(single)[1:], "twice")
    bad("JWK with kty twice, spelled otherwise", '{"\\u006bty":"oct",' + json.dumps(single)[1:], "twice")
    bad("JWK with a number as x", json.dumps({**single, "x": 1}), '"x"')
    bad("JWK with padded x", json.dumps({**single, "x": single["x"] + "="}), '"x"')
    bad("JWK with short x", json.dumps({**single, "x": url64(b"1" * 31)}), '"x"')
    bad("JWK with long y", json.dumps({**single, "y": url64(b"1" * 33)}), '"y"')
    bad("JWK without y", json.dumps({k: v for k, v in single.items() if k != "y"}), '"y"')
    bad("JWK of P-256 with a point of P-384", json.dumps({**jwk(keys[2][0]), "crv": "P-256"}), '"x"')
    bad("JWK with a long kid", json.dumps({**single, "kid": "k" * 501}), "kid")
    bad("JWK with something behind", json.dumps(single) + "x", "JSON")
    bad("JWK, truncated", json.dumps(single)[:-1], "JSON")
    bad("JWK, nested too deep", '{"x":' + "[" * 100 + "]" * 100 + "}", '"x"|JSON')
    bad("JWK with 200 members", json.dumps({f"m{i}": i for i in range(200)}), "members")


def private_cases(keys):
    tests = []

    def good(name, text, key):
        tests.append({"name": name, "text": text, "spki": b64(spki(key))})

    def bad(name, text, error, times=1):
        tests.append({"name": name, "text": text, "times": times, "error": error})

    sec1 = serialization.PrivateFormat.TraditionalOpenSSL
    for key, kind, _ in keys:
        good(f"{kind} as PKCS#8", private_pem(key), key)
        good(f"{kind} as base64 DER", b64(key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8,
                                                            serialization.NoEncryption())), key)
        bad(f"{kind}, encrypted", private_pem(key, lock=b"word"), "passphrase")
        bad(f"{kind}, public", pem(key), "no private key")
        if kind != "ed25519":
            good(f"{kind} in the older form", private_pem(key, sec1), key)
            bad(f"{kind} in the older form, encrypted", private_pem(key, sec1, b"word"), "passphrase")
    p256, edwards = keys[1][0], keys[3][0]
    parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
    good("p256 behind its parameters", parameters + private_pem(p256, sec1), p256)
    raw = serialization.Encoding.Raw
    seed = edwards.private_bytes(raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
    public = edwards.public_key().public_bytes(raw, serialization.PublicFormat.Raw)
    good("seed in hex", seed.hex(), edwards)
    good("seed in base64", b64(seed), edwards)
    good("seed in base64url", url64(seed), edwards)
    good("seed and public key in hex", (seed + public).hex(), edwards)
    good("seed and public key in base64", b64(seed + public), edwards)
    bad("seed and another public key", (seed + public[:-1] + bytes([public[-1] ^ 1])).hex(), "second half")
    bad("seed and half a public key", b64(seed + public[:16]), "cannot be read")
    bad("empty", "", "empty")
    bad("a word", "whsec_secret", "cannot be read")
    bad("P-521", private_pem(ec.generate_private_key(ec.SECP521R1())), "kind")
    bad("too long", "A", "longer", 64 * 1024 + 1)
    write("private-keys", made_by="cryptography 48", tests=tests)
