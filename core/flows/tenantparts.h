// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystdesk.h"
#include "core/flows/secretrotation.h"
#include "core/flows/tenantdesk.h"
#include "core/flows/wayout.h"
#include "core/secrets/secretstore.h"

namespace tocsin::flows {

// One tenant and what works for it; made anew when its settings change.
struct TenantDesk::One
{
    One(TenantState given, socotra::SecretSource passwords, secrets::SecretStore &secrets,
        storage::AnalystBook &book, const std::optional<domain::ProxyPin> &proxy)
        : state(std::move(given))
        , budget(requestsPerMinute)
        , api(state.tenant, std::move(passwords), transportTo(state.tenant.api, proxy), budget)
        , rotation(api, secrets, book)
    {}

    // No limit is documented (1.7): far above what a person asks, far below what a loop would.
    static constexpr int requestsPerMinute = 240;

    TenantState state;
    bool isDueAgain = false; // somebody asked while it was being read
    http::RequestBudget budget;
    socotra::SocotraApi api;
    SecretRotation rotation;
};

// What the book has of them.
struct TenantDesk::Kept
{
    QList<storage::StoredTenant> tenants;
    QList<storage::TenantLink> links;
    QList<storage::Rotation> rotations;

    static Result<Kept> read(storage::AnalystStores &stores);
};

} // namespace tocsin::flows
