# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""HTTP message signatures: httpsignatures.json. The published ones are those of RFC 9421 (appendix B and section 4.3) and of
draft-cavage-http-signatures-10, appendix C. For all others the signed text is written out here by hand."""

import base64
import hashlib
import hmac

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from keykit import b64, pem, write

RSA_PKCS1 = """-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAhAKYdtoeoy8zcAcR874L8cnZxKzAGwd7v36APp7Pv6Q2jdsPBRrw
WEBnez6d0UDKDwGbc6nxfEXAy5mbhgajzrw3MOEt8uA5txSKobBpKDeBLOsdJKFq
MGmXCQvEG7YemcxDTRPxAleIAgYYRjTSd/QBwVW9OwNFhekro3RtlinV0a75jfZg
kne/YiktSvLG34lw2zqXBDTC5NHROUqGTlML4PlNZS5Ri2U4aCNx2rUPRcKIlE0P
uKxI4T+HIaFpv8+rdV6eUgOrB2xeI1dSFFn/nnv5OoZJEIB+VmuKn3DCUcCZSFlQ
PSXSfBDiUGhwOw76WuSSsf1D4b/vLoJ10wIDAQAB
-----END RSA PUBLIC KEY-----
"""
RSA_PSS = """-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
+QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
2wIDAQAB
-----END PUBLIC KEY-----
"""
P256 = """-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
-----END PUBLIC KEY-----
"""
ED25519 = """-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
-----END PUBLIC KEY-----
"""
SECRET = base64.b64decode("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==")
CAVAGE_RSA = """-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
oYi+1hqp1fIekaxsyQIDAQAB
-----END PUBLIC KEY-----
"""
CLIENT_CERT = (
    "MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBAMMEkxBIEludGVybWVkaWF0ZSBDQTAe"
    "Fw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/IncWalR"
    "hebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYDVR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0Z"
    "aSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUC"
    "IBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCOOB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=")

BODY = b'{"hello": "world"}'
DIGEST = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"
HEADERS = [["Host", "example.com"], ["Date", "Tue, 20 Apr 2021 02:07:55 GMT"], ["Content-Type", "application/json"],
           ["Content-Digest", DIGEST], ["Content-Length", "18"]]
URL = "https://example.com/foo?param=Value&Pet=dog"


class Requests:
    def __init__(self):
        self.tests = []

    def add(self, name, key, headers, signatures=None, error=None, **more):
        """signatures: what is found, in order; error: why nothing is."""
        key = {"secret": key.hex()} if isinstance(key, bytes) else {"public": key}
        test = {"name": name, "edition": "rfc9421", "url": URL, "method": "POST", "target": "/foo?param=Value&Pet=dog",
                "headers": headers, "body": BODY.decode(), **key, **more}
        self.tests.append(test | ({"error": error} if error else {"signatures": signatures}))

    def hmac(self, name, components, lines, more_headers=(), parameters="", fault=None, valid=True, written=None, **more):
        """One signature with a shared secret over the lines. written: the covered list as it is signed, if it is another than
        the one in the header."""
        signed = (written or components) + parameters
        base = "\n".join(lines + [f'"@signature-params": {signed}'])
        mac = b64(hmac.new(SECRET, base.encode("latin-1"), hashlib.sha256).digest())
        headers = HEADERS + list(more_headers) + [["Signature-Input", f"s={components}{parameters}"], ["Signature", f"s=:{mac}:"]]
        found = {"label": "s", "fault": fault} if fault else {"label": "s", "base": base, "valid": valid}
        self.add(name, SECRET, headers, [found], **more)


def published(out):
    line = {"date": '"date": Tue, 20 Apr 2021 02:07:55 GMT', "@method": '"@method": POST', "@path": '"@path": /foo',
            "@query": '"@query": ?param=Value&Pet=dog', "@authority": '"@authority": example.com',
            "content-type": '"content-type": application/json', "content-digest": '"content-digest": ' + DIGEST,
            "content-length": '"content-length": 18', '@query-param;name="Pet"': '"@query-param";name="Pet": dog'}

    def case(name, key, label, components, parameters, signature, **more):
        listed = " ".join(f'"{c}"' if ";" not in c else '"' + c.replace(";", '";', 1) for c in components)
        base = "\n".join([line[c] for c in components] + [f'"@signature-params": ({listed}){parameters}'])
        out.add(name, key, HEADERS + [["Signature-Input", f"{label}=({listed}){parameters}"],
                                      ["Signature", f"{label}=:{signature}:"]],
                [{"label": label, "components": components, "base": base, "created": 1618884473, "valid": True, **more}])

    case("RFC 9421 B.2.1", RSA_PSS, "sig-b21", [], ';created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd"',
         "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFx"
         "ykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmA"
         "vtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==",
         keyId="test-key-rsa-pss", nonce="b3k2pp5k7z-50gnwp.yemd")
    case("RFC 9421 B.2.2", RSA_PSS, "sig-b22", ["@authority", "content-digest", '@query-param;name="Pet"'],
         ';created=1618884473;keyid="test-key-rsa-pss";tag="header-example"',
         "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/"
         "0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6w"
         "iKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==",
         keyId="test-key-rsa-pss", tag="header-example")
    case("RFC 9421 B.2.3", RSA_PSS, "sig-b23", ["date", "@method", "@path", "@query", "@authority", "content-type",
         "content-digest", "content-length"], ';created=1618884473;keyid="test-key-rsa-pss"',
         "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC"
         "59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ld"
         "mlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==")
    case("RFC 9421 B.2.5", SECRET, "sig-b25", ["date", "@authority", "content-type"],
         ';created=1618884473;keyid="test-shared-secret"', "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=")
    b26 = ["date", "@method", "@path", "@authority", "content-type", "content-length"]
    case("RFC 9421 B.2.6", ED25519, "sig-b26", b26, ';created=1618884473;keyid="test-key-ed25519"',
         "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==", keyId="test-key-ed25519")
    case("RFC 9421 3.2", RSA_PSS, "sig1", ["@method", "@authority", "@path", "content-digest", "content-length", "content-type"],
         ';created=1618884473;keyid="test-key-rsa-pss"',
         "HIbjHC5rS0BYaa9v4QfD4193TORw7u9edguPh0AW3dMq9WImrlFrCGUDih47vAxi4L2YRZ3XMJc1uOKk/J0ZmZ+wcta4nKIgBkKq0rM9hs3CQyxXGxHLMCy"
         "8uqK488o+9jrptQ+xFPHK7a9sRL1IXNaagCNN3ZxJsYapFj+JXbmaI5rtAdSfSvzPuBCh+ARHBmWuNo1UzVVdHXrl8ePL4cccqlazIJdC4QEjrF+Sn4IxBQ"
         "zTZsL9y9TP5FsZYzHvDqbInkTNigBcE9cKOYNFCn4D/WM7F6TNuZO9EgtzepLWcjTymlHzK7aXq6Am6sfOrpIC49yXjj3ae6HRalVc/g==")
    cert = [["Host", "service.internal.example"], ["Client-Cert", f":{CLIENT_CERT}:"]]
    listed = '("@path" "@query" "@method" "@authority" "client-cert");created=1618884473;keyid="test-key-ecc-p256"'
    base = (f'"@path": /foo\n"@query": ?param=Value&Pet=dog\n"@method": POST\n"@authority": service.internal.example\n'
            f'"client-cert": :{CLIENT_CERT}:\n"@signature-params": {listed}')
    out.add("RFC 9421 B.3", P256, cert + [["Signature-Input", "ttrp=" + listed], ["Signature",
            "ttrp=:xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw==:"]],
            [{"label": "ttrp", "base": base, "valid": True}], url="https://service.internal.example/foo?param=Value&Pet=dog")
    proxied(out)


def proxied(out):
    """RFC 9421 section 4.3: the proxy's signature beside that of the client, whose host was another."""
    headers = [["Host", "origin.host.internal.example"]] + HEADERS[1:] + [
        ["Forwarded", "for=192.0.2.123;host=example.com;proto=https"],
        ["Signature-Input", 'sig1=("@method" "@authority" "@path" "content-digest" "content-type" "content-length");created=1618884475;'
         'keyid="test-key-ecc-p256", proxy_sig=("@method" "@authority" "@path" "content-digest" "content-type" "content-length" '
         '"forwarded");created=1618884480;keyid="test-key-rsa";alg="rsa-v1_5-sha256";expires=1618884540'],
        ["Signature", "sig1=:X5spyd6CFnAG5QnDyHfqoSNICd+BUP4LYMz2Q0JXlb//4Ijpzp+kve2w4NIyqeAuM7jTDX+sNalzA8ESSaHD3A==:, "
         "proxy_sig=:S6ZzPXSdAMOPjN/6KXfXWNO/f7V6cHm7BXYUh3YD/fRad4BCaRZxP+JH+8XY1I6+8Cy+CM5g92iHgxtRPz+MjniOaYmdkDcnL9cCpXJleXsOckpUR"
         "l49GwiyUpZ10KHgOEe11sx3G2gxI8S0jnxQB+Pu68U9vVcasqOWAEObtNKKZd8tSFu7LB5YAv0RAGhB8tmpv7sFnIm9y+7X5kXQfi8NMaZaA8i2ZHwpBdg7a6CMf"
         "wnnrtflzvZdXAsD3LH2TwevU+/PBPv0B6NMNk93wUs/vfJvye+YuI87HU38lZHowtznbLVdp770I6VHR6WfgS9ddzirrswsE1w5o0LV/g==:"]]
    origin = "https://origin.host.internal.example/foo?param=Value&Pet=dog"
    proxy = {"label": "proxy_sig", "keyId": "test-key-rsa", "algorithm": "rsa-v1_5-sha256", "created": 1618884480,
             "expires": 1618884540}
    out.add("RFC 9421 4.3, the proxy's", RSA_PKCS1, headers, [{"label": "sig1", "valid": False}, proxy | {"valid": True}], url=origin)
    out.add("RFC 9421 4.3, the client's at its own host", P256, headers,
            [{"label": "sig1", "created": 1618884475, "valid": True}, proxy | {"valid": False}])


