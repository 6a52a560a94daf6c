#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""curl.py OPTIONS...: what curl sends as body when it runs with those options, on standard output."""

import socket
import subprocess
import sys

with socket.create_server(("127.0.0.1", 0)) as server:
    curl = subprocess.Popen(["curl", "-s", *sys.argv[1:], f"http://127.0.0.1:{server.getsockname()[1]}/"])
    client, _ = server.accept()
    with client, client.makefile("rb") as stream:
        length = 0
        while (line := stream.readline().strip()):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        sys.stdout.buffer.write(stream.read(length))
        client.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
    curl.wait()
