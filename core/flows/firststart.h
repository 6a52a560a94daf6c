// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QObject>

namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::flows {

class WebhookDesk;

// The first start asks nothing: it makes the endpoint "alerts" (/hooks/alerts, SOCWarden) with a secret that
// is made up on the spot, so that a test delivery is valid at once. Does nothing when an endpoint besides the
// catch-all exists, or a scheme "socwarden" does not. The handler gets true when something was made. A secret
// that is lost with its run (memory) is made again under the same label.
void seedFirstStart(WebhookDesk &desk, secrets::SecretStore &secrets, QObject *context,
                    Handler<bool> handler);

// What the other senders of the sandbox deliver to: "socotra", signed, with a secret as above, and "socmate",
// which signs nothing. A scheme that an endpoint has already gets no second one. The handler is called once
// for each that was made or could not be.
void seedSandboxEndpoints(WebhookDesk &desk, secrets::SecretStore &secrets, QObject *context,
                          Handler<void> handler);

} // namespace tocsin::flows
