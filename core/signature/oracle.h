// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/scheme.h"

namespace tocsin::signature {

// Whether some request of the scheme would be signed over exactly this text, so that an HMAC of it with the
// signing key is a signature that verify() accepts. Errs to the safe side: a text is named unsafe when it has
// the fixed parts of a signed text in their places; where there are none (the body alone is signed), when it
// could be the body of a delivery: JSON, a form, XML, anything with blanks or of more than one line.
bool mayBeSignedText(const Scheme &scheme, QByteArrayView text);

} // namespace tocsin::signature
