// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/policyrules.h"

#include "core/settings/keys.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::ProxyMode;

namespace {

std::optional<domain::ProxyPin> proxyPin(const settings::Policy &policy)
{
    if (policy.proxy.isEmpty())
        return std::nullopt;
    if (policy.proxy == "system"_L1)
        return domain::ProxyPin{ProxyMode::System, {}};
    if (policy.proxy == "none"_L1)
        return domain::ProxyPin{ProxyMode::None, {}};
    return domain::ProxyPin{ProxyMode::Manual, QUrl(policy.proxy)};
}

} // namespace

AllowList allowedBy(const settings::Policy &policy, const AllowList &chosen)
{
    AllowList allowed = chosen;
    const auto pin = policy.pinned.constFind(QString(settings::keys::replayHosts.key));
    if (pin != policy.pinned.cend()) {
        allowed = readAllowList(*pin).value_or(AllowList());
        allowed.isPinned = true;
    }
    allowed.proxy = proxyPin(policy);
    return allowed;
}

storage::AnalystRules analystRules(const settings::Policy &policy)
{
    storage::AnalystRules rules;
    if (!policy.cache)
        rules.cachePath = storage::Database::inMemory();
    rules.dropsCache = policy.fault.isEmpty(); // a slip of the administrator's pen deletes nothing
    rules.proxy = proxyPin(policy);
    return rules;
}

} // namespace tocsin::flows
