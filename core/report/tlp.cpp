// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/tlp.h"

namespace tocsin::report {

using namespace Qt::StringLiterals;

namespace {

struct Facts
{
    QLatin1StringView label;
    QLatin1StringView id;
    QLatin1StringView colour;
    QLatin1StringView marking;
};

constexpr Facts facts[] = {
    {"TLP:CLEAR"_L1, "clear"_L1, "#ffffff"_L1, "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"_L1},
    {"TLP:GREEN"_L1, "green"_L1, "#33ff00"_L1, "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"_L1},
    {"TLP:AMBER"_L1, "amber"_L1, "#ffc000"_L1, "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"_L1},
    {"TLP:AMBER+STRICT"_L1, "amber+strict"_L1, "#ffc000"_L1,
     "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"_L1},
    {"TLP:RED"_L1, "red"_L1, "#ff2b2b"_L1, "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"_L1},
};

const Facts &of(Tlp tlp)
{
    return facts[std::size_t(tlp)];
}

} // namespace

QLatin1StringView tlpLabel(Tlp tlp)
{
    return of(tlp).label;
}

QLatin1StringView tlpId(Tlp tlp)
{
    return of(tlp).id;
}

QLatin1StringView tlpColour(Tlp tlp)
{
    return of(tlp).colour;
}

QLatin1StringView tlpMarking(Tlp tlp)
{
    return of(tlp).marking;
}

std::optional<Tlp> tlpFromId(QStringView id)
{
    QString word = id.trimmed().toString().toLower();
    if (word.startsWith("tlp:"_L1))
        word.remove(0, 4);
    word.replace(u'-', u'+').replace(u'_', u'+');
    for (const Tlp tlp : tlps) {
        if (word == tlpId(tlp))
            return tlp;
    }
    return {};
}

} // namespace tocsin::report
