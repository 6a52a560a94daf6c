// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/filter/query.h"

#include <QString>
#include <QVariantList>

namespace tocsin::storage {

// A filter as the end of a SELECT over delivery: "FROM ... WHERE ..." with its bound values. The id column is
// always called delivery.id. A full-text term that must hold drives the search from the index (schema
// `search`).
struct FilterSql
{
    QString fromWhere;
    QVariantList values;
    bool usesSearch = false;
};

FilterSql compileFilter(const filter::Query &query, Micros now);

} // namespace tocsin::storage
