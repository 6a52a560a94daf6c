# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/data/signature/primitives/*.json: keys, signatures and what becomes of them when they are spoiled.
Needs the Python package cryptography 48. Published vectors are copied from their RFC and checked against that package;
everything else is made by it. Keys are made anew by each run, so the files change as a whole."""

import base64
import datetime
import hashlib
import hmac
import json
import pathlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils, x25519
from cryptography.x509.oid import NameOID

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "primitives"


def write(name, **content):
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(content, indent=1, ensure_ascii=True)
    (FOLDER / f"{name}.json").write_text(text + "\n")


# RFC 4231 section 4: key, data, the first digits of the SHA-256 digest as the RFC prints it.
RFC4231 = [
    ("0b" * 20, b"Hi There".hex(), "b0344c61d8db38535ca8afceaf0bf12b"),
    (b"Jefe".hex(), b"what do ya want for nothing?".hex(), "5bdcc146bf60754e6a042426089575c7"),
    ("aa" * 20, "dd" * 50, "773ea91e36800e46854db8ebd09181a7"),
    (bytes(range(1, 26)).hex(), "cd" * 50, "82558a389a443c0ea4cc819899f2083a"),
    ("0c" * 20, b"Test With Truncation".hex(), "a3b6167473100ee06e0c796c2955552b"),
    ("aa" * 131, b"Test Using Larger Than Block-Size Key - Hash Key First".hex(), "60e431591ee0b67f0d8a26aacbf5b77f"),
    ("aa" * 131, (b"This is a test using a larger than block-size key and a larger than block-size data. The key needs"
                  b" to be hashed before being used by the HMAC algorithm.").hex(), "9b09ffa71b942fcb27635fbcd5b0e944"),
]


def hmac_cases():
    tests = []
    for number, (key, data, published) in enumerate(RFC4231, 1):
        test = {"name": f"RFC 4231 4.{number + 1}", "key": key, "data": data}
        for name in ("sha256", "sha384", "sha512"):
            test[name] = hmac.new(bytes.fromhex(key), bytes.fromhex(data), name).hexdigest()
        assert test["sha256"].startswith(published), test["name"]
        if number == 5:
            test |= {name: test[name][:32] for name in ("sha256", "sha384", "sha512")}
        tests.append(test)
    write("hmac", made_by="RFC 4231; digests by Python's hmac, checked against the RFC's SHA-256 column", tests=tests)


MESSAGE = b'1767225600.{"event":"ping"}'
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493


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


class Signatures:
    """Collects what verifySignature() is asked, by algorithm and key."""

    def __init__(self):
        self.tests = []

    def add(self, algorithm, key, name, signature, valid=False, message=MESSAGE, **more):
        key = key if isinstance(key, str) else pem(key)
        self.tests.append({"name": f"{algorithm}: {name}", "algorithm": algorithm, "key": key,
                           "message": message.hex(), "signature": signature.hex(), "valid": valid, **more})

    def add_spoiled(self, algorithm, key, good):
        """What no algorithm may accept."""
        self.add(algorithm, key, "as signed", good, valid=True)
        self.add(algorithm, key, "empty signature", b"")
        self.add(algorithm, key, "truncated by one byte", good[:-1])
        self.add(algorithm, key, "only the first byte", good[:1])
        self.add(algorithm, key, "one byte behind the end", good + b"\0")
        self.add(algorithm, key, "one zero in front", b"\0" + good)
        self.add(algorithm, key, "twice", good + good)
        self.add(algorithm, key, "all zeros", bytes(len(good)))
        self.add(algorithm, key, "all ones", b"\xff" * len(good))
        self.add(algorithm, key, "another message", good, message=MESSAGE + b" ")
        self.add(algorithm, key, "no message", good, message=b"")
        for place in (0, len(good) // 2, len(good) - 1):
            spoiled = bytearray(good)
            spoiled[place] ^= 0x01
            self.add(algorithm, key, f"bit flipped in byte {place}", bytes(spoiled))


def der_int(number, pad=b"", size=None):
    body = pad + number.to_bytes(size or (number.bit_length() // 8 + 1), "big")
    return b"\x02" + bytes([len(body)]) + body


def der_pair(r, s, head=None):
    body = r + s
    return (head or b"\x30" + bytes([len(body)])) + body


def ecdsa_der_cases(out, key):
    name = "ecdsa-p256-sha256"
    good = key.sign(MESSAGE, ec.ECDSA(hashes.SHA256()))
    out.add_spoiled(name, key, good)
    r, s = utils.decode_dss_signature(good)
    n = P256_ORDER
    out.add(name, key, "twin with n - s", utils.encode_dss_signature(r, n - s), valid=True)
    ir, is_ = der_int(r), der_int(s)
    out.add(name, key, "length in the long form", der_pair(ir, is_, b"\x30\x81" + bytes([len(ir + is_)])))
    out.add(name, key, "indefinite length", b"\x30\x80" + ir + is_ + b"\0\0")
    out.add(name, key, "a zero too many before r", der_pair(der_int(r, b"\0"), is_))
    out.add(name, key, "a zero too many before s", der_pair(ir, der_int(s, b"\0")))
    out.add(name, key, "long form of r's length", der_pair(b"\x02\x81" + ir[1:], is_))
    out.add(name, key, "garbage inside the sequence", der_pair(ir, is_ + b"\x05\x00"))
    out.add(name, key, "sequence shorter than its content", der_pair(ir, is_, b"\x30" + bytes([len(ir + is_) - 1])))
    out.add(name, key, "sequence longer than its content", der_pair(ir, is_, b"\x30" + bytes([len(ir + is_) + 1])))
    out.add(name, key, "set in place of sequence", der_pair(ir, is_, b"\x31" + bytes([len(ir + is_)])))
    out.add(name, key, "octet string in place of r", der_pair(b"\x04" + ir[1:], is_))
    out.add(name, key, "r alone", der_pair(ir, b""))
    out.add(name, key, "r is empty", der_pair(b"\x02\x00", is_))
    for label, a, b in (("r is zero", 0, s), ("s is zero", r, 0), ("both are zero", 0, 0), ("r is n", n, s),
                        ("s is n", r, n), ("r + n", r + n, s), ("s + n", r, s + n), ("r is one", 1, s),
                        ("both are one", 1, 1), ("r and s change places", s, r)):
        out.add(name, key, label, der_pair(der_int(a), der_int(b)))
    # The same numbers without the zero that makes them positive: only told apart where the first bit is set.
    while True:
        high = key.sign(MESSAGE, ec.ECDSA(hashes.SHA256()))
        r, s = utils.decode_dss_signature(high)
        if r >> 255 and s >> 255:
            break
    out.add(name, key, "r negative", der_pair(der_int(r, size=32), der_int(s)))
    out.add(name, key, "s negative", der_pair(der_int(r), der_int(s, size=32)))
    out.add(name, key, "raw form", r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    out.add(name, key, "signed with SHA-1", key.sign(MESSAGE, ec.ECDSA(hashes.SHA1())))
    out.add(name, key, "signed with SHA-512", key.sign(MESSAGE, ec.ECDSA(hashes.SHA512())))
    # A number that is short by chance is written shorter.
    while True:
        short = key.sign(MESSAGE, ec.ECDSA(hashes.SHA256()))
        if min(utils.decode_dss_signature(short)) >> 247 == 0:
            break
    out.add(name, key, "a short number", short, valid=True)
    other = ec.generate_private_key(ec.SECP256R1())
    out.add(name, other, "another key", good)
    p384 = ec.generate_private_key(ec.SECP384R1())
    out.add(name, p384, "key of P-384", p384.sign(MESSAGE, ec.ECDSA(hashes.SHA256())))
    out.add(name, ed25519.Ed25519PrivateKey.generate(), "key of Ed25519", good)
    out.add(name, rsa.generate_private_key(65537, 2048), "RSA key", good)
    sha1 = key.sign(MESSAGE, ec.ECDSA(hashes.SHA1()))
    out.add_spoiled("ecdsa-p256-sha1", key, sha1)
    out.add("ecdsa-p256-sha1", key, "signed with SHA-256", good)


def ecdsa_raw_cases(out, key, name, size, digest, order):
    def raw(pair):
        return pair[0].to_bytes(size, "big") + pair[1].to_bytes(size, "big")

    good_der = key.sign(MESSAGE, ec.ECDSA(digest))
    r, s = utils.decode_dss_signature(good_der)
    out.add_spoiled(name, key, raw((r, s)))
    out.add(name, key, "DER form", good_der)
    out.add(name, key, "twin with n - s", raw((r, order - s)), valid=True)
    for label, a, b in (("r is zero", 0, s), ("s is zero", r, 0), ("r is n", order, s), ("s is n", r, order),
                        ("r and s change places", s, r)):
        out.add(name, key, label, raw((a, b)))
    out.add(name, key, "r and s one byte longer each", b"\0" + raw((r, s))[:size] + b"\0" + raw((r, s))[size:])
    other = ec.SECP384R1() if size == 32 else ec.SECP256R1()
    wrong = ec.generate_private_key(other)
    out.add(name, wrong, "key of the other curve", raw((r, s)))
    while True:
        short = utils.decode_dss_signature(key.sign(MESSAGE, ec.ECDSA(digest)))
        if min(short) >> (8 * size - 8) == 0:
            break
    out.add(name, key, "a short number keeps its zeros", raw(short), valid=True)


def ed25519_cases(out):
    # RFC 8032 section 7.1: seed, public key, message, signature.
    published = [
        ("TEST 1", "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bb"
         "e24655141438e7a100b"),
        ("TEST 2", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302"
         "aeeb00d291612bb0c00"),
        ("TEST 3", "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
         "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
         "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed"
         "28dc027beceea1ec40a"),
        ("TEST SHA(abc)", "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
         "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf", hashlib.sha512(b"abc").hexdigest(),
         "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac"
         "17ad9bef1177331a704"),
    ]
    seeds = []
    for title, seed, public, message, signature in published:
        key = ed25519.Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
        assert key.sign(bytes.fromhex(message)).hex() == signature, title
        assert spki(key)[-32:].hex() == public, title
        out.add("ed25519", public, f"RFC 8032 {title}", bytes.fromhex(signature), True, bytes.fromhex(message))
        seeds.append({"name": f"RFC 8032 {title}", "seed": seed, "public": public, "message": message,
                      "signature": signature})
    key = ed25519.Ed25519PrivateKey.generate()
    good = key.sign(MESSAGE)
    out.add_spoiled("ed25519", key, good)
    big_r, s = good[:32], int.from_bytes(good[32:], "little")
    for times in (1, 2, 15):
        out.add("ed25519", key, f"S + {times} L", big_r + (s + times * ED25519_ORDER).to_bytes(32, "little"))
    out.add("ed25519", key, "S is zero", big_r + bytes(32))
    out.add("ed25519", key, "S is L", big_r + ED25519_ORDER.to_bytes(32, "little"))
    out.add("ed25519", key, "R is zero", bytes(32) + good[32:])
    out.add("ed25519", key, "R is the neutral point", b"\x01" + bytes(31) + good[32:])
    out.add("ed25519", key, "R is not a point", b"\x02" + bytes(31) + good[32:])
    out.add("ed25519", key, "R and S change places", good[32:] + good[:32])
    out.add("ed25519", key, "another sign of R", good[:31] + bytes([good[31] ^ 0x80]) + good[32:])
    out.add("ed25519", ed25519.Ed25519PrivateKey.generate(), "another key", good)
    out.add("ed25519", ec.generate_private_key(ec.SECP256R1()), "key of P-256", good)
    return seeds


def pkcs1_block(size, digest_info, filler=0xFF, head=b"\0\1", length=None, tail=b""):
    length = size - len(head) - 1 - len(digest_info) - len(tail) if length is None else length
    return head + bytes([filler]) * length + b"\0" + digest_info + tail


SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


def rsa_cases(out):
    key = rsa.generate_private_key(65537, 2048)
    numbers = key.private_numbers()
    n, d, size = numbers.public_numbers.n, numbers.d, 256

    def raw(block):
        assert len(block) == size, len(block)
        return pow(int.from_bytes(block, "big"), d, n).to_bytes(size, "big")

    digests = {"rsa-sha1": hashes.SHA1(), "rsa-sha256": hashes.SHA256(), "rsa-sha384": hashes.SHA384(),
               "rsa-sha512": hashes.SHA512()}
    for name, digest in digests.items():
        out.add_spoiled(name, key, key.sign(MESSAGE, padding.PKCS1v15(), digest))
        for other, wrong in digests.items():
            if other != name:
                out.add(name, key, f"signed as {other}", key.sign(MESSAGE, padding.PKCS1v15(), wrong))
    name, hashed = "rsa-sha256", hashlib.sha256(MESSAGE).digest()
    info = SHA256_INFO + hashed
    assert raw(pkcs1_block(size, info)) == key.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256())
    sha1_id = bytes.fromhex("3021300906052b0e03021a05000414")
    no_null = bytes.fromhex("302f300b0609608648016503040201") + b"\x04\x20"
    for label, block in (
            ("garbage behind the digest, short padding", pkcs1_block(size, info, length=8, tail=b"\x42" * 194)),
            ("garbage inside the digest info", pkcs1_block(size, b"\x30\x33" + info[2:] + b"\x05\x00")),
            ("digest info without NULL", pkcs1_block(size, no_null + hashed)),
            ("long form of a length in the digest info", pkcs1_block(size, b"\x30\x81" + info[1:])),
            ("hash id of SHA-1", pkcs1_block(size, sha1_id + hashed[:20])),
            ("no hash id", pkcs1_block(size, hashed)),
            ("padding of zeros", pkcs1_block(size, info, filler=0)),
            ("padding of other bytes", pkcs1_block(size, info, filler=0xFE)),
            ("block type 2", pkcs1_block(size, info, head=b"\0\2")),
            ("block type 0", pkcs1_block(size, info, head=b"\0\0")),
            ("wrong digest", pkcs1_block(size, SHA256_INFO + hashlib.sha256(b"other").digest())),
            ("digest one byte short", pkcs1_block(size, SHA256_INFO + hashed[:-1]))):
        out.add(name, key, label, raw(block))
    good = key.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256())
    plus = int.from_bytes(good, "big") + n
    if plus < 1 << 2048:
        out.add(name, key, "signature + n", plus.to_bytes(size, "big"))
    out.add(name, key, "signature + n, one byte longer", plus.to_bytes(size + 1, "big"))
    out.add(name, key, "signature is zero", bytes(size))
    out.add(name, key, "signature is one", bytes(size - 1) + b"\1")
    out.add(name, key, "signature is n - 1", (n - 1).to_bytes(size, "big"))
    out.add(name, rsa.generate_private_key(65537, 2048), "another key", good)
    out.add(name, rsa.generate_private_key(65537, 3072), "larger key", good)
    out.add(name, ec.generate_private_key(ec.SECP256R1()), "key of P-256", good)
    small = rsa.generate_private_key(65537, 1024)
    out.add(name, small, "1024 bits", small.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256()), valid=True)
    pss_cases(out, key, good)


def pss_cases(out, key, pkcs1):
    for name, digest, other in (("rsa-pss-sha256", hashes.SHA256(), hashes.SHA512()),
                                ("rsa-pss-sha384", hashes.SHA384(), hashes.SHA256()),
                                ("rsa-pss-sha512", hashes.SHA512(), hashes.SHA256())):
        def sign(salt, mgf=digest, text=digest):
            return key.sign(MESSAGE, padding.PSS(padding.MGF1(mgf), salt), text)

        good = sign(digest.digest_size)
        out.add_spoiled(name, key, good)
        out.add(name, key, "no salt", sign(0))
        out.add(name, key, "salt one byte short", sign(digest.digest_size - 1))
        out.add(name, key, "longest salt", sign(padding.PSS.MAX_LENGTH))
        out.add(name, key, "longest salt, any allowed", sign(padding.PSS.MAX_LENGTH), valid=True, salt="any")
        out.add(name, key, "no salt, any allowed", sign(0), valid=True, salt="any")
        out.add(name, key, "another message, any salt allowed", good, message=b"x", salt="any")
        out.add(name, key, "another hash", sign(other.digest_size, other, other))
        out.add(name, key, "another hash for MGF1", sign(digest.digest_size, other))
        out.add(name, key, "PKCS#1 v1.5", pkcs1)
    out.add("rsa-sha256", key, "PSS", key.sign(MESSAGE, padding.PSS(padding.MGF1(hashes.SHA256()), 32),
                                               hashes.SHA256()))


def signature_cases():
    out = Signatures()
    key = ec.generate_private_key(ec.SECP256R1())
    ecdsa_der_cases(out, key)
    ecdsa_raw_cases(out, key, "ecdsa-p256-sha256-raw", 32, hashes.SHA256(), P256_ORDER)
    p384_order = int("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973", 16)
    ecdsa_raw_cases(out, ec.generate_private_key(ec.SECP384R1()), "ecdsa-p384-sha384-raw", 48, hashes.SHA384(), p384_order)
    seeds = ed25519_cases(out)
    rsa_cases(out)
    write("signatures", made_by="RFC 8032; cryptography 48, signed and spoiled by primitives.py", tests=out.tests)
    write("ed25519", made_by="RFC 8032 section 7.1", tests=seeds)


def certificate(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hooks.example.com")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, datetime.datetime(2020, 1, 1),
                                      datetime.datetime(2021, 1, 1))
    return builder.sign(key, hashes.SHA256())


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


def der(tag, *parts):
    body = b"".join(parts)
    size = len(body)
    length = bytes([size]) if size < 128 else bytes([0x81, size]) if size < 256 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + body


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


def key_cases():
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


def main():
    hmac_cases()
    signature_cases()
    key_cases()


if __name__ == "__main__":
    main()
