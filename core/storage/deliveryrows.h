// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/storage/database.h"
#include "core/storage/kindtable.h"

namespace tocsin::storage {

// Reads rows and whole deliveries back into the domain's values. For one thread, with its connection.
class DeliveryRows
{
public:
    explicit DeliveryRows(Database &database);

    // In the order asked for; ids that are gone are left out.
    Result<QList<domain::DeliveryRow>> rows(const QList<domain::DeliveryId> &ids);
    Result<domain::Delivery> load(domain::DeliveryId id);
    // All attempts of its event, oldest first, at most 1000.
    Result<QList<domain::DeliveryRow>> attempts(domain::DeliveryId id);

private:
    Result<QList<domain::DeliveryRow>> select(const QString &where, const QVariantList &values);
    domain::DeliveryRow read(const QSqlQuery &query);
    void readTimes(domain::Delivery &delivery);

    Database &m_database;
    KindTable m_kinds;
};

} // namespace tocsin::storage
