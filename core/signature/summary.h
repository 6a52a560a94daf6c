// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/recipe.h"

#include <QStringList>

namespace tocsin::signature {

// What a recipe does, in plain English, a few short sentences, e.g. "HMAC-SHA256, under the secret as text,
// of the timestamp, ".", the body." and "It stands in Stripe-Signature: v1= as 64 hexadecimal digits.".
QStringList summaryOf(const Recipe &recipe);

// The word of scheme files: "hmac-sha256".
QLatin1StringView algorithmId(Algorithm algorithm);

// "HMAC-SHA256", "a bearer token"
QString algorithmName(Algorithm algorithm);

} // namespace tocsin::signature
