// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/severity.h"

#include <array>

namespace tocsin::domain {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array<QLatin1StringView, 7> ids = {""_L1,       "unknown"_L1, "info"_L1,    "low"_L1,
                                                  "medium"_L1, "high"_L1,    "critical"_L1};

} // namespace

QLatin1StringView severityId(Severity severity)
{
    return ids[size_t(severity)];
}

std::optional<Severity> severityFromId(QStringView id)
{
    if (id.compare("informational"_L1, Qt::CaseInsensitive) == 0)
        return Severity::Info;
    for (size_t i = 1; i < ids.size(); ++i) {
        if (id.compare(ids[i], Qt::CaseInsensitive) == 0)
            return Severity(i);
    }
    return std::nullopt;
}

Severity severityFromPayload(QStringView word)
{
    const QStringView trimmed = word.trimmed();
    if (trimmed.isEmpty())
        return Severity::None;
    return severityFromId(trimmed).value_or(Severity::Unknown);
}

} // namespace tocsin::domain
