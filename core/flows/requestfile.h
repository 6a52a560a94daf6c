// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/httpmessage.h"

#include <QString>

namespace tocsin::flows {

// Reads one HTTP/1.1 request as it was on the wire, through the listener's own parser. "-" is standard input.
// Bytes behind the head of a request without a length are its body (saved requests often lack the field).
// Errors: Storage, Malformed (with the parser's reason), Limited (over 64 MiB).
Result<domain::HttpMessage> readRequestFile(const QString &path);
Result<domain::HttpMessage> readRequest(const QByteArray &bytes, const QString &name);

// What was saved of a request, for a diagnosis: it may be cut off.
struct SavedRequest
{
    domain::HttpMessage message; // of a cut-off one, what there is of the body
    QByteArray beyond; // bytes behind the length that the head announces; no blanks, no next request
};

Result<SavedRequest> readSavedRequestFile(const QString &path);
Result<SavedRequest> readSavedRequest(const QByteArray &bytes, const QString &name);

} // namespace tocsin::flows
