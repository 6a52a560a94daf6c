// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <optional>

namespace tocsin::domain {

// In what a payload differs from its contract.
enum class DriftKind : quint8 {
    NewMember,
    MissingMember,
    TypeChange,
    NewValue,        // of a string that has had a few values only
    FormatChange,    // a string that is no date-time, UUID, address any more
    DuplicateMember, // stands twice in its object
    NotComparable,   // no JSON, or too large
};
constexpr std::size_t driftKindCount = 7;

// One difference. Says types and formats, and a value only where the contract lists values: what else stands
// in a payload may be a secret.
struct Drift
{
    DriftKind kind = DriftKind::NewMember;
    QByteArray place;   // JSON pointer with "*" for any entry of a list and any name of an open object
    QByteArray pointer; // RFC 6901, of the first value of this payload that differs there
    QString was;        // "integer or null"; empty when there was nothing
    QString now;

    bool operator==(const Drift &) const = default;
};

// The stable words: "new-member", "missing-member", "type-change", "new-value", "format-change",
// "duplicate-member", "not-comparable".
QLatin1StringView driftKindId(DriftKind kind);
std::optional<DriftKind> driftKindFromId(QStringView id);

} // namespace tocsin::domain
