// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/endpoint.h"
#include "core/flows/webhookdesk.h"
#include "core/signature/scheme.h"
#include "core/signature/verify.h"

namespace tocsin::ui {

// What the tabs of the inspector show: one delivery with everything that is known of it.
struct InspectorSubject
{
    domain::Delivery delivery;
    signature::Verification verification;
    signature::Scheme scheme;  // id empty = the endpoint has none
    domain::Endpoint endpoint; // name empty = it was removed since
    std::optional<flows::HandshakeFacts> handshake;
};

} // namespace tocsin::ui
