// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/capture.h"
#include "core/signature/verify.h"

#include <QHash>
#include <QStringList>
#include <QUrl>

#include <optional>

class QRandomGenerator;

namespace tocsin::flows {

// Where a captured request is sent again. A URL without a path ("http://127.0.0.1:3000") keeps the captured
// target byte for byte; one with a path takes its place, with the captured query unless it has one of its
// own.
struct ReplayTarget
{
    QUrl url;
    bool keepHost = false; // leave Host as captured, for signatures that cover it
};

// What is changed before it is sent.
struct ReplayEdit
{
    std::optional<QByteArray> method; // in place of the captured one
    std::optional<QByteArray> target; // of the request line, "/path?query"; goes before the URL's
    std::optional<QByteArray> body;   // in place of the captured one
    bool freshBody = false;           // new ids and times in it; see payload::freshened()
    // All fields, in place of the captured ones, before the next two apply. What follows from the body
    // (Content-Length, Transfer-Encoding) is left out of it; a Host that is not the captured one stays.
    std::optional<QList<domain::HeaderField>> fields;
    QList<domain::HeaderField> headers;        // in place of those of the same name, else added
    QList<QByteArray> removed;                 // names
    const signature::Scheme *scheme = nullptr; // sign anew by it; null = the signature stays as it was
    std::optional<signature::NamedSecret> secret;
    QHash<QByteArray, QByteArray> parameters; // of the scheme
};

struct WireRequest
{
    QByteArray bytes;
    bool headOnly = false; // its method is HEAD
    QStringList changes;   // what differs from the captured bytes, in plain English; empty = nothing
};

// The captured bytes: request line and head as they were (case, order, blanks, duplicates, folded lines, hop-
// by-hop fields too), then the body. Exactly this is different:
// - Host names the target (RFC 9110 section 7.2) unless it is kept, and is added when an HTTP/1.1 request of
//   a lax sender lacked it;
// - the target of the request line, when the URL has a path; an absolute one becomes a path (RFC 9112 3.2.2);
// - a chunked body is chunked again at the same places, with its trailers; chunk extensions and the spelling
//   of the sizes are not kept by the store.
// One request goes over one connection, so that Connection and Keep-Alive may stay; Expect is sent, and its
// interim answer not waited for (RFC 9110 section 10.1.1 allows it).
// Rejected for a delivery that did not arrive whole: its framing would wait for bytes that are not there.
Result<WireRequest> exactRequest(const domain::Capture &capture, const ReplayTarget &target);

// The same with changes, and always with the field below. A changed body has a Content-Length and no chunks.
// Signing anew gives a fresh time and, where the scheme has a message id or a delivery id, a fresh one.
// Rejected: a malformed delivery, a truncated one without a new body, a method, target or header fields that
// cannot be sent or that are written here (Content-Length, Transfer-Encoding), and what signRequest()
// rejects.
Result<WireRequest> editedRequest(const domain::Capture &capture, const ReplayTarget &target,
                                  const ReplayEdit &edit, Micros now, QRandomGenerator &random);

inline constexpr QByteArrayView testMarkName = "X-Tocsin-Test";
inline constexpr QByteArrayView testMarkValue = "made by Tocsin for testing";

} // namespace tocsin::flows