def components(out):
    """Values as the examples of RFC 9421 section 2 have them."""
    def derived(name, component, value, **more):
        out.hmac(f"{component}: {name}", f"({component})", [f"{component}: {value}"], **more)

    for name, url, path, query, authority in (
            ("plain", "https://www.example.com/path?param=value", "/path", "?param=value", "www.example.com"),
            ("no path", "http://www.example.com", "/", "?", "www.example.com"),
            ("no path but a query", "http://www.example.com?a=b", "/", "?a=b", "www.example.com"),
            ("own port of https", "https://WWW.Example.com:443/Path#part", "/Path", "?", "www.example.com"),
            ("own port of http", "http://www.example.com:80/", "/", "?", "www.example.com"),
            ("another port", "http://www.example.com:443/", "/", "?", "www.example.com:443"),
            ("user", "https://a:b@www.example.com/", "/", "?", "www.example.com"),
            ("IPv6", "https://[::1]:8443/x", "/x", "?", "[::1]:8443"),
            ("empty query", "https://h/p?", "/p", "?", "h"),
            ("query with slashes", "https://h/p?q=/a?b#c", "/p", "?q=/a?b", "h"),
            ("escapes stay", "https://h/a%2Fb?x=%41", "/a%2Fb", "?x=%41", "h")):
        whole = url.split("#")[0]
        derived(name, '"@path"', path, url=url)
        derived(name, '"@query"', query, url=url)
        derived(name, '"@authority"', authority, url=url)
        derived(name, '"@target-uri"', whole, url=url)
        derived(name, '"@scheme"', url.split(":")[0], url=url)
    derived("as written", '"@method"', "PoSt", method="PoSt")
    derived("as written", '"@request-target"', "/a?b", target="/a?b")
    flat = "https://h/p?param=value&foo=bar&baz=batman&qux="
    rich = "https://h/p?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something"
    for name, value, url in (("baz", "batman", flat), ("qux", "", flat), ("param", "value", flat), ("none", "", "https://h/p?none"),
                             ("var", "this%20is%20a%20big%0Amultiline%20value", rich), ("bar", "with%20plus%20whitespace", rich),
                             ("fa%C3%A7ade%22%3A%20", "something", rich), ("a", "~-._%2F", "https://h/p?b=1&&a=~-._%2f")):
        derived("value", f'"@query-param";name="{name}"', value, url=url)
    more = [["X-OWS", "  Leading and trailing whitespace.   "], ["X-Empty", ""], ["Cache-Control", "max-age=60"],
            ["CACHE-CONTROL", "   must-revalidate"], ["Example-Dict", " a=1,    b=2;x=1;y=2,   c=(a   b   c), d"],
            ["Example-Header", "value, with, lots"], ["Example-Header", "of, commas"]]
    for component, value in (("x-ows", "Leading and trailing whitespace."), ("x-empty", ""), ("cache-control", "max-age=60, must-revalidate"),
                             ("example-dict", "a=1,    b=2;x=1;y=2,   c=(a   b   c), d")):
        out.hmac(f"field {component}", f'("{component}")', [f'"{component}": {value}'], more)
    for parameters, value in ((';key="a"', "1"), (';key="d"', "?1"), (';key="b"', "2;x=1;y=2"), (';key="c"', "(a b c)")):
        out.hmac(f"field example-dict{parameters}", f'("example-dict"{parameters})', [f'"example-dict"{parameters}: {value}'], more)
    out.hmac("field in bytes, lines apart", '("example-header";bs)',
             ['"example-header";bs: :dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:'], more)
    out.hmac("field as dictionary", '("priority";sf)', ['"priority";sf: u=1, i, q=1.5'], [["Priority", "u=1,  i=?1 ,q=1.50"]])
    out.hmac("trailer", '("x-end";tr)', ['"x-end";tr: done'], trailers=[["X-End", "done"]])


