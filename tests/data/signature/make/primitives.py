# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/data/signature/primitives/*.json: keys, signatures and what becomes of them when they are spoiled.
Needs the Python package cryptography 48. Published vectors are copied from their RFC and checked against that package;
everything else is made by it. Keys are made anew by each run, so the files change as a whole."""

import hmac
import json
import pathlib

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


def main():
    hmac_cases()


if __name__ == "__main__":
    main()
