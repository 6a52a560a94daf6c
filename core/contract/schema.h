// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/contract/shape.h"

namespace tocsin::contract {

// The contract as a JSON Schema (draft 2020-12). Nothing more than the samples said: members of other names
// are refused unless the object is open. With counts, what absorb() needs to go on is noted in members
// "x-tocsin", which validators pass over.
enum class Counts { Leave, Note };
QByteArray writeSchema(const Shape &shape, const QString &title, Counts counts);

// Reads what writeSchema() writes; without counts, a contract that fits and refuses the same payloads. A
// keyword that would mean more than a contract can hold is Malformed, named with its place: what is not
// understood must not pass for checked.
Result<Shape> readSchema(QByteArrayView json);

constexpr qsizetype largestSchema = qsizetype(4) << 20; // bytes

} // namespace tocsin::contract