def spelling(out):
    """Signature-Input is signed in its canonical form, however it is spelled."""
    line = ['"@method": POST']
    out.hmac("blanks in the list", '(  "@method"   )', line, written='("@method")')
    out.hmac("blank behind a semicolon", '("@method"); created=1', line, written='("@method");created=1')
    out.hmac("leading zeros of a number", '("@method");created=0012', line, written='("@method");created=12')
    out.hmac("parameter twice", '("@method");created=1;created=2', line, written='("@method");created=2')
    out.hmac("foreign parameters", '("@method");x;y=?0;z=*a/b;w=1.10;v=:AA==:', line,
             written='("@method");x;y=?0;z=*a/b;w=1.1;v=:AA==:')
    out.hmac("escapes in a text", '("@method");keyid="a\\"b\\\\c"', line)
    out.hmac("nothing covered", "()", [])


def faults(out):
    out.hmac("field that is not there", '("x-none")', ['"x-none": '], fault="x-none.*no such field")
    out.hmac("response's status", '("@status")', ['"@status": 200'], fault="@status")
    out.hmac("derived that nobody knows", '("@nonsense")', ['"@nonsense": '], fault="@nonsense")
    out.hmac("signature-params covered", '("@signature-params")', ['"@signature-params": '], fault="@signature-params")
    out.hmac("component of the request to a response", '("@method";req)', ['"@method";req: POST'], fault="parameters")
    out.hmac("field with req", '("date";req)', ['"date";req: '], fault="not read")
    out.hmac("field in upper case", '("Date")', ['"Date": '], fault="lower case")
    out.hmac("component twice", '("date" "date")', ["", ""], fault="twice")
    out.hmac("component that is a token", "(date)", [], fault="quotes")
    out.hmac("component without name", '("")', [], fault="quotes")
    out.hmac("bs and key", '("priority";bs;key="u")', [], [["Priority", "u=1"]], fault="excludes")
    out.hmac("sf of a field that is no dictionary", '("date";sf)', [], fault="sf")
    out.hmac("sf turned off", '("date";sf=?0)', [], fault="not read")
    out.hmac("key that is not there", '("priority";key="z")', [], [["Priority", "u=1"]], fault="no such key")
    out.hmac("key of a field that is no dictionary", '("date";key="z")', [], fault="dictionary")
    out.hmac("key that is a number", '("priority";key=1)', [], [["Priority", "u=1"]], fault="not read")
    out.hmac("query parameter that is not there", '("@query-param";name="zz")', [], fault="no such parameter")
    out.hmac("query parameter twice", '("@query-param";name="a")', [], fault="more than once", url="https://h/?a=1&a=2")
    out.hmac("query parameter twice, once escaped", '("@query-param";name="a")', [], fault="more than once", url="https://h/?a=1&%61=2")
    out.hmac("query parameter without name", '("@query-param")', [], fault="needs a name")
    out.hmac("line end in a value", '("x-two")', [], [["X-Two", "a\n\"@method\": GET"]], fault="line end")
    out.hmac("line end in the method", '("@method")', [], method="GET\nx", fault="line end")
    out.hmac("created is a text", '("@method");created="1"', [], fault="created")
    out.hmac("created has a fraction", '("@method");created=1.5', [], fault="created")
    out.hmac("keyid is a token", '("@method");keyid=a', [], fault="keyid")
    out.hmac("algorithm that nobody knows", '("@method");alg="hmac-sha1"', ['"@method": POST'], fault="hmac-sha1")
    out.hmac("200 components and one", "(" + " ".join(['"date"'] * 201) + ")", [], fault="at most 200")
    out.hmac("no list", "1", [], fault="list")
    good = b64(hmac.new(SECRET, b'"@method": POST\n"@signature-params": ("@method")', hashlib.sha256).digest())

    def bad(name, found=None, error=None, given=None, signature=None, **more):
        headers = HEADERS + ([["Signature-Input", given]] if given else []) + ([["Signature", signature]] if signature else [])
        out.add(name, SECRET, headers, found, error, **more)

    given = 's=("@method")'
    bad("as signed", [{"label": "s", "valid": True}], None, given, f"s=:{good}:")
    bad("another method", [{"label": "s", "valid": False}], None, given, f"s=:{good}:", method="PUT")
    bad("more parameters than signed", [{"label": "s", "valid": False}], None, given + ";created=1", f"s=:{good}:")
    bad("truncated signature", [{"label": "s", "valid": False}], None, given, f"s=:{good[:20]}:")
    bad("empty signature", [{"label": "s", "valid": False}], None, given, "s=::")
    bad("algorithm of another kind of key", [{"label": "s", "valid": False}], None, given + ';alg="ed25519"', f"s=:{good}:")
    bad("other label", [{"label": "s", "fault": "label"}], None, given, f"t=:{good}:")
    bad("signature is a text", [{"label": "s", "fault": "bytes"}], None, given, f's="{good}"')
    bad("signature is a list", [{"label": "s", "fault": "bytes"}], None, given, f"s=(:{good}:)")
    bad("one broken, one good", [{"label": "a", "fault": "x-none"}, {"label": "s", "valid": True}], None,
        'a=("x-none"), ' + given, f"a=:{good}:, s=:{good}:")
    bad("nothing", None, "no Signature-Input")
    bad("signature without input", None, "no Signature-Input", None, f"s=:{good}:")
    bad("input without signature", None, "no Signature", given)
    bad("label twice", None, "twice", f"{given}, {given}", f"s=:{good}:")
    bad("signature's label twice", None, "twice", given, f"s=:{good}:, s=:{good}:")
    for name, text in (("upper case label", 'S=("@method")'), ("comma at the end", given + ","), ("open list", 's=("@method"'),
                       ("open text", 's=("@method)'), ("two commas", f"{given},,t=()"), ("no blank between", 's=("date""@method")'),
                       ("bad escape", 's=("@me\\thod")'), ("blank before =", 's =("@method")'), ("control in a text", 's=("a\u0001")'),
                       ("other bytes", 's=("\u00e9")'), ("number too long", given + ";created=1234567890123456"),
                       ("only a minus", given + ";created=-"), ("dot without digits", given + ";a=1."), ("bad boolean", given + ";a=?2"),
                       ("open bytes", given + ";a=:AA"), ("bytes that are no base64", given + ";a=:A:"), ("parameter without name", given + ";"),
                       ("cavage header", 'keyId="a",signature="AA=="')):
        bad(f"input: {name}", None, "dictionary", text, f"s=:{good}:")
    bad("URL not known", None, "URL", given, f"s=:{good}:", url="/foo")
    bad("21 signatures", None, "1 to 20", ", ".join(f"s{i}=()" for i in range(21)), f"s1=:{good}:")


