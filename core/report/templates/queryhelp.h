// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringView>

namespace tocsin::report {

// What makes a question answerable, as help while it is typed. Nothing of it forbids sending: the product
// takes any question, in any language.
struct QueryHelp
{
    bool entity = false; // names something concrete: an entity, or an incident by its number
    bool time = false;   // says which time: "last 24 hours", "since Monday", a date, an ISO 8601 duration
    bool condition =
        false; // says what would be an answer: a number to compare with, "failed", "how many", ...

    bool complete() const { return entity && time && condition; }
    bool operator==(const QueryHelp &) const = default;
};

QueryHelp helpFor(QStringView query); // looks at the first 20 000 characters

} // namespace tocsin::report
