// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/filter/query.h"

#include <QString>
#include <QVariantList>

#include <optional>

namespace tocsin::storage {

// A filter as the end of a SELECT over delivery: "FROM ... WHERE ..." with its bound values. The id column is
// always called delivery.id. A full-text term that must hold drives the search from the index (schema
// `search`).
//
// The same in parts, for whoever plans by them: a delivery matches when its kind meets `kinds`, the full-text
// index finds `phrases` in it, and its row meets `rest`. A part that is empty asks for nothing.
struct FilterSql
{
    QString fromWhere;
    QVariantList values;
    bool usesSearch = false;
    bool usesContracts = false; // the schema `contracts`, the file beside the store

    QString kinds; // a condition on table kind
    QVariantList kindValues;
    QString phrases; // for MATCH
    QString rest;    // a condition on table delivery; may ask `search`
    QVariantList restValues;
    std::optional<Micros> since; // rest holds only for deliveries received at this time or later
};

// Without a file of contracts nothing differs from one.
enum class ContractFile : quint8 { None, Exists };

FilterSql compileFilter(const filter::Query &query, Micros now, ContractFile contracts = ContractFile::None);

} // namespace tocsin::storage
