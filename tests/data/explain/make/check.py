#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Checks every case: as it stands its signature does not verify (or only the clock is wrong), with `undo` applied it does,
and what `undo` changes is of the kind that the cause names. check.py [-t prints the table of cases per cause and program].
The verifying is written from docs/scheme-language.md and knows nothing of Tocsin's own."""

import base64
import collections
import copy
import json
import pathlib
import re
import sys

from relations import RELATIONS
from verify import verify

EXPLAIN = pathlib.Path(__file__).resolve().parent.parent
SCHEMES = EXPLAIN.parents[2] / "resources" / "schemes"
KINDS = {"A": {"body_base64"}, "B": {"secret", "secret_base64", "label", "recipe", "parameters"}, "C": {"headers", "recipe"},
         "D": {"recipe", "swap", "scheme"}, "E": {"url", "method", "target", "recipe"}, "F": {"now", "recipe"}}


def merged(old, new):
    if not isinstance(new, dict) or not isinstance(old, dict):
        return new
    out = {**old, **{k: merged(old.get(k), v) for k, v in new.items()}}
    return {k: v for k, v in out.items() if v is not None}


def recipes_of(scheme_id):
    scheme = json.loads((SCHEMES / f"{scheme_id}.json").read_text())
    return scheme.get("variants") or [scheme]


def headers_with(headers, changes):
    names = {name.lower() for name, _ in changes}
    return [h for h in headers if h[0].lower() not in names] + [c for c in changes if c[1] is not None]


def undone(case):
    undo, case = case["undo"], copy.deepcopy(case)
    request = case["request"]
    for member in ("body_base64", "method", "target"):
        request[member] = undo.get(member, request[member])
    for member in ("url", "now", "scheme"):
        if member in undo:
            case[member] = undo[member]
    case["parameters"] = {**case["parameters"], **undo.get("parameters", {})}
    request["headers"] = headers_with(request["headers"], undo.get("headers", []))
    active = [s for s in case["secrets"] if "label" not in undo or s["label"] == undo["label"]]
    case["secrets"] = [{**s, "retired": False, "elsewhere": False} for s in active]
    if "secret" in undo:
        case["secrets"][0]["value"] = undo["secret"]
    if "secret_base64" in undo:
        case["secrets"][0]["bytes"] = base64.b64decode(undo["secret_base64"])
    return case


def verdict_of(case, recipe_change=None, swap=False):
    found = []
    for recipe in recipes_of(case["scheme"]):
        keys = [s.get("bytes", s["value"].encode()) for s in case["secrets"] if not s["retired"] and not s.get("elsewhere")]
        found.append(verify(merged(recipe, recipe_change or {}), case["request"], keys, case["now"], case.get("url"), case["parameters"], swap))
    order = ["missing-signature", "malformed", "missing-timestamp", "mismatch", "valid-future", "valid-stale", "valid"]
    return max(found, key=order.index)


def check(name, case):
    as_it_is = {**case, "scheme": case["undo"]["scheme"]} if case["scheme"] == "auto" else case
    got = verdict_of(as_it_is)
    assert got == case["verdict"], f"as it is: {got}, the case says {case['verdict']}"
    assert got != "valid", "it verifies as it is"
    if "secret" in case:
        assert case["secret"] in [s["label"] for s in case["secrets"]], "no such label"
    if not case["provable"]:
        return
    undo = case["undo"]
    got = verdict_of(undone(case), undo.get("recipe"), undo.get("swap", False))
    assert got == "valid", f"undone: {got}"
    causes = case.get("pair", [case["cause"]])
    allowed = set().union(*(KINDS[cause[0]] for cause in causes)) | ({"scheme"} if case["scheme"] == "auto" else set())
    assert set(undo) <= allowed, f"{causes} is undone by {sorted(undo)}"
    if "body_base64" in undo:
        arrived, signed = base64.b64decode(case["request"]["body_base64"]), base64.b64decode(undo["body_base64"])
        body_cause = next(cause for cause in causes if cause[0] == "A")
        assert arrived != signed, "the body did not change"
        assert RELATIONS[body_cause](arrived, signed), f"the bodies are not related as {body_cause} says"


def table(cases):
    programs = collections.defaultdict(collections.Counter)
    for case in cases:
        program = re.split(r"[ ,]", case["made_by"])[0]
        programs[case["cause"] or "none"][program + ("" if case["provable"] else " (not provable)")] += 1
    for cause in sorted(programs, key=lambda c: (c == "none", c[0], int(re.sub(r"\D", "", c) or 0))):
        print(f"{cause:5} {sum(programs[cause].values()):3}  " + ", ".join(f"{p} {n}" for p, n in sorted(programs[cause].items())))
    print(f"all   {len(cases):3}, provable {sum(c['provable'] for c in cases)}")


def main():
    paths = sorted((EXPLAIN / "cases").glob("*.json"))
    cases, faults = [], 0
    for path in paths:
        case = json.loads(path.read_text())
        cases.append(case)
        try:
            assert path.name.startswith((case["cause"] or "none").lower() + "-"), "file name and cause differ"
            check(path.name, case)
        except Exception as error:  # a case that cannot even be read is a fault like others
            faults += 1
            print(f"{path.name}: {type(error).__name__}: {error}")
    if "-t" in sys.argv:
        table(cases)
    print(f"{len(cases)} cases, {faults} faults")
    return 1 if faults or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
