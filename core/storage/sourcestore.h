// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/severity.h"
#include "core/storage/database.h"

#include <QHash>

namespace tocsin::storage {

// What was agreed with senders that filter by themselves: the least severity that an endpoint is to receive
// (socwarden.md section 8). In the analyst's file; on the thread and within the life of its Database.
class SourceStore
{
public:
    explicit SourceStore(Database &database) : m_database(database) {}

    Result<QHash<QString, domain::Severity>> filters();                      // by the endpoint's name
    Result<void> setFilter(const QString &endpoint, domain::Severity least); // None: there is none

private:
    Database &m_database;
};

} // namespace tocsin::storage
