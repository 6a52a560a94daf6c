// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/recipe.h"
#include "core/signature/source.h"

#include <vector>

namespace tocsin::signature {

// A value of a request, and the field of a scheme file that finds it.
struct FoundValue
{
    FieldSpec field;
    QByteArray text;
};

// The values that stand in headers (those that stand once), in parameters of the target, in the fields of a
// form and in the first two levels of a JSON body. Bounded: what is longer than a signature can be is left
// out, and of a large request only the first few hundred values are taken.
std::vector<FoundValue> valuesOf(const Source &source);

// Pointers to the objects and lists in the first level of a JSON body; the first few.
std::vector<QByteArray> containersOf(QByteArrayView body);

// The ways in which senders put several things into one value, each with what it finds: the value itself
// first, then behind a prefix, as key=value pairs, in groups, by place. Bounded.
std::vector<FoundValue> cutsOf(const FoundValue &whole);

// The unit in which a text counts time, when it looks like a time of these decades.
std::optional<TimeUnit> timeUnitOf(QByteArrayView text);

} // namespace tocsin::signature
