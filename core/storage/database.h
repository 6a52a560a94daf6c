// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

namespace tocsin::storage {

// One SQLite connection, to be used on the thread that opened it. WAL, synchronous=FULL: what a COMMIT has
// returned for survives a power cut. The file is made 0600 in a folder made 0700.
class Database
{
public:
    enum class Access { ReadWrite, ReadOnly };

    // A database of this process alone that is in no file: the path for open(). Whoever opens the same path
    // sees the same one, and with the last of them it is gone.
    static QString inMemory();

    // Does not migrate; see migrate(). Errors are Storage and name the file and the remedy.
    // The page size counts for a file that is made.
    static Result<Database> open(const QString &path, Access access);

    Database(Database &&other) noexcept;
    Database &operator=(Database &&other) = delete;
    Q_DISABLE_COPY(Database)
    ~Database();

    const QString &path() const { return m_path; }
    // A prepared statement; empty result set and error are told apart by run().
    Result<QSqlQuery> prepare(const QString &sql);
    Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {});
    Result<qint64> number(const QString &sql,
                          const QVariantList &values = {}); // first column of the first row
    QSqlDatabase &handle() { return m_database; }

private:
    Database(QSqlDatabase database, QString path);

    QSqlDatabase m_database;
    QString m_path;
};

// Makes the folder of a file, for its owner alone, unless it is there.
Result<void> makePrivateFile(const QString &path); // 0600, with its folder; one that is there gets that mode
Result<void> makePrivateFolder(const QString &filePath);

Error storageError(const QString &path, const QSqlError &error);

// BEGIN IMMEDIATE ... COMMIT; rolls back when it is left without commit().
class Transaction
{
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)

    Result<void> begin();
    Result<void> commit();

private:
    Database &m_database;
    bool m_open = false;
};

} // namespace tocsin::storage