def algorithms(out):
    rsa_key, p256 = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())
    p384, edwards = ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()

    def raw(key, digest, size):
        def sign(text):
            r, s = utils.decode_dss_signature(key.sign(text, ec.ECDSA(digest)))
            return r.to_bytes(size, "big") + s.to_bytes(size, "big")
        return sign

    def pss(text):
        return rsa_key.sign(text, padding.PSS(padding.MGF1(hashes.SHA512()), 64), hashes.SHA512())

    def pkcs1(digest):
        return lambda text: rsa_key.sign(text, padding.PKCS1v15(), digest)

    def mac(name):
        return lambda text: hmac.new(SECRET, text, name).digest()

    def der(text):
        return p256.sign(text, ec.ECDSA(hashes.SHA256()))

    rows = [("hmac-sha256", SECRET, mac("sha256")), ("ed25519", pem(edwards), edwards.sign),
            ("ecdsa-p256-sha256", pem(p256), raw(p256, hashes.SHA256(), 32)),
            ("ecdsa-p384-sha384", pem(p384), raw(p384, hashes.SHA384(), 48)), ("rsa-v1_5-sha256", pem(rsa_key), pkcs1(hashes.SHA256())),
            ("rsa-pss-sha512", pem(rsa_key), pss)]
    for name, key, sign in rows:
        for named in (True, False):
            listed = '("@method")' + (f';alg="{name}"' if named else "")
            signature = b64(sign(f'"@method": POST\n"@signature-params": {listed}'.encode()))
            headers = [["Signature-Input", "s=" + listed], ["Signature", f"s=:{signature}:"]]
            label = f"{name}, {'named' if named else 'not named'}"
            out.add(label, key, headers, [{"label": "s", "algorithm": name if named else "", "valid": True}])
            out.add(label + ", another method", key, headers, [{"label": "s", "valid": False}], method="GET")
            if name != "hmac-sha256":
                out.add(label + ", public key as secret", key.encode(), headers, [{"label": "s", "valid": False}])
    text = b'"@method": POST\n"@signature-params": ("@method");alg="rsa-pss-sha512"'
    out.add("named PSS, signed as PKCS#1 v1.5", pem(rsa_key), [["Signature-Input", 's=("@method");alg="rsa-pss-sha512"'],
            ["Signature", f"s=:{b64(pkcs1(hashes.SHA256())(text))}:"]], [{"label": "s", "valid": False}])
    cavage(out, [("hmac-sha256", SECRET, mac("sha256")), ("hmac-sha512", SECRET, mac("sha512")), ("ed25519", pem(edwards), edwards.sign),
                 ("ecdsa-sha256", pem(p256), der), ("ecdsa-sha256", pem(p256), raw(p256, hashes.SHA256(), 32)),
                 ("rsa-sha256", pem(rsa_key), pkcs1(hashes.SHA256())), ("rsa-sha512", pem(rsa_key), pkcs1(hashes.SHA512()))])


