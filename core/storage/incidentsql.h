// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/filter/incidentquery.h"

#include <QVariantList>

namespace tocsin::storage {

// A condition on table incident with its bound values; never NULL, so that NOT is the plain complement.
struct IncidentSql
{
    QString where;
    QVariantList values;
};

IncidentSql compileIncidents(const filter::IncidentQuery &query, Micros now);

} // namespace tocsin::storage
