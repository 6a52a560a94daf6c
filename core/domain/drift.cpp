// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/drift.h"

#include <array>

namespace tocsin::domain {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array<QLatin1StringView, 7> ids{"new-member"_L1,    "missing-member"_L1, "type-change"_L1,
                                               "new-value"_L1,     "format-change"_L1,  "duplicate-member"_L1,
                                               "not-comparable"_L1};

} // namespace

QLatin1StringView driftKindId(DriftKind kind)
{
    return ids.at(std::size_t(kind));
}

std::optional<DriftKind> driftKindFromId(QStringView id)
{
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (id == ids.at(i))
            return DriftKind(i);
    }
    return std::nullopt;
}

} // namespace tocsin::domain
