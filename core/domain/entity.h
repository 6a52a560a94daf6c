// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <array>
#include <optional>

namespace tocsin::domain {

// The eight types of socmate.md section 7, and everything else that a graph or a report may name (a file, a
// campaign, a session): drawn neutrally, never dropped.
enum class EntityKind : quint8 { Other, Ip, User, Host, Domain, Hash, Email, Url, Process };

inline constexpr std::array entityKinds{EntityKind::Ip,     EntityKind::User,   EntityKind::Host,
                                        EntityKind::Domain, EntityKind::Hash,   EntityKind::Email,
                                        EntityKind::Url,    EntityKind::Process};

QLatin1StringView entityKindId(EntityKind kind); // "ip", "user", ... "process"; "other"
// Any case, with the aliases that servers use ("account", "ipv4", "hostname", "sha256", "file_hash", ...).
EntityKind entityKindFromWord(QStringView word);

// A thing that incidents, reports and graphs have in common. The value is the source's own text and hostile.
struct Entity
{
    EntityKind kind = EntityKind::Other;
    QString kindText; // as sent; empty when it was found in a text
    QString value;
    std::optional<double> confidence; // as sent, any range

    bool operator==(const Entity &) const = default;
};

} // namespace tocsin::domain
