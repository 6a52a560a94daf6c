// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"

#include <span>
#include <vector>

namespace tocsin::storage {

// A batch of deliveries as bytes, for the few milliseconds that they are on the disk before they are filed.
// The layout is versioned; the earlier version's bytes are read
// too, those of a later one are Malformed.
QByteArray encodeBatch(std::span<const domain::NewDelivery> batch);
Result<std::vector<domain::NewDelivery>> decodeBatch(const QByteArray &bytes);

} // namespace tocsin::storage
