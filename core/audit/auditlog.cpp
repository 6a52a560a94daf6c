// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/audit/auditlog.h"

#include "core/storage/migrations.h"

#include <algorithm>
#include <limits>

namespace tocsin::audit {

using namespace Qt::StringLiterals;
using storage::Database;
using storage::Transaction;

namespace {

// A step that has shipped is never changed. The triggers are against mistakes, the chain is against intent.
const QList<QStringList> &steps()
{
    static const QList<QStringList> all = {{
        u"CREATE TABLE entry(number INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL,"
        "what TEXT NOT NULL, target TEXT NOT NULL, answer TEXT NOT NULL, hash BLOB NOT NULL)"_s,
        u"CREATE TABLE head(only_row INTEGER PRIMARY KEY CHECK(only_row = 1), number INTEGER NOT NULL,"
        "hash BLOB NOT NULL)"_s,
        u"INSERT INTO head VALUES(1, 0, zeroblob(32))"_s,
        u"CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry "
        "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END"_s,
        u"CREATE TRIGGER entry_is_not_removed BEFORE DELETE ON entry "
        "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END"_s,
    }};
    return all;
}

Entry entryOf(const QSqlQuery &query)
{
    return {query.value(0).toLongLong(), query.value(1).toLongLong(), query.value(2).toString(),
            query.value(3).toString(),   query.value(4).toString(),   query.value(5).toString(),
            query.value(6).toByteArray()};
}

Check broken(Check::Fault fault, qint64 number, const Head &head)
{
    return {fault, number, head};
}

} // namespace

Result<AuditLog> AuditLog::open(const QString &path)
{
    auto database = Database::open(path, Database::Access::ReadWrite);
    if (!database)
        return tl::unexpected(database.error());
    if (auto migrated = storage::migrate(*database, steps()); !migrated)
        return tl::unexpected(migrated.error());
    return AuditLog(std::move(*database));
}

Result<Head> AuditLog::head()
{
    auto query = m_database.run(u"SELECT number, hash FROM head"_s);
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return fail(Error::Kind::Storage, u"the audit record %1 has lost its head"_s.arg(m_database.path()));
    return Head{query->value(0).toLongLong(), query->value(1).toByteArray()};
}

Result<Entry> AuditLog::insert(const Unrecorded &given, const Head &last)
{
    Entry entry = cleaned(given.entry, given.secrets);
    entry.number = last.number + 1;
    entry.hash = chainedHash(last.hash, entry);
    auto done = m_database.run(
        u"INSERT INTO entry(number, at, who, what, target, answer, hash) VALUES(?, ?, ?, ?, ?, ?, ?)"_s,
        {entry.number, entry.at, entry.who, entry.what, entry.target, entry.answer, entry.hash});
    if (!done)
        return tl::unexpected(done.error());
    return entry;
}

Result<QList<Entry>> AuditLog::append(const QList<Unrecorded> &entries)
{
    Transaction transaction(m_database); // with the write lock: another program may append as well
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    auto last = head();
    if (!last)
        return tl::unexpected(last.error());
    QList<Entry> done;
    for (const Unrecorded &given : entries) {
        const auto entry = insert(given, *last);
        if (!entry)
            return tl::unexpected(entry.error());
        done.append(*entry);
        last = Head{entry->number, entry->hash};
    }
    if (auto kept = m_database.run(u"UPDATE head SET number=?, hash=?"_s, {last->number, last->hash}); !kept)
        return tl::unexpected(kept.error());
    if (auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    return done;
}

Result<Entry> AuditLog::append(const Entry &entry, const QList<Secret> &secrets)
{
    return append(QList{Unrecorded{entry, secrets}}).map([](const QList<Entry> &done) {
        return done.first();
    });
}

Result<QList<Entry>> AuditLog::entries(qint64 before, int atMost)
{
    auto query = m_database.run(u"SELECT number, at, who, what, target, answer, hash FROM entry "
                                "WHERE number < ? ORDER BY number DESC LIMIT ?"_s,
                                {before > 0 ? before : std::numeric_limits<qint64>::max(), atMost});
    if (!query)
        return tl::unexpected(query.error());
    QList<Entry> all;
    while (query->next())
        all.append(entryOf(*query));
    return all;
}

Result<QList<Entry>> AuditLog::entries(const filter::AuditQuery &query, Micros now, qint64 before, int atMost)
{
    if (query.matchesEverything())
        return entries(before, atMost);
    constexpr int readAtOnce = 1000;
    QList<Entry> found;
    while (found.size() < atMost) {
        const auto page = entries(before, readAtOnce);
        if (!page)
            return page;
        for (const Entry &entry : *page) {
            const filter::AuditTexts texts{entry.who, entry.what, entry.target, entry.answer, entry.at};
            if (found.size() < atMost && filter::matches(query, texts, now))
                found.append(entry);
        }
        if (page->size() < readAtOnce || page->last().number <= 1) // "below 1" would begin anew
            break;
        before = page->last().number;
    }
    return found;
}

Result<Check> AuditLog::verify(const std::optional<Head> &noted)
{
    Transaction transaction(m_database); // nobody appends between the head and the entries
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    const auto last = head();
    if (!last)
        return tl::unexpected(last.error());
    auto query =
        m_database.run(u"SELECT number, at, who, what, target, answer, hash FROM entry ORDER BY number"_s);
    if (!query)
        return tl::unexpected(query.error());
    Head walked;
    bool passedNoted = !noted || *noted == walked;
    while (query->next()) {
        const Entry entry = entryOf(*query);
        const qint64 expected = walked.number + 1;
        if (entry.number > expected)
            return broken(Check::Fault::Missing, expected, walked);
        if (entry.number < expected) // an entry before the first
            return broken(Check::Fault::Changed, entry.number, walked);
        if (entry.hash != chainedHash(walked.hash, entry))
            return broken(Check::Fault::Changed, entry.number, walked);
        walked = {entry.number, entry.hash};
        if (noted && noted->number == walked.number) {
            if (noted->hash != walked.hash)
                return broken(Check::Fault::Other, walked.number, walked);
            passedNoted = true;
        }
    }
    if (*last != walked || !passedNoted)
        return broken(Check::Fault::CutOff, walked.number + 1, walked);
    return broken(Check::Fault::None, 0, walked);
}

} // namespace tocsin::audit
