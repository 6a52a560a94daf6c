// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayList>
#include <QByteArrayView>

namespace tocsin {

struct Spelled
{
    qsizetype at = -1; // -1 = nowhere
    qsizetype size = 0;
};

// The first place at or behind `from` where the text spells the needle, which is not empty: as it is, or with
// escapes of URLs and JSON in any mixture.
Spelled findSpelled(QByteArrayView text, qsizetype from, QByteArrayView needle);

// The letters in which the text stands within base64 (either alphabet) of something longer, whatever is in
// front of it and behind it: three bytes are four letters (RFC 4648), so that there are three ways for it to
// begin. Those of fewer than 8 letters are left out: they would be found everywhere.
QByteArrayList withinBase64(const QByteArray &text);

} // namespace tocsin
