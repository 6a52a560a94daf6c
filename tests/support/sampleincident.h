// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/incident.h"

namespace tocsin::test {

// An incident as a list tells it.
inline domain::Incident sampleIncident(qint64 number)
{
    using namespace Qt::StringLiterals;
    domain::Incident incident;
    incident.number = number;
    incident.provider = u"sentinel"_s;
    incident.title = u"Impossible travel for one account"_s;
    incident.severityText = u"High"_s;
    incident.severity = domain::Severity::High;
    incident.statusText = u"New"_s;
    incident.status = domain::IncidentStatus::New;
    incident.created = QDateTime::fromSecsSinceEpoch(1'767'225'600 + number * 60, Qt::UTC);
    incident.raw = "{\"incident_number\":" + QByteArray::number(number) + "}";
    return incident;
}

} // namespace tocsin::test
