// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tocsin::signature {

// Which cause of group A stands between the JSON that arrived and the one that was signed: A4 another order,
// A7 numbers, A9 slashes, A10 characters beyond ASCII, A11 and A12 characters of ASCII, A13 surrogates, and
// for white space alone what the text that arrived looks like: A1 compact, A2 spaced, A3 indented. Empty when
// they are not the same values, or no JSON.
QByteArray jsonChange(QByteArrayView arrived, QByteArrayView wasSigned);

} // namespace tocsin::signature
