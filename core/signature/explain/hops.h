// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"

#include <QString>

namespace tocsin::signature {

// The headers by which proxies, tunnels and clouds name themselves, as far as they stand in the request:
// "Via, CF-Ray"; empty = none (G1).
QString hopsOf(const domain::HttpMessage &message);

} // namespace tocsin::signature
