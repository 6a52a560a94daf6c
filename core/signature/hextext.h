// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/hexdigit.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tocsin::signature {

// The bytes of an even number of hexadecimal digits in either case, and nothing else.
inline std::optional<QByteArray> readHex(QByteArrayView text)
{
    if (text.size() % 2 != 0)
        return std::nullopt;
    QByteArray bytes(text.size() / 2, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const int high = hexDigit(text[2 * i]);
        const int low = hexDigit(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes[i] = char(high * 16 + low);
    }
    return bytes;
}

} // namespace tocsin::signature
