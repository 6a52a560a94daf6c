# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""The texts that every serialiser is given: name, bytes."""
import random
import struct


def escaped(points, form):
    return "".join(form % p for p in points).encode()


UNICODE = [0x80, 0x85, 0x9F, 0xA0, 0xAD, 0xE9, 0xFC, 0xFF, 0x100, 0x300, 0x5FF, 0x600, 0x604, 0x606, 0x61C, 0x6DD,
           0x70F, 0x17B4, 0x17B5, 0x180E, 0x1FFF, 0x2000, 0x200A, 0x200B, 0x200D, 0x200F, 0x2010, 0x2027, 0x2028,
           0x2029, 0x202A, 0x202E, 0x202F, 0x2030, 0x205F, 0x2060, 0x2063, 0x2064, 0x206A, 0x206F, 0x2070, 0x20AC,
           0x20FF, 0x2100, 0x3000, 0x65E5, 0xD7FF, 0xE000, 0xF8FF, 0xFDD0, 0xFEFE, 0xFEFF, 0xFF00, 0xFFEF, 0xFFF0,
           0xFFF9, 0xFFFB, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF]
PLANES = [0x10000, 0x1D173, 0x1F600, 0x1F468, 0x20000, 0xE0001, 0xE0100, 0xFFFFF, 0x10FFFF]
RAW = "".join(map(chr, UNICODE + PLANES)).encode()

DICE = random.Random(1)
DOUBLES = [x for x in (struct.unpack("<d", DICE.randbytes(8))[0] for _ in range(30)) if abs(x) < 1e308]
DECIMALS = [round(DICE.uniform(-1, 1) * 10 ** DICE.randint(-8, 18), DICE.randint(0, 6)) for _ in range(50)]

