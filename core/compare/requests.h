// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/compare/bytes.h"
#include "core/domain/httpmessage.h"

namespace tocsin::compare {

// Two requests in every view at once.
struct RequestComparison
{
    Findings line; // method and target
    Findings headers;
    Findings trailers;
    BytesComparison head;
    BytesComparison body;
    Findings json; // of the bodies; `cannot` says so when they are not JSON

    // Byte for byte; how the body was cut into chunks is not looked at.
    bool isSame() const { return head.isSame() && body.isSame() && trailers.isSame(); }
};

RequestComparison compareRequests(const domain::HttpMessage &left, const domain::HttpMessage &right);

} // namespace tocsin::compare
