// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/keypresets.h"

#include "core/flows/scopeprobe.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

const QList<KeyPreset> &keyPresets()
{
    static const QList<KeyPreset> all = {
        {KeyUse::Xsoar,
         u"xsoar"_s,
         {u"incidents:read"_s, u"investigations:read"_s, u"investigations:write"_s}},
        {KeyUse::Dashboard, u"dashboard"_s, {u"incidents:read"_s, u"investigations:read"_s}},
        {KeyUse::Enrichment, u"enrichment"_s, {u"search:read"_s, u"graph:read"_s}},
        {KeyUse::Copilot, u"copilot"_s, keyScopes()},
        {KeyUse::Console, u"console"_s, keyScopes()},
    };
    return all;
}

const KeyPreset *keyPreset(const QString &id)
{
    const auto found = std::ranges::find(keyPresets(), id, &KeyPreset::id);
    return found == keyPresets().cend() ? nullptr : &*found;
}

} // namespace tocsin::flows
