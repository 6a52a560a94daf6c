// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/domain/issued.h"
#include "core/storage/database.h"

#include <QStringList>

#include <optional>

namespace tocsin::storage {

// A key or a client that was made from here. Never its value: that is in the secret store under the label, or
// nowhere.
struct IssuedRecord
{
    qint64 id = 0;
    QString connection; // the administrator's, that made it
    domain::IssuedKind kind = domain::IssuedKind::Key;
    QString serverId; // of its paths
    QString publicId; // key_id or client_id
    QString name;
    QString description;
    QStringList scopes;
    Micros created = 0;
    Micros expires = 0;  // 0 = not told
    Micros disabled = 0; // from here; 0 = it was not
    QString label;       // in the secret store; empty = not kept here

    bool operator==(const IssuedRecord &) const = default;
};

// What this console made at its servers: what there is to say where a server offers no list (socmate.md 9.1).
// On the thread and within the life of its Database.
class IssuedStore
{
public:
    explicit IssuedStore(Database &database) : m_database(database) {}

    Result<IssuedRecord> add(const IssuedRecord &record);
    // By the id of its paths or the public one; nothing happens where it was not made here.
    Result<void> setLabel(const QString &connection, const QString &anyId, const QString &label);
    Result<void> setDisabled(const QString &connection, const QString &anyId, Micros when);
    Result<QList<IssuedRecord>> of(const QString &connection); // newest first
    // None: it was not made here.
    Result<std::optional<IssuedRecord>> find(const QString &connection, const QString &anyId);
    Result<void> forget(const QString &connection);

private:
    Result<void> set(const QString &column, const QVariant &value, const QString &connection,
                     const QString &anyId);
    Result<QList<IssuedRecord>> read(const QString &where, const QVariantList &values);

    Database &m_database;
};

} // namespace tocsin::storage