def cavage(out, rows):
    headers = [["Host", "example.com"], ["Date", "Sun, 05 Jan 2014 21:31:40 GMT"], ["Content-Type", "application/json"],
               ["Digest", "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="], ["Content-Length", "18"]]
    date = "date: Sun, 05 Jan 2014 21:31:40 GMT"
    old = {"edition": "cavage", "url": "", "target": "/foo?param=value&pet=dog"}
    first = ('keyId="Test",algorithm="rsa-sha256",signature="SjWJWbWN7i0wzBvtPl8rbASWz5xQW6mcJmn+ibttBqtifLN7Sazz6m79cNfwwb8DMJ5cou1s7uEG'
             'KKCs+FLEEaDV5lp7q25WqS+lavg7T8hc0GppauB6hbgEKTwblDHYGEtbGmtdHgVCk9SuS13F0hZ8FD0k/5OxEPXe5WozsbM="')
    found = {"label": "", "components": ["date"], "base": date, "keyId": "Test", "algorithm": "rsa-sha256", "valid": True}
    out.add("draft-cavage C.1", CAVAGE_RSA, headers + [["Signature", first]], [found], **old)
    out.add("draft-cavage C.1 in Authorization", CAVAGE_RSA, headers + [["Authorization", "Signature " + first]], [found], **old)
    out.add("draft-cavage C.1 with the scheme's name", CAVAGE_RSA, headers + [["Signature", "Signature " + first]], [found], **old)
    out.add("draft-cavage C.1 as hs2019", CAVAGE_RSA, headers + [["Signature", first.replace("rsa-sha256", "hs2019")]],
            [found | {"algorithm": "hs2019"}], **old)
    out.add("draft-cavage C.1, algorithm not named", CAVAGE_RSA, headers + [["Signature", first.replace('algorithm="rsa-sha256",', "")]],
            [found | {"algorithm": ""}], **old)
    out.add("draft-cavage C.1, one second later", CAVAGE_RSA, [["Date", "Sun, 05 Jan 2014 21:31:41 GMT"], ["Signature", first]],
            [{"label": "", "valid": False}], **old)
    out.add("draft-cavage C.2", CAVAGE_RSA, headers + [["Signature", 'keyId="Test",algorithm="rsa-sha256",headers="(request-target) host date",'
            'signature="qdx+H7PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQDMCJypxBLSPQR2aAjn7ndmw2iicw3HMbe8VfEdKFYRqzic+efkb3nndiv'
            '/x1xSHDJWeSWkx3ButlYSuBskLu6kd9Fswtemr3lgdDEmn04swr2Os0="']],
            [{"label": "", "components": ["(request-target)", "host", "date"], "valid": True,
              "base": f"(request-target): post /foo?param=value&pet=dog\nhost: example.com\n{date}"}], **old)
    out.add("draft-cavage C.3", CAVAGE_RSA, headers + [["Signature", 'keyId="Test",algorithm="rsa-sha256",headers="(request-target) host date '
            'content-type digest content-length",signature="vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEK'
            'BIvB1q52LaEUHFv120V01IL+TAD48XaERZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE="']],
            [{"label": "", "valid": True}], **old)
    assert load_pem_public_key(CAVAGE_RSA.encode()).key_size == 1024

    def signed(name, base, parameters, sign=rows[0][2], key=SECRET, more=(), fault=None, valid=True, error=None, **expected):
        text = f'{parameters},signature="{b64(sign(base.encode()))}"'
        found = {"label": "", "fault": fault} if fault else {"label": "", "base": base, "valid": valid, **expected}
        out.add(f"cavage: {name}", key, headers + list(more) + [["Signature", text]], None if error else [found], error, **old)

    for number, (name, key, sign) in enumerate(rows):
        signed(f"{name} {number}", date, f'keyId="k",algorithm="{name}",headers="date"', sign, key)
        signed(f"{name} {number} as hs2019", date, 'keyId="k",algorithm="hs2019",headers="date"', sign, key)
        if key != SECRET:
            signed(f"{name} {number}, public key as secret", date, 'keyId="k",headers="date"', sign, key.encode(), valid=False)
    signed("created and expires", "(created): 1402170695\n(expires): 1402170699.5\n" + date,
           'keyId="k",algorithm="hs2019",created=1402170695, expires=1402170699.5, headers="(created) (expires) date"',
           created=1402170695, expires=1402170699)
    signed("created alone is covered without a list", "(created): 5", 'keyId="k",created=5', components=["(created)"])
    signed("created in quotes", "(created): 5", 'keyId="k",created="5",headers="(created)"', created=5)
    signed("names in upper case", date, 'keyId="k",headers="Date"')
    signed("header twice", "x: a, b", 'keyId="k",headers="x"', more=[["X", "a"], ["x", "b"]])
    signed("foreign parameter", date, 'keyId="k",opaque="x",headers="date"')
    signed("created not given", date, 'keyId="k",headers="(created)"', fault="created")
    signed("header that is not there", date, 'keyId="k",headers="date x-none"', fault="x-none")
    signed("line end in a value", date, 'keyId="k",headers="x"', more=[["X", "a\nb"]], fault="line end")
    signed("empty list", date, 'keyId="k",headers=""', fault="1 to 200")
    signed("long list", date, 'keyId="k",headers="' + "date " * 201 + '"', fault="1 to 200")
    signed("SHA-1", date, 'keyId="k",algorithm="hmac-sha1",headers="date"', fault="hmac-sha1")
    signed("name twice", date, 'keyId="k",headers="date",headers="x"', error="twice")
    signed("open quotes", date, 'keyId="k,headers=date', error="list of name")
    signed("blank in place of a comma", date, 'keyId="k" headers="date"', error="list of name")
    signed("created is a word", date, 'keyId="k",created=now', error="seconds")
    signed("expires with two dots", date, 'keyId="k",expires=1.2.3', error="seconds")
    signed("created with a fraction", date, 'keyId="k",created=1.5', error="seconds")
    for name, value, error in (("no signature", 'keyId="k"', "no signature"), ("signature no base64", 'keyId="k",signature="!"', "no signature"),
                               ("empty", "", "list of name"), ("RFC 9421 header", "s=:AA==:", "no signature")):
        out.add(f"cavage: {name}", SECRET, headers + [["Signature", value]], None, error, **old)
    out.add("cavage: two headers", SECRET, headers + [["Signature", first], ["Signature", first]], None, "more than once", **old)
    out.add("cavage: nothing", SECRET, headers + [["Authorization", "Bearer x"]], None, "no Signature", **old)


def main():
    out = Requests()
    published(out)
    components(out)
    spelling(out)
    faults(out)
    algorithms(out)
    write("httpsignatures", made_by="RFC 9421; draft-cavage-http-signatures-10; cryptography 48 and Python's hmac", tests=out.tests)
