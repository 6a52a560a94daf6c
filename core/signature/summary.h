// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/recipe.h"

#include <QStringList>

namespace tocsin::signature {

// What a recipe does, in plain English, a few short sentences, e.g. "HMAC-SHA256, under the secret as text,
// of the timestamp, ".", the body." and "The signature is 64 hexadecimal digits in Stripe-Signature: v1=.".
QStringList summaryOf(const Recipe &recipe);

// "HMAC-SHA256", "a bearer token"
QString algorithmName(Algorithm algorithm);

} // namespace tocsin::signature
