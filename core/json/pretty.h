// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tocsin::json {

// The text with white space laid out anew, two blanks per level. Every value keeps its spelling: numbers,
// escapes, order and duplicates stay. From the first error on the rest is copied as it is, and so is what
// would make the result longer than the limit in bytes (deep nesting could grow it seventyfold).
QByteArray pretty(QByteArrayView text, qsizetype limit = 64 * 1024 * 1024);

} // namespace tocsin::json
