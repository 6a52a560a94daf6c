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

} // namespace tocsin::flows
