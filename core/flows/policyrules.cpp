// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/policyrules.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::ProxyMode;

storage::AnalystRules analystRules(const settings::Policy &policy)
{
    storage::AnalystRules rules;
    if (!policy.cache)
        rules.cachePath = storage::Database::inMemory();
    rules.dropsCache = policy.fault.isEmpty(); // a slip of the administrator's pen deletes nothing
    if (policy.proxy == "system"_L1)
        rules.proxy = domain::ProxyPin{ProxyMode::System, {}};
    else if (policy.proxy == "none"_L1)
        rules.proxy = domain::ProxyPin{ProxyMode::None, {}};
    else if (!policy.proxy.isEmpty())
        rules.proxy = domain::ProxyPin{ProxyMode::Manual, QUrl(policy.proxy)};
    return rules;
}

} // namespace tocsin::flows
