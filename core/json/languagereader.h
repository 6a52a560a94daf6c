// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/languagetext.h"

namespace tocsin::json {

// The way back of languageText(): compact JSON of what a program printed without a serialiser, with nothing
// escaped that need not be and numbers as they stand. Python's str() of a dict or list; Ruby's to_s of a hash
// or array, up to 3.3 and since. Nothing when the text is not that, nests deeper than a token reader goes, or
// the JSON would be longer than the limit in bytes. Any bytes are safe input.
std::optional<QByteArray> jsonOfLanguageText(QByteArrayView text, LanguageText language, qsizetype limit);

} // namespace tocsin::json
