// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/deskverifier.h"

#include <chrono>

namespace tocsin::flows {

// The listener that may run on a store in another program, a window or the command line.
struct OtherListener
{
    QString storePath;
    const secrets::SecretStore &secrets; // that both have
    std::chrono::milliseconds patience = std::chrono::seconds(20);
};

// A secret that was written under a label, for a sender that has the URL.
struct WrittenSecret
{
    QString label;
    QString url;              // empty = of no known sender
    storage::TenantLink link; // of the sender
};

// Answers once that listener verifies with what is under the label now: at once where none runs, or none of
// its endpoints has to do with it. Rejected: an endpoint that the sender has does not look at the label, with
// the remedy. Transient: it has not taken the secret over for that long. The store outlives the context.
void awaitListener(const OtherListener &listener, const WrittenSecret &secret, QObject *context,
                   const Handler<void> &handler);

// The same for rotations. What the listener has outlives what this is given to.
SecretRotation::Verifier verifierOf(const OtherListener &listener, LinkOf linkOf);

} // namespace tocsin::flows
