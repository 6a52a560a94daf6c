// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/allowlist.h"
#include "core/settings/policy.h"
#include "core/storage/analyststores.h"

namespace tocsin::flows {

// What a policy means for the analyst's file: the proxy of every connection, and no cache on disk.
storage::AnalystRules analystRules(const settings::Policy &policy);

// Where captured requests may go, and by which proxy: `chosen`, unless the policy pins it. A pinned list that
// cannot be read allows nothing.
AllowList allowedBy(const settings::Policy &policy, const AllowList &chosen);

} // namespace tocsin::flows
