// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/incidentstore.h"

#include "core/storage/incidentrows.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using domain::Incident;

namespace {

QString orderBy(const IncidentSort &sort)
{
    static const std::array columns = {u"at"_s,
                                       u"severity"_s,
                                       u"status"_s,
                                       u"number"_s,
                                       u"title COLLATE NOCASE"_s,
                                       u"owner COLLATE NOCASE"_s,
                                       u"modified"_s,
                                       u"changed"_s,
                                       u"alerts"_s};
    const QString way = sort.descending ? u" DESC"_s : QString();
    QString text = columns[size_t(sort.column)] + way;
    // Among equals the newest first, or last when the other way round: both are one walk along an index.
    if (sort.column != IncidentColumn::At)
        text += u", at"_s + way;
    return text + u", id"_s + way;
}

// The values of the columns that the server's record decides, in the order of their names below.
const QString recordColumns =
    u"severity, status, at, modified, alerts, comments, title, owner, severity_text, "
    "status_text, classification, labels, tactics, products"_s;

QVariantList recordValues(const Incident &incident, Micros firstSeen)
{
    const Micros created = storedTime(incident.created);
    return {int(incident.severity),
            int(incident.status),
            created > 0 ? created : firstSeen,
            storedTime(incident.modified),
            incident.alerts,
            incident.comments,
            storedText(incident.title),
            storedText(incident.owner),
            storedText(incident.severityText),
            storedText(incident.statusText),
            storedText(incident.classification),
            storedList(incident.labels),
            storedList(incident.tactics),
            storedList(incident.products)};
}

QString assignments(const QString &columns)
{
    return columns.split(u", "_s).join(u"=?, "_s) + u"=?"_s;
}

QString marks(const QVariantList &values)
{
    return QStringList(values.size(), u"?"_s).join(u',');
}

const QString bodyColumns = u"siem_id, description, created, first_activity, last_activity, url, unmapped"_s;

QVariantList bodyValues(const Incident &incident)
{
    return {storedText(incident.id),           storedText(incident.description),
            storedTime(incident.created),      storedTime(incident.firstActivity),
            storedTime(incident.lastActivity), storedText(incident.url),
            storedList(incident.unmapped)};
}

} // namespace

// What is kept of an incident that comes again; id 0 = it is new.
struct IncidentStore::Known
{
    StoredIncident stored;
    qint64 listFields = -1;
    qint64 detailFields = -1;
};

Result<void> writeWords(Database &database, IncidentId id)
{
    if (auto gone = database.run(u"DELETE FROM incident_words WHERE rowid=?"_s, {id}); !gone)
        return tl::unexpected(gone.error());
    return only(database.run(
        u"INSERT INTO incident_words(rowid, words) SELECT incident.id, substr(number || char(10) || title || "
        "char(10) || owner || char(10) || provider || char(10) || classification || labels || tactics || "
        "products || tags || char(10) || description, 1, 4000) FROM incident JOIN incident_body ON "
        "incident_body.id = incident.id WHERE incident.id=?"_s,
        {id}));
}

Result<IncidentStore::Known> IncidentStore::known(const QString &connection, const Incident &incident)
{
    const QString provider = storedText(incident.provider);
    auto query = m_database.run(
        u"SELECT incident.id, list_fields, detail_fields FROM incident JOIN incident_body ON "
        "incident_body.id = incident.id WHERE connection=? AND number=? AND (provider=? OR provider='' OR "
        "?='') ORDER BY provider=? DESC, incident.id LIMIT 1"_s,
        {storedText(connection), incident.number, provider, provider, provider});
    if (!query)
        return tl::unexpected(query.error());
    Known known;
    if (!query->next())
        return known;
    known.listFields = query->value(1).toLongLong();
    known.detailFields = query->value(2).toLongLong();
    auto stored = load(query->value(0).toLongLong());
    if (!stored)
        return tl::unexpected(stored.error());
    known.stored = std::move(*stored);
    return known;
}

Result<IncidentId> IncidentStore::add(const QString &connection, const Incident &incident, IncidentForm form,
                                      Micros now, bool looked)
{
    const QVariantList values =
        QVariantList{storedText(connection), storedText(incident.provider), incident.number, now, now,
                     looked ? now : 0} +
        recordValues(incident, now);
    auto row = m_database.run(
        u"INSERT INTO incident(connection, provider, number, first_seen, last_seen, looked, %1) VALUES(%2)"_s
            .arg(recordColumns, marks(values)),
        values);
    if (!row)
        return tl::unexpected(row.error());
    const IncidentId id = row->lastInsertId().toLongLong();
    const bool detail = form == IncidentForm::Detail;
    const qint64 fields = suppliedFields(incident);
    const QVariantList body = QVariantList{id,
                                           storedBytes(detail ? QByteArray() : incident.raw),
                                           storedBytes(detail ? incident.raw : QByteArray()),
                                           detail ? now : 0,
                                           detail ? -1 : fields,
                                           detail ? fields : -1} +
                              bodyValues(incident);
    auto kept = m_database.run(u"INSERT INTO incident_body(id, list_raw, detail_raw, detail_at, list_fields, "
                               "detail_fields, %1) VALUES(%2)"_s.arg(bodyColumns, marks(body)),
                               body);
    if (!kept)
        return tl::unexpected(kept.error());
    if (auto words = writeWords(m_database, id); !words)
        return tl::unexpected(words.error());
    return id;
}

