// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QString>

namespace tocsin::signature::code {

// How a language spells a byte inside a literal. Scheme files come from anywhere: only letters, digits,
// blanks and marks that mean nothing in any of the languages stand as they are; all else, quotes, $, #,
// braces and backslashes among it, is escaped.
enum class Escape : quint8 {
    Hex,     // \x0a
    Octal,   // \012: Java reads \u escapes before it reads literals
    Unicode, // \u000a
};
QString escaped(QByteArrayView bytes, Escape escape);

// Text that is safe in a comment of every language: one line that no mark ends.
QString inComment(QStringView text);

} // namespace tocsin::signature::code
