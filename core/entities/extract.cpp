// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/entities/extract.h"

#include "core/entities/scanner.h"

namespace tocsin::entities {

QList<Found> extract(QStringView text, const Options &options)
{
    const PlainText plain = plainText(text);
    return Scanner(plain, options).run();
}

} // namespace tocsin::entities
