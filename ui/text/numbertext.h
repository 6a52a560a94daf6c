// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace tocsin::ui {

QString numberText(qint64 number);   // by locale, grouped: "1 204"
QString sizeText(qint64 bytes);      // "1.2 kB", for people
QString exactSizeText(qint64 bytes); // "1.2 kB (1 204 bytes)"; below 1 kB only the bytes

// "1 delivery", "1 204 deliveries"; atLeast: "2 000+ deliveries", while they are still being counted.
QString deliveriesText(qint64 number, bool atLeast = false);

} // namespace tocsin::ui
