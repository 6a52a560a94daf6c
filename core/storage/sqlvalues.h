// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/migrations.h"

namespace tocsin::storage {

// How values go into a statement: a null would be stored as NULL, which no column of text takes.
inline QString asText(const QString &value)
{
    return value.isNull() ? QStringLiteral("") : value;
}

inline QString asText(const QByteArray &value)
{
    return asText(QString::fromUtf8(value));
}

// For a statement of which nothing is read.
inline Result<void> only(const Result<QSqlQuery> &done)
{
    return done ? Result<void>() : tl::unexpected(done.error());
}

// A file beside the store, brought to its schema, whose writes do not wait for the disk: a power cut may take
// the last of them, never the file.
inline Result<Database> openRelaxed(const QString &path, const QList<QStringList> &steps)
{
    auto database = Database::open(path, Database::Access::ReadWrite);
    if (!database)
        return database;
    if (auto migrated = migrate(*database, steps); !migrated)
        return tl::unexpected(migrated.error());
    if (auto relaxed = database->run(QStringLiteral("PRAGMA synchronous=NORMAL")); !relaxed)
        return tl::unexpected(relaxed.error());
    return database;
}

} // namespace tocsin::storage