Result<QStringList> IncidentStore::change(const Known &known, const Incident &incident, IncidentForm form,
                                          Micros now)
{
    const bool detail = form == IncidentForm::Detail;
    const IncidentId id = known.stored.row.id;
    if (known.stored.row.key.provider.isEmpty() && !incident.provider.isEmpty()) {
        auto named = m_database.run(u"UPDATE incident SET provider=? WHERE id=?"_s, {incident.provider, id});
        if (!named)
            return tl::unexpected(named.error());
    }
    const MergedIncident merged =
        mergeIncident(known.stored.incident, detail ? known.detailFields : known.listFields, incident);
    const QByteArray &formerRaw = detail ? known.stored.incident.raw : known.stored.listRaw;
    const bool same = merged.changed.isEmpty() && formerRaw == incident.raw &&
                      (detail ? known.detailFields : known.listFields) >= 0;
    if (same) { // the usual case
        auto seen = m_database.run(u"UPDATE incident SET last_seen=? WHERE id=?"_s, {now, id});
        if (seen && detail)
            seen = m_database.run(u"UPDATE incident_body SET detail_at=? WHERE id=?"_s, {now, id});
        return seen ? Result<QStringList>(QStringList()) : tl::unexpected(seen.error());
    }
    QVariantList values = recordValues(merged.incident, known.stored.row.firstSeen);
    values << now << (merged.changed.isEmpty() ? known.stored.row.changed : now) << id;
    auto row = m_database.run(
        u"UPDATE incident SET %1, last_seen=?, changed=? WHERE id=?"_s.arg(assignments(recordColumns)),
        values);
    if (!row)
        return tl::unexpected(row.error());
    // The unmapped members are those of the raw text that is shown.
    Incident bodyOf = merged.incident;
    if (!detail && known.stored.detailAt > 0)
        bodyOf.unmapped = known.stored.incident.unmapped;
    QVariantList body = bodyValues(bodyOf);
    body << storedBytes(incident.raw) << suppliedFields(incident);
    if (detail)
        body << now;
    body << id;
    const QString form_ =
        detail ? u"detail_raw=?, detail_fields=?, detail_at=?"_s : u"list_raw=?, list_fields=?"_s;
    auto kept = m_database.run(
        u"UPDATE incident_body SET %1, %2 WHERE id=?"_s.arg(assignments(bodyColumns), form_), body);
    if (!kept)
        return tl::unexpected(kept.error());
    if (auto words = writeWords(m_database, id); !words)
        return tl::unexpected(words.error());
    return merged.changed;
}

Result<Upserted> IncidentStore::upsert(const QString &connection, const QList<Incident> &incidents,
                                       IncidentForm form, Micros now, bool looked)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    const Result<bool> hasOwn = m_own.waits();
    if (!hasOwn)
        return tl::unexpected(hasOwn.error());
    Upserted outcome;
    for (const Incident &incident : incidents) {
        if (incident.number == 0) {
            ++outcome.unusable;
            continue;
        }
        auto before = known(connection, incident);
        if (!before)
            return tl::unexpected(before.error());
        if (before->stored.row.id == 0) {
            const auto id = add(connection, incident, form, now, looked);
            if (!id)
                return tl::unexpected(id.error());
            if (const auto put = *hasOwn ? m_own.attach(*id) : Result<void>(); !put)
                return tl::unexpected(put.error());
            outcome.added.append(*id);
            continue;
        }
        auto members = change(*before, incident, form, now);
        if (!members)
            return tl::unexpected(members.error());
        if (members->isEmpty())
            ++outcome.same;
        else
            outcome.changed.append({before->stored.row.id, *std::move(members)});
    }
    if (auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    return outcome;
}

Result<QList<IncidentId>> IncidentStore::find(const QString &connection, const filter::IncidentQuery &query,
                                              const IncidentSort &sort, Micros now, int limit)
{
    const IncidentSql sql = compileIncidents(query, now);
    auto found =
        m_database.run(u"SELECT id FROM incident WHERE connection=? AND %1 ORDER BY %2%3"_s.arg(
                           sql.where, orderBy(sort), limit > 0 ? u" LIMIT %1"_s.arg(limit) : QString()),
                       QVariantList{storedText(connection)} + sql.values);
    if (!found)
        return tl::unexpected(found.error());
    QList<IncidentId> ids;
    while (found->next())
        ids.append(found->value(0).toLongLong());
    return ids;
}

