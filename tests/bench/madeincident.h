// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/domain/incident.h"

namespace tocsin::bench {

using namespace Qt::StringLiterals;

inline constexpr Micros now = 1'767'225'600 * microsPerSecond;

// As the n-th newest of a SIEM's queue would be; always the same one.
inline domain::Incident made(qint64 n)
{
    static const QStringList titles = {u"Impossible travel for one account"_s,
                                       u"Mailbox rule forwards outside"_s, u"Mass download from a share"_s,
                                       u"Password spray against %1 accounts"_s,
                                       u"Malware prevented on FIN-LT-%1"_s};
    static const QStringList severities = {u"Informational"_s, u"Low"_s, u"Medium"_s, u"High"_s,
                                           u"Critical"_s};
    static const QStringList statuses = {u"New"_s, u"Active"_s, u"Closed"_s};
    const quint64 dice = quint64(n) * 2'654'435'761U % 1'000'003U;
    domain::Incident incident;
    incident.number = n;
    incident.provider = u"sentinel"_s;
    incident.title = titles[qsizetype(dice % 5)].contains(u"%1"_s)
                         ? titles[qsizetype(dice % 5)].arg(dice % 900)
                         : titles[qsizetype(dice % 5)];
    incident.description = u"Alerts of several products were joined, beginning at host SRV-%1 of user u%2 "
                           "on a line that is as long as such lines are."_s.arg(dice % 400)
                               .arg(dice % 1500);
    incident.severityText = severities[qsizetype(dice / 7 % 5)];
    incident.severity = domain::severityFromPayload(incident.severityText);
    incident.statusText = statuses[qsizetype(dice / 11 % 3)];
    incident.status = domain::incidentStatusFromWord(incident.statusText);
    incident.owner = dice % 3 == 0 ? QString() : u"analyst%1@soc.example"_s.arg(dice % 23);
    incident.tactics = {u"InitialAccess"_s, u"Exfiltration"_s};
    incident.products = {u"Microsoft Defender XDR"_s};
    incident.alerts = qint64(dice % 9);
    incident.created = QDateTime::fromMSecsSinceEpoch((now - n * 20 * microsPerSecond) / 1000, Qt::UTC);
    incident.modified = incident.created.addSecs(qint64(dice % 90'000));
    incident.raw = QByteArray(1200, 'x');
    return incident;
}

} // namespace tocsin::bench
