// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace tocsin::domain {

// What an administrator issues: API keys, and API clients that get tokens for their secret.
enum class IssuedKind : quint8 { Key, Client };

} // namespace tocsin::domain
