#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""Writes ../reformat/documented.json: serialisers that were not run. Their rules are from the sources named here."""
import base64
import json
import pathlib

STJ = ("learn.microsoft.com/en-us/dotnet/standard/serialization/system-text-json-character-encoding; "
       "learn.microsoft.com/dotnet/api/system.text.encodings.web.javascriptencoder.unsaferelaxedjsonescaping")
NEWTONSOFT = "github.com/JamesNK/Newtonsoft.Json, Src/Newtonsoft.Json/Utilities/JavaScriptUtils.cs and JsonConvert.cs"
GO = "go.dev/doc/go1.22, encoding/json: \\b and \\f are written as \\b and \\f"

VECTORS = [
    ("dotnet", "Cyrillic sample of the page", STJ, '{"Summary":"жарко"}', r'{"Summary":"\u0436\u0430\u0440\u043A\u043E"}'),
    ("dotnet", "characters that matter to HTML", STJ, r'''{"a":"<a href='x'>&\"+`/"}''',
     r'{"a":"\u003Ca href=\u0027x\u0027\u003E\u0026\u0022\u002B\u0060/"}'),
    ("dotnet", "control characters, upper case", STJ, r'["\u0000\b\t\n\f\r\u001f\u007f\\"]', r'["\u0000\b\t\n\f\r\u001F\u007F\\"]'),
    ("dotnet", "pairs", STJ, '["😀é"]', r'["\uD83D\uDE00\u00E9"]'),
    ("dotnet", "numbers and duplicates as they were", STJ, '{"a": 1.0, "a": 1e3}', '{"a":1.0,"a":1e3}'),
    ("dotnet-relaxed", "characters that matter to HTML, relaxed", STJ, r'''{"a":"<a href='x'>&\"+`/"}''',
     r'''{"a":"<a href='x'>&\"+`/"}'''),
    ("dotnet-relaxed", "letters plain, pairs and separators not", STJ, '["жé日\u00a0\u2028\u3000😀\ue000"]',
     '["жé日\\u00A0\\u2028\\u3000\\uD83D\\uDE00\\uE000"]'),
    ("dotnet-indented", "two blanks", STJ, '{"a":[1,{}],"b":[]}', '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}'),
    ("newtonsoft", "markup and letters plain", NEWTONSOFT, r'''["<a href='x'>&+/\/é😀"]''', '''["<a href='x'>&+//é😀"]'''),
    ("newtonsoft", "line ends of Unicode", NEWTONSOFT, '["\u0085\u2028\u2029\u00a0\x7f"]', '["\\u0085\\u2028\\u2029\u00a0\x7f"]'),
    ("newtonsoft", "control characters", NEWTONSOFT, r'["\u0000\b\t\n\f\r\u001F\""]', r'["\u0000\b\t\n\f\r\u001f\""]'),
    ("newtonsoft", "numbers", NEWTONSOFT, "[1,1.0,1e3,2.50,1e15,1e-5]", "[1,1.0,1000.0,2.5,1E+15,1E-05]"),
    ("newtonsoft-indented", "two blanks and CRLF", NEWTONSOFT, '{"a":[1,{}],"b":[]}',
     '{\r\n  "a": [\r\n    1,\r\n    {}\r\n  ],\r\n  "b": []\r\n}'),
    ("go-1.22", "two more short escapes", GO, r'["\b\f\n\r\t\u0000<>&"]', r'["\b\f\n\r\t\u0000\u003c\u003e\u0026"]'),
]


assert len({n for _, n, _, _, _ in VECTORS}) == len(VECTORS), "names stand once"


def text(value):
    return base64.b64encode(value.encode()).decode()


out = {"made_by": "documented, not run", "run": False, "inputs": {n: text(i) for _, n, _, i, _ in VECTORS},
       "vectors": [{"profile": p, "name": n, "source": s, "expected": text(e)} for p, n, s, _, e in VECTORS]}
(pathlib.Path(__file__).parent / "../reformat/documented.json").write_text(json.dumps(out, indent=1) + "\n")
