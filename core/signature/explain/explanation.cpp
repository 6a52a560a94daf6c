// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/explanation.h"

namespace tocsin::signature {

using namespace Qt::StringLiterals;

QLatin1StringView certaintyId(Certainty certainty)
{
    constexpr QLatin1StringView ids[] = {"proved"_L1, "likely"_L1, "possible"_L1};
    return ids[int(certainty)];
}

QLatin1StringView partyId(Party party)
{
    constexpr QLatin1StringView ids[] = {"sender"_L1, "path"_L1, "setting"_L1, "clock"_L1};
    return ids[int(party)];
}

} // namespace tocsin::signature
