// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <span>

namespace tocsin::filter {

enum class FieldId : quint8 {
    Endpoint,
    Verdict,
    Severity,
    Risk,
    Ip,
    Event,
    Scheme,
    Secret,
    Method,
    Path,
    Status,
    Size,
    Attempt,
    Since,
    Until,
    Is,
    Id,
    Format,
    Title,
    Actor,
    Drift,
};

// One field of a language: what help and completion say, and what the parser allows.
template<class Id>
struct FieldOf
{
    Id id;
    QLatin1StringView name; // lower case; typed in any case
    bool ordered;           // takes > >= < <= besides : and =
    bool list;              // a comma outside quotes separates values
    QLatin1StringView example;
    QLatin1StringView meaning;
};

using Field = FieldOf<FieldId>; // of the language for deliveries

// In the order in which help shows them.
std::span<const Field> fields();
const Field *findField(QStringView name); // null when there is none
template<class Field>
const Field *findField(std::span<const Field> table, QStringView name)
{
    for (const Field &field : table) {
        if (name.compare(field.name, Qt::CaseInsensitive) == 0)
            return &field;
    }
    return nullptr;
}

// The words of the fields whose values are words (verdict, severity, is, drift); empty for all others.
std::span<const QLatin1StringView> fieldWords(FieldId id);

// The word that was probably meant by a mistyped one (at most two slips, swapped letters are one); empty if
// none.
QLatin1StringView nearestWord(QStringView typed, std::span<const QLatin1StringView> words);

} // namespace tocsin::filter
