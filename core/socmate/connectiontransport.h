// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/connection.h"
#include "core/http/transport.h"

namespace tocsin::socmate {

inline constexpr qint64 largestAnswer = 16 * 1024 * 1024; // bytes

// How a connection's server is reached: its proxy, authorities and certificate. Reads the files that it
// names. Rejected, with the file or the member named.
Result<http::Transport> transportOf(const domain::Connection &connection, const Secret &proxyPassword,
                                    const Secret &passphrase);

} // namespace tocsin::socmate
