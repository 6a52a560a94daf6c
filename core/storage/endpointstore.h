// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/endpoint.h"
#include "core/storage/database.h"

namespace tocsin::storage {

// The endpoints, in the same file as their deliveries. For the thread that opened the database.
class EndpointStore
{
public:
    explicit EndpointStore(Database &database);

    Result<QList<domain::Endpoint>> load();                      // in the user's order
    Result<void> save(const QList<domain::Endpoint> &endpoints); // replaces all, in one transaction

private:
    Database &m_database;
};

// Opens the store for this one question.
Result<QList<domain::Endpoint>> loadEndpoints(const QString &storePath);

} // namespace tocsin::storage
