// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/connectionstore.h"
#include "core/storage/issuedstore.h"
#include "core/storage/keyrotationstore.h"
#include "core/storage/notestore.h"
#include "core/storage/noticestore.h"
#include "core/storage/rotationstore.h"
#include "core/storage/sessionstore.h"
#include "core/storage/sourcestore.h"
#include "core/storage/tenantstore.h"
#include "core/storage/viewstore.h"

#include <memory>

namespace tocsin::storage {

// Everything in the analyst's file, over one connection of one thread.
class AnalystStores
{
    Database m_database; // what follows refers to it

public:
    static Result<std::unique_ptr<AnalystStores>> open(const QString &path);

    IncidentStore incidents;
    NoteStore notes;
    SessionStore sessions;
    ViewStore views;
    NoticeStore notices;
    RotationStore rotations;
    TenantStore tenants;
    SourceStore sources;
    IssuedStore issued;
    KeyRotationStore keyRotations;
    ConnectionStore connections;

    // Cache, notes, sessions, reports, notices and made keys of the connection; and gives the room back.
    Result<void> forget(const QString &connection);

    Database &database() { return m_database; }

private:
    explicit AnalystStores(Database database)
        : m_database(std::move(database))
        , incidents(m_database)
        , notes(m_database)
        , sessions(m_database)
        , views(m_database)
        , notices(m_database)
        , rotations(m_database)
        , tenants(m_database)
        , sources(m_database)
        , issued(m_database)
        , keyRotations(m_database)
        , connections(m_database)
    {}
    Q_DISABLE_COPY_MOVE(AnalystStores)
};

} // namespace tocsin::storage
