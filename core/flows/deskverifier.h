// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/secretrotation.h"
#include "core/signature/verify.h"

namespace tocsin::flows {

class WebhookDesk;
struct Route;

// Gives these endpoints the label of the secret, where they lack it, and answers once each of them verifies
// what Socotra signs with it: the listener reads the store on its own time, one label after another. An
// endpoint that verifies nothing turns nothing down and stays as it is. Without endpoints it is enough that
// the listener has read the secret. Rejected: one of them verifies by another scheme. Transient: not yet, for
// a while. The desk must outlive the context.
void letVerify(WebhookDesk &desk, const QStringList &endpoints, const signature::NamedSecret &secret,
               QObject *context, const Handler<void> &handler);

// Whether a request that Socotra signs with the secret right now would be valid there.
bool verifies(const Route &route, const signature::NamedSecret &secret);

// letVerify() for a rotation, at the endpoints that its integration sends to: those that are linked to it and
// that its URL leads to. The desk must outlive what this is given to.
using LinkOf = std::function<storage::TenantLink(const storage::Rotation &rotation)>;
SecretRotation::Verifier verifierOf(WebhookDesk &desk, LinkOf linkOf = {});

} // namespace tocsin::flows
