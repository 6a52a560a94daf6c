// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/verdict.h"

#include <array>

namespace tocsin::domain {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array<QLatin1StringView, verdictCount> ids = {
    "valid"_L1,     "valid-stale"_L1,       "valid-future"_L1,
    "mismatch"_L1,  "missing-signature"_L1, "missing-timestamp"_L1,
    "malformed"_L1, "no-secret"_L1,         "unsigned"_L1,
};

} // namespace

QLatin1StringView verdictId(Verdict verdict)
{
    return ids[size_t(verdict)];
}

std::optional<Verdict> verdictFromId(QStringView id)
{
    for (size_t i = 0; i < ids.size(); ++i) {
        if (id.compare(ids[i], Qt::CaseInsensitive) == 0)
            return Verdict(i);
    }
    return std::nullopt;
}

} // namespace tocsin::domain
