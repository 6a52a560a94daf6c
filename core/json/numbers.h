// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tocsin::json {

// How numbers are spelled: Keep, or as the serialiser of that language prints what its reader made of them.
enum class Numbers : quint8 {
    Keep,
    JavaScript,       // all are doubles: 1.0 -> 1, 1e3 -> 1000, -0 -> 0, 2^53 + 1 rounded
    Python,           // integers kept, 1.0 stays 1.0, 1e16 -> 1e+16
    Php,              // serialize_precision -1; integers beyond 64 bits become doubles
    Php17,            // serialize_precision 17, the default up to PHP 7.0
    PhpPointZero,     // with JSON_PRESERVE_ZERO_FRACTION
    Ruby,             // 1e15 -> 1.0e+15
    Rails,            // the same, but null for what is too large
    Go,               // interface{}: all are doubles
    Java,             // Jackson: 1e7 -> 1.0E7
    JavaDoubles,      // Gson into Object: integers too become doubles, 1 -> 1.0
    Perl,             // JSON::PP: fifteen digits
    Newtonsoft,       // 1e15 -> 1E+15
    Jq,               // 1.6: all are doubles; later ones keep the spelling
    WithoutPointZero, // 136.0 -> 136, nothing else
    WithPointZero,    // 136 -> 136.0, nothing else
};

// The spelling of a number token in that form; nothing when that language has none for it.
std::optional<QByteArray> spellNumber(QByteArrayView token, Numbers form);

// A quick yes for what nearly all numbers are, whole ones that any double holds; "no" means that it must be
// spelled.
bool surelyKept(QByteArrayView token, Numbers form);

} // namespace tocsin::json
