// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/payload/samples.h"

#include <QFile>

namespace tocsin::payload {

namespace {

using namespace Qt::StringLiterals;

struct Entry
{
    QLatin1StringView id;
    QLatin1StringView scheme;
    QLatin1StringView title;
};

constexpr Entry entries[] = {
    {"socwarden-brute-force"_L1, "socwarden"_L1, "Brute force on one account (high)"_L1},
    {"socwarden-impossible-travel"_L1, "socwarden"_L1, "Impossible travel of an administrator (critical)"_L1},
    {"socwarden-privilege-escalation"_L1, "socwarden"_L1,
     "Privilege escalation of a service account (critical)"_L1},
    {"socwarden-data-export"_L1, "socwarden"_L1, "Unusual data export (high)"_L1},
    {"socwarden-tor-login"_L1, "socwarden"_L1, "Login through Tor (medium)"_L1},
    {"socwarden-request-anomaly"_L1, "socwarden"_L1, "Request anomaly with markup in its text (low)"_L1},
    {"socwarden-ip-action"_L1, "socwarden"_L1, "IP action on a network, without alert_id (low)"_L1},
    {"socmate-incident-alert"_L1, "socmate"_L1, "New incident (high)"_L1},
    {"socmate-investigation-completed"_L1, "socmate"_L1, "Scheduled investigation completed"_L1},
    {"socmate-investigation-failed"_L1, "socmate"_L1, "Scheduled investigation failed"_L1},
    {"socmate-schedule-disabled"_L1, "socmate"_L1, "Schedule disabled after failures"_L1},
    {"socotra-login-success"_L1, "socotra"_L1, "Login"_L1},
    {"socotra-policy-issue"_L1, "socotra"_L1, "Policy issued"_L1},
    {"socotra-endorsement-accept"_L1, "socotra"_L1, "Endorsement accepted"_L1},
    {"socotra-claim-create"_L1, "socotra"_L1, "Claim created"_L1},
    {"socotra-invoice-past-due"_L1, "socotra"_L1, "Invoice past due"_L1},
    {"socotra-policy-end-reminder"_L1, "socotra"_L1, "Reminder of a policy's end"_L1},
};

QByteArray bodyOf(QLatin1StringView id)
{
    QFile file(u":/samples/"_s + id + u".json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray body = file.readAll();
    if (body.endsWith('\n'))
        body.chop(1);
    return body;
}

} // namespace

QList<Sample> samples()
{
    QList<Sample> all;
    for (const Entry &entry : entries)
        all.append({QString(entry.id), QString(entry.scheme), QString(entry.title), bodyOf(entry.id)});
    return all;
}

} // namespace tocsin::payload
