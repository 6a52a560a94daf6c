// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/incident.h"

#include "core/domain/words.h"

using namespace Qt::StringLiterals;

namespace tocsin::domain {

QLatin1StringView incidentStatusId(IncidentStatus status)
{
    switch (status) {
    case IncidentStatus::New:
        return "new"_L1;
    case IncidentStatus::Active:
        return "active"_L1;
    case IncidentStatus::Closed:
        return "closed"_L1;
    case IncidentStatus::Unknown:
        break;
    }
    return "unknown"_L1;
}

IncidentStatus incidentStatusFromWord(QStringView word)
{
    const QString normal = normalisedWord(word);
    for (const IncidentStatus status :
         {IncidentStatus::New, IncidentStatus::Active, IncidentStatus::Closed}) {
        if (normal == incidentStatusId(status))
            return status;
    }
    return IncidentStatus::Unknown;
}

} // namespace tocsin::domain
