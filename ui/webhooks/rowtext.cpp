// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/rowtext.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

QString rowTitle(const domain::DeliveryRow &row)
{
    if (!row.summary.title.isEmpty())
        return row.summary.title;
    if (!row.summary.event.isEmpty())
        return row.summary.event;
    return QString::fromUtf8(row.method) + u' ' + QString::fromUtf8(row.target);
}

QString senderName(const domain::DeliveryRow &row)
{
    const QString &format = row.summary.format;
    if (format == "socwarden"_L1)
        return u"SOCWarden"_s;
    if (format == "socmate"_L1)
        return u"SoCMate"_s;
    if (format.startsWith("socotra"_L1))
        return u"Socotra"_s;
    return QString::fromLatin1(row.peerAddress);
}

} // namespace tocsin::ui
