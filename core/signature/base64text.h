// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tocsin::signature {

enum class Base64Form : quint8 {
    Standard, // + and /, padding may lack
    Url,      // - and _, without padding (RFC 7515 section 2)
    Any,      // either alphabet, padding may lack
};

// Strict: no blanks, no stray bits behind the last byte, so that bytes have one text per form. Empty is
// empty.
std::optional<QByteArray> readBase64(QByteArrayView text, Base64Form form);

QByteArray writeBase64Url(QByteArrayView bytes);

} // namespace tocsin::signature
