#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Reads cases, one JSON object per line, and writes each to ../cases/<cause>-<slug>.json. Fills in what is usual."""

import json
import pathlib
import re
import sys

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "cases"
NOW = 1767225600  # 2026-01-01T00:00:00Z
USUAL = {
    "cause": "", "accept": [], "pair": None, "party": None, "lead": None, "made_by": None, "what": None, "provable": True, "scheme": None,
    "secrets": [], "secret": None, "url": None, "parameters": {}, "now": NOW, "verdict": "mismatch",
    "request": None, "undo": None,
}


def finish(case):
    slug = case.pop("slug")
    unknown = set(case) - set(USUAL)
    assert not unknown, f"{slug}: {unknown}"
    whole = {key: case.get(key, usual) for key, usual in USUAL.items()}
    assert whole["made_by"] and whole["what"] and whole["scheme"], slug
    assert whole["provable"] == bool(whole["undo"]), f"{slug}: what can be proved can be undone"
    whole["secrets"] = [{"label": s["label"], "value": s["value"], "tag": s.get("tag", ""),
                         "retired": s.get("retired", False), **({"elsewhere": True} if s.get("elsewhere") else {})}
                        for s in whole["secrets"]]
    request = whole["request"]
    whole["request"] = {"method": request.get("method", "POST"), "target": request["target"],
                        "headers": request["headers"], "body_base64": request["body_base64"]}
    keep = {"cause", "accept", "provable", "secrets", "parameters"}
    return slug, {k: v for k, v in whole.items() if v is not None or k in keep}


def write(case):
    slug, whole = finish(dict(case))
    path = FOLDER / f"{(whole['cause'] or 'none').lower()}-{slug}.json"
    text = json.dumps(whole, indent=2, ensure_ascii=False)
    pair = re.compile(r'\[\n +("(?:[^"\\]|\\.)*"),\n +("(?:[^"\\]|\\.)*"|null)\n +\]')
    path.write_text(pair.sub(r"[\1, \2]", text) + "\n", encoding="utf-8")
    return path.name


if __name__ == "__main__":
    names = [write(json.loads(line)) for line in sys.stdin if line.strip()]
    assert len(names) == len(set(names)), sorted(n for n in names if names.count(n) > 1)
    print(f"{len(names)} cases written", file=sys.stderr)
