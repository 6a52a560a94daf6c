// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"

namespace tocsin::storage {

// What only the inspector asks for, in one CBOR map (RFC 8949) with short text keys; what is empty is left
// out. Bytes of the wire are byte strings.
QByteArray writeFacts(const domain::NewDelivery &delivery);

// Fills what the map knows; unknown keys are skipped, a damaged map fills what stands before the damage. The
// first byte's time must be known.
void readFacts(const QByteArray &cbor, domain::Delivery &delivery);

} // namespace tocsin::storage
