// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/incident.h"

namespace tocsin::storage {

// The two forms in which the server tells an incident; a list may be poorer than the detail.
enum class IncidentForm : quint8 { List, Detail };

// Bit n: the record has something in the n-th mergeable member. Stored, so members are only ever added.
qint64 suppliedFields(const domain::Incident &incident);

struct MergedIncident
{
    domain::Incident incident; // without raw and unmapped, which are the fresh record's
    QStringList changed;       // members of which the server now tells something else: "status", "owner", ...
};

// The fresh record over the known one. What it does not supply is cleared when the same form has supplied it
// before (`formerly`, -1 = that form was never seen), else it stays. A form that is seen for the first time
// changes nothing by telling more than was known.
MergedIncident mergeIncident(const domain::Incident &known, qint64 formerly, const domain::Incident &fresh);

} // namespace tocsin::storage
