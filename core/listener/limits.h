// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace tocsin::listener {

// The bounds of one listener. Each names the answer that a request over it gets. Source: RFC 9112
// sections 2.2 and 3, RFC 6585 section 5; the figures are ours.
struct Limits
{
    qint64 requestLine = 16 * 1024; // bytes; 414
    qint64 headers = 64 * 1024;     // bytes of all fields; 431
    int headerFields = 200;         // 431
    qint64 body = 10 * 1024 * 1024; // bytes after de-chunking; 413
    int headerSeconds = 10;         // first byte to end of head; 408
    int idleSeconds = 30;           // no byte while one is expected; 408 inside a request, else closed
    int requestSeconds = 300;       // first to last byte; 408
    int connections = 1024;         // 503
    // Bytes of unfinished bodies over all connections; 503 to those that hold more than their share of it, so
    // that small requests are still taken.
    qint64 unfinished = 256 * 1024 * 1024;
    int pipelined = 64; // requests of one connection that wait for their answer; more are left unread
    qint64 unsentBytes = 1024 * 1024; // answers that a slow reader may leave behind before it is dropped

    qint64 unfinishedShare() const { return unfinished / (connections > 0 ? connections : 1); }

    bool operator==(const Limits &) const = default;
};

} // namespace tocsin::listener
