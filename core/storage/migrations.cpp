// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/migrations.h"

#include <QStringList>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// Step n leads from user_version n to n + 1. A step that has shipped is never changed.
const QList<QStringList> &steps()
{
    static const QList<QStringList> all = {
        {
            // What many deliveries have in common, kept once; see KindTable. The numbers are those of
            // domain/verdict.h, severity.h and capture.h.
            u"CREATE TABLE kind("
            "id INTEGER PRIMARY KEY, endpoint TEXT NOT NULL, scheme TEXT NOT NULL, secret TEXT NOT NULL,"
            "format TEXT NOT NULL, event TEXT NOT NULL, method TEXT NOT NULL, verdict INTEGER NOT NULL,"
            "severity INTEGER NOT NULL, completeness INTEGER NOT NULL, status INTEGER NOT NULL,"
            "differs INTEGER NOT NULL,"
            "UNIQUE(endpoint, scheme, secret, format, event, method, verdict, severity, completeness, status, differs))"_s,

            // The list: narrow rows that only ever grow at the end, so that a commit touches few pages. Times
            // in microseconds since 1970. addresses: 16 bytes of the peer, then first and last address that
            // the payload names (IPv4 as ::ffff:a.b.c.d). occurrence: id of attempt 1.
            u"CREATE TABLE delivery("
            "id INTEGER PRIMARY KEY, received INTEGER NOT NULL, kind INTEGER NOT NULL,"
            "occurrence INTEGER NOT NULL, attempt INTEGER NOT NULL, size INTEGER NOT NULL,"
            "pinned INTEGER NOT NULL DEFAULT 0, age INTEGER, risk REAL,"
            "target TEXT, title TEXT, actor TEXT, address TEXT, addresses BLOB, note TEXT)"_s,
            u"CREATE INDEX delivery_kind ON delivery(kind)"_s,
            u"CREATE INDEX delivery_repeat ON delivery(occurrence) WHERE attempt > 1"_s,
            u"CREATE INDEX delivery_pinned ON delivery(pinned) WHERE pinned = 1"_s,
            u"CREATE TABLE last(only_row INTEGER PRIMARY KEY CHECK(only_row = 1), id INTEGER NOT NULL)"_s,
            u"INSERT INTO last VALUES(1, 0)"_s, // the greatest id ever given

            // The bytes, exactly as received, and what only the inspector asks for (CBOR, see facts.h).
            // Written once.
            u"CREATE TABLE content(id INTEGER PRIMARY KEY, head BLOB, body BLOB, facts BLOB)"_s,

            // Attempt 1 of every event that can be repeated, to know its later attempts by.
            u"CREATE TABLE occurrence(first_id INTEGER PRIMARY KEY, key_hash INTEGER NOT NULL, body_hash INTEGER NOT NULL)"_s,

            // When the deliveries first_id..last_id were committed, and for each the microseconds until it
            // was answered, as 32-bit little-endian numbers.
            u"CREATE TABLE timing(first_id INTEGER PRIMARY KEY, last_id INTEGER NOT NULL,"
            "committed INTEGER NOT NULL, answered BLOB)"_s,

            u"CREATE TABLE tally(kind INTEGER PRIMARY KEY, deliveries INTEGER NOT NULL,"
            "bytes INTEGER NOT NULL, last_id INTEGER NOT NULL)"_s,

            // socwarden.md section 3: learned from deliveries with a valid signature.
            u"CREATE TABLE alert_type(id TEXT PRIMARY KEY, first_seen INTEGER NOT NULL,"
            "last_seen INTEGER NOT NULL, count INTEGER NOT NULL, severities TEXT NOT NULL,"
            "mitre TEXT NOT NULL)"_s,

            // Deleted ids that the search index still has to drop.
            u"CREATE TABLE forgotten(first_id INTEGER NOT NULL, last_id INTEGER NOT NULL)"_s,

            u"CREATE TABLE endpoint(name TEXT PRIMARY KEY, position INTEGER NOT NULL, settings TEXT NOT NULL)"_s,
        },
        {
            // With the attempt in it, a start reads the repeats from the index alone, not row by row all over
            // the store.
            u"DROP INDEX delivery_repeat"_s,
            u"CREATE INDEX delivery_repeat ON delivery(occurrence, attempt) WHERE attempt > 1"_s,
        },
        {
            // What a handshake leaves to a person; the numbers are those of domain/subscription.h and
            // verdict.h.
            u"CREATE TABLE subscription(position INTEGER PRIMARY KEY, delivery INTEGER NOT NULL,"
            "endpoint TEXT NOT NULL, scheme TEXT NOT NULL, url BLOB NOT NULL UNIQUE, host BLOB NOT NULL,"
            "rule BLOB NOT NULL, peer BLOB NOT NULL, received INTEGER NOT NULL, verdict INTEGER NOT NULL,"
            "state INTEGER NOT NULL, status INTEGER NOT NULL, error TEXT NOT NULL, dismissed INTEGER NOT NULL)"_s,
        }};
    return all;
}

// True while there is a step to take; takes one. The version is read with the write lock held: two programs
// may open a new file at the same moment.
Result<bool> takeStep(Database &database, const QList<QStringList> &steps)
{
    Transaction transaction(database);
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    const auto version = database.number(u"PRAGMA user_version"_s);
    if (!version)
        return tl::unexpected(version.error());
    if (*version >= steps.size())
        return false;
    for (const QString &sql : steps[*version]) {
        if (auto done = database.run(sql); !done)
            return tl::unexpected(done.error());
    }
    if (auto done = database.run(u"PRAGMA user_version=%1"_s.arg(*version + 1)); !done)
        return tl::unexpected(done.error());
    if (auto done = transaction.commit(); !done)
        return tl::unexpected(done.error());
    return true;
}

} // namespace

Result<void> migrate(Database &database)
{
    return migrate(database, steps());
}

Result<void> migrate(Database &database, const QList<QStringList> &steps)
{
    const auto version = database.number(u"PRAGMA user_version"_s);
    if (!version)
        return tl::unexpected(version.error());
    if (*version > steps.size()) {
        return fail(
            Error::Kind::Storage,
            u"\"%1\" was written by a newer Tocsin (schema %2, this program knows %3): update the program or "
            "choose another file"_s.arg(database.path())
                .arg(*version)
                .arg(steps.size()));
    }
    for (Result<bool> more = *version < steps.size(); !more || *more;) {
        if (!more)
            return tl::unexpected(more.error());
        more = takeStep(database, steps);
    }
    return {};
}

} // namespace tocsin::storage
