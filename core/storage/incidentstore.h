// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/analystfile.h"
#include "core/storage/incidentmerge.h"
#include "core/storage/incidentsql.h"
#include "core/storage/ownwords.h"

namespace tocsin::storage {

using IncidentId = qint64; // of the record here, never given twice while the file lives

// What a list shows. Times in microseconds since 1970, 0 = not known or never. Texts are hostile.
struct IncidentRow
{
    IncidentId id = 0;
    domain::IncidentKey key;
    domain::Severity severity = domain::Severity::None;
    domain::IncidentStatus status = domain::IncidentStatus::Unknown;
    QString severityText; // as sent
    QString statusText;
    QString title;
    QString owner;
    QString classification;
    QStringList labels;
    QStringList tactics;
    QStringList products;
    QStringList tags; // the user's, local
    Micros at = 0;    // created, or first seen here when the server does not say
    Micros modified = 0;
    Micros firstSeen = 0;
    Micros lastSeen = 0; // when the server last told of it
    Micros changed = 0;  // when the server was last seen to tell something else of it
    Micros looked = 0;   // when the user last looked
    qint64 alerts = -1;
    qint64 comments = -1;
    qint64 notes = 0;

    bool isUnseen() const { return looked == 0; }
    bool hasChangedSince() const { return looked > 0 && changed > looked; }
    bool operator==(const IncidentRow &) const = default;
};

struct StoredIncident
{
    IncidentRow row;
    domain::Incident incident; // merged; raw is the detail's, or the list's while there is no detail
    QByteArray listRaw;
    Micros detailAt = 0; // when the detail was read; 0 = not yet
};

struct ChangedIncident
{
    IncidentId id = 0;
    QStringList members; // "status", "owner", ...

    bool operator==(const ChangedIncident &) const = default;
};

struct Upserted
{
    QList<IncidentId> added;
    QList<ChangedIncident> changed;
    int same = 0;
    int unusable = 0; // without a number
};

// When the queue was last read to its end; 0 = never.
struct SyncedAt
{
    Micros at = 0;    // what has come lately, or all of it
    Micros whole = 0; // all of it

    bool operator==(const SyncedAt &) const = default;
};

enum class IncidentColumn : quint8 { At, Severity, Status, Number, Title, Owner, Modified, Changed, Alerts };

struct IncidentSort
{
    IncidentColumn column = IncidentColumn::At;
    bool descending = true;

    bool operator==(const IncidentSort &) const = default;
};

// The cached queue. On the thread and within the life of its Database. Errors: Storage.
class IncidentStore
{
public:
    // Of the analyst's own words for an incident that is new, those in `file` are put to it.
    IncidentStore(Database &database, Database &file) : m_database(database), m_own(database, file) {}

    // One transaction. A record without a provider is that of its number, whatever provider it had; the first
    // one to name a provider gives it to a record that has none. With `looked` what is added counts as looked
    // at: the first filling of a cache.
    Result<Upserted> upsert(const QString &connection, const QList<domain::Incident> &incidents,
                            IncidentForm form, Micros now, bool looked = false);

    // Ids of those that match, in order; limit 0 = all.
    Result<QList<IncidentId>> find(const QString &connection, const filter::IncidentQuery &query,
                                   const IncidentSort &sort, Micros now, int limit = 0);
    // Of these ids, those that match; in the order given.
    Result<QList<IncidentId>> matching(const QList<IncidentId> &ids, const filter::IncidentQuery &query,
                                       Micros now);
    Result<QList<qint64>> counts(const QString &connection, const QList<filter::IncidentQuery> &queries,
                                 Micros now);
    // In the order asked for; ids that are gone are left out.
    Result<QList<IncidentRow>> rows(const QList<IncidentId> &ids);
    Result<StoredIncident> load(IncidentId id); // NotFound when it is gone
    // 0 when there is none. An empty provider means any.
    Result<IncidentId> idOf(const domain::IncidentKey &key);
    Result<qint64> count(const QString &connection);
    // What completion and chips offer: values of Owner, Label, Tag, Tactic, Product, Provider or
    // Classification that occur, at most 500.
    Result<QStringList> values(const QString &connection, filter::IncidentField field);

    Result<void> markSynced(const QString &connection, Micros at, bool whole);
    Result<SyncedAt> syncedAt(const QString &connection);
    Result<void> markLooked(const QList<IncidentId> &ids, Micros now);
    Result<void> markAllLooked(const QString &connection, Micros now);
    // Of these ids those that were not marked before: each incident is told of once.
    Result<QList<IncidentId>> markNoticed(const QList<IncidentId> &ids, Micros now);
    // Everything of the connection's cache, with notes and tags that stand in the same file.
    Result<void> forget(const QString &connection);

private:
    struct Known;
    Result<Known> known(const QString &connection, const domain::Incident &incident);
    Result<IncidentId> add(const QString &connection, const domain::Incident &incident, IncidentForm form,
                           Micros now, bool looked);
    Result<QStringList> change(const Known &known, const domain::Incident &incident, IncidentForm form,
                               Micros now);

    Database &m_database;
    OwnWords m_own;
};

// What full text finds an incident by. Kept by whoever changes the record or its tags.
Result<void> writeWords(Database &database, IncidentId id);

} // namespace tocsin::storage
