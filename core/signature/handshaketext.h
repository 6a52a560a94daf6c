// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/scheme.h"
#include "core/signature/source.h"
#include "core/signature/verify.h"

namespace tocsin::signature {

// The value as it is found: '+' in a query is a blank, of headers there must be one of the name, a body of
// more than 64 KiB is not looked into. Nothing when it is not there or empty.
std::optional<QByteArray> valueOf(const HandshakeValue &value, const Source &source);

// Writes the pieces of an answer. The values of the request have been found and are within their bounds.
class ReplyWriter
{
public:
    // secret: the one that signs; null when the endpoint has none.
    ReplyWriter(const Scheme &scheme, const Source &source, const NamedSecret *secret)
        : m_scheme(scheme)
        , m_source(source)
        , m_secret(secret)
    {}

    // Rejected: why this must not, or cannot, be answered; never with a value of the request.
    Result<QByteArray> write(const ReplyText &pieces) const;

private:
    Result<QByteArray> value(const ReplyPiece &piece) const;
    Result<QByteArray> digest(const ReplyPiece &piece) const;

    const Scheme &m_scheme;
    const Source &m_source;
    const NamedSecret *m_secret;
};

// What a reply gives away, for people: "query parameter challenge", "an HMAC of query parameter crc_token".
QString describe(const HandshakeReply &reply);

} // namespace tocsin::signature
