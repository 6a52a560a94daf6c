// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/allowlist.h"
#include "core/http/rawexchange.h"
#include "core/http/transport.h"

namespace tocsin::flows {

// Every request that may leave this machine goes one of these two ways, so that a proxy that a policy pins
// is in all of them (docs/policy.md).

// A request byte for byte as RawExchange::start(), by the proxy that is pinned in `allowed`. To this machine
// it goes directly, and elsewhere as well when nothing is pinned. A proxy looks names up by itself: then
// mayConnect is asked only of an address that the URL itself names. Plain HTTP has the absolute form there,
// which the proxy takes off again (RFC 9112 section 3.2.2). Deleting the context cancels.
void sendOut(const http::RawRequest &request, const AllowList &allowed, QObject *context,
             Handler<http::RawAnswer> handler);

// To a server that somebody has entered, without a proxy of its own: the pinned one, else the system's.
http::Transport transportTo(const QUrl &server, const std::optional<domain::ProxyPin> &pinned);

} // namespace tocsin::flows
