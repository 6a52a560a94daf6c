#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
"""drive.py SENDER... [-- HOP...]: runs the sender, whose lines are jobs, sends each through its hop and prints what arrives as a case.

A job is a case without its request, and with `signed` {method, target, headers}, `body_base64` (what is sent) and perhaps
`message_base64` (what was signed, if that is something else). `hop` is absent (nothing between), a list (a command: the
body goes in on standard input and what it prints is passed on) or a text (the relay HOP on port 8091 reads it in X-Hop)."""

import base64
import json
import os
import socket
import subprocess
import sys
import threading
import time

CAPTURE, RELAY = 8090, 8091


def read_message(stream):
    """Head and body of an HTTP/1.1 request, the body without chunk framing."""
    method, target, _ = stream.readline().decode("latin-1").split(" ", 2)
    headers = []
    while (line := stream.readline().rstrip(b"\r\n")):
        name, value = line.decode("latin-1").split(":", 1)
        headers.append([name, value.strip()])
    by_name = {name.lower(): value for name, value in headers}
    if "chunked" in by_name.get("transfer-encoding", ""):
        body = b""
        while (size := int(stream.readline().split(b";")[0], 16)):
            body += stream.read(size)
            stream.readline()
        stream.readline()
    else:
        body = stream.read(int(by_name.get("content-length", 0)))
    return {"method": method, "target": target, "headers": headers, "body_base64": base64.b64encode(body).decode()}


class Capture:
    def __init__(self, port=CAPTURE):
        self.server = socket.create_server(("127.0.0.1", port))
        self.arrived = []
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            client, _ = self.server.accept()
            with client, client.makefile("rb") as stream:
                try:
                    self.arrived.append(read_message(stream))
                except ValueError as error:  # a probe that only connects
                    print(f"capture: {error}", file=sys.stderr)
                    continue
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def send(port, request, body, extra=(), length=True):
    host = [] if any(n.lower() == "host" for n, _ in request["headers"]) else [["Host", "hooks.example.com"]]
    headers = host + request["headers"] + list(extra)
    if length:
        headers.append(["Content-Length", str(len(body))])
    head = f"{request.get('method', 'POST')} {request['target']} HTTP/1.1\r\n"
    head += "".join(f"{n}: {v}\r\n" for n, v in headers) + "Connection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(head.encode("latin-1") + body)
        while client.recv(65536):
            pass


def wait_for(port):
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"nothing listens on {port}")


def run(jobs, capture):
    for job in jobs:
        signed, body = job.pop("signed"), base64.b64decode(job.pop("body_base64"))
        message = job.pop("message_base64", None)
        hop = job.pop("hop", None)
        before = len(capture.arrived)
        if isinstance(hop, list):
            through = subprocess.run(hop, input=body, stdout=subprocess.PIPE, check=True).stdout
            send(CAPTURE, signed, through)
        elif hop:
            send(RELAY, signed, body, [["X-Hop", hop]])
        else:
            send(CAPTURE, signed, body)
        assert len(capture.arrived) == before + 1, f"{job['slug']}: {len(capture.arrived) - before} requests arrived"
        arrived = capture.arrived[-1]
        arrived["headers"] = [h for h in arrived["headers"] if h[0].lower() != "x-hop"]
        undo = job.pop("undo", None) or {"body_base64": base64.b64encode(body).decode() if message is None else message}
        yield {**job, "request": arrived, **({"undo": undo} if job.get("provable", True) else {})}


def main(words):
    sender, hop = (words[:words.index("--")], words[words.index("--") + 1:]) if "--" in words else (words, None)
    relay = subprocess.Popen(hop, stdout=sys.stderr, start_new_session=True) if hop else None
    try:
        if relay:
            wait_for(RELAY)
        lines = subprocess.run(sender, stdout=subprocess.PIPE, check=True).stdout.splitlines()
        for case in run(map(json.loads, lines), Capture()):
            print(json.dumps(case))
    finally:
        if relay:
            os.killpg(relay.pid, 15)
            relay.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
