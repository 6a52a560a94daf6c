// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace tocsin::flows {
class AdminDesk;
class AnalystDesk;
class WebhookDesk;
} // namespace tocsin::flows
namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::ui {

// What the window shows and asks: everything behind it, which outlives it.
struct Desks
{
    flows::WebhookDesk &webhooks;
    flows::AnalystDesk &analyst;
    flows::AdminDesk &admin;
    secrets::SecretStore &secrets;
};

} // namespace tocsin::ui
