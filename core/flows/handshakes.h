// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/routes.h"
#include "core/signature/handshake.h"

namespace tocsin::flows {

// The answer of the endpoint's scheme, when the request is one of its handshakes. An endpoint that finds the
// scheme by each request has none: a challenge alone does not say who asks.
std::optional<signature::HandshakeAnswer> handshakeOf(const Route &route, const domain::Capture &capture);

// What the check of a handshake comes to: a request that the sender does not sign by design is unsigned, not
// one whose signature is missing (failure-reasons H2). A refused one keeps its verdict.
domain::Verdict verdictOf(const signature::HandshakeAnswer &answer, const signature::Verification &check);

} // namespace tocsin::flows
