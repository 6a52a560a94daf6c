// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/database.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QThread>

#include <atomic>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

constexpr int busyTimeout = 5000; // ms
const QString memoryScheme = u"file:/"_s;
constexpr auto busy = "5"_L1; // SQLITE_BUSY

// SQLite waits by itself where a lock is held, but not where two that hold a read lock both want to write,
// which is how two openings of a new file meet when they turn it to WAL: it then says busy at once.
Result<void> turnToWal(QSqlDatabase &database, const QString &path)
{
    for (QDeadlineTimer deadline(busyTimeout);; QThread::msleep(2)) {
        QSqlQuery query(database);
        if (query.exec(u"PRAGMA journal_mode=WAL"_s))
            return {};
        if (query.lastError().nativeErrorCode() != busy || deadline.hasExpired())
            return tl::unexpected(storageError(path, query.lastError()));
    }
}

} // namespace

Result<void> makePrivateFolder(const QString &filePath)
{
    const QString folder = QFileInfo(filePath).absolutePath();
    if (QFileInfo::exists(folder))
        return {};
    if (!QDir().mkpath(folder)) {
        return fail(
            Error::Kind::Storage,
            u"cannot make the folder \"%1\": check the permissions above it, or choose another store"_s.arg(
                folder));
    }
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

Result<void> makePrivateFile(const QString &path)
{
    if (auto made = makePrivateFolder(path); !made)
        return made;
    if (QFileInfo(path).isDir())
        return fail(Error::Kind::Storage, u"\"%1\" is a folder; the store is a file"_s.arg(path));
    // Made first and looked at afterwards: another thread or program may make it in between.
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return {};
    if (!file.exists())
        return fail(Error::Kind::Storage, u"cannot make \"%1\": %2"_s.arg(path, file.errorString()));
    // SQLite gives the WAL beside it the same mode.
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

Error storageError(const QString &path, const QSqlError &error)
{
    // 26 = SQLITE_NOTADB, 11 = SQLITE_CORRUPT, 13 = SQLITE_FULL, 5 = SQLITE_BUSY, 8 = SQLITE_READONLY
    const QString code = error.nativeErrorCode();
    QString detail = u"\"%1\": %2"_s.arg(path, error.databaseText());
    if (code == u"26"_s)
        detail =
            u"\"%1\" is not a store of Tocsin: choose another file with --store or in the settings"_s.arg(
                path);
    else if (code == u"11"_s)
        detail = u"\"%1\" is damaged: keep a copy of it and start with another file"_s.arg(path);
    else if (code == u"13"_s)
        detail = u"\"%1\": the disk is full; free some space or set a smaller retention"_s.arg(path);
    else if (code == busy)
        detail = u"\"%1\" is locked by another program"_s.arg(path);
    else if (code == u"8"_s || code == u"14"_s)
        detail = u"\"%1\" cannot be written: check the permissions of the file and its folder"_s.arg(path);
    return {Error::Kind::Storage, detail};
}

Database::Database(QSqlDatabase database, QString path)
    : m_database(std::move(database))
    , m_path(std::move(path))
{}

Database::Database(Database &&other) noexcept
    : m_database(std::exchange(other.m_database, QSqlDatabase()))
    , m_path(std::move(other.m_path))
{}

Database::~Database()
{
    const QString name = m_database.connectionName();
    if (name.isEmpty())
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

// The VFS of SQLite that shares by name within a process, with locks as of a file.
QString Database::inMemory()
{
    static std::atomic<quint64> serial = 0;
    return memoryScheme + u"tocsin-%1?vfs=memdb"_s.arg(++serial);
}

Result<Database> Database::open(const QString &path, Access access)
{
    const bool isInMemory = path.startsWith(memoryScheme);
    if (access == Access::ReadWrite && !isInMemory) {
        if (auto made = makePrivateFile(path); !made)
            return tl::unexpected(made.error());
    } else if (!isInMemory && !QFileInfo::exists(path)) {
        return fail(Error::Kind::Storage, u"there is no store at \"%1\""_s.arg(path));
    }
    static std::atomic<quint64> serial = 0;
    const QString name = u"store-%1"_s.arg(++serial);
    Database database(QSqlDatabase::addDatabase(u"QSQLITE"_s, name), path);
    database.m_database.setDatabaseName(path);
    // A reader opens read-write as well, since WAL needs its index file, but is told to change nothing.
    database.m_database.setConnectOptions(
        u"QSQLITE_BUSY_TIMEOUT=%1%2"_s.arg(busyTimeout).arg(isInMemory ? u";QSQLITE_OPEN_URI"_s : QString()));
    if (!database.m_database.open())
        return tl::unexpected(storageError(path, database.m_database.lastError()));
    if (access == Access::ReadWrite) {
        // The page size counts before the first page is written.
        if (auto sized = database.run(u"PRAGMA page_size=8192"_s); !sized)
            return tl::unexpected(sized.error());
        if (auto turned = isInMemory ? Result<void>() : turnToWal(database.m_database, path); !turned)
            return tl::unexpected(turned.error());
    }
    const QStringList pragmas =
        access == Access::ReadOnly
            ? QStringList{u"PRAGMA query_only=1"_s, u"PRAGMA cache_size=-16384"_s}
            : QStringList{u"PRAGMA synchronous=FULL"_s, u"PRAGMA cache_size=-16384"_s,
                          u"PRAGMA secure_delete=FAST"_s, u"PRAGMA temp_store=MEMORY"_s};
    for (const QString &pragma : pragmas) {
        if (auto done = database.run(pragma); !done)
            return tl::unexpected(done.error());
    }
    return database;
}

Result<QSqlQuery> Database::prepare(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return tl::unexpected(storageError(m_path, query.lastError()));
    return query;
}

Result<QSqlQuery> Database::run(const QString &sql, const QVariantList &values)
{
    auto query = prepare(sql);
    if (!query)
        return query;
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, values[i]);
    if (!query->exec())
        return tl::unexpected(storageError(m_path, query->lastError()));
    return query;
}

Result<qint64> Database::number(const QString &sql, const QVariantList &values)
{
    auto query = run(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? query->value(0).toLongLong() : 0;
}

Transaction::Transaction(Database &database) : m_database(database) {}

Transaction::~Transaction()
{
    if (m_open)
        (void)m_database.run(u"ROLLBACK"_s);
}

Result<void> Transaction::begin()
{
    auto begun = m_database.run(u"BEGIN IMMEDIATE"_s);
    if (!begun)
        return tl::unexpected(begun.error());
    m_open = true;
    return {};
}

Result<void> Transaction::commit()
{
    auto done = m_database.run(u"COMMIT"_s);
    if (!done)
        return tl::unexpected(done.error());
    m_open = false;
    return {};
}

} // namespace tocsin::storage
