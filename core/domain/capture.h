// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/domain/httpmessage.h"

#include <QString>

namespace tocsin::domain {

// The encrypted connection that a request came over; all empty on plain HTTP.
struct TlsInfo
{
    QByteArray version; // "TLSv1.3"
    QByteArray cipher;
    QByteArray sni;           // server name that the client asked for
    QByteArray clientSubject; // subject of the client's certificate, RFC 4514 text

    bool operator==(const TlsInfo &) const = default;
};

// Whether the request arrived whole. The numbers are stored.
enum class Completeness : quint8 {
    Complete = 0,
    Truncated = 1, // the sender, a bound or a time limit ended it early; body holds what was read
    Malformed = 2, // not HTTP/1.1; head holds what was read
};

// What the listener knows of one request before anybody interprets it. Never changed after it was stored.
struct Capture
{
    HttpMessage message;
    Completeness completeness = Completeness::Complete;
    QString reason;           // the parser's words when not complete
    QList<qint64> chunkSizes; // bytes, in order, when the body came chunked
    QByteArray peerAddress;   // "192.0.2.7" or "2001:db8::1", no brackets
    QByteArray localAddress;
    quint16 peerPort = 0;
    quint16 localPort = 0;
    TlsInfo tls;
    Micros firstByte = 0;
    Micros headRead = 0;
    Micros lastByte = 0;

    bool operator==(const Capture &) const = default;
};

} // namespace tocsin::domain
