#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Writes ../reformat/*.json: what real serialisers make of the inputs.

usage: make.py [tool...]   (python javascript php ruby rails perl go gson jackson jq; all when none is named)

RUBYLIB must find ActiveSupport, JAVA_CLASSPATH the jars of Gson and Jackson (Debian: libgoogle-gson-java,
libjackson2-databind-java).
"""
import base64
import json
import os
import pathlib
import platform
import subprocess
import sys

from inputs import INPUTS, LEFT_OUT, NOT_OF_PROFILE

HERE = pathlib.Path(__file__).parent
JARS = os.environ.get("JAVA_CLASSPATH", "")
JAVA = ["java", "-cp", JARS, str(HERE / "Roundtrip.java")]
RUBY = ["ruby", str(HERE / "roundtrip.rb")]
GO = ["go", "run", str(HERE / "roundtrip.go")]
JQ = {"jq": ["-cj"], "jq-pretty": [], "jq-sorted": ["-cjS"], "jq-ascii": ["-cja"], "jq-tab": ["-j", "--tab"]}
TOOLS = {
    "python": ([sys.executable, str(HERE / "roundtrip.py")], None),
    "javascript": (["node", str(HERE / "roundtrip.mjs")], ["node", "--version"]),
    "php": (["php", str(HERE / "roundtrip.php")], ["php", "-r", "echo PHP_VERSION;"]),
    "ruby": (RUBY + ["ruby"], RUBY + ["ruby", "version"]),
    "rails": (RUBY + ["rails"], RUBY + ["rails", "version"]),
    "perl": (["perl", str(HERE / "roundtrip.pl")], ["perl", str(HERE / "roundtrip.pl"), "version"]),
    "go": (GO, GO + ["version"]),
    "gson": (JAVA + ["gson"], JAVA + ["gson", "version"]),
    "jackson": (JAVA + ["jackson"], JAVA + ["jackson", "version"]),
    "jq": (None, ["jq", "--version"]),
}
NAMES = {"javascript": "Node.js ", "php": "PHP "}


def answers_of_jq():
    for name, body in INPUTS.items():
        for profile, options in JQ.items():
            run = subprocess.run(["jq", *options, "."], input=body, capture_output=True, check=False)
            out = base64.b64encode(run.stdout).decode() if run.returncode == 0 else "-"
            yield profile, name, out


def answers_of(command):
    lines = "".join(f"{name}\t{base64.b64encode(body).decode()}\n" for name, body in INPUTS.items())
    run = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)
    return [line.split("\t") for line in run.stdout.decode().splitlines()]


def main():
    (HERE / "../reformat").mkdir(exist_ok=True)
    for tool in sys.argv[1:] or TOOLS:
        command, version = TOOLS[tool]
        made_by = "Python " + platform.python_version() + ", json"
        if version:
            made_by = NAMES.get(tool, "") + subprocess.run(version, capture_output=True, check=True).stdout.decode().strip()
        answers = answers_of(command) if command else answers_of_jq()
        vectors = [{"profile": profile, "name": name, "expected": None if out == "-" else out} for profile, name, out in answers
                   if name not in LEFT_OUT.get(tool, {}) and name not in NOT_OF_PROFILE.get(profile, [])]
        vectors.sort(key=lambda v: (v["profile"], v["name"]))
        inputs = {name: base64.b64encode(body).decode() for name, body in INPUTS.items()}
        out = {"made_by": made_by, "run": True, "inputs": inputs, "vectors": vectors}
        (HERE / f"../reformat/{tool}.json").write_text(json.dumps(out, indent=1) + "\n")
        print(tool, made_by, len(vectors))


main()
