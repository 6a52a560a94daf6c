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

// What a policy of the machine says about the file.
struct AnalystRules
{
    std::optional<domain::ProxyPin> proxy; // of every connection but the sandbox
    // Database::inMemory(): what servers tell is kept there alone, and what the file held of it is deleted.
    // Connections, views, open rotations, and the analyst's own notes and tags stay in the file. Empty:
    // everything does.
    QString cachePath;
    bool dropsCache = true; // false: what the file held stays in it, unread

    bool operator==(const AnalystRules &) const = default;
};

// Everything in the analyst's file, over one connection of one thread.
class AnalystStores
{
    Database m_database;            // what follows refers to it
    std::optional<Database> m_file; // when m_database is in memory

public:
    static Result<std::unique_ptr<AnalystStores>> open(const QString &path, const AnalystRules &rules = {});

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
    explicit AnalystStores(Database database, std::optional<Database> file = std::nullopt)
        : m_database(std::move(database))
        , m_file(std::move(file))
        , incidents(m_database, kept())
        , notes(m_database, kept())
        , sessions(m_database)
        , views(kept())
        , notices(m_database)
        , rotations(kept())
        , tenants(kept())
        , sources(kept())
        , issued(kept())
        , keyRotations(kept())
        , connections(kept())
    {}
    Database &kept() { return m_file ? *m_file : m_database; }
    Result<void> dropCache();
    Result<void> forgetOwn(const QString &connection);
    Result<void> forgetCached(const QString &connection);
    Result<void> giveBack(); // the room of what was deleted
    Q_DISABLE_COPY_MOVE(AnalystStores)
};

} // namespace tocsin::storage
