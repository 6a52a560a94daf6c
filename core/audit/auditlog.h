// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/audit/entry.h"
#include "core/filter/auditquery.h"
#include "core/storage/database.h"

#include <optional>

namespace tocsin::audit {

// How far the record goes. Noted elsewhere, it shows later that nothing before it was changed or cut off:
// whoever can write the whole file can also write a whole chain.
struct Head
{
    qint64 number = 0; // 0 = empty
    QByteArray hash = chainStart();

    bool operator==(const Head &) const = default;
};

// What is to be recorded, with what its texts must not tell.
struct Unrecorded
{
    Entry entry;
    QList<Secret> secrets;
};

struct Check
{
    enum class Fault : quint8 {
        None,
        Missing, // a number is not there
        Changed, // the entry does not have the hash that its texts give behind the one before it
        CutOff,  // the end is not where it was
        Other,   // whole in itself, but not the record whose head was noted
    };

    Fault fault = Fault::None;
    qint64 number = 0; // of the first broken link
    Head head;         // as far as the chain holds

    bool isGood() const { return fault == Fault::None; }
};

// The append-only record of what this console has written to others, in a file of its own, each entry chained
// to the one before it. Nothing here changes or removes an entry, and the file itself refuses to. On the
// thread that opened it; several programs may append.
class AuditLog
{
public:
    // The file is made 0600 in a folder made 0700. Errors: Storage.
    static Result<AuditLog> open(const QString &path);

    // Number and hash are given here. On disk when it returns. The secrets are what the write carried: none
    // of them gets into a text.
    Result<Entry> append(const Entry &entry, const QList<Secret> &secrets = {});
    Result<QList<Entry>> append(const QList<Unrecorded> &entries); // all of them or none, in this order

    // The newest first, below that number; 0 = from the newest.
    Result<QList<Entry>> entries(qint64 before = 0, int atMost = 200);
    // The same of those that meet the query at that moment; looks through the record until it has so many.
    Result<QList<Entry>> entries(const filter::AuditQuery &query, Micros now, qint64 before, int atMost);
    Result<Head> head();
    Result<Check> verify(const std::optional<Head> &noted = {});

private:
    explicit AuditLog(storage::Database database) : m_database(std::move(database)) {}
    Result<Entry> insert(const Unrecorded &given, const Head &last);

    storage::Database m_database;
};

} // namespace tocsin::audit
