// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <QByteArray>

namespace tocsin::listener {

// The Date field that an origin server with a clock sends (RFC 9110 section 6.6.1), as IMF-fixdate. Written
// once a second, however many answers carry it. Not thread-safe; owned by an Engine.
class DateField
{
public:
    // "Date: Sun, 06 Nov 1994 08:49:37 GMT" with CR LF; valid until the next call.
    QByteArrayView at(Micros now);

private:
    Micros m_second = -1; // since 1970, of m_line
    QByteArray m_line;
};

} // namespace tocsin::listener
