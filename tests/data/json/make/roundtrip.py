# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Every line `name TAB base64` through Python's json; answers `profile TAB name TAB base64` or `-` for refused."""
import base64
import json
import sys

FORMS = {
    "python": {},
    "python-compact": {"separators": (",", ":")},
    "python-utf8": {"ensure_ascii": False},
    "python-utf8-compact": {"ensure_ascii": False, "separators": (",", ":")},
    "python-sorted": {"sort_keys": True, "separators": (",", ":")},
    "python-sorted-spaced": {"sort_keys": True},
    "python-indent-2": {"indent": 2},
    "python-indent-4": {"indent": 4},
    "python-indent-tab": {"indent": "\t"},
}


def written(profile, value):
    return repr(value) if profile == "python-repr" else json.dumps(value, **FORMS[profile])


for line in sys.stdin:
    name, body = line.rstrip("\n").split("\t")
    for profile in [*FORMS, "python-repr"]:
        try:
            text = written(profile, json.loads(base64.b64decode(body).decode())).encode()
            print(profile, name, base64.b64encode(text).decode(), sep="\t")
        except ValueError:
            print(profile, name, "-", sep="\t")
