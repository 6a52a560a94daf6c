# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the files of tests/data/signature/primitives: keys, signatures, tokens and what becomes of them when they are
spoiled. Needs the Python package cryptography 48. Published vectors are copied from their RFC and checked against that
package; everything else is made by it. Keys are made anew by each run, so the files change as a whole."""

import hashlib
import hmac

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

import httpsignatures
import keytexts
import tokens
from keykit import P256_ORDER, der_int, pem, spki, write

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
ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493


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


def main():
    hmac_cases()
    signature_cases()
    keytexts.main()
    tokens.main()
    httpsignatures.main()


if __name__ == "__main__":
    main()
