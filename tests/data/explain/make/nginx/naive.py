#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""A server as people write it in ten lines: what it takes for the body of a chunked request, whose frames come in on standard input."""

import socket
import sys
import threading

server = socket.create_server(("127.0.0.1", 0))


def sender(frames):
    with socket.create_connection(server.getsockname()) as out:
        out.sendall(b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + frames)


threading.Thread(target=sender, args=(sys.stdin.buffer.read(),)).start()
client, _ = server.accept()
request = b""
while (piece := client.recv(65536)):
    request += piece
sys.stdout.buffer.write(request.split(b"\r\n\r\n", 1)[1])
