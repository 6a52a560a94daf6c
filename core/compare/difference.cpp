// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/compare/difference.h"

#include <numeric>

namespace tocsin::compare {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    QLatin1StringView id;
    QLatin1StringView text;
};

constexpr std::array<Words, changeCount> words = {{
    {"white-space"_L1, "white space"_L1},
    {"escape"_L1, "escape"_L1},
    {"number-spelling"_L1, "number spelling"_L1},
    {"key-order"_L1, "key order"_L1},
    {"newline"_L1, "newline"_L1},
    {"value"_L1, "value"_L1},
    {"added"_L1, "added"_L1},
    {"removed"_L1, "removed"_L1},
    {"duplicate-key"_L1, "duplicate key"_L1},
    {"name-case"_L1, "case of the name"_L1},
    {"field-order"_L1, "order of fields"_L1},
    {"duplicate-field"_L1, "duplicate field"_L1},
    {"bytes"_L1, "bytes"_L1},
}};

} // namespace

QLatin1StringView changeId(Change kind)
{
    return words[size_t(kind)].id;
}

QLatin1StringView changeText(Change kind)
{
    return words[size_t(kind)].text;
}

qsizetype Findings::total() const
{
    return std::accumulate(counts.begin(), counts.end(), qsizetype(0));
}

void Findings::add(Difference difference)
{
    counts[size_t(difference.kind)] += difference.places;
    if (differences.size() < mostDifferences)
        differences.append(std::move(difference));
    else
        isComplete = false;
}

QByteArray excerpt(QByteArrayView bytes, qsizetype limit)
{
    if (bytes.size() <= limit)
        return bytes.isEmpty() ? QByteArray("") : bytes.toByteArray();
    qsizetype end = limit; // never in the middle of a character
    while (end > limit - 4 && end > 0 && (uchar(bytes[end]) & 0xC0) == 0x80)
        --end;
    return bytes.first(end).toByteArray() + "\xe2\x80\xa6";
}

} // namespace tocsin::compare
