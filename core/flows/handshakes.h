// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/flows/routes.h"
#include "core/signature/handshake.h"

namespace tocsin::flows {

// What an answered handshake leaves to a person: a secret that may be kept, a URL that may be opened. It is
// asked for once the request is stored.
struct HandshakeAsk
{
    domain::DeliveryId delivery = 0;
    QString endpoint;
    QString scheme;    // id
    QString handshake; // its name in the scheme
    QByteArray peer;   // address
    Micros received = 0;
    domain::Verdict verdict = domain::Verdict::Unsigned; // of the request itself
    std::optional<signature::LearnedSecret> learned;
    std::optional<signature::NeededConsent> consent;
};

// The answer of the endpoint's scheme, when the request is one of its handshakes and the endpoint answers
// them. Where the scheme is found by each request (`found`), a signature must have proved who asks: a
// challenge alone does not say.
std::optional<signature::HandshakeAnswer> handshakeOf(const Route &route, const domain::Capture &capture,
                                                      const signature::Detection &found);

// What the check of a handshake comes to: a request that the sender does not sign by design is unsigned, not
// one whose signature is missing (failure-reasons H2). A refused one keeps its verdict.
domain::Verdict verdictOf(const signature::HandshakeAnswer &answer, const signature::Verification &check);

} // namespace tocsin::flows
