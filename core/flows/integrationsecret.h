// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"

namespace tocsin::flows {

// Keeps what a sender signs with before that is told of it: a secret that only the other side knew could not
// be verified. A former value under the label stays behind the new one, for messages in flight. The same
// value once more changes nothing. What is retired in `wanted` is kept behind it as well. Errors are the
// store's.
void keepSenderSecret(secrets::SecretStore &store, const secrets::StoredSecret &wanted, QObject *context,
                      Handler<void> handler);

// Makes it the newest of the retired values, unless it is among those that are kept already. False: nothing
// has changed.
bool keepBehind(secrets::StoredSecret &stored, const Secret &former);

} // namespace tocsin::flows
