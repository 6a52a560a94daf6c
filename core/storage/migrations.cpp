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
    static const QList<QStringList> all = {{
        // Words that repeat in many rows (endpoint, event, scheme, label, format), by kind; see WordTable.
        u"CREATE TABLE word(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE(kind, text))"_s,

        // The list: narrow rows, so that a million of them can be walked. Times in microseconds since 1970;
        // peer,
        // ip_first and ip_last are 16-byte addresses (IPv4 as ::ffff:a.b.c.d).
        u"CREATE TABLE delivery("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, received INTEGER NOT NULL, endpoint INTEGER NOT NULL,"
        "verdict INTEGER NOT NULL, severity INTEGER NOT NULL, event INTEGER NOT NULL, scheme INTEGER NOT "
        "NULL,"
        "secret INTEGER NOT NULL, format INTEGER NOT NULL, occurrence INTEGER NOT NULL, attempt INTEGER NOT "
        "NULL,"
        "differs INTEGER NOT NULL, completeness INTEGER NOT NULL, status INTEGER NOT NULL, size INTEGER NOT "
        "NULL,"
        "pinned INTEGER NOT NULL DEFAULT 0, age INTEGER, risk REAL, method TEXT, target TEXT, title TEXT, "
        "actor TEXT,"
        "address TEXT, peer BLOB, ip_first BLOB, ip_last BLOB, note TEXT)"_s,
        u"CREATE INDEX delivery_endpoint ON delivery(endpoint)"_s,
        u"CREATE INDEX delivery_verdict ON delivery(verdict)"_s,
        u"CREATE INDEX delivery_severity ON delivery(severity)"_s,
        u"CREATE INDEX delivery_event ON delivery(event)"_s,
        u"CREATE INDEX delivery_occurrence ON delivery(occurrence)"_s,
        u"CREATE INDEX delivery_pinned ON delivery(pinned) WHERE pinned = 1"_s,

        // The bytes, exactly as received, and what only the inspector asks for. Written once.
        u"CREATE TABLE content("
        "id INTEGER PRIMARY KEY, head BLOB, body BLOB, trailers BLOB, chunks TEXT, reason TEXT, peer TEXT,"
        "peer_port INTEGER, local TEXT, local_port INTEGER, tls_version TEXT, tls_cipher TEXT, tls_sni TEXT,"
        "tls_subject TEXT, head_read INTEGER, last_byte INTEGER, severity_text TEXT, mitre TEXT, link TEXT,"
        "alert_type TEXT, stated INTEGER)"_s,

        // One real-world event; its deliveries are attempts 1..n. The id is a hash of the idempotency key.
        u"CREATE TABLE occurrence("
        "id INTEGER PRIMARY KEY, key BLOB NOT NULL, first_id INTEGER NOT NULL, attempts INTEGER NOT NULL,"
        "body_hash BLOB NOT NULL)"_s,

        // When the deliveries first_id..last_id were committed, and for each the microseconds until it was
        // answered,
        // as 32-bit little-endian numbers.
        u"CREATE TABLE timing(first_id INTEGER PRIMARY KEY, last_id INTEGER NOT NULL, committed INTEGER NOT "
        u"NULL,"
        "answered BLOB)"_s,

        u"CREATE TABLE tally(endpoint INTEGER PRIMARY KEY, deliveries INTEGER NOT NULL, bytes INTEGER NOT "
        u"NULL,"
        "last_verdict INTEGER NOT NULL)"_s,

        // socwarden.md section 3: learned from deliveries with a valid signature.
        u"CREATE TABLE alert_type(id TEXT PRIMARY KEY, first_seen INTEGER NOT NULL, last_seen INTEGER NOT "
        u"NULL,"
        "count INTEGER NOT NULL, severities TEXT NOT NULL, mitre TEXT NOT NULL)"_s,

        // Deleted ids that the search index still has to drop.
        u"CREATE TABLE forgotten(first_id INTEGER NOT NULL, last_id INTEGER NOT NULL)"_s,

        u"CREATE TABLE endpoint(name TEXT PRIMARY KEY, position INTEGER NOT NULL, settings TEXT NOT NULL)"_s,
    }};
    return all;
}

} // namespace

Result<void> migrate(Database &database)
{
    auto version = database.number(u"PRAGMA user_version"_s);
    if (!version)
        return tl::unexpected(version.error());
    if (*version > schemaVersion) {
        return fail(
            Error::Kind::Storage,
            u"\"%1\" was written by a newer Tocsin (schema %2, this program knows %3): update the program or "
            "choose another file"_s.arg(database.path())
                .arg(*version)
                .arg(schemaVersion));
    }
    for (qint64 step = *version; step < schemaVersion; ++step) {
        Transaction transaction(database);
        if (auto begun = transaction.begin(); !begun)
            return begun;
        for (const QString &sql : steps()[step]) {
            if (auto done = database.run(sql); !done)
                return tl::unexpected(done.error());
        }
        if (auto done = database.run(u"PRAGMA user_version=%1"_s.arg(step + 1)); !done)
            return tl::unexpected(done.error());
        if (auto done = transaction.commit(); !done)
            return done;
    }
    return {};
}

} // namespace tocsin::storage
