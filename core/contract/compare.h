// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/contract/shape.h"
#include "core/domain/drift.h"

namespace tocsin::contract {

constexpr qsizetype mostDrifts = 20; // of one payload; what follows from there is not looked for

// In what the payload differs from the contract: each kind at each place once, in the order of the payload.
// Empty exactly when the payload fits the schema that is written of the contract (formats included) and no
// member stands twice that never did. A payload that cannot be compared differs by just that.
QList<domain::Drift> compare(const Shape &contract, QByteArrayView json);

} // namespace tocsin::contract
