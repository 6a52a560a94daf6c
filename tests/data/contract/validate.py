# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Reads lines {"schema", "payload", "fits"} and says with which the jsonschema package does not agree.

Formats are left out: the package checks only those for which further packages are installed.
"""
import json
import sys

from jsonschema import Draft202012Validator

faults = 0
for line in sys.stdin:
    case = json.loads(line)
    Draft202012Validator.check_schema(case["schema"])
    fits = Draft202012Validator(case["schema"]).is_valid(json.loads(case["payload"]))
    if fits != case["fits"]:
        print(f"{case['name']}: {case['payload'][:200]} fits: {fits}")
        faults += 1
sys.exit(1 if faults else 0)
