// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/reformat.h"

namespace tocsin::json {

// What a program prints that turns a parsed value into text without a serialiser, which is no JSON any more.
enum class LanguageText : quint8 {
    Python, // str(value): {'a': None}
    Ruby,   // value.to_s up to 3.3: {"a"=>nil}
};

// Nothing when it would be longer than the limit in bytes or the language's reader would have refused the
// text.
std::optional<QByteArray> languageText(const TokenTree &tree, LanguageText language, qsizetype limit);

} // namespace tocsin::json
