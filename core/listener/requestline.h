// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace tocsin::listener {

// The first line of a request, as bytes (RFC 9112 section 3). Pure functions.

// Of a whole line; -1 = it ends with no version (RFC 9112 section 2.3: one digit, a point and one digit).
int majorVersion(QByteArrayView line);

// The head with a later minor version replaced by the highest that is known (RFC 9110 section 2.5). The line
// must have a version; `lineEnd` is the place of its LF. Beast knows no version behind 1.1.
QByteArray asKnownVersion(QByteArray head, qsizetype lineEnd);

// What the first bytes look like when they are no HTTP/1.1 request at all; empty when they may be one. Says
// the same of any beginning that is long enough to tell, so that it does not matter how the bytes come.
QString whyNoRequest(QByteArrayView line, bool isWhole);

} // namespace tocsin::listener
