// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/storage/database.h"
#include "core/storage/filtersql.h"

#include <functional>

namespace tocsin::storage {

// Finds the deliveries that match a filter, by the way that costs least: what only depends on the kind is
// read from the index of kinds, kind by kind as far as their counts say that it pays; words come from the
// full-text index; everything else is looked for in windows of the list, newest first, until enough is found.
// For one thread, with its connection.
class DeliveryFinder
{
public:
    using Ids = QList<domain::DeliveryId>;
    // Asked now and then; true = the answer is not wanted any more.
    using Obsolete = std::function<bool()>;

    explicit DeliveryFinder(Database &database);

    // Ids oldest first, with id > after; limit 0 = all, else the newest so many. All of one moment. With
    // words in the filter, only what the full-text index knows already. Errors: Cancelled, Storage, Transient
    // (no full-text index yet).
    Result<Ids> find(const FilterSql &filter, domain::DeliveryId after, int limit, const Obsolete &obsolete);

private:
    struct Kind
    {
        qint64 id = 0;
        qint64 deliveries = 0;
        domain::DeliveryId lastId = 0;
    };
    struct Plan; // a question on its way

    Result<Ids> findAtOneMoment(Plan &plan);
    Result<void> attachSearch();
    Result<void> attachContracts();
    Result<void> bound(Plan &plan); // which ids can match at all
    Result<QList<Kind>> kindsOf(const FilterSql &filter);
    Result<Ids> everything(const Plan &plan);
    Result<Ids> byKind(const Plan &plan, QList<Kind> kinds);
    Result<Ids> newestByKind(const Plan &plan, QList<Kind> kinds);
    Result<Ids> byRowsOfKind(const Plan &plan);
    Result<Ids> byWords(const Plan &plan);
    Result<Ids> byWindows(const Plan &plan);
    Result<void> read(const QString &sql, const QVariantList &values, const Plan &plan, Ids &into);

    Database &m_database;
    bool m_searchAttached = false;
    bool m_contractsAttached = false;
};

} // namespace tocsin::storage
