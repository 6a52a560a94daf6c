// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace tocsin::domain {

// One header field as it stood on the wire: case kept, surrounding blanks removed, nothing else changed.
struct HeaderField
{
    QByteArray name;
    QByteArray value;

    bool operator==(const HeaderField &) const = default;
};

// An HTTP/1.1 request. Signatures are over bytes, so nothing in here is normalised: head holds the request
// line and the fields exactly as received (with the empty line that ends them), headers is the same in order
// with duplicates, body is what was sent, without the chunk framing.
struct HttpMessage
{
    QByteArray method;
    QByteArray target; // as written in the request line
    QByteArray head;
    QList<HeaderField> headers;
    QByteArray body;
    QList<HeaderField> trailers;

    // Field names are compared without case (RFC 9110 section 5.1).
    qsizetype countOf(QByteArrayView name) const;
    QByteArray first(QByteArrayView name) const; // null when absent
    QByteArrayView path() const;                 // target up to the first '?'

    bool operator==(const HttpMessage &) const = default;
};

bool sameFieldName(QByteArrayView a, QByteArrayView b);

} // namespace tocsin::domain