INPUTS = {
    "ascii by escapes": b'{"s":"' + escaped(range(128), "\\u%04x") + b'"}',
    "ascii plain": b'["' + bytes(c for c in range(32, 128) if c not in b'"\\') + b'"]',
    "short escapes": rb'["\"\\\/\b\f\n\r\t"]',
    "unicode raw": b'["' + RAW + b'"]',
    "unicode by lower case escapes": b'["' + escaped(UNICODE, "\\u%04x") + rb'\ud83d\ude00\udbff\udfff"]',
    "unicode by upper case escapes": b'["' + escaped(UNICODE, "\\u%04X") + rb'\uD83D\uDE00\uDBFF\uDFFF"]',
    "lone surrogates": rb'["\ud800","\udc00x","\udbff\ud800\udc00","\udc00\ud800"]',
    "keys with escapes": rb'{"a\/b":"\u0063","\u00e9":"\u00C9","<k>":"&"}',
    "markup": b"[\"<a href='x'>&amp;=+`@%{}~</a>\"]",
    "address": rb'{"url":"https:\/\/example.com/a?b=c&d=<e>"}',
    "white space": b' \r\n{ "a" : [ 1 ,\t2 , [ ] , { } ] ,\n\n"b" :{ "c": null , "d":[{"e":true},{"f":false}] } } \n',
    "nested empties": b'{"a":{},"b":[],"c":[[]],"d":[{}],"e":{"f":{}}}',
    "arrays of arrays": b'[[1,2],[3,[4,5]],{"a":[6]}]',
    "empty object": b"{}",
    "empty array": b"[ ]",
    "text": b'"x"',
    "number": b"7",
    "null": b" null ",
    "duplicates": b'{"a":1,"b":2,"a":3,"c":{"x":1,"x":2,"y":3},"a":[4]}',
    "duplicates by escapes": rb'{"a":1,"\u0061":2,"b":3}',
    "order": '{"b":1,"a":2,"B":3,"":4,"é":5,"😀":6,"\ufb01":7,"aa":8,"z":{"y":1,"x":[{"w":1,"v":2}]},"a b":9}'.encode(),
    "order of numbers": b'{"b":1,"10":2,"2":3,"a":4,"01":5,"4294967294":6,"4294967295":7,"-1":8,"0":9,"1.5":10}',
    "integers": b"[0,1,-1,136,2147483648,9007199254740991,9007199254740992,9007199254740993,123456789012345678,"
                b"9223372036854775807]",
    "large integers": b"[9223372036854775808,-9223372036854775809,18446744073709551615,18446744073709551616,"
                      b"12345678901234567890123,100000000000000000000,1000000000000000000000]",
    "minus zero": b"[-0,-0.0,-0e5,0.0,0e0]",
    "fractions": b"[1.0,136.0,0.1,1.10,2.50,-1.5,3.141592653589793,123456.789,0.30000000000000004,100000.0,1234567.0,"
                 b"0.001,0.0001,0.00012,0.00001,0.000012345,0.000001,0.0000001,12345678.9,99.99]",
    "exponents": b"[1e0,1e2,1E3,1e+5,1.5e3,1e6,1e7,1.5e7,12345678e0,1e15,1e16,1.5e16,123456789e9,1e17,1e20,1e21,"
                 b"1.5e21,1e22,1e25,1e-1,1e-3,1e-4,1e-5,1.5e-5,1e-6,1e-7,1.5e-7,1e-10,1e100,1e-100]",
    "limits of doubles": b"[1.7976931348623157e308,2.2250738585072014e-308,4.35,0.1e-6,1.1e-5,"
                         b"123456789012345.678,1234567890123456.7,12345678901234567.8,9007199254740993.0]",
    "shortest digits": b"[5e-324,1e23,2e-323]",
    "any doubles": ("[" + ",".join(map(repr, DOUBLES + DECIMALS)) + "]").encode(),
    "too large": b"[1e400]",
    "too small": b"[1e-400,-1e-400]",
    "invalid utf-8": b'["a\xff\xfeb","\xc3","\xf5\x80\x80\x80","\xe2\x82"]',
    "surrogates in utf-8": b'["\xed\xa0\x80"]',
    "broken names": b'{"\xff":1,"\xfe":2,"\xff\xff":3}',
    "lone names": rb'{"\ud800":1,"\ud801":2,"\ufffd":3}',
    "nulls": b'{"a":null,"b":[null],"c":{"d":null}}',
    "webhook": '{"action":"opened","number":42,"pull_request":{"title":"Größe <b> & 😀","body":null,'
               '"url":"https://api.example.com/repos/1","labels":[],"draft":false,"score":136.0}}\n'.encode(),
}

# What a layout does not follow, and why.
LEFT_OUT = {
    "perl": {
        "large integers": "JSON::PP makes texts of integers beyond 64 bits",
        "any doubles": "JSON::PP makes texts of numbers with many digits",
        "limits of doubles": "JSON::PP makes texts of numbers with many digits",
    },
    "gson": {
        "any doubles": "Double.toString before Java 19 prints more digits than needed",
        "shortest digits": "Double.toString before Java 19 prints more digits than needed",
        "surrogates in utf-8": "Java replaces three bytes by one U+FFFD, the rule of Unicode by three",
    },
    "jackson": {
        "any doubles": "Double.toString before Java 19 prints more digits than needed",
        "surrogates in utf-8": "Jackson takes them",
        "shortest digits": "Double.toString before Java 19 prints more digits than needed",
    },
    "jq": {
        "text": "the option -j, which leaves the line end out, takes the quotes from a text",
        "surrogates in utf-8": "jq replaces three bytes by one U+FFFD, the rule of Unicode by three",
    },
}

# `php` keeps what is no string, so these say nothing about it. Ruby's text shows broken bytes, which is not followed.
NOT_OF_PROFILE = {"ruby-inspect": ["invalid utf-8", "surrogates in utf-8", "broken names"],
                  "php": ["duplicates", "duplicates by escapes", "large integers", "minus zero", "fractions", "exponents",
                                  "limits of doubles", "shortest digits", "any doubles", "too large", "too small", "webhook"]}
