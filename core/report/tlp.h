// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <array>
#include <optional>

namespace tocsin::report {

// Traffic Light Protocol 2.0 (FIRST).
enum class Tlp : quint8 { Clear, Green, Amber, AmberStrict, Red };

inline constexpr std::array tlps{Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red};

QLatin1StringView tlpLabel(Tlp tlp);          // "TLP:AMBER+STRICT", as FIRST wants it written
QLatin1StringView tlpId(Tlp tlp);             // "amber+strict", as STIX has it and settings keep it
std::optional<Tlp> tlpFromId(QStringView id); // any case, with or without "TLP:", "-" or "_" for "+"
QLatin1StringView tlpColour(Tlp tlp);         // of the label's text, which stands on black
// The id of the marking that OASIS has published for it (STIX 2.1, TLP 2.0 extension).
QLatin1StringView tlpMarking(Tlp tlp);

} // namespace tocsin::report
