// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>

namespace tocsin {

// Text from UTF-8 with every character kept: QString::fromUtf8 takes U+FEFF at the start for a byte order
// mark and drops it, which is right for files and wrong for a value that is written again or compared.
// Each invalid byte becomes U+FFFD.
inline QString wholeUtf8(QByteArrayView bytes)
{
    if (!bytes.startsWith("\xef\xbb\xbf"))
        return QString::fromUtf8(bytes);
    QStringDecoder decoder(QStringConverter::Utf8,
                           QStringConverter::Flag::ConvertInitialBom | QStringConverter::Flag::Stateless);
    return decoder(bytes);
}

} // namespace tocsin
