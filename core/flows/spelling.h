// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>

namespace tocsin::flows {

struct Spelled
{
    qsizetype at = -1; // -1 = nowhere
    qsizetype size = 0;
};

// The first place at or behind `from` where the text spells the needle, which is not empty: as it is, or with
// escapes of URLs and JSON in any mixture.
Spelled findSpelled(QByteArrayView text, qsizetype from, QByteArrayView needle);

} // namespace tocsin::flows
