// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <optional>

namespace tocsin::domain {

// Ordered from least to most severe; the numbers are stored. None: the payload states no severity; Unknown:
// it states a word that is not one of ours, which sorts below Info.
enum class Severity : quint8 { None = 0, Unknown = 1, Info = 2, Low = 3, Medium = 4, High = 5, Critical = 6 };

QLatin1StringView severityId(Severity severity); // "", "unknown", "info", ... "critical"
// For filters: the words of severityId plus "informational".
std::optional<Severity> severityFromId(QStringView id);
// For payloads: any other word is Unknown, nothing is None.
Severity severityFromPayload(QStringView word);

} // namespace tocsin::domain
