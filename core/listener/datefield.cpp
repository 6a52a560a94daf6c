// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/datefield.h"

#include <QDateTime>
#include <QLocale>

namespace tocsin::listener {

using namespace Qt::StringLiterals;

QByteArrayView DateField::at(Micros now)
{
    const Micros second = now / microsPerSecond;
    if (second != m_second) {
        m_second = second;
        const QDateTime time = QDateTime::fromSecsSinceEpoch(second, Qt::UTC);
        // The names of RFC 9110 section 5.6.7 are English in every locale.
        m_line =
            "Date: " + QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " GMT\r\n";
    }
    return m_line;
}

} // namespace tocsin::listener
