# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0

"""Runs every line of a job file as `python3 PROGRAM HEAD BODY` would, in one process; see driver.cjs."""

import base64
import contextlib
import io
import os
import sys

compiled = {}
own = dict(os.environb)
for line in open(sys.argv[1], 'rb'):
    program, head, body, *variables = line.rstrip(b'\n').split(b'\t')
    if program not in compiled:
        with open(program, 'rb') as file:
            compiled[program] = compile(file.read(), program, 'exec')
    os.environb.clear()
    os.environb.update(own)
    for variable in variables:
        name, _, value = base64.b64decode(variable).partition(b'=')
        os.environb[name] = value
    sys.argv = [program, head, body]
    said, code = io.StringIO(), 0
    try:
        with contextlib.redirect_stdout(said):
            exec(compiled[program], {'__name__': '__main__'})
    except SystemExit as end:
        code = end.code
    except Exception as error:
        code = 3
        said.write('crashed: %r' % error)
    print(code, (said.getvalue().split('\n'))[0])
