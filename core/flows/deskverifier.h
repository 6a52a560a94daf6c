// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/secretrotation.h"

namespace tocsin::flows {

class WebhookDesk;

// Answers once the listener verifies with the secret: it reads the store on its own time, one label after
// another. Transient: it has not for a while. The desk must outlive what this is given to.
SecretRotation::Verifier verifierOf(WebhookDesk &desk);

} // namespace tocsin::flows