Result<QList<IncidentId>> IncidentStore::matching(const QList<IncidentId> &ids,
                                                  const filter::IncidentQuery &query, Micros now)
{
    const IncidentSql sql = compileIncidents(query, now);
    auto found = m_database.run(
        u"SELECT id FROM incident WHERE id IN (%1) AND %2"_s.arg(idText(ids), sql.where), sql.values);
    if (!found)
        return tl::unexpected(found.error());
    QSet<IncidentId> matches;
    while (found->next())
        matches.insert(found->value(0).toLongLong());
    QList<IncidentId> ordered;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(ordered),
                 [&](IncidentId id) { return matches.contains(id); });
    return ordered;
}

Result<QList<qint64>> IncidentStore::counts(const QString &connection,
                                            const QList<filter::IncidentQuery> &queries, Micros now)
{
    QList<qint64> counts;
    for (const filter::IncidentQuery &query : queries) {
        const IncidentSql sql = compileIncidents(query, now);
        const auto count =
            m_database.number(u"SELECT count(*) FROM incident WHERE connection=? AND %1"_s.arg(sql.where),
                              QVariantList{storedText(connection)} + sql.values);
        if (!count)
            return tl::unexpected(count.error());
        counts.append(*count);
    }
    return counts;
}

Result<IncidentId> IncidentStore::idOf(const domain::IncidentKey &key)
{
    const bool any = key.provider.isEmpty();
    QVariantList values{storedText(key.connection), key.number};
    if (!any)
        values.append(key.provider);
    return m_database.number(
        u"SELECT id FROM incident WHERE connection=? AND number=?%1 ORDER BY id LIMIT 1"_s.arg(
            any ? QString() : u" AND provider=?"_s),
        values);
}

Result<qint64> IncidentStore::count(const QString &connection)
{
    return m_database.number(u"SELECT count(*) FROM incident WHERE connection=?"_s, {storedText(connection)});
}

Result<void> IncidentStore::markSynced(const QString &connection, Micros at, bool whole)
{
    return only(m_database.run(
        u"INSERT INTO sync(connection, at, whole) VALUES(?, ?, ?) ON CONFLICT(connection) DO UPDATE SET "
        "at=excluded.at, whole=max(whole, excluded.whole)"_s,
        {storedText(connection), at, whole ? at : 0}));
}

Result<SyncedAt> IncidentStore::syncedAt(const QString &connection)
{
    auto query = m_database.run(u"SELECT at, whole FROM sync WHERE connection=?"_s, {storedText(connection)});
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? SyncedAt{query->value(0).toLongLong(), query->value(1).toLongLong()} : SyncedAt();
}

Result<void> IncidentStore::markLooked(const QList<IncidentId> &ids, Micros now)
{
    return only(m_database.run(u"UPDATE incident SET looked=? WHERE id IN (%1)"_s.arg(idText(ids)), {now}));
}

Result<void> IncidentStore::markAllLooked(const QString &connection, Micros now)
{
    return only(m_database.run(
        u"UPDATE incident SET looked=? WHERE connection=? AND (looked=0 OR changed > looked)"_s,
        {now, storedText(connection)}));
}

Result<QList<IncidentId>> IncidentStore::markNoticed(const QList<IncidentId> &ids, Micros now)
{
    auto fresh = m_database.run(
        u"SELECT id FROM incident WHERE noticed=0 AND id IN (%1) ORDER BY id"_s.arg(idText(ids)));
    if (!fresh)
        return tl::unexpected(fresh.error());
    QList<IncidentId> told;
    while (fresh->next())
        told.append(fresh->value(0).toLongLong());
    fresh->finish();
    auto done = m_database.run(u"UPDATE incident SET noticed=? WHERE id IN (%1)"_s.arg(idText(told)), {now});
    return done ? Result<QList<IncidentId>>(told) : tl::unexpected(done.error());
}

Result<void> IncidentStore::forget(const QString &connection)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const QString theirs = u"(SELECT id FROM incident WHERE connection=?)"_s;
    for (const QString &sql :
         {u"DELETE FROM note WHERE incident IN "_s + theirs,
          u"DELETE FROM incident_words WHERE rowid IN "_s + theirs,
          u"DELETE FROM incident_body WHERE id IN "_s + theirs, u"DELETE FROM incident WHERE connection=?"_s,
          u"DELETE FROM sync WHERE connection=?"_s}) {
        if (auto done = m_database.run(sql, {storedText(connection)}); !done)
            return tl::unexpected(done.error());
    }
    return transaction.commit();
}

} // namespace tocsin::storage
