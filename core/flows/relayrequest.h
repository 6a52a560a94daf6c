// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/forwardspec.h"
#include "core/flows/allowlist.h"
#include "core/http/rawexchange.h"
#include "core/listener/response.h"

#include <memory>

namespace tocsin::flows {

// Where one relay may send, and what; a plain value.
struct RelayTarget
{
    domain::ForwardSpec spec;
    AllowList allowed;
    QList<QSslCertificate> trusted; // besides the system's authorities
};

// Why this delivery is not sent on; empty = it may go.
QString whyWithheld(domain::Completeness completeness, domain::Verdict verdict,
                    const domain::ForwardSpec &spec);

// The captured bytes on their way to the target. The address is checked when the connection is made; that of
// the listener which captured it is refused, since it would come back for ever. Rejected as exactRequest().
Result<http::RawRequest> relayRequest(const domain::Capture &capture, const RelayTarget &target,
                                      int timeoutMs);

// What a sender is told of the target's answer: status, fields and body as they came, without the fields that
// speak of the connection (RFC 9110 section 7.6.1). Where there is no such answer it is a sentence of our own
// with 502, or 504 when it is late, which names nothing of the target.
std::shared_ptr<const listener::Response> returnedResponse(const Result<http::RawAnswer> &outcome, bool late);

inline constexpr qint64 mostReturned = 1024 * 1024; // bytes of a body that is returned

} // namespace tocsin::flows
